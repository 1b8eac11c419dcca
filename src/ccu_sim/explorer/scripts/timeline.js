// Time: play, pause, step by step, and any moment at once.

import { data } from "./data.js";
import { element, fill, place } from "./element.js";
import { STEPS, stepped, momentWords, inMonths } from "./moment.js";
import { spellsOf, upper, nameOf } from "./people.js";

const BEAT = 220; // milliseconds a step while it plays
const BREATH = 6000; // milliseconds of playing between two summaries that are spoken
const WIDE = 1000;

export class Timeline {
  constructor(moved, speak) {
    this.moved = moved; // told the moment
    this.speak = speak; // told when a summary is due
    this.at = 0;
    this.last = 0;
    this.step = STEPS[2];
    this.playing = null;
    this.root = place("timeline");
    this.play = element(
      "button",
      {
        id: "play",
        type: "button",
        class: "strong",
        onclick: () => (this.playing ? this.pause() : this.start()),
      },
      "Play",
    );
    this.slider = element("input", {
      id: "moment",
      type: "range",
      min: 0,
      step: 1,
      "aria-label": "Moment",
      oninput: () => this.go(Number(this.slider.value)),
    });
    this.lanes = element("svg", {
      class: "lanes",
      viewBox: `0 0 ${WIDE} 40`,
      preserveAspectRatio: "none",
      role: "img",
    });
    this.axis = element("div", { class: "axis", "aria-hidden": "true" });
    // The slider says the moment, and a summary is spoken now and then: not every beat.
    this.words = element("output", { class: "when", for: "moment", "aria-live": "off" });
    const button = (id, label, act, sign) =>
      element("button", { id, type: "button", "aria-label": label, onclick: act }, sign);
    fill(
      this.root,
      element(
        "div",
        { class: "controls" },
        this.play,
        button(
          "back",
          "One step back",
          () => this.go(stepped(this.at, this.step, false, this.last)),
          "◂",
        ),
        button(
          "forward",
          "One step on",
          () => this.go(stepped(this.at, this.step, true, this.last)),
          "▸",
        ),
        element(
          "fieldset",
          { class: "steps" },
          element("legend", { class: "hidden" }, "A step is"),
          STEPS.map((step) => this.choice(step)),
        ),
        button("reset", "Back to opening day; settings stay", () => this.go(0), "Reset"),
        button(
          "to-parting",
          "Go to the moment at which the histories part",
          () => this.parting && this.go(this.parting.at),
          "Where they part",
        ),
        this.words,
      ),
      element("div", { class: "track" }, this.lanes, this.slider, this.axis),
    );
  }

  choice(step) {
    const input = element("input", {
      type: "radio",
      name: "step",
      value: step.name,
      checked: step === this.step,
      onchange: () => (this.step = step),
    });
    return element("label", {}, input, element("span", {}, step.name));
  }

  begin(histories, ways, parting) {
    this.ways = ways;
    this.parting = parting;
    this.last = histories[0].shifts;
    this.slider.max = this.last;
    const x = (when) => ((WIDE * when) / this.last).toFixed(1);
    const left = histories.map((history) =>
      spellsOf(history).filter(
        (one) =>
          !one.casual && one.end >= 0 && one.end <= history.shifts && one.outcome !== "in-post",
      ),
    );
    const tick = (one, side) =>
      element(
        "line",
        {
          class: ["this", "that"][side],
          x1: x(one.end),
          x2: x(one.end),
          y1: side ? 22 : 2,
          y2: side ? 38 : 18,
        },
        element("title", {}, `${upper(nameOf(histories[side].layout[one.post], one.holder))} left`),
      );
    fill(
      this.lanes,
      left.flatMap((list, side) => list.map((one) => tick(one, side))),
      parting
        ? element("line", { class: "parting", x1: x(parting.at), x2: x(parting.at), y1: 0, y2: 40 })
        : null,
    );
    this.lanes.setAttribute(
      "aria-label",
      `Departures: ${left[0].length} this way (upper marks), ${left[1].length} that way (lower marks).${parting ? ` The histories part ${momentWords(ways[0].unit, parting.at, this.last).toLowerCase()}.` : " The histories never part."}`,
    );
    place("to-parting").disabled = !parting;
    this.months(histories[0].months);
    this.go(Math.min(this.at, this.last));
  }

  months(count) {
    const every = count <= 12 ? 1 : count <= 36 ? 6 : 12;
    const dates = Array.from({ length: Math.floor(count / every) + 1 }, (_, step) => step * every);
    fill(
      this.axis,
      dates.map((month) => {
        const mark = element("span", {}, String(month));
        mark.style.left = `${(100 * data.layout.month_starts[month]) / this.last}%`;
        return mark;
      }),
    );
  }

  go(at) {
    this.at = at;
    this.slider.value = at;
    if (!this.ways) return;
    const words = momentWords(this.ways[0].unit, at, this.last);
    this.words.textContent = `${words} (${inMonths(at).toFixed(1)} months)`;
    this.slider.setAttribute("aria-valuetext", words);
    this.moved(at);
  }

  start() {
    if (this.at >= this.last) this.go(0);
    this.play.textContent = "Pause";
    let spoken = performance.now();
    this.playing = setInterval(() => {
      this.go(stepped(this.at, this.step, true, this.last));
      const ended = this.at >= this.last;
      if (ended) this.pause();
      if (ended || performance.now() - spoken >= BREATH) {
        spoken = performance.now();
        this.speak();
      }
    }, BEAT);
  }

  pause() {
    clearInterval(this.playing);
    this.playing = null;
    this.play.textContent = "Play";
  }
}
