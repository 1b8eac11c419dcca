"""Runs with a strategy beside the runs as usual that saw the same people and chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.control_variate import without_luck
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
        As they were counted.
    luck_as_usual, luck_with_strategy : ndarray, shape (N, K)
        What luck in who left did to them (`ccu_sim.analysis.luck`); 0 where it is not known.
    """

    unit: str
    strategy: str
    setting: int
    sets: NDArray[np.int64]
    as_usual: NDArray[np.float64]
    with_strategy: NDArray[np.float64]
    luck_as_usual: NDArray[np.float64]
    luck_with_strategy: NDArray[np.float64]

    @property
    def counted_difference(self) -> NDArray[np.float64]:
        """With the strategy less as usual, as counted: what one unit may see."""
        return self.with_strategy - self.as_usual

    @property
    def difference(self) -> NDArray[np.float64]:
        """The same in the mean, luck in who left taken off: what estimates are made from."""
        luck = self.luck_with_strategy - self.luck_as_usual
        return without_luck(self.counted_difference, luck, self.sets)


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
    numbered = _by_what_they_share(runs)
    values, lucks = _rows(runs, columns), _rows(runs, [luck_in(name) for name in columns])
    of_unit, of_strategy = runs["unit"], runs["strategy"]
    sets, settings = (runs[name].to_numpy(np.int64) for name in ("set", "setting"))
    for unit in pd.unique(of_unit):
        here = (of_unit == unit).to_numpy()
        usual = np.flatnonzero(here & (of_strategy == baseline).to_numpy())
        partner = np.full(len(runs), -1)
        partner[numbered[usual]] = usual
        for strategy in compared_strategies(runs, baseline):
            ran = np.flatnonzero(here & (of_strategy == strategy).to_numpy())
            ran = ran[np.argsort(numbered[ran], kind="stable")]
            ran = ran[partner[numbered[ran]] >= 0]
            for setting in np.unique(settings[ran]):
                mine = ran[settings[ran] == setting]
                beside = partner[numbered[mine]]
                yield Pairs(
                    unit=str(unit),
                    strategy=strategy,
                    setting=int(setting),
                    sets=sets[mine],
                    as_usual=values.take(beside, axis=1).T,
                    with_strategy=values.take(mine, axis=1).T,
                    luck_as_usual=lucks.take(beside, axis=1).T,
                    luck_with_strategy=lucks.take(mine, axis=1).T,
                )


def luck_in(outcome: str) -> str:
    """Name the column of what luck in who left did to an outcome."""
    return f"luck_in_{outcome}"


def _by_what_they_share(runs: pd.DataFrame) -> NDArray[np.int64]:
    """Number rows by setting, set and replicate, in this order; what is alike has one number."""
    shared = runs[list(PAIRED_BY[1:])].to_numpy(np.int64)
    order = np.lexsort(shared.T[::-1])
    another = np.any(np.diff(shared[order], axis=0) != 0, axis=1)
    numbered = np.zeros(len(runs), np.int64)
    numbered[order[1:]] = np.cumsum(another)
    return numbered


def _rows(runs: pd.DataFrame, columns: Sequence[str]) -> NDArray[np.float64]:
    """Give columns as the rows of an array; 0 in place of one that is not there."""
    nothing = np.zeros(len(runs))
    given = [runs[name].to_numpy(np.float64) if name in runs else nothing for name in columns]
    return np.stack(given) if given else np.empty((0, len(runs)))
