// Many such units: people counted, differences with their intervals, and in how many worlds.

import { data, lessons } from "./data.js";
import { element, fill, place } from "./element.js";
import { effectOf } from "./intervals.js";
import { duration } from "./moment.js";

const FEWEST = 4; // pairs from which anything is said
const KEPT = ["founding_peer", "founding_clinician"];
const HALF_A_PERSON = 0.5; // a smaller difference is not told as a whole person
const plain = (decimals) => (value) => value.toFixed(decimals);
const percent = (value) => `${(value * 100).toFixed(1)} %`;
const POINTS = "percentage points";
const dollars = (value) => {
  const thousands = Math.round(value / 1000);
  return thousands === 0 ? "A$0" : `A$${thousands.toLocaleString("en-AU")},000`;
};

const ROWS = [
  {
    title: "Peer workers of the first day still here",
    series: "founding_peer",
    better: 1,
    format: plain(1),
  },
  {
    title: "Clinicians of the first day still here",
    series: "founding_clinician",
    better: 1,
    format: plain(1),
  },
  { title: "Team cohesion, last year (1 to 5)", outcome: "cohesion", better: 1, format: plain(2) },
  { title: "Trust gap, last year", outcome: "trust_gap", better: -1, format: plain(3) },
  {
    title: "High emotional exhaustion, last year",
    outcome: "high_exhaustion",
    better: -1,
    format: percent,
  },
  { title: "Staff turnover a year", outcome: "turnover_all", better: -1, format: percent },
  {
    title: "Residents who move on when ready, a year",
    outcome: "graduations",
    better: 1,
    format: plain(1),
  },
  {
    title: "Cost of strategy, turnover and cover, a year",
    outcome: "cost_total",
    better: -1,
    format: dollars,
  },
];

// What a lesson speaks of comes first; who of the first day stays is first in any case.
function rowsFor(lesson) {
  const names = lessons.get(lesson)?.claims.map((claim) => claim.outcome) ?? [];
  const asked = names
    .filter((name) => !ROWS.some((row) => row.outcome === name))
    .map((name) => data.asked.find((one) => one.name === name))
    .filter(Boolean)
    .map(rowOf);
  const known = (row) => names.includes(row.outcome);
  return [...asked, ...ROWS.filter(known), ...ROWS.filter((row) => !known(row))];
}

function rowOf({ name, label, unit, better, factor, decimals }) {
  const sign = unit === "%" ? " %" : "";
  const scale = unit === "0–1" ? " (0 to 1)" : sign ? "" : `, ${unit}`;
  const format = (value) => `${(value * factor).toFixed(decimals)}${sign}`;
  return { title: `${label}${scale}`, outcome: name, better, format };
}

// Who stays, as a share where the two ways begin with other numbers of people.
function asShare(row, many, [[, one, other]]) {
  if (!row.series) return row;
  const starts = [one, other].map((run) => many.month(run, row.series, 0));
  if (starts[0] === starts[1]) return row;
  const title = `Share of the ${row.title.charAt(0).toLowerCase()}${row.title.slice(1)}`;
  return { ...row, title, starts, format: percent };
}

export class Answer {
  constructor() {
    this.root = place("answer");
    this.title = element("h2", { id: "answer-title" }, "Many such units");
    this.progress = element("progress", { max: 1, value: 0, "aria-label": "Pairs of runs" });
    this.state = element("p", { class: "quiet" });
    this.body = element("div", {});
    fill(
      this.root,
      element("div", { class: "answer-head" }, this.title, this.progress),
      this.state,
      this.body,
    );
  }

  show(many, lesson) {
    const pairs = many.pairs();
    this.progress.max = many.wanted;
    this.progress.value = pairs.length;
    const sets = new Set(pairs.map(([set]) => set)).size;
    const done = pairs.length === many.wanted;
    this.state.textContent = `${pairs.length} of ${many.wanted} pairs of runs, in ${sets} of ${data.sets.count} possible worlds (sets of numbers that the evidence allows); each pair has the same people and the same chance events.${done ? "" : " It sharpens."}${data.sets.caution ? ` ${data.sets.caution}` : ""}`;
    if (pairs.length < FEWEST) {
      fill(this.body, element("p", { class: "quiet" }, "The first pairs are being run."));
      return;
    }
    const told = rowsFor(lesson)
      .map((row) => this.compared(asShare(row, many, pairs), many, pairs))
      .filter((one) => one.effect);
    fill(
      this.body,
      this.people(many, pairs, told),
      this.table(told),
      element(
        "p",
        { class: "hint" },
        "After each mean and difference: how precisely these runs have found it (95 %). Over worlds: how the difference depends on what nobody has measured (5–95 %). By luck: what a single unit may see (5–95 %). More runs narrow only the first. Here people are counted as they leave; a report of the same study takes luck in who left off as well, and is surer.",
      ),
    );
  }

