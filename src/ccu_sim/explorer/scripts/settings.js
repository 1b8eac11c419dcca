// The settings: a unit run in two ways, for some months, with some luck. Never changed in place.

import { data, units, strategies, lessons } from "./data.js";

export const SIDES = ["this", "that"];
export const MOST_MONTHS = data.last_month;
export const MOST_LUCK = 999999;

export function followed(name, changed = {}) {
  return { name, dose: 1, from: strategies.get(name).begins, until: null, ...changed };
}

export function asUsual(unit) {
  return { unit, conditions: { ...units.get(unit).conditions }, strategies: [], parameters: {} };
}

export function beginning() {
  const unit = data.offered[0];
  const usual = { ...asUsual(unit), parameters: data.begin.parameters };
  const that = { ...usual };
  that.strategies = data.begin.strategies
    .filter((name) => strategies.has(name))
    .map((name) => followed(name));
  return { months: data.begin.months, luck: 1, ways: [usual, that], lesson: null };
}

export function ofLesson(lesson) {
  const ways = lesson.ways.map((way) => ({
    unit: way.unit,
    conditions: { ...units.get(way.unit).conditions, ...way.conditions },
    strategies: way.strategies.map((one) => followed(one.name, { until: one.until })),
    parameters: way.parameters,
  }));
  return { months: lesson.months, luck: lesson.luck, ways, lesson: lesson.name };
}

export function withWay(settings, side, changes) {
  return {
    ...settings,
    ways: settings.ways.map((way, which) => (which === side ? { ...way, ...changes } : way)),
  };
}

export function withUnit(settings, unit) {
  const ways = settings.ways.map((way) => ({ ...asUsual(unit), strategies: way.strategies }));
  return { ...settings, ways, lesson: null };
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// A title for each way: what its lesson calls it as long as it is the lesson's.
export function titlesOf({ ways, lesson }) {
  const told = lessons.get(lesson);
  const own = told && ofLesson(told).ways;
  return ways.map((way, side) =>
    own && same(way, own[side]) ? told.ways[side].title : titleOf(way),
  );
}

// What a way does that is not as usual.
function titleOf(way) {
  const unit = units.get(way.unit);
  const moved = data.conditions.filter(
    (one) => way.conditions[one.name] !== unit.conditions[one.name],
  );
  const told = [
    ...way.strategies.map((done) => lower(strategies.get(done.name).title)),
    ...moved.map((one) => `${one.title.toLowerCase()} ${way.conditions[one.name]}`),
  ];
  return told.join(" + ") || "as usual";
}

function lower(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
