// The controls of one way: five dials in words, and strategies by theme with dose and time.

import { data, units, strategies } from "./data.js";
import { element, fill, place } from "./element.js";
import { followed } from "./settings.js";

const STEP = 0.05;
const NAMES = ["This way", "That way"];

export class Way {
  constructor(side, changed) {
    this.side = side;
    this.changed = changed; // told what about the way is to change
    this.root = place(`way-${side}`);
    this.note = element("p", { class: "hint" });
    this.dials = data.conditions.map(
      (condition) => new Dial(condition, side, (value) => this.turn(condition.name, value)),
    );
    this.list = element("ul", { class: "done" });
    this.choice = element("select", { id: `add-${side}`, onchange: () => this.add() });
    fill(
      this.root,
      element("h2", { id: `title-${side}` }, `${NAMES[side]}: how the unit is run`),
      this.note,
      element(
        "div",
        { class: "dials" },
        this.dials.map((dial) => dial.root),
      ),
      element("h3", {}, "Strategies"),
      this.list,
      element("label", { class: "add" }, "Add a strategy ", this.choice),
    );
  }

  show(way) {
    this.way = way;
    const numbers = Object.entries(way.parameters).map(
      ([name, value]) => `${name.replaceAll("_", " ")} ${value}`,
    );
    const own = data.offered.includes(way.unit) ? [] : [units.get(way.unit).title];
    this.note.textContent = [...own, ...numbers].join(" · ");
    this.dials.forEach((dial) => dial.show(way.conditions[dial.name]));
    fill(
      this.list,
      way.strategies.length === 0
        ? element("li", { class: "quiet" }, "None: as usual")
        : way.strategies.map((done) => this.row(done)),
    );
    const open = data.strategies.filter(
      (one) => !way.strategies.some((done) => done.name === one.name),
    );
    const themes = [...data.themes, null]
      .map((theme) => [theme, open.filter((one) => one.theme === theme)])
      .filter(([, list]) => list.length > 0);
    fill(
      this.choice,
      element("option", { value: "" }, "Choose …"),
      themes.map(([theme, list]) =>
        element(
          "optgroup",
          { label: theme ?? "Other" },
          list.map((one) => element("option", { value: one.name }, one.title)),
        ),
      ),
    );
  }

  turn(name, value) {
    this.changed({ conditions: { ...this.way.conditions, [name]: value } });
  }

  add() {
    if (!this.choice.value) return;
    this.changed({ strategies: [...this.way.strategies, followed(this.choice.value)] });
    this.choice.focus();
  }

  edit(done, change) {
    this.changed({
      strategies: this.way.strategies.map((one) => (one === done ? { ...one, ...change } : one)),
    });
  }

  row(done) {
    const strategy = strategies.get(done.name);
    const month = (value, label, changed, hint) =>
      element(
        "label",
        {},
        label,
        element("input", {
          type: "number",
          min: 1,
          max: data.last_month,
          value: value ?? "",
          placeholder: hint,
          "aria-label": `${strategy.title}: ${label.trim()} month`,
          onchange: (event) => changed(event.target),
        }),
      );
    return element(
      "li",
      {},
      element("span", { class: "name" }, strategy.title),
      element(
        "span",
        { class: "settings" },
        element(
          "label",
          {},
          "dose ",
          element(
            "select",
            {
              "aria-label": `${strategy.title}: dose`,
              onchange: (event) => this.edit(done, { dose: Number(event.target.value) }),
            },
            strategy.doses.map((one) =>
              element(
                "option",
                { value: one.factor, selected: one.factor === done.dose },
                `× ${one.factor}`,
              ),
            ),
          ),
        ),
        month(
          done.from,
          "from ",
          (input) =>
            input.checkValidity() &&
            input.value &&
            this.edit(done, {
              from: Number(input.value),
              until: done.until && Math.max(done.until, Number(input.value)),
            }),
          "",
        ),
        month(
          done.until,
          "to ",
          (input) =>
            input.checkValidity() &&
            this.edit(done, {
              until: input.value ? Math.max(done.from, Number(input.value)) : null,
            }),
          "end",
        ),
        element(
          "button",
          {
            type: "button",
            class: "small",
            "aria-label": `Take away: ${strategy.title}`,
            onclick: () =>
              this.changed({ strategies: this.way.strategies.filter((one) => one !== done) }),
          },
          "×",
        ),
      ),
    );
  }
}

// One condition: a level from 0 to 1, and what one would see in a unit at it.
class Dial {
  constructor(condition, side, turned) {
    this.name = condition.name;
    this.condition = condition;
    const id = `dial-${side}-${condition.name}`;
    this.words = element("p", { class: "anchor", id: `${id}-words` });
    this.level = element("output", { for: id });
    this.input = element("input", {
      id,
      type: "range",
      min: 0,
      max: 1,
      step: STEP,
      "aria-describedby": `${id}-words`,
      oninput: () => this.speak(Number(this.input.value)),
      onchange: () => turned(Number(this.input.value)),
    });
    this.root = element(
      "div",
      { class: "dial" },
      element("label", { for: id, title: condition.question }, condition.title),
      this.input,
      this.level,
      this.words,
    );
  }

  show(value) {
    this.input.value = value;
    this.speak(value);
  }

  speak(value) {
    const gaps = data.anchors.map((anchor) => Math.abs(anchor - value));
    const words = this.condition.anchors[gaps.indexOf(Math.min(...gaps))];
    this.words.textContent = words;
    this.level.textContent = value.toFixed(2);
    this.input.setAttribute("aria-valuetext", `${value.toFixed(2)}: ${words}`);
  }
}
