// The two histories: each way lived once, with the central numbers and the luck that is set.

import { data } from "./data.js";
import { scenarioOf, clashOf } from "./scenario.js";

export class Histories {
  constructor(pool) {
    this.pool = pool;
    this.kept = new Map(); // the latest of each side, by what they are histories of
  }

  // Give both histories of some settings; throws an Error with one sentence where a way cannot be.
  async of(settings) {
    const found = await Promise.all(
      settings.ways.map((way, side) => this.lived(way, side, settings)),
    );
    return found;
  }

  lived(way, side, { months, luck }) {
    const clash = clashOf(way);
    if (clash) return Promise.reject(new Error(clash));
    const what = JSON.stringify([way, months, luck]);
    const kept = [...this.kept.values()].find((one) => one.what === what);
    const history = kept
      ? kept.history
      : this.pool.ask(
          "live",
          { scenario: scenarioOf(way, months), months, seed: luck },
          { urgent: true },
        );
    this.kept.set(side, { what, history });
    history.catch(() => this.kept.get(side)?.history === history && this.kept.delete(side));
    return history;
  }
}

// A column of the months of a history.
export function monthly(history, name) {
  const columns = data.layout.months.length;
  const place = data.layout.months.indexOf(name);
  return Array.from(
    { length: history.months + 1 },
    (_, month) => history.monthly[month * columns + place],
  );
}
