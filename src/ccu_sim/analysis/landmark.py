"""The months at which staying is read: two years and three, or the horizon if it is shorter.

At a month means before what happens on that very day: a 24-month contract that ends
unrenewed at two years counts as still here then, and as gone at three years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.luck import with_luck
from ccu_sim.analysis.pairs import PAIRED_BY, require_as_usual
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

FIRST_MONTHS = 24
"""Two years: the founding paper's first contracts, and the longest usual stay."""

LAST_MONTHS = 36
"""Three years, by when what follows the end of those contracts is seen."""

RUN_KEYS = [*PAIRED_BY, "strategy"]
_STORED = (12, 24, 36)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A month after opening at which staying is read."""

    months: int

    def column(self, group: str) -> str:
        """Name the outcome for 'peer', 'clinician' or 'all'."""
        which = str(self.months) if self.months in _STORED else "end"
        return f"retention_{which}_{group}"

    @property
    def words(self) -> str:
        """As in 'still here after two years'."""
        return f"after {duration(self.months)}"


def landmarks(horizon: int) -> tuple[Landmark, ...]:
    """Choose the months at which staying is read; the last is the one that ranks."""
    months = {min(horizon, FIRST_MONTHS), min(horizon, LAST_MONTHS)}
    return tuple(Landmark(month) for month in sorted(months))


def duration(months: int) -> str:
    """Say a number of months: 'two years', '18 months', 'one month'."""
    years, rest = divmod(months, 12)
    if rest == 0 and 1 <= years <= len(_NUMBERS):
        return f"{_NUMBERS[years - 1]} year{'s' if years > 1 else ''}"
    if 1 <= months <= len(_NUMBERS):
        return f"{_NUMBERS[months - 1]} month{'s' if months > 1 else ''}"
    return f"{months} months"


def horizon_of(results: Results) -> int:
    """Months that the runs of a study last."""
    return int(results.study.months)


def runs_with_landmarks(results: Results) -> pd.DataFrame:
    """Give the runs table, with staying at every landmark in it, and what luck did to outcomes.

    The runs table holds staying at 12, 24 and 36 months. At another horizon it is read
    from the last month of the monthly table.

    Raises
    ------
    RunFailures
        If every run as usual failed.
    """
    require_as_usual(results)
    last = landmarks(horizon_of(results))[-1]
    if last.column("all") in results.runs:
        return with_luck(results, results.runs)
    founding = founding_staff(results, last.months)
    start = founding_staff(results, 0)
    columns = {"peer": ["founding_peer"], "clinician": ["founding_clinician"]}
    columns["all"] = columns["peer"] + columns["clinician"]
    shares = pd.DataFrame(index=founding.index)
    for group, parts in columns.items():
        heads = start[parts].sum(axis=1)
        shares[last.column(group)] = founding[parts].sum(axis=1) / heads.where(heads > 0)
    runs = results.runs.merge(shares.reset_index(), on=RUN_KEYS, how="left")
    return with_luck(results, runs)


def founding_staff(results: Results, month: int) -> pd.DataFrame:
    """Founding peer workers and clinicians in post in `month`, a row for each run."""
    monthly = results.read("monthly", columns=["month", "founding_peer", "founding_clinician"])
    there = monthly[monthly["month"] == month].set_index(RUN_KEYS)
    return there[["founding_peer", "founding_clinician"]]


def founding_heads(results: Results, unit: str) -> dict[str, int]:
    """Founding peer workers and clinicians of a unit on day 0."""
    columns = ["month", "founding_peer", "founding_clinician"]
    monthly = results.read("monthly", columns=columns, unit=unit, strategy=AS_USUAL)
    row = monthly[monthly["month"] == 0].iloc[0]
    peers, clinicians = int(row["founding_peer"]), int(row["founding_clinician"])
    return {"peer": peers, "clinician": clinicians, "all": peers + clinicians}
