"""A measure of the user's own, taken of the unit at the end of each month."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.model.calendar import MONTHS_A_YEAR
from ccu_sim.model.tables import MONTHLY_COLUMNS, RUN_COLUMNS, RunTables

TAKEN = {*MONTHLY_COLUMNS, *RUN_COLUMNS, "unit", "strategy", "setting", "set", "replicate"}
"""Columns that are there already."""


@dataclass(frozen=True)
class MonthlyMeasure:
    """A number about the unit, taken on opening day and at the end of each month.

    It is a column of its name in the monthly table; its mean over the last twelve months, or
    over all if there are fewer, is one in the table of runs.

    Parameters
    ----------
    name : str
        The column: lower-case letters, digits and underscores.
    meaning : str
        What it is, in a few words, for tables and reports.
    of : callable
        Takes the model and gives a number; NaN where there is nothing to measure.
    unit : str
        Unit of the number, shown behind it.
    better : int
        1 if more is better, -1 if less is better, 0 if neither can be said.

    Raises
    ------
    UserError
        If the name is taken or cannot be a column, or another part is not what it should be.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> def share_heard(model):
    ...     voices = [person.voice for person in model.staff()]
    ...     return sum(voice > 0.5 for voice in voices) / len(voices) if voices else float("nan")
    >>> heard = ccu.MonthlyMeasure("share_heard", "share of staff who are heard", share_heard)
    >>> 0 <= heard.take(ccu.CCUModel("site-2", rng=1)) <= 1
    True
    """

    name: str
    meaning: str
    of: Callable[[Any], float]
    unit: str = ""
    better: int = 0

    def __post_init__(self) -> None:
        """Refuse what could not be a column, or not be told of."""
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", str(self.name)):
            raise UserError(
                f"'{self.name}' cannot be the name of a measure; use lower-case letters, digits "
                "and underscores, such as share_heard"
            )
        if self.name in TAKEN:
            raise UserError(f"the model measures '{self.name}' already; choose another name")
        if not (isinstance(self.meaning, str) and self.meaning.strip()):
            raise UserError(f"the measure {self.name} needs a meaning, in a few words")
        if not isinstance(self.unit, str):
            raise UserError(f"unit of {self.name} is {self.unit!r}; it must be text")
        if not callable(self.of):
            raise UserError(
                f"the measure {self.name} is of {self.of!r}; it needs a function of the model"
            )
        if self.better not in (-1, 0, 1):
            raise UserError(f"better of {self.name} is {self.better!r}; it must be 1, -1 or 0")

    def take(self, model: Any) -> float:
        """Measure the unit as it is now.

        Raises
        ------
        ValueError
            If the function gives no number, or an infinite one.
        """
        value = self.of(model)
        if isinstance(value, Real | np.bool_) and not math.isinf(value):
            return float(value)
        raise ValueError(
            f"{_place_of(self.of)}the measure {self.name} gave {value!r}, which is no number; give "
            "NaN where there is nothing to measure"
        )


def with_own_measures(
    tables: RunTables, measures: Sequence[MonthlyMeasure], taken: Sequence[Sequence[float]]
) -> RunTables:
    """Add what was measured each month to the tables of a run.

    Parameters
    ----------
    tables : RunTables
    measures : sequence of MonthlyMeasure
    taken : sequence of sequence of float
        A row for each month from opening day, a value for each measure.

    Returns
    -------
    RunTables
    """
    if not measures:
        return tables
    values = np.full((len(tables.monthly), len(measures)), np.nan)
    values[: len(taken)] = taken
    names = [one.name for one in measures]
    kinds = [*tables.monthly.dtype.descr, *((name, "f8") for name in names)]
    monthly = np.zeros(len(tables.monthly), kinds)
    for name in tables.monthly.dtype.names or ():
        monthly[name] = tables.monthly[name]
    run = dict(tables.run)
    for place, name in enumerate(names):
        monthly[name] = values[:, place]
        last = values[max(1, len(values) - MONTHS_A_YEAR) :, place]
        known = last[~np.isnan(last)]
        run[name] = float(known.mean()) if len(known) else np.nan
    return RunTables(run, monthly, tables.spells)


def _place_of(function: Callable[..., Any]) -> str:
    """Say where a function stands, as the beginning of a sentence; nothing if it is not known."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return "" if code is None else f"{Path(code.co_filename).name}, line {code.co_firstlineno}: "
