// One person: their states over time and their story in plain words.

import { element, fill, place } from "./element.js";
import { PERSON, STATES, FULL, HERE, HOLDER, WEEK, FLAGS } from "./frame.js";
import { nameOf, holderAt, spellsOf, upper } from "./people.js";
import { storyOf } from "./diary.js";
import { dateOf, monthOf } from "./moment.js";
import { sparkline } from "./chart.js";

const WORDS = {
  exhaustion: "Exhaustion",
  morale: "Morale",
  role_clarity: "Role clarity",
  satisfaction: "Satisfaction",
  belonging: "Belonging",
  voice: "Say",
  job_insecurity: "Job insecurity",
};
const MOST = 40;

// Since when somebody is in post at a moment; once they have left, until when they were.
function inPost(spell, at, unit) {
  if (!spell) return "";
  const start = spell.start === 0 ? "opening day" : dateOf(unit, spell.start);
  if (spell.outcome === "in-post" || spell.end < 0 || spell.end > at) return `; in post since ${start}.`;
  return `; was in post from ${start} to ${dateOf(unit, spell.end - 1)}.`;
}

export class Person {
  constructor(closed) {
    this.root = place("person");
    this.closed = closed;
    this.which = null;
  }

  choose(which) {
    this.which = which;
    this.root.hidden = which === null;
  }

  // Show whoever is chosen, as in a history at a moment.
  show(histories, ways, at) {
    if (!this.which) return;
    const { side, post } = this.which;
    const history = histories[side];
    if (!history || post >= history.posts) return this.closed();
    const held = holderAt(history, post, at);
    const holder = held?.holder ?? this.which.holder;
    const head = element(
      "div",
      { class: "person-head" },
      element(
        "h2",
        {},
        holder === null
          ? `${upper(nameOf(history.layout[post], 1))}: vacant`
          : upper(nameOf(history.layout[post], holder)),
      ),
      element(
        "button",
        { type: "button", class: "small", onclick: this.closed, "aria-label": "Close: one person" },
        "×",
      ),
    );
    if (holder === null) {
      fill(
        this.root,
        head,
        element("p", { class: "quiet" }, "Nobody holds this post at this moment."),
      );
      return;
    }
    const spell = spellsOf(history).find((one) => one.post === post && one.holder === holder);
    const since = `${["This", "That"][side]} way${inPost(spell, at, ways[side].unit)}`;
    fill(
      this.root,
      head,
      element("p", { class: "quiet" }, since),
      this.states(history, post, holder, at),
      element("h3", {}, "What happened to them"),
      this.story(history, post, holder, at, ways[side].unit),
    );
  }

  states(history, post, holder, at) {
    const weeks = [];
    for (let when = 0; when <= history.shifts; when += WEEK) {
      const from = (when * history.posts + post) * PERSON;
      const here = history.people[from + FLAGS] & HERE && history.people[from + HOLDER] === holder;
      weeks.push(here ? from : null);
    }
    return element(
      "div",
      { class: "states" },
      STATES.map((state, number) => {
        const values = weeks.map((from) =>
          from === null ? NaN : history.people[from + 1 + number] / FULL,
        );
        const now = values[Math.floor(at / WEEK)];
        const told = Number.isNaN(now) ? "–" : now.toFixed(2);
        return element(
          "figure",
          {},
          element("figcaption", {}, `${WORDS[state]} `, element("b", {}, told)),
          sparkline(values, at / WEEK, `${WORDS[state]} over time, now ${told}`),
        );
      }),
    );
  }

  story(history, post, holder, at, unit) {
    const told = storyOf(history, post, holder, at);
    if (told.length === 0)
      return element("p", { class: "quiet" }, "Nothing that the diary tells of yet.");
    const more =
      told.length > MOST
        ? element("li", { class: "quiet" }, `… and ${told.length - MOST} earlier ones.`)
        : null;
    return element(
      "ol",
      { class: "events", tabindex: "0", "aria-label": "Story of this person, the latest first" },
      told
        .slice(0, MOST)
        .map((event) =>
          element("li", {}, element("time", {}, `month ${monthOf(event.when)}`), ` ${event.text}`),
        ),
      more,
    );
  }
}
