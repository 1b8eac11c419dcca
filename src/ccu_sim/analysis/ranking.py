"""Which strategy leads, how surely, and what choosing another would forgo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ccu_sim.analysis.effects import set_effects
from ccu_sim.analysis.intervals import CONFIDENCE, share_positive
from ccu_sim.analysis.outcomes import outcome
from ccu_sim.analysis.simultaneous import all_pairs
from ccu_sim.errors import UserError
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

RANKING_COLUMNS = {
    "unit": "the unit",
    "setting": "the setting of the sweep; 0 without one",
    "strategy": "the strategy; as usual competes too, with an effect of nothing",
    "effect": "mean effect against as usual",
    "probability_best": "share of parameter sets in which no other does better (ties shared)",
    "probability_of_benefit": "share of parameter sets in which it helps at all, one that shows no "
    "difference counting half; NaN if none does",
    "regret": "what choosing it forgoes against the best of each set, on average",
    "regret_95": "95th percentile of that over sets",
    "difference_from_best": "how far it is behind the leader, in the direction that is better",
    "difference_from_best_low": "its interval, which holds for all pairs of strategies at once",
    "difference_from_best_high": "upper end; NaN if it cannot be given",
    "differs_from_best": "whether it can be told apart from the leader",
}
"""Columns of a ranking, each with its meaning."""


def ranking(
    results: Results | pd.DataFrame, outcome_name: str, *, baseline: str = AS_USUAL
) -> pd.DataFrame:
    """Rank strategies at each unit, in each setting of a sweep, by one outcome.

    A strategy is only ever *the best* if every other can be told apart from it, under
    intervals that hold for all pairs at once. Otherwise there is a leading group.

    Parameters
    ----------
    results : Results or DataFrame
        What `ccu_sim.open_results` gives, or its runs table.
    outcome_name : str
        An outcome of which more, or less, is better.
    baseline : str
        The strategy compared with.

    Returns
    -------
    DataFrame
        Columns as in `RANKING_COLUMNS`, the leader of each unit first.

    Raises
    ------
    UserError
        If neither more nor less of the outcome is better.
    """
    direction = outcome(outcome_name).better
    if direction == 0:
        raise UserError(f"Neither more nor less of {outcome_name!r} is better: no ranking.")
    calm = set_effects(results, [outcome_name], baseline=baseline)
    raw = set_effects(results, [outcome_name], baseline=baseline, take_out_chance=False)
    tables = []
    of_unit = dict(list(raw.groupby(["unit", "setting"], sort=False)))
    for (unit, setting), here in calm.groupby(["unit", "setting"], sort=False):
        adjusted = _wide(here, outcome_name, baseline)
        found = _wide(of_unit[unit, setting], outcome_name, baseline)
        if adjusted.empty:
            continue
        table = _ranked(str(unit), adjusted, found, direction)
        table.insert(1, "setting", setting)
        tables.append(table)
    if not tables:
        return pd.DataFrame(columns=list(RANKING_COLUMNS))
    return pd.concat(tables, ignore_index=True)[list(RANKING_COLUMNS)]


def leading_group(ranked: pd.DataFrame, unit: str) -> list[str]:
    """Strategies of a unit, in one setting, that cannot be told from its leader, leader first."""
    here = ranked[(ranked["unit"] == unit) & ~ranked["differs_from_best"]]
    return [str(name) for name in here["strategy"]]


def best_in_set(effects_by_set: np.ndarray) -> np.ndarray:
    """Share each column's wins over rows: the largest of a row wins, ties are shared."""
    top = effects_by_set == effects_by_set.max(axis=1, keepdims=True)
    shares: np.ndarray = (top / top.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares


def _wide(by_set: pd.DataFrame, name: str, baseline: str) -> pd.DataFrame:
    """One row a set, one column a strategy, as usual among them with an effect of zero."""
    wide = by_set.pivot(index="set", columns="strategy", values=name)
    wide = wide.dropna(axis=1, how="all").dropna(axis=0, how="any")
    if not wide.empty:
        wide.insert(0, baseline, 0.0)
    return wide


def _ranked(unit: str, adjusted: pd.DataFrame, found: pd.DataFrame, direction: int) -> pd.DataFrame:
    gains = adjusted.to_numpy() * direction
    effect = found.mean(axis=0).to_numpy()
    lost = gains.max(axis=1, keepdims=True) - gains
    leader = int(np.argmax(effect * direction))
    behind, low, high = _behind_leader(found.to_numpy() * direction, leader)
    table = pd.DataFrame(
        {
            "unit": unit,
            "strategy": list(adjusted.columns),
            "effect": effect,
            "probability_best": best_in_set(gains),
            "probability_of_benefit": share_positive(gains, found.to_numpy()),
            "regret": lost.mean(axis=0),
            "regret_95": np.percentile(lost, 100 * CONFIDENCE, axis=0),
            "difference_from_best": behind,
            "difference_from_best_low": low,
            "difference_from_best_high": high,
            "differs_from_best": np.isfinite(low) & (low > 0),
        }
    )
    return table.iloc[np.argsort(behind, kind="stable")]


def _behind_leader(gains: np.ndarray, leader: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How far each column is behind the leader, with intervals over all pairs."""
    count = gains.shape[1]
    behind = gains.mean(axis=0)[leader] - gains.mean(axis=0)
    low, high = np.full(count, np.nan), np.full(count, np.nan)
    low[leader] = high[leader] = 0.0
    couples, intervals = all_pairs(gains)
    for (first, second), bottom, top in zip(couples, intervals.low, intervals.high, strict=True):
        if first == leader:
            low[second], high[second] = bottom, top
        elif second == leader:
            low[first], high[first] = -top, -bottom
    return behind, low, high
