"""Luck in who left: counted less expected, and what it did to each outcome.

The model adds up the chances of leaving as they are drawn from (``model/measures/expected.py``).
Who left less who was expected to is luck, zero in the mean. Of somebody who left by luck a month
before a mark, a share would have left by then all the same, so luck is discounted to the mark by
the share of the team as usual that stays from then until there: with one hazard for all, nothing
of the luck is then left (the martingale representation; Brémaud 1981).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.control_variate import without_luck
from ccu_sim.analysis.pairs import PAIRED_BY, luck_in
from ccu_sim.inputs import AS_USUAL
from ccu_sim.model.calendar import MONTHS_A_YEAR
from ccu_sim.model.measures.declaration import GROUPS, PROFESSIONS
from ccu_sim.model.measures.retention import MARKS
from ccu_sim.model.records import REASONS

if TYPE_CHECKING:
    from ccu_sim.batch import Results

Floats = NDArray[np.float64]
Sets = NDArray[np.int64]

KEYS = [*PAIRED_BY, "strategy"]
FOUNDING = [
    f"{kind}_{role}" for kind in ("founding", "expected_founding_left") for role in PROFESSIONS
]
REPLACING = ["cost_turnover", "expected_cost_turnover"]


def expected_resigned(role: str) -> list[str]:
    """Columns of a month that hold the expected resignations of a role, a reason each."""
    return [f"expected_resigned_{role}_{reason}" for reason in REASONS]


def expected_left(role: str) -> list[str]:
    """Columns of a month that add up to everyone of a role who is expected to leave."""
    return [
        *expected_resigned(role),
        f"expected_promoted_{role}",
        f"expected_contract_ended_{role}",
    ]


def knows_expected(results: Results) -> bool:
    """Whether the months say who was expected to leave; those of earlier releases do not."""
    return "expected_cost_turnover" in results.columns("monthly")


@dataclass(frozen=True)
class Courses:
    """Months of the runs of one strategy at one unit, in one setting.

    Attributes
    ----------
    keys : DataFrame
        A row a run.
    columns : dict of str to ndarray, shape (N, H + 1)
    usual : Courses or None
        Runs as usual of the same unit and setting; None if these are those, or none is there.
    """

    keys: pd.DataFrame
    columns: dict[str, Floats]
    usual: Courses | None = None

    @property
    def horizon(self) -> int:
        """Months that the runs last."""
        return next(iter(self.columns.values())).shape[1] - 1

    def excess(self, role: str) -> Floats:
        """Founding staff of a role who left, less those expected to, by month, shape (N, H)."""
        expected = self.columns[f"expected_founding_left_{role}"]
        excess: Floats = -np.diff(self.columns[f"founding_{role}"]) - expected[:, 1:]
        return excess

    def staying(self, role: str) -> Floats:
        """Share of the founding team as usual to be expected in post after each month, (H + 1,)."""
        usual = (self.usual or self).columns
        there = usual[f"founding_{role}"][:, :-1].sum(axis=0)
        leaving = _each(usual[f"expected_founding_left_{role}"][:, 1:].sum(axis=0), there)
        return np.append(1.0, np.cumprod(1.0 - np.clip(leaving, 0.0, 1.0)))

    def stayed_by_luck(self, role: str, mark: int) -> Floats:
        """Founding staff in post at a mark by luck, in people, shape (N,)."""
        by_luck: Floats = -self.excess(role)[:, :mark] @ _until(self.staying(role)[: mark + 1])
        return by_luck

    def months_by_luck(self, role: str) -> Floats:
        """Months in post by luck, all founding staff of a role together, shape (N,)."""
        staying = self.staying(role)
        until = np.zeros((self.horizon, self.horizon))
        for mark in range(1, self.horizon + 1):
            until[mark - 1, :mark] = _until(staying[: mark + 1])
        by_luck: Floats = -self.excess(role) @ until.sum(axis=0)
        return by_luck

    def overspent(self, mark: int) -> Floats:
        """A$ for replacing those who left, less what was expected, up to a mark, shape (N,)."""
        spent, expected = (self.columns[name][:, 1 : mark + 1].sum(axis=1) for name in REPLACING)
        overspent: Floats = spent - expected
        return overspent


def curve_shifts(results: Results) -> dict[tuple[str, str, int, str], tuple[Floats, Sets]]:
    """Say how far curves of staying move once luck in who left is taken off.

    Returns
    -------
    dict
        By unit, strategy, setting and role: for each run, what to add to the share of the
        founding team in post at months 0 to H, shape (N, H + 1), and the run's parameter set.
    """
    shifts = {}
    for one in courses(results, FOUNDING):
        first = one.keys.iloc[0]
        sets = one.keys["set"].to_numpy(np.int64)
        for role, name in {"peer": "peer_worker", "clinician": "clinician"}.items():
            here = one.columns[f"founding_{role}"]
            by_luck = [one.stayed_by_luck(role, mark) for mark in range(one.horizon + 1)]
            luck = np.stack(by_luck, axis=1)
            heads = np.maximum(here[:, :1], 1.0)
            shift = (without_luck(here, luck, sets) - here) / heads
            at = (str(first["unit"]), str(first["strategy"]), int(first["setting"]), name)
            shifts[at] = (shift, sets)
    return shifts


def with_luck(results: Results, runs: pd.DataFrame) -> pd.DataFrame:
    """Add to the runs what luck in who left did to outcomes.

    Parameters
    ----------
    results : Results
    runs : DataFrame
        Their runs table.

    Returns
    -------
    DataFrame
        With a column `luck_in` each outcome of staying, turnover and its cost; as it was if the
        months do not say who was expected to leave.
    """
    if not knows_expected(results) or luck_in("cost_total") in runs:
        return runs
    wanted = [name for role in PROFESSIONS for name in (f"staff_{role}", *expected_left(role))]
    turnover = runs.set_index(KEYS)[[f"turnover_{group}" for group in GROUPS]]
    found = [
        pd.DataFrame({**one.keys, **_luck(one, turnover)})
        for one in courses(results, [*FOUNDING, *REPLACING, *wanted])
    ]
    return runs.merge(pd.concat(found), on=KEYS, how="left")


def courses(results: Results, columns: Sequence[str]) -> Iterator[Courses]:
    """Read months unit by unit; give them by strategy and setting, runs as usual first."""
    months = int(results.study.months) + 1
    for unit in pd.unique(results.runs["unit"]):
        rows = results.read("monthly", columns, unit=str(unit))
        # a run's months stand together, in order
        keys = rows[KEYS].iloc[::months].reset_index(drop=True)
        values = {name: rows[name].to_numpy(np.float64).reshape(-1, months) for name in columns}
        usual: dict[int, Courses] = {}
        groups = keys.groupby(["strategy", "setting"], sort=False, observed=True).indices
        for (strategy, setting), runs in sorted(
            groups.items(), key=lambda one: one[0][0] != AS_USUAL
        ):
            mine = {name: array[runs] for name, array in values.items()}
            one = Courses(keys.iloc[runs], mine, usual.get(setting))
            if strategy == AS_USUAL:
                usual[setting] = one
            yield one


def _luck(one: Courses, turnover: pd.DataFrame) -> dict[str, Floats]:
    """Give what luck did to each outcome, a value a run."""
    years = one.horizon / MONTHS_A_YEAR
    counted = turnover.reindex(pd.MultiIndex.from_frame(one.keys))
    luck = {name: one.overspent(one.horizon) / years for name in ("cost_turnover", "cost_total")}
    for group in GROUPS:
        roles = list(PROFESSIONS) if group == "all" else [group]
        heads = _together(one.columns[f"founding_{role}"][:, 0] for role in roles)
        for mark in {*MARKS, one.horizon}:
            if mark <= one.horizon:
                stayed = _each(_together(one.stayed_by_luck(role, mark) for role in roles), heads)
                names = [str(mark)] if mark in MARKS else []
                names += ["end"] if mark == one.horizon else []
                luck |= {f"retention_{name}_{group}": stayed for name in names}
                if mark == MARKS[0]:
                    luck[f"resigned_or_promoted_{mark}_{group}"] = -stayed
        months = _together(one.months_by_luck(role) for role in roles)
        luck[f"rmst_months_{group}"] = _each(months, heads)
        filled = [_filled(one, roles), _filled(one.usual or one, roles).mean()]
        left = counted[f"turnover_{group}"].to_numpy(np.float64) * filled[0] * years
        expected = _together(
            one.columns[name].sum(axis=1) for role in roles for name in expected_left(role)
        )
        luck[f"turnover_{group}"] = _each(left - expected, filled[1] * years)
    return {luck_in(name): values for name, values in luck.items()}


def _filled(one: Courses, roles: Sequence[str]) -> Floats:
    """Posts filled, in the mean over the months of each run."""
    return _together(one.columns[f"staff_{role}"][:, 1:].mean(axis=1) for role in roles)


def _together(parts: Iterable[Floats]) -> Floats:
    """Add arrays up."""
    total: Floats = np.sum(list(parts), axis=0)
    return total


def _each(people: Floats, heads: Floats | float) -> Floats:
    """Divide among heads; nothing where there are none."""
    return np.divide(people, heads, out=np.zeros_like(people), where=np.asarray(heads) > 0)


def _until(staying: Floats) -> Floats:
    """Share of those there after each month who stay to the last of them, shape (H,)."""
    after = staying[1:]
    return np.divide(staying[-1], after, out=np.zeros_like(after), where=after > 0)
