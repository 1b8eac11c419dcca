"""Which strategy stays good over parameter sets: how often it reaches an aim, what it forgoes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.effects import set_effects
from ccu_sim.analysis.intervals import SPREAD
from ccu_sim.analysis.outcomes import Outcome
from ccu_sim.analysis.ranking import best_in_set
from ccu_sim.errors import UserError
from ccu_sim.inputs import AS_USUAL

ROBUSTNESS_COLUMNS = {
    "unit": "the unit",
    "setting": "the setting of the sweep; 0 without one",
    "strategy": "the strategy; as usual competes too, with an effect of nothing",
    "effect": "mean effect against as usual",
    "gain_5": "5th percentile over parameter sets of the effect, more meaning better",
    "aim": "the least gain that counts as good",
    "satisficing": "share of parameter sets in which the gain reaches the aim",
    "regret": "what choosing it forgoes against the best of each set, on average",
    "regret_95": "95th percentile of that over sets",
    "regret_most": "the most that it forgoes in any set",
    "probability_best": "share of parameter sets in which no other does better (ties shared)",
    "sets": "parameter sets",
}
"""Columns of the table of robustness, each with its meaning."""

_ROUNDING = 1e-12


@dataclass(frozen=True)
class Gains:
    """What every strategy gains in every parameter set, at one unit and setting.

    Attributes
    ----------
    unit : str
    setting : int
    sets : ndarray of int, shape (P,)
    strategies : tuple of str, K of them
        As usual first.
    found : ndarray, shape (P, K)
        Mean gain of each set, more meaning better; nothing as usual.
    calm : ndarray, shape (P, K)
        The same with luck drawn out as far as replicates show it
        (`ccu_sim.analysis.intervals.shrunken_means`).
    """

    unit: str
    setting: int
    sets: NDArray[np.int64]
    strategies: tuple[str, ...]
    found: NDArray[np.float64]
    calm: NDArray[np.float64]

    @property
    def preferred(self) -> str:
        """The strategy with the largest mean gain; as usual where none gains."""
        return self.strategies[int(np.argmax(self.found.mean(axis=0)))]

    @property
    def regret(self) -> NDArray[np.float64]:
        """What each strategy forgoes against the best of each set, shape (P, K)."""
        lost: NDArray[np.float64] = self.calm.max(axis=1, keepdims=True) - self.calm
        return lost

    def of(self, strategy: str) -> int:
        """Find the column of a strategy."""
        return self.strategies.index(strategy)


def gains(runs: pd.DataFrame, outcome: Outcome, *, baseline: str = AS_USUAL) -> Iterator[Gains]:
    """Give the gains of all strategies, each unit and setting by itself.

    Parameters
    ----------
    runs : DataFrame
        A runs table, as `ccu_sim.analysis.runs_with_landmarks` gives it.
    outcome : Outcome
        Of which more, or less, is better.
    baseline : str
        The strategy compared with.

    Raises
    ------
    UserError
        If neither more nor less of the outcome is better, or no strategy was run.
    """
    require_direction(outcome)
    one = [outcome.name]
    calm = set_effects(runs, one, baseline=baseline)
    found = set_effects(runs, one, baseline=baseline, take_out_chance=False)
    if calm.empty:
        raise UserError("No strategy was run beside as usual, so there is nothing to choose from.")
    for (unit, setting), group in calm.groupby(["unit", "setting"], sort=False):
        there = found[(found["unit"] == unit) & (found["setting"] == setting)]
        wide = [_wide(table, outcome.name, baseline) for table in (group, there)]
        if wide[0].empty:
            continue
        yield Gains(
            unit=str(unit),
            setting=int(setting),
            sets=wide[0].index.to_numpy(np.int64),
            strategies=tuple(map(str, wide[0].columns)),
            found=wide[1].to_numpy() * outcome.better,
            calm=wide[0].to_numpy() * outcome.better,
        )


def robustness(table: list[Gains], aims: Mapping[str, float], better: int) -> pd.DataFrame:
    """Say of every strategy how it does over the parameter sets.

    Parameters
    ----------
    table : list of Gains
        From `gains`.
    aims : mapping of str to float
        The least gain that counts as good, for each unit (Simon's *satisficing*; over
        parameter sets the domain criterion of Starr 1963).
    better : {1, -1}
        Whether more or less of the outcome is better.

    Returns
    -------
    DataFrame
        Columns as in `ROBUSTNESS_COLUMNS`, the largest mean gain of each unit first.
        Regret is Savage's (1951).

    Raises
    ------
    UserError
        If there is one parameter set only.
    """
    rows: list[pd.DataFrame] = []
    for one in table:
        require_sets(len(one.sets))
        lost, aim = one.regret, aims[one.unit]
        part = pd.DataFrame(
            {
                "unit": one.unit,
                "setting": one.setting,
                "strategy": one.strategies,
                "effect": one.found.mean(axis=0) * better + 0.0,
                "gain_5": np.percentile(one.calm, SPREAD[0], axis=0),
                "aim": aim,
                "satisficing": reaches(one.calm, aim).mean(axis=0),
                "regret": lost.mean(axis=0),
                "regret_95": np.percentile(lost, SPREAD[1], axis=0),
                "regret_most": lost.max(axis=0),
                "probability_best": best_in_set(one.calm),
                "sets": len(one.sets),
            }
        )
        rows.append(part.iloc[np.argsort(-one.found.mean(axis=0), kind="stable")])
    if not rows:
        return pd.DataFrame(columns=list(ROBUSTNESS_COLUMNS))
    return pd.concat(rows, ignore_index=True)[list(ROBUSTNESS_COLUMNS)]


def reaches(gain: NDArray[np.float64], aim: float) -> NDArray[np.bool_]:
    """Whether gains reach an aim."""
    found: NDArray[np.bool_] = gain >= aim - _ROUNDING
    return found


def require_direction(outcome: Outcome) -> None:
    """See that more, or less, of an outcome is better.

    Raises
    ------
    UserError
        If neither is.
    """
    if outcome.better == 0:
        raise UserError(f"Neither more nor less of '{outcome.name}' is better: nothing to prefer.")


def require_sets(count: int) -> None:
    """See that there is more than one parameter set to be robust over.

    Raises
    ------
    UserError
        If there is not.
    """
    if count < 2:
        raise UserError(
            "Robustness is asked over parameter sets, and there is only one; give more of them, "
            "such as --sets 100."
        )


def _wide(by_set: pd.DataFrame, name: str, baseline: str) -> pd.DataFrame:
    """One row a set, one column a strategy, in the order of the table, as usual first."""
    order = list(pd.unique(by_set["strategy"]))
    wide = by_set.pivot(index="set", columns="strategy", values=name)[order]
    wide = wide.dropna(axis=1, how="all").dropna(axis=0, how="any")
    if not wide.empty:
        wide.insert(0, baseline, 0.0)
    return wide