  compared(row, many, pairs) {
    const of = (run, side) =>
      row.series
        ? many.month(run, row.series, many.months) / (row.starts?.[side] ?? 1)
        : many.outcome(run, row.outcome);
    const both = pairs
      .map(([set, one, other]) => [set, of(one, 0), of(other, 1)])
      .filter(([, one, other]) => Number.isFinite(one) && Number.isFinite(other));
    return {
      row,
      effect: effectOf(both.map(([set, one, other]) => [set, other - one])),
      levels: [
        effectOf(both.map(([set, one]) => [set, one])),
        effectOf(both.map(([set, , other]) => [set, other])),
      ],
    };
  }

  // Of so many staff of the first day so many are still here; counted in dots.
  people(many, pairs, told) {
    const kept = told.filter((one) => KEPT.includes(one.row.series));
    const groups = kept.map((one) => {
      const start = many.month(pairs[0][1], one.row.series, 0);
      const otherStart = many.month(pairs[0][2], one.row.series, 0);
      if (!start || start !== otherStart) return null;
      const who = one.row.series === "founding_peer" ? "peer workers" : "clinicians";
      const [here, there] = one.levels.map((level) => level.middle);
      const after = duration(many.months);
      const compared =
        Math.abs(there - here) < HALF_A_PERSON || Math.round(here) === Math.round(there)
          ? `about ${Math.round((here + there) / 2)} are still here after ${after} either way`
          : `${Math.round(there)} rather than ${Math.round(here)} are still here after ${after}`;
      const sentence = `Of ${start} ${who} of the first day, ${compared}.`;
      const surely = `That way ${this.more(one.effect.middle, plain(1))} (${this.interval(one.effect.precision, plain(1))}); more in ${this.worlds(one.effect, 1)}.`;
      return element(
        "div",
        { class: "counted" },
        element("p", { class: "big" }, sentence),
        element("p", {}, surely),
        one.levels.map((level, side) => this.dots(level, start, side, who)),
      );
    });
    return element("div", { class: "people" }, groups);
  }

  dots(level, start, side, who) {
    const here = Math.round(level.middle);
    const [low, high] = level.precision
      ? level.precision.map((value) => Math.round(value))
      : [here, here];
    const way = ["This way", "That way"][side];
    const range = level.precision
      ? `, ${low === high ? "as well as these runs tell" : `between ${low} and ${high}`}`
      : "";
    const marks = Array.from({ length: start }, (_, number) =>
      element("i", { class: number < low ? "here" : number < high ? "maybe" : "gone" }),
    );
    return element(
      "div",
      {
        class: `dots ${["this", "that"][side]}`,
        role: "img",
        "aria-label": `${way}: ${here} of ${start} ${who}${range}.`,
      },
      element("span", {}, way.toLowerCase()),
      marks,
    );
  }

  table(told) {
    const head = [
      "",
      "This way",
      "That way",
      "That way less this way",
      "Over worlds",
      "By luck",
      "That way better in",
    ];
    return element(
      "div",
      {
        class: "scroll",
        tabindex: "0",
        role: "group",
        "aria-label": "Differences with their intervals",
      },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            head.map((name) => (name ? element("th", { scope: "col" }, name) : element("td", {}))),
          ),
        ),
        element(
          "tbody",
          {},
          told.map(({ row, effect, levels }) => this.row(row, effect, levels)),
        ),
      ),
    );
  }

  row(row, effect, levels) {
    const cell = (value, interval) =>
      element("td", {}, value, element("span", { class: "interval" }, interval));
    // Shares differ by percentage points: "11.8 % less" would be a share of a share.
    const points = row.format(1).endsWith("%");
    const size = points ? (value) => row.format(value).replace(" %", "") : row.format;
    const level = (one) =>
      cell(row.format(one.middle), this.interval(one.precision, row.format, false));
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, row.title),
      levels.map(level),
      cell(
        `${this.signed(effect.middle, size)}${points ? ` ${POINTS}` : ""}`,
        this.interval(effect.precision, size),
      ),
      element("td", {}, this.interval(effect.worlds, size)),
      element("td", {}, this.interval(effect.luck, size)),
      element("td", {}, this.worlds(effect, row.better)),
    );
  }

  signed(value, format) {
    const size = format(Math.abs(value));
    return /[1-9]/.test(size) ? `${value > 0 ? "+" : "−"}${size}` : size;
  }

  more(value, format) {
    return `${format(Math.abs(value))} ${value >= 0 ? "more" : "fewer"}`;
  }

  // The ends of an interval: of a difference with their signs, of a level without.
  interval(ends, format, signed = true) {
    if (!ends) return "not yet";
    const tell = (value) => (signed || value < 0 ? this.signed(value, format) : format(value));
    return `${tell(ends[0])} to ${tell(ends[1])}`;
  }

  worlds(effect, better) {
    if (effect.up === null) return "no world: no difference";
    const share = better > 0 ? effect.up : 1 - effect.up;
    const halves = Math.round(share * effect.sets * 2); // a world that shows no difference counts half
    const count = `${Math.floor(halves / 2) || (halves === 1 ? "" : 0)}${halves % 2 ? "½" : ""}`;
    return `${count} of ${effect.sets} worlds`;
  }
}
