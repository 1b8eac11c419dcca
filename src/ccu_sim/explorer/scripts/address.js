// The settings as the part of the page's address behind #: to be bookmarked and shared.

import { data, units, strategies, lessons } from "./data.js";
import { SIDES, MOST_MONTHS, MOST_LUCK, asUsual, followed } from "./settings.js";

const VERSION = "1";

export function addressOf(settings, at) {
  const parts = new URLSearchParams();
  parts.set("v", VERSION);
  parts.set("months", settings.months);
  parts.set("luck", settings.luck);
  settings.ways.forEach((way, side) => parts.set(SIDES[side], wayText(way)));
  if (settings.lesson) parts.set("lesson", settings.lesson);
  if (at) parts.set("at", at);
  return `#${parts}`;
}

function wayText(way) {
  const unit = units.get(way.unit);
  const dials = data.conditions
    .filter((one) => way.conditions[one.name] !== unit.conditions[one.name])
    .map((one) => `${one.name}:${way.conditions[one.name]}`);
  const numbers = Object.entries(way.parameters).map(([name, value]) => `$${name}:${value}`);
  const done = way.strategies.map(
    (one) => `${one.name}*${one.dose}@${one.from}${one.until === null ? "" : `-${one.until}`}`,
  );
  return [way.unit, ...dials, ...numbers, ...done].join(",");
}

// Read settings from an address; throws an Error with one sentence where they are not ours.
export function readAddress(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  if (parts.get("v") !== VERSION)
    throw new Error("This address is of another version of the page, so it begins as usual.");
  const months = whole(parts.get("months"), 1, MOST_MONTHS, "months");
  const luck = whole(parts.get("luck"), 0, MOST_LUCK, "the luck");
  const ways = SIDES.map((side) => readWay(parts.get(side) ?? ""));
  const lesson = parts.get("lesson");
  const settings = { months, luck, ways, lesson: lesson && lessons.has(lesson) ? lesson : null };
  const at = whole(parts.get("at") ?? "0", 0, data.layout.month_starts[months], "the moment");
  return { settings, at };
}

function readWay(text) {
  const [unit, ...parts] = text.split(",");
  if (!units.has(unit))
    throw new Error(
      `This page has no unit “${unit.slice(0, 60)}”; make one that has it with: ccu-sim explore ${unit.slice(0, 60)}`,
    );
  const way = asUsual(unit);
  for (const part of parts) {
    const dial = /^(\$?)([a-z0-9_]+):(-?[0-9.e-]+)$/.exec(part);
    const done = /^([a-z0-9-]+)\*([0-9.]+)@(\d+)(?:-(\d+))?$/.exec(part);
    if (dial) readDial(way, dial);
    else if (done) readDone(way, done);
    else
      throw new Error(
        `The address says “${part.slice(0, 60)}”, which this page does not understand.`,
      );
  }
  return way;
}

function readDial(way, [, sign, name, text]) {
  const value = Number(text);
  if (sign && data.parameters.names.includes(name) && Number.isFinite(value))
    way.parameters = { ...way.parameters, [name]: value };
  else if (name in way.conditions && value >= 0 && value <= 1) way.conditions[name] = value;
  else throw new Error(`The address sets ${name} to ${text}; a dial goes from 0 to 1.`);
}

function readDone(way, [, name, dose, from, until]) {
  const strategy = strategies.get(name);
  if (!strategy) throw new Error(`This page has no strategy “${name}”.`);
  if (!strategy.doses.some((one) => one.factor === Number(dose)))
    throw new Error(`${strategy.title} cannot be done at ${dose} times its dose.`);
  const first = whole(from, 1, MOST_MONTHS, "a beginning");
  const last = until === undefined ? null : whole(until, first, MOST_MONTHS, "an end");
  way.strategies.push(followed(name, { dose: Number(dose), from: first, until: last }));
}

function whole(text, low, high, what) {
  const value = Number(text);
  if (!/^\d+$/.test(text ?? "") || value < low || value > high)
    throw new Error(
      `The address gives ${text} for ${what}; it must be a whole number from ${low} to ${high}.`,
    );
  return value;
}
