// A way of running a unit, written down as the record from which the module founds a run.

import { data, bytesOf, putRecord, units, strategies } from "./data.js";

const { layout } = data;
const central = bytesOf(data.parameters.central);
const places = new Map(data.parameters.names.map((name, place) => [name, place]));

// The changes that a strategy makes as a way follows it: at its dose, from a month, until a month.
export function changesOf(done) {
  const strategy = strategies.get(done.name);
  const dose = strategy.doses.find((one) => one.factor === done.dose);
  const later = done.from - strategy.begins;
  return dose.changes
    .map((change) => {
      const until =
        change.until_month === null ? null : Math.min(data.last_month, change.until_month + later);
      const last = done.until === null ? until : Math.min(done.until, until ?? data.last_month);
      return {
        ...change,
        from_month: Math.min(data.last_month, change.from_month + later),
        until_month: last,
      };
    })
    .filter((change) => change.until_month === null || change.until_month >= change.from_month);
}

export function pricesOf(done) {
  return strategies.get(done.name).doses.find((one) => one.factor === done.dose);
}

// The numbers that a way sets in place of a parameter set's, as place and value.
export function fixedOf(way) {
  return Object.entries(way.parameters).map(([name, value]) => [places.get(name), value]);
}

export function scenarioOf(way, months) {
  const bytes = new Uint8Array(layout.scenario.size);
  const view = new DataView(bytes.buffer);
  const whole = (at, value) => view.setBigInt64(at, BigInt(value), true);
  const number = (at, value) => view.setFloat64(at, value, true);
  const unit = units.get(way.unit);
  whole(layout.scenario.months.at, months);
  bytes.set(central, layout.scenario.par.at);
  for (const [place, value] of fixedOf(way)) number(layout.scenario.par.at + place * 8, value);
  putRecord(bytes, layout.scenario.unit.at, unit.facts);
  data.conditions.forEach((condition, place) =>
    number(
      layout.scenario.unit.at + layout.facts.conditions.at + place * 8,
      way.conditions[condition.name],
    ),
  );
  putRecord(bytes, layout.scenario.costs.at, unit.costs);
  const active = way.strategies
    .map((done) => ({ done, changes: changesOf(done) }))
    .filter((one) => one.changes.length > 0);
  writeChanges(
    active.flatMap((one) => one.changes),
    whole,
    number,
  );
  writeCosts(active, way.unit, bytes, whole);
  return bytes;
}

function writeChanges(changes, whole, number) {
  whole(layout.scenario.change_count.at, changes.length);
  changes.forEach((change, row) => {
    const at = layout.scenario.changes.at + row * layout.scenario.changes.stride;
    whole(
      at + layout.change.lever,
      data.levers.findIndex((lever) => lever.name === change.lever),
    );
    whole(at + layout.change.from_month, change.from_month);
    whole(at + layout.change.last_month, change.until_month ?? data.last_month);
    whole(at + layout.change.ramp_months, change.ramp_months);
    number(at + layout.change.dose, change.add ?? change.to);
    number(at + layout.change.coverage, change.coverage);
  });
}

function writeCosts(active, unit, bytes, whole) {
  whole(layout.scenario.strategy_count.at, active.length);
  active.forEach(({ done, changes }, row) => {
    const at = layout.scenario.strategies.at + row * layout.scenario.strategies.stride;
    putRecord(bytes, at, pricesOf(done).prices[unit]);
    whole(
      at + layout.strategy_cost.first_month,
      Math.min(...changes.map((change) => change.from_month)),
    );
    whole(
      at + layout.strategy_cost.last_month,
      Math.max(...changes.map((change) => change.until_month ?? data.last_month)),
    );
  });
}

// Say what is contradictory about the strategies of a way; null where nothing is.
export function clashOf(way) {
  const setting = [];
  for (const done of way.strategies) {
    for (const change of changesOf(done)) {
      const lever = data.levers.find((one) => one.name === change.lever);
      if (lever.combine !== "set") continue;
      const last = change.until_month ?? data.last_month;
      const other = setting.find(
        (one) =>
          one.lever === change.lever &&
          one.to !== change.to &&
          Math.max(one.from, change.from_month) <= Math.min(one.last, last),
      );
      if (other) {
        const what = change.lever.replaceAll("_", " ");
        return `“${strategies.get(other.name).title}” sets ${what} to ${other.to} and “${strategies.get(done.name).title}” sets it to ${change.to}: keep one of the two.`;
      }
      setting.push({
        lever: change.lever,
        to: change.to,
        from: change.from_month,
        last,
        name: done.name,
      });
    }
  }
  return null;
}
