// Four curves: who is still here, whether the team holds together, divides, and is worn out.

import { element, fill, place } from "./element.js";
import { monthly } from "./histories.js";
import { percentiles } from "./intervals.js";
import { chart } from "./chart.js";
import { inMonths, monthsLived } from "./moment.js";

const percent = (value) => `${Math.round(value * 100)} %`;
const CHARTS = [
  {
    title: "Staff of the first day still here",
    unit: "people",
    of: ["founding_peer", "founding_clinician"],
    whole: true,
    format: (value) => String(Math.round(value)),
    range: (most) => [0, most],
  },
  {
    title: "Team cohesion",
    unit: "on a scale of 1 to 5",
    of: ["cohesion"],
    format: (value) => value.toFixed(1),
    range: () => [3, 5],
  },
  {
    title: "Trust gap",
    unit: "trust within the professions less trust between them",
    of: ["trust_gap"],
    format: (value) => (Math.round(value * 100) / 100 || 0).toFixed(2).replace("-", "−"), // no −0.00
    range: () => [-0.2, 0.4],
  },
  {
    title: "High emotional exhaustion",
    unit: "share of staff",
    of: ["high_exhaustion"],
    format: percent,
    range: () => [0, 1],
  },
];
const FEWEST = 8; // pairs from which a band is drawn

export class Charts {
  constructor() {
    this.root = place("charts");
    this.bands = CHARTS.map(() => [[], []]);
    this.openEnd = true; // whether what the moment on screen has not seen is drawn too
    this.places = CHARTS.map((one) => {
      const drawn = element("div", {});
      const now = element("p", { class: "readout" });
      const table = element(
        "details",
        { class: "numbers" },
        element("summary", {}, "Numbers"),
        element("div", {
          class: "scroll",
          tabindex: "0",
          role: "group",
          "aria-label": `${one.title}: numbers`,
        }),
      );
      return {
        root: element(
          "figure",
          { class: "chart card" },
          element("figcaption", {}, element("b", {}, one.title), element("span", {}, one.unit)),
          now,
          drawn,
          table,
        ),
        drawn,
        now,
        table,
      };
    });
    fill(
      this.root,
      this.places.map((one) => one.root),
      element(
        "p",
        { class: "hint wide" },
        "Line: this luck. Band: where nine in ten of many such units lie, over possible worlds and luck.",
      ),
    );
    this.places.forEach((one, number) =>
      one.table.addEventListener("toggle", () => this.numbers(number)),
    );
  }

  begin(histories, parting) {
    this.histories = histories;
    this.parting = parting ? inMonths(parting.at) : null;
    this.lines = CHARTS.map((one) =>
      histories.map((history) => this.sum(one.of.map((name) => monthly(history, name)))),
    );
  }

  sum(columns) {
    return columns[0].map((_, month) =>
      columns.reduce((total, column) => total + column[month], 0),
    );
  }

  // Take in what many units show so far.
  many(many) {
    this.bands = CHARTS.map((one) =>
      many.ways.map((way) => {
        const runs = [...way.runs.values()];
        if (runs.length < FEWEST) return [];
        return Array.from({ length: many.months + 1 }, (_, month) => {
          const values = runs
            .map((run) => one.of.reduce((total, name) => total + many.month(run, name, month), 0))
            .filter(Number.isFinite);
          return values.length >= FEWEST ? percentiles(values) : null;
        });
      }),
    );
  }

  // The curves of a chart, up to the moment on screen where the rest is kept back.
  drawn(number, now) {
    const lines = this.lines[number];
    if (this.openEnd) return lines;
    return lines.map((line) => line.map((value, month) => (month <= now ? value : NaN)));
  }

  show(at) {
    if (!this.lines) return;
    const months = this.histories[0].months;
    const month = monthsLived(at);
    this.month = month;
    CHARTS.forEach((one, number) => {
      const lines = this.drawn(number, month);
      const bands = this.openEnd ? this.bands[number] : [];
      const known = [...lines.flat(), ...bands.flat(2)].filter(Number.isFinite);
      const usual = one.range(Math.max(...known, 1));
      const range = [Math.min(usual[0], ...known), Math.max(usual[1], ...known)];
      const now = lines.map((line) =>
        Number.isFinite(line[month]) ? one.format(line[month]) : "nobody",
      );
      const end = lines.map((line) =>
        Number.isFinite(line[months]) ? one.format(line[months]) : "nobody",
      );
      const ends = this.openEnd ? `; at the end ${end[0]} and ${end[1]}` : "";
      const summary = `Month ${month}: ${now[0]} this way, ${now[1]} that way${ends}.`;
      fill(
        this.places[number].now,
        element("span", { class: "this" }, `this way ${now[0]}`),
        element("span", { class: "that" }, `that way ${now[1]}`),
      );
      fill(
        this.places[number].drawn,
        chart({
          title: one.title,
          months,
          lines,
          bands,
          range,
          whole: one.whole,
          format: one.format,
          at: inMonths(at),
          parting: this.openEnd || this.parting <= inMonths(at) ? this.parting : null,
          summary,
        }),
      );
      this.numbers(number);
    });
  }

  numbers(number) {
    const { table } = this.places[number];
    if (!table.open || !this.lines) return;
    const one = CHARTS[number];
    const [first, second] = this.drawn(number, this.month);
    const tell = (value) => (Number.isFinite(value) ? one.format(value) : "–");
    fill(
      table.lastChild,
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ["Month", "This way", "That way"].map((name) => element("th", { scope: "col" }, name)),
          ),
        ),
        element(
          "tbody",
          {},
          first.map((value, month) =>
            element(
              "tr",
              {},
              element("th", { scope: "row" }, String(month)),
              element("td", {}, tell(value)),
              element("td", {}, tell(second[month])),
            ),
          ),
        ),
      ),
    );
  }
}
