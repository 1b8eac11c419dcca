"""What to do first, next and not, of strategies that were compared: no budget, no search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ccu_sim.analysis.cost import WORKERS
from ccu_sim.analysis.planning.estimate import difference, packages_table
from ccu_sim.inputs import AS_USUAL

MOST_OF_IT = 0.5
"""A part that keeps at least this share of what the whole keeps is done first, by itself."""

FEW_PEOPLE = 0.05
"""A difference in people that is smaller than this is told as none."""


@dataclass(frozen=True)
class Sequence:
    """Strategies in the order in which to do them, at one unit.

    Attributes
    ----------
    steps : tuple of Series
        What to do first and, where a combination that was run adds to it, next: what each adds
        to the one before, as `estimate.PACKAGE_COLUMNS`, and `before`, its name. None where
        nothing keeps more staff.
    unseen : Series, optional
        What a combination adds to the only step, where that may be chance.
    others : DataFrame
        What else keeps more staff by itself and shares no strategy with the steps: what saves
        money first, then what costs least for each worker kept.
    sharing : DataFrame
        What else keeps more staff and holds a strategy of the steps and others, in the same order.
    unclear, fewer : DataFrame
        What is not seen to keep more; what keeps fewer.
    """

    steps: tuple[pd.Series, ...]
    unseen: pd.Series | None
    others: pd.DataFrame
    sharing: pd.DataFrame
    unclear: pd.DataFrame
    fewer: pd.DataFrame


def sequence_of(runs: pd.DataFrame, parts: Mapping[str, frozenset[str]]) -> Sequence:
    """Order what was compared at a unit.

    What keeps most staff leads. Where it is a combination, and a part of it that was run too
    keeps most of it, that part comes first, and the rest next if it is seen to add to it.

    Parameters
    ----------
    runs : DataFrame
        From `estimate.run_table`, of one unit.
    parts : mapping of str to frozenset of str
        The strategies of each policy that was compared with as usual.

    Returns
    -------
    Sequence
    """
    table = packages_table(runs, parts).set_index("package", drop=False)
    table = table[table[WORKERS].notna()].sort_values(WORKERS, ascending=False, kind="stable")
    seen = table.apply(_is_more, axis=1).astype(bool) if len(table) else pd.Series(dtype=bool)
    clear = table[seen]
    steps: tuple[pd.Series, ...] = ()
    unseen = None
    if len(clear):
        steps, unseen = _steps(runs, clear, parts)
    done = frozenset[str]().union(*(parts[str(step["package"])] for step in steps))
    told = frozenset[str]() if unseen is None else frozenset([str(unseen["package"])])
    known = [parts[name] <= done or name in told for name in map(str, table.index)]
    left = table[~np.array(known, dtype=bool)]
    shares = np.array([bool(parts[str(name)] & done) for name in left.index], dtype=bool)
    more = left.index.isin(clear.index)
    less = (left["workers_high"] < 0).to_numpy()
    return Sequence(
        steps=steps,
        unseen=unseen,
        others=_for_the_money(left[more & ~shares]),
        sharing=_for_the_money(left[more & shares]),
        unclear=left[~more & ~less],
        fewer=left[less],
    )


def _steps(
    runs: pd.DataFrame, clear: pd.DataFrame, parts: Mapping[str, frozenset[str]]
) -> tuple[tuple[pd.Series, ...], pd.Series | None]:
    lead = clear.iloc[0]
    name = str(lead["package"])
    within = [
        one
        for one in clear.index
        if parts[one] < parts[name] and clear.loc[one, WORKERS] >= MOST_OF_IT * lead[WORKERS]
    ]
    if not within:
        return (_step(lead, AS_USUAL),), None
    first = clear.loc[within[0]]
    rest = _step(pd.Series(difference(runs, name, str(within[0]))), str(within[0]))
    if _is_more(rest):
        return (_step(first, AS_USUAL), rest), None
    return (_step(first, AS_USUAL),), rest


def _for_the_money(table: pd.DataFrame) -> pd.DataFrame:
    """Order by A$ for each worker kept; of what saves, what keeps most comes first."""
    saves = table["cost"] <= 0
    rank = np.where(saves, -table[WORKERS], table["cost"] / table[WORKERS])
    return table.iloc[np.lexsort((rank, ~saves))]


def _step(row: pd.Series, before: str) -> pd.Series:
    return pd.concat([row, pd.Series({"before": before})])


def _is_more(row: pd.Series) -> bool:
    """Whether more staff are kept beyond chance, or at all where chance cannot be told."""
    low = row["workers_low"]
    return bool(low > 0) if pd.notna(low) else bool(row[WORKERS] >= FEW_PEOPLE)
