// A moment of a history: from shifts lived to months and dates, and into words.

import { data, units } from "./data.js";

const SHIFTS_A_DAY = 3;
const DAY = 86400000;
const starts = data.layout.month_starts;
const NAMES = ["day", "evening", "night"];
const format = new Intl.DateTimeFormat("en-AU", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export const STEPS = [
  { name: "shift", shifts: 1 },
  { name: "day", shifts: 3 },
  { name: "week", shifts: 21 },
  { name: "month", shifts: null },
];

// How many months lie behind once so many shifts have been lived.
export function monthsLived(at) {
  let month = 0;
  while (month + 1 < starts.length && starts[month + 1] <= at) month += 1;
  return month;
}

// The month, from 1, that a shift belongs to.
export function monthOf(when) {
  return monthsLived(when) + 1;
}

// A moment in months, for an axis.
export function inMonths(at) {
  return (at * (starts.length - 1)) / starts.at(-1);
}

// A step on from a moment, or back.
export function stepped(at, step, forward, last) {
  let next = at;
  if (step.shifts !== null) next = at + (forward ? step.shifts : -step.shifts);
  else if (forward) next = starts.find((start) => start > at) ?? last;
  else next = [...starts].reverse().find((start) => start < at) ?? 0;
  return Math.min(last, Math.max(0, next));
}

export function dateOf(unit, when) {
  return format.format(
    new Date(Date.parse(units.get(unit).opens) + Math.floor(when / SHIFTS_A_DAY) * DAY),
  );
}

export function momentWords(unit, at, last) {
  if (at === 0) return `Opening day, ${dateOf(unit, 0)}`;
  if (at >= last) return `After ${duration(monthsLived(at))}`;
  return `Month ${monthOf(at - 1)}: ${dateOf(unit, at - 1)}, after the ${NAMES[(at - 1) % SHIFTS_A_DAY]} shift`;
}

export function duration(months) {
  const WORDS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
  ];
  if (months % 12 === 0 && months > 0)
    return months === 12 ? "a year" : `${WORDS[months / 12]} years`;
  return months === 1 ? "one month" : `${WORDS[months] ?? months} months`;
}
