"""Runs with a strategy beside the runs as usual that saw the same people and chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.errors import RunFailures, UserError
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

PAIRED_BY = ("unit", "setting", "set", "replicate")
"""What two runs must share to be a pair."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Runs of one strategy at one unit in one setting, each beside its run as usual.

    Attributes
    ----------
    unit, strategy : str
    setting : int
        The setting of the sweep; 0 without one.
    sets : ndarray of int, shape (N,)
        Parameter set of each pair.
    as_usual, with_strategy : ndarray, shape (N, K)
    """

    unit: str
    strategy: str
    setting: int
    sets: NDArray[np.int64]
    as_usual: NDArray[np.float64]
    with_strategy: NDArray[np.float64]

    @property
    def difference(self) -> NDArray[np.float64]:
        """With the strategy less as usual."""
        return self.with_strategy - self.as_usual


def has_baseline(runs: pd.DataFrame, baseline: str = AS_USUAL) -> bool:
    """Whether there are runs to compare with."""
    return bool((runs["strategy"] == baseline).any())


def require_as_usual(results: Results) -> None:
    """See that some run as usual is there; every study has them, so otherwise all failed.

    Raises
    ------
    RunFailures
        If none is: why the first of them failed.
    """
    if has_baseline(results.runs):
        return
    failed = results.failures
    failed = failed[failed["strategy"] == AS_USUAL]
    if failed.empty:
        raise RunFailures(f"no run as usual is stored in {results.folder} yet; finish the batch")
    first = failed.iloc[0]
    raise RunFailures(
        f"every run as usual failed, so there is nothing to compare with; the first, at "
        f"{first['unit']}: {first['error']}"
    )


def require_one_setting(rows: pd.DataFrame) -> None:
    """See that rows are of one setting of a sweep: settings are never taken together.

    Raises
    ------
    UserError
        If they are of several.
    """
    count = rows["setting"].nunique()
    if count > 1:
        raise UserError(
            f"The runs are of {count} settings of a sweep, which are never taken together; ask "
            "of one of them, such as results.at(0)."
        )


def compared_strategies(runs: pd.DataFrame, baseline: str = AS_USUAL) -> list[str]:
    """Strategies other than the baseline, in the order in which the runs name them."""
    return [str(name) for name in pd.unique(runs["strategy"]) if name != baseline]


def pairs(
    runs: pd.DataFrame,
    columns: Sequence[str],
    *,
    baseline: str = AS_USUAL,
) -> Iterator[Pairs]:
    """Pair every run of a strategy with its run as usual, each setting of a sweep by itself.

    A run whose partner is missing (it failed) is left out.

    Parameters
    ----------
    runs : DataFrame
        The runs table, with its id columns.
    columns : sequence of str
        Outcomes wanted, all columns of `runs`.
    baseline : str
        The strategy compared with.

    Yields
    ------
    Pairs
        Units in the order of the table, strategies within them, settings within these.

    Raises
    ------
    UserError
        If there are no runs of the baseline.
    """
    if not has_baseline(runs, baseline):
        raise UserError(f"There are no runs of {baseline!r} in the table to compare with.")
    wanted = [*PAIRED_BY, "strategy", *columns]
    table = runs.loc[:, wanted].sort_values(list(PAIRED_BY), kind="stable")
    units = [str(unit) for unit in pd.unique(runs["unit"])]
    strategies = compared_strategies(runs, baseline)
    for unit in units:
        here = table[table["unit"] == unit]
        usual = here[here["strategy"] == baseline].drop(columns="strategy")
        for strategy in strategies:
            ran = here[here["strategy"] == strategy].drop(columns="strategy")
            both = usual.merge(ran, on=list(PAIRED_BY), suffixes=("|usual", "|with"))
            for setting, group in both.groupby("setting", sort=True):
                yield Pairs(
                    unit=unit,
                    strategy=strategy,
                    setting=int(setting),
                    sets=group["set"].to_numpy(np.int64),
                    as_usual=_values(group, columns, "|usual"),
                    with_strategy=_values(group, columns, "|with"),
                )


def _values(group: pd.DataFrame, columns: Sequence[str], suffix: str) -> NDArray[np.float64]:
    return group[[f"{column}{suffix}" for column in columns]].to_numpy(np.float64)
