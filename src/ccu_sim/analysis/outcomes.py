"""What is compared: each outcome of a run, its unit, and which way is better."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.model.measures.declaration import GROUPS, RUN, Words
from ccu_sim.model.measures.retention import RETENTION


@dataclass(frozen=True, slots=True)
class Outcome(Words):
    """One column of the runs table, in words, and how its values are written.

    Parameters
    ----------
    name : str
        Column of the runs table.
    """

    name: str = field(kw_only=True)

    def shown(self, value: float) -> float:
        """Give `value` in the unit that is shown."""
        return value * self.factor

    def text(self, value: float) -> str:
        """Give a level as text, or a dash where there is none."""
        if not math.isfinite(value):
            return "–"
        number = f"{_without_minus_zero(self.shown(value), self.decimals):,.{self.decimals}f}"
        return f"{number} %" if self.unit == "%" else number.replace("-", "−")

    def difference(self, value: float) -> str:
        """Give a difference as text, always signed."""
        if not math.isfinite(value):
            return "–"
        number = _without_minus_zero(self.shown(value), self.decimals)
        return f"{number:+,.{self.decimals}f}".replace("-", "−")

    @property
    def difference_unit(self) -> str:
        """Unit of a difference: points for a percentage."""
        return "percentage points" if self.unit == "%" else self.unit


def _without_minus_zero(number: float, decimals: int) -> float:
    return round(number, decimals) + 0.0


def _outcomes() -> Iterator[Outcome]:
    """Give what the model measures of a run, and staying to the end after staying to the marks."""
    for place, measure in enumerate(RUN):
        if place == _AFTER_THE_MARKS:
            yield from _at_the_end()
        yield Outcome(**asdict(measure.words), name=measure.name)


def _at_the_end() -> Iterator[Outcome]:
    """Give staying to the end, which `landmark` reads off the months at any other horizon."""
    for group, people in GROUPS.items():
        yield Outcome(
            f"Founding {people} still in post at the end",
            f"Of the {people} in post on day 0, the share still in post in the last month.",
            "%",
            1,
            100.0,
            name=f"retention_end_{group}",
        )


_AFTER_THE_MARKS = RETENTION[-1] + len(GROUPS)

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in _outcomes()}
"""Every outcome that can be compared, by the name of its column, in reading order."""


def own_outcomes(measures: Iterable[Mapping[str, Any]]) -> dict[str, Outcome]:
    """Describe what a model of the user's own measures beside the outcomes of the model.

    Parameters
    ----------
    measures : iterable of mapping
        As a study's folder holds them (see `ccu_sim.batch.manifest.Manifest`).

    Returns
    -------
    dict of str to Outcome
    """
    return {
        one["name"]: Outcome(
            name=one["name"],
            label=one["name"].replace("_", " ").capitalize(),
            plain=f"{one['meaning'][:1].upper()}{one['meaning'][1:].rstrip('.')}.",
            unit=one["unit"],
            better=one["better"],
            decimals=3,
        )
        for one in measures
    }


def outcome(name: str) -> Outcome:
    """Find an outcome by name.

    Raises
    ------
    UserError
        If there is no outcome of that name.
    """
    found = OUTCOMES.get(name)
    if found is None:
        near = difflib.get_close_matches(name, OUTCOMES, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        raise UserError(f"There is no outcome {name!r}{hint}")
    return found
