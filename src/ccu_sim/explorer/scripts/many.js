// Many such units: pairs of runs over parameter sets and luck, as they come in.

import { data } from "./data.js";
import { scenarioOf, fixedOf } from "./scenario.js";

export const SERIES = [
  "founding_peer",
  "founding_clinician",
  "cohesion",
  "trust_gap",
  "high_exhaustion",
];
const SHOWN = [
  "cohesion",
  "trust_gap",
  "high_exhaustion",
  "turnover_all",
  "graduations",
  "cost_total",
];
const OUTCOMES = [...new Set([...SHOWN, ...data.asked.map((one) => one.name)])];

const CHUNK = 4; // runs asked of a worker at once
const GROUP = "many";
const series = SERIES.map((name) => data.layout.months.indexOf(name));
const outcomes = OUTCOMES.map((name) => data.layout.run.indexOf(name));

export class Many {
  constructor(pool, heard) {
    this.pool = pool;
    this.heard = heard;
    this.ways = [null, null];
    this.turn = 0;
  }

  // Begin to run both ways; a way that is as it was keeps its runs.
  begin(settings) {
    this.turn += 1;
    this.pool.drop(GROUP);
    this.months = settings.months;
    const known = this.ways;
    this.ways = settings.ways.map((way) => {
      const what = JSON.stringify([way, settings.months]);
      return (
        known.find((one) => one?.what === what) ?? {
          what,
          way,
          scenario: scenarioOf(way, settings.months),
          runs: new Map(),
        }
      );
    });
    const turn = this.turn;
    for (let replicate = 0; replicate < data.sets.replicates; replicate += 1) {
      for (let first = 0; first < data.sets.count; first += CHUNK) {
        const runs = Array.from({ length: Math.min(CHUNK, data.sets.count - first) }, (_, step) => [
          first + step,
          replicate,
        ]);
        for (const one of new Set(this.ways)) this.ask(one, runs, turn);
      }
    }
    this.heard(this);
  }

  async ask(one, runs, turn) {
    const missing = runs.filter((run) => !one.runs.has(String(run)));
    if (missing.length === 0) return;
    const task = {
      scenario: one.scenario,
      months: this.months,
      seed: data.sets.seed,
      fixed: fixedOf(one.way),
      parameters: data.parameters.names.length,
      runs: missing,
      series,
      outcomes,
    };
    try {
      const told = await this.pool.ask("measure", task, { group: GROUP });
      const width = told.length / missing.length;
      missing.forEach((run, which) =>
        one.runs.set(String(run), told.subarray(which * width, (which + 1) * width)),
      );
    } catch (error) {
      if (turn === this.turn) this.heard(this, error);
      return;
    }
    if (turn === this.turn) this.heard(this);
  }

  stop() {
    this.turn += 1;
    this.pool.drop(GROUP);
  }

  // The pairs that both ways have, as [set, this way's run, that way's run].
  pairs() {
    const [one, other] = this.ways;
    if (!one || !other) return [];
    return [...one.runs.keys()]
      .filter((key) => other.runs.has(key))
      .map((key) => [Number(key.split(",")[0]), one.runs.get(key), other.runs.get(key)]);
  }

  get wanted() {
    return data.sets.count * data.sets.replicates;
  }

  // A month of a series in a run, and an outcome of it.
  month(run, name, month) {
    return run[SERIES.indexOf(name) * (this.months + 1) + month];
  }

  outcome(run, name) {
    return run[SERIES.length * (this.months + 1) + OUTCOMES.indexOf(name)];
  }
}
