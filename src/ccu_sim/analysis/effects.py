"""What each strategy changes, against as usual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.control_variate import without_luck
from ccu_sim.analysis.intervals import (
    Floats,
    SetMeans,
    by_set,
    chance_interval,
    estimate,
    monte_carlo_interval,
    parameter_interval,
    percentiles_of_runs,
    share_above_zero,
    shrunken_means,
)
from ccu_sim.analysis.luck import with_luck
from ccu_sim.analysis.outcomes import OUTCOMES, Outcome, outcome, own_outcomes
from ccu_sim.analysis.pairs import Pairs, luck_in, pairs, require_as_usual
from ccu_sim.analysis.simultaneous import simultaneous_intervals
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

EFFECT_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy, compared with as usual",
    "setting": "the setting of the sweep; 0 without one",
    "outcome": "what is compared",
    "as_usual": "mean as usual",
    "as_usual_low": "5th percentile of single runs as usual, everything included",
    "as_usual_high": "95th percentile of single runs as usual",
    "level": "mean with the strategy",
    "level_low": "5th percentile of single runs with the strategy",
    "level_high": "95th percentile of single runs with the strategy",
    "effect": "mean paired difference, with the strategy less as usual",
    "mc_low": "Monte Carlo interval of the effect, 95 %: how well these runs have found it",
    "mc_high": "its upper end",
    "simultaneous_low": "interval of the effect that holds for all strategies at once, 95 %",
    "simultaneous_high": "its upper end",
    "simultaneous_method": "max-t, Bonferroni or none",
    "parameter_low": "parameter interval, 5-95 %: spread of the effect over parameter sets",
    "parameter_high": "its upper end",
    "stochastic_low": "stochastic variability, 5-95 %: what one unit may see by luck alone",
    "stochastic_high": "its upper end",
    "probability_of_benefit": "share of parameter sets in which it helps, one that shows no "
    "difference counting half; NaN if no way is better, or if none shows a difference",
    "sets": "parameter sets behind the effect",
    "pairs": "paired runs behind the effect: those in which both have a value",
}
"""Columns of the table of effects, each with its meaning."""


_OF_SETS = ("unit", "strategy", "setting", "set")


def runs_of(results: Results | pd.DataFrame) -> pd.DataFrame:
    """Give the runs table of results with what luck did, or the table itself.

    Raises
    ------
    RunFailures
        If every run as usual failed.
    """
    if isinstance(results, pd.DataFrame):
        return results
    require_as_usual(results)
    return with_luck(results, results.runs)


def known_outcomes(results: Results | pd.DataFrame) -> list[Outcome]:
    """Outcomes that the runs table has and that are not empty, in reading order.

    Those of a model of the user's own are known of results, not of a bare table.
    """
    own = {} if isinstance(results, pd.DataFrame) else own_outcomes(results.manifest.measures)
    runs = runs_of(results)
    known = {**OUTCOMES, **own}
    return [one for name, one in known.items() if name in runs and runs[name].notna().any()]


def effects(
    results: Results | pd.DataFrame,
    outcomes: Sequence[str | Outcome] | None = None,
    *,
    baseline: str = AS_USUAL,
) -> pd.DataFrame:
    """Compare every strategy with as usual, run by run under the same chance events.

    A measure of a group is empty in a run in which nobody of it was ever in post over the
    months it is taken from; effect and levels are over the pairs in which both runs have a
    value. Settings of a sweep are never taken together: each has effects of its own.

    Parameters
    ----------
    results : Results or DataFrame
        What `ccu_sim.open_results` gives, or its runs table.
    outcomes : sequence of str or Outcome, optional
        Outcomes wanted; all that the runs have if left out.
    baseline : str
        The strategy compared with.

    Returns
    -------
    DataFrame
        One row a unit, strategy, setting and outcome; columns as in `EFFECT_COLUMNS`. An
        interval that cannot be given is NaN: the Monte Carlo interval with a single pair, the
        parameter interval with a single set, the chance interval without replicates.
    """
    runs = runs_of(results)
    wanted = known_outcomes(results) if outcomes is None else outcomes
    told = [one if isinstance(one, Outcome) else outcome(one) for one in wanted]
    names = [one.name for one in told]
    better = np.array([one.better for one in told], dtype=float)
    tables, by_sets = [], []
    for pair in pairs(runs, names, baseline=baseline):
        difference, counted = pair.difference, pair.counted_difference
        sets = by_set(difference, pair.sets)
        by_sets.append(of_pair(pair, names, sets, sets.means))
        helping = by_set(difference * better, pair.sets)
        present = np.isfinite(difference)
        usual = np.where(present, pair.as_usual, np.nan)
        ran = np.where(present, pair.with_strategy, np.nan)
        as_usual = level(usual, pair.luck_as_usual, pair.sets)
        effect = estimate(sets)
        mc_low, mc_high = monte_carlo_interval(sets)
        parameter_low, parameter_high = parameter_interval(sets)
        stochastic_low, stochastic_high = chance_interval(by_set(counted, pair.sets), effect)
        usual_low, usual_high = percentiles_of_runs(usual)
        level_low, level_high = percentiles_of_runs(ran)
        tables.append(
            pd.DataFrame(
                {
                    "unit": pair.unit,
                    "strategy": pair.strategy,
                    "setting": pair.setting,
                    "outcome": names,
                    "as_usual": as_usual,
                    "as_usual_low": usual_low,
                    "as_usual_high": usual_high,
                    "level": as_usual + effect,
                    "level_low": level_low,
                    "level_high": level_high,
                    "effect": effect,
                    "mc_low": mc_low,
                    "mc_high": mc_high,
                    "parameter_low": parameter_low,
                    "parameter_high": parameter_high,
                    "stochastic_low": stochastic_low,
                    "stochastic_high": stochastic_high,
                    "probability_of_benefit": np.where(
                        better == 0, np.nan, share_above_zero(helping)
                    ),
                    "sets": np.isfinite(sets.means).sum(axis=0),
                    "pairs": present.sum(axis=0),
                }
            )
        )
    if not tables:
        return pd.DataFrame(columns=list(EFFECT_COLUMNS))
    table = pd.concat(tables, ignore_index=True)
    together = pd.concat(by_sets, ignore_index=True)
    return _with_simultaneous(table, together)[list(EFFECT_COLUMNS)]


def set_effects(
    results: Results | pd.DataFrame,
    outcomes: Sequence[str],
    *,
    baseline: str = AS_USUAL,
    take_out_chance: bool = True,
) -> pd.DataFrame:
    """Effect of each strategy in each parameter set, each setting of a sweep by itself.

    Parameters
    ----------
    results, outcomes, baseline
        As in `effects`.
    take_out_chance : bool
        Draw the sets together as far as replicates show their spread to be luck (see
        `ccu_sim.analysis.intervals.shrunken_means`).

    Returns
    -------
    DataFrame
        Columns unit, strategy, setting, set and one column for each outcome.
    """
    tables = []
    names = list(outcomes)
    for pair in pairs(runs_of(results), names, baseline=baseline):
        gathered = by_set(pair.difference, pair.sets)
        means = shrunken_means(gathered) if take_out_chance else gathered.means
        tables.append(of_pair(pair, names, gathered, means))
    if not tables:
        return pd.DataFrame(columns=[*_OF_SETS, *names])
    return pd.concat(tables, ignore_index=True)


def of_pair(pair: Pairs, names: Sequence[str], gathered: SetMeans, means: Floats) -> pd.DataFrame:
    """Give the effects of a strategy by set, with what says whose they are."""
    whose = {"unit": pair.unit, "strategy": pair.strategy, "setting": pair.setting}
    return pd.DataFrame({**whose, "set": gathered.sets, **dict(zip(names, means.T, strict=True))})


def level(values: Floats, luck: Floats, sets: NDArray[np.int64]) -> Floats:
    """Mean over sets of runs of one strategy, luck in who left taken off, shape (K,)."""
    return estimate(by_set(without_luck(values, luck, sets), sets))


def mean_of_runs(runs: pd.DataFrame, outcome_name: str) -> float:
    """Mean of an outcome over sets, of runs of one strategy at one unit in one setting.

    Luck in who left is taken off, as far as the table says what it did.
    """
    columns = [outcome_name, luck_in(outcome_name)]
    values = runs.reindex(columns=columns, fill_value=0.0).to_numpy(np.float64)
    return float(level(values[:, :1], values[:, 1:], runs["set"].to_numpy(np.int64))[0])


def _with_simultaneous(table: pd.DataFrame, by_sets: pd.DataFrame) -> pd.DataFrame:
    """Add the intervals that hold for all strategies at one unit, setting and outcome."""
    names = [name for name in by_sets if name not in _OF_SETS]
    found: list[tuple[object, ...]] = []
    for (unit, setting), group in by_sets.groupby(["unit", "setting"], sort=False):
        if group["set"].nunique() < 2:
            continue  # no interval can be given, and a sweep may have thousands of settings
        wide = group.pivot(index="set", columns="strategy", values=names)
        for name in names:
            mine = wide[name].dropna(axis=1, how="all")
            if mine.empty:
                continue
            held = simultaneous_intervals(mine.to_numpy())
            intervals = zip(mine.columns, held.low, held.high, strict=True)
            found += [(unit, setting, name, *one, held.method) for one in intervals]
    if not found:
        return table.assign(
            simultaneous_low=np.nan, simultaneous_high=np.nan, simultaneous_method="none"
        )
    by = ["unit", "setting", "outcome", "strategy"]
    ends = ["simultaneous_low", "simultaneous_high", "simultaneous_method"]
    merged = table.merge(pd.DataFrame(found, columns=[*by, *ends]), on=by, how="left")
    return merged.fillna({"simultaneous_method": "none"})
