"""Which strategy is worth its cost, by what keeping one more worker is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.cost import COST, WORKERS, run_costs
from ccu_sim.analysis.intervals import by_set, shrunken_means
from ccu_sim.analysis.pairs import pairs
from ccu_sim.analysis.ranking import best_in_set
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

WORTH_COLUMNS = {
    "unit": "the unit",
    "setting": "the setting of the sweep; 0 without one",
    "strategy": "the strategy; as usual competes too, at no additional cost",
    "worth": "what keeping one more founding worker is worth, A$",
    "acceptable": "share of parameter sets in which no other strategy has a higher net benefit "
    "(ties shared); over strategies they add up to 1",
    "net_benefit": "mean of worth times additional workers, less additional cost, A$",
}
"""Columns of acceptability curves, each with its meaning."""


@dataclass(frozen=True)
class Balance:
    """What strategies keep and cost at one unit and setting, against as usual.

    Attributes
    ----------
    unit : str
    setting : int
    strategies : tuple of str, K of them
        As usual first.
    workers, cost : ndarray, shape (P, K)
        Additional founding workers still in post, and A$, in each parameter set.
    """

    unit: str
    setting: int
    strategies: tuple[str, ...]
    workers: NDArray[np.float64]
    cost: NDArray[np.float64]


def balances(results: Results, *, baseline: str = AS_USUAL) -> list[Balance]:
    """Gather workers and cost of all strategies, each unit and setting by itself.

    A parameter set is left out in which any strategy has no value.
    """
    tables: dict[tuple[str, int], dict[str, pd.DataFrame]] = {}
    costs = run_costs(results)
    for pair in pairs(costs, [WORKERS, COST], baseline=baseline):
        gathered = by_set(pair.difference, pair.sets)
        values = pd.DataFrame(shrunken_means(gathered), gathered.sets, columns=[WORKERS, COST])
        tables.setdefault((pair.unit, pair.setting or 0), {})[pair.strategy] = values
    found = []
    for (unit, setting), by_strategy in tables.items():
        both = pd.concat(by_strategy, axis=1).dropna()
        nothing = np.zeros((len(both), 1))
        workers, cost = (
            np.hstack([nothing, both.xs(name, axis=1, level=1).to_numpy()])
            for name in (WORKERS, COST)
        )
        if len(both):
            found.append(Balance(unit, setting, (baseline, *by_strategy), workers, cost))
    return found


def acceptability_curves(found: list[Balance], worth: NDArray[np.float64]) -> pd.DataFrame:
    """How often each strategy is the one to choose, by what a kept worker is worth.

    Parameters
    ----------
    found : list of Balance
        From `balances`.
    worth : ndarray
        A$ for one more founding worker still in post.

    Returns
    -------
    DataFrame
        Columns as in `WORTH_COLUMNS` (Fenwick, Claxton & Sculpher 2001).
    """
    rows = []
    for one in found:
        for amount in worth:
            benefit = amount * one.workers - one.cost
            rows.append(
                pd.DataFrame(
                    {
                        "unit": one.unit,
                        "setting": one.setting,
                        "strategy": one.strategies,
                        "worth": float(amount),
                        "acceptable": best_in_set(benefit),
                        "net_benefit": benefit.mean(axis=0) + 0.0,
                    }
                )
            )
    if not rows:
        return pd.DataFrame(columns=list(WORTH_COLUMNS))
    return pd.concat(rows, ignore_index=True)


def frontier(one: Balance, most: float) -> list[tuple[float, str]]:
    """Say which strategy has the highest mean net benefit, and from which worth on.

    Mean net benefit is a straight line in what a worker is worth, so the choice changes
    where two lines cross.

    Parameters
    ----------
    one : Balance
    most : float
        The highest worth looked at, A$.

    Returns
    -------
    list of (float, str)
        Worth from which on each is chosen, rising from 0.
    """
    slope, start = one.workers.mean(axis=0), -one.cost.mean(axis=0)
    # of those that cost the same, the one that keeps more is ahead as soon as that is worth any
    now = int(np.lexsort((slope, start))[-1])
    steps = [(0.0, one.strategies[now])]
    while True:
        steeper = np.flatnonzero(slope > slope[now])
        if not len(steeper):
            return steps
        cross = (start[now] - start[steeper]) / (slope[steeper] - slope[now])
        first = float(cross.min())
        if first > most:
            return steps
        tied = steeper[cross == first]
        now = int(tied[np.argmax(slope[tied])])
        steps.append((first, one.strategies[now]))
