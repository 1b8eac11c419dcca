// The three intervals of an effect, as `ccu_sim.analysis.intervals` defines them: of the estimate,
// over parameter sets, and by chance. Runs are gathered by parameter set.

import { data } from "./data.js";

const { quantiles } = data;

// values: [set, difference] pairs. Returns nulls where an interval cannot be given.
export function effectOf(values) {
  const known = values.filter(([, value]) => Number.isFinite(value));
  if (known.length === 0) return null;
  const sets = new Map();
  for (const [set, value] of known) {
    if (!sets.has(set)) sets.set(set, []);
    sets.get(set).push(value);
  }
  const groups = [...sets.values()];
  const means = groups.map(mean);
  const middle = mean(means);
  const worlds = settled(groups, means, middle);
  return {
    middle,
    precision: precision(means, middle),
    worlds: worlds && percentiles(worlds),
    luck: luck(groups, middle),
    up: shareAbove(worlds ?? means, means),
    sets: sets.size,
    pairs: known.length,
  };
}

// Share of sets above zero; one that shows no difference counts half, and null where none does.
function shareAbove(calm, raw) {
  if (raw.every((value) => value === 0)) return null;
  return mean(raw.map((value, set) => (value === 0 ? 0.5 : calm[set] > 0 ? 1 : 0)));
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values, middle) {
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

function precision(means, middle) {
  if (means.length < 2) return null;
  const reach = quantiles.t[means.length - 2] * Math.sqrt(variance(means, middle) / means.length);
  return [middle - reach, middle + reach];
}

// Means of sets, drawn together as far as their spread is shown to be luck; only where all sets
// are there with as many replicates each, and null otherwise.
function settled(groups, means, middle) {
  const replicates = groups[0].length;
  const whole =
    groups.length === data.sets.count && groups.every((group) => group.length === replicates);
  if (!whole || replicates < 2) return null;
  const spread = variance(means, middle);
  const inside = mean(groups.map((group, which) => variance(group, means[which])));
  const chance = inside / replicates;
  const between = Math.max(spread, chance) / quantiles.f[replicates - 2] - chance;
  const kept = spread > 0 ? Math.sqrt(Math.min(1, Math.max(0, between / spread))) : 1;
  return means.map((value) => middle + (value - middle) * kept);
}

function luck(groups, middle) {
  const replicates = Math.min(...groups.map((group) => group.length));
  if (replicates < 2) return null;
  const deviations = groups.flatMap((group) => {
    const wider = Math.sqrt(group.length / (group.length - 1));
    const own = mean(group);
    return group.map((value) => (value - own) * wider);
  });
  return percentiles(deviations).map((value) => middle + value);
}

export function percentiles(values) {
  const ordered = Float64Array.from(values).sort();
  return quantiles.spread.map((percent) => {
    const place = ((ordered.length - 1) * percent) / 100;
    const low = Math.floor(place);
    const high = Math.min(low + 1, ordered.length - 1);
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low);
  });
}
