// The diary of a history in sentences: of the unit, and of one person.

import { data } from "./data.js";
import { whoIs, becauseOf, upper } from "./people.js";

const COLUMNS = 4;
const kinds = data.layout.events;
const LAST_SHIFTS = new Set(["resigned", "promoted", "graduated", "left-unplanned"]); // noted the shift after

export function eventCount(history) {
  return history.events.length / COLUMNS;
}

export function eventAt(history, row) {
  const [when, kind, who, whom] = history.events.subarray(row * COLUMNS, (row + 1) * COLUMNS);
  const name = kinds[kind];
  return { row, name, who, whom, when: LAST_SHIFTS.has(name) ? when - 1 : when, noted: when };
}

// Events noted before a moment, from one row on; the diary is in the order of time.
export function rowsUntil(history, at) {
  let low = 0;
  let high = eventCount(history);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (history.events[middle * COLUMNS] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function filled(history, sentence, event) {
  const who = whoIs(history, event.who);
  const whom = whoIs(history, event.whom);
  const because =
    event.name === "resigned" && who?.post !== undefined
      ? becauseOf(history, who.post, who.holder)
      : "";
  const text = sentence
    .replace("{who}", who?.name ?? "somebody")
    .replace("{whom}", whom?.name ?? "somebody")
    .replace("{because}", because);
  return upper(text);
}

export function sentenceOf(history, event) {
  const words = data.words[event.name];
  return filled(history, words.told ?? words.one, event);
}

// What is told one by one, the latest first.
export function latest(history, at, most) {
  const told = [];
  for (let row = rowsUntil(history, at) - 1; row >= 0 && told.length < most; row -= 1) {
    const event = eventAt(history, row);
    if (data.words[event.name].told && !(event.name === "started" && event.when === 0))
      told.push(event);
  }
  return told.sort((one, other) => other.when - one.when);
}

// What is only counted, between two moments, in words.
export function countedWords(history, from, at) {
  const counts = new Map();
  for (let row = rowsUntil(history, from); row < rowsUntil(history, at); row += 1) {
    const { name } = eventAt(history, row);
    if (data.words[name].counted) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(
    ([name, count]) => `${count} ${data.words[name].counted[count === 1 ? 0 : 1]}`,
  );
}

// The story of one person up to a moment, the latest first.
export function storyOf(history, post, holder, at) {
  const told = [];
  for (let row = 0; row < rowsUntil(history, at); row += 1) {
    const event = eventAt(history, row);
    const sides = [event.who, event.whom].map((address) => whoIs(history, address));
    const mine = sides.findIndex((one) => one && one.post === post && one.holder === holder);
    if (mine < 0) continue;
    const other = mine === 0 ? event : { ...event, who: event.whom, whom: event.who };
    const sentence = data.words[event.name].own;
    told.push({ ...event, text: filled(history, sentence, other) });
  }
  return told.reverse();
}
