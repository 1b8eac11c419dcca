// What both ways share: the unit that is run, for how many months, with which luck.

import { data, units } from "./data.js";
import { element, fill, place } from "./element.js";
import { withUnit, MOST_MONTHS, MOST_LUCK } from "./settings.js";

const NUMBERS = {
  months: { called: "Months", low: 1, high: MOST_MONTHS },
  luck: { called: "The luck", low: 0, high: MOST_LUCK },
};

export class Shared {
  // `changed` is given settings anew, `refused` a sentence on what cannot be.
  constructor(changed, refused) {
    this.changed = changed;
    this.refused = refused;
    place("frame").addEventListener("submit", (event) => event.preventDefault());
    place("unit").addEventListener("change", (event) =>
      changed(withUnit(this.settings, event.target.value)),
    );
    for (const name of Object.keys(NUMBERS)) this.listen(name);
    place("roll").addEventListener("click", () => this.roll());
  }

  show(settings) {
    this.settings = settings;
    for (const name of Object.keys(NUMBERS)) place(name).value = settings[name];
    const own = settings.ways[0].unit;
    const offered = data.offered.includes(own) ? data.offered : [own, ...data.offered];
    fill(
      place("unit"),
      offered.map((name) =>
        element("option", { value: name, selected: name === own }, units.get(name).title),
      ),
    );
  }

  roll() {
    this.changed({ ...this.settings, luck: (this.settings.luck % MOST_LUCK) + 1 });
  }

  listen(name) {
    const input = place(name);
    input.max = NUMBERS[name].high;
    input.addEventListener("change", () => this.type(name, input));
  }

  type(name, input) {
    const { called, low, high } = NUMBERS[name];
    const value = Number(input.value);
    if (input.value !== "" && Number.isInteger(value) && value >= low && value <= high) {
      this.changed({ ...this.settings, [name]: value });
      return;
    }
    const kept = this.settings[name];
    this.refused(`${called} must be a whole number from ${low} to ${high}; it stays ${kept}.`);
    input.value = kept;
  }
}
