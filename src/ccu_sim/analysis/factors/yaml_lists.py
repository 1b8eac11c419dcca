"""What is read off a run: a column of its one row, or a month's column over some months."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ccu_sim.analysis.intervals import mean_known
from ccu_sim.errors import UserError
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS, RunTables

_WINDOW = re.compile(r"([a-z_0-9]+)@(\d+)-(\d+)")
REBUFFED = "rebuffed_share"
"""Of the times that a colleague's practice was questioned, the share that was rebuffed."""


def require_readable(name: str) -> None:
    """Raise `UserError` unless `read` knows what ``name`` means.

    Parameters
    ----------
    name : str
        ``COLUMN`` of the runs table; ``COLUMN@FIRST-LAST``, the mean of a column of the
        monthly table over those of the months in which it has a value; or `REBUFFED`.
    """
    found = _WINDOW.fullmatch(name)
    if found is None:
        if name not in RUN_COLUMNS and name != REBUFFED:
            raise UserError(f"There is no outcome {name!r} of a run")
    elif found[1] not in MONTHLY_COLUMNS or int(found[2]) > int(found[3]):
        raise UserError(f"There is no outcome {name!r} of some months")


def read(tables: RunTables, names: Sequence[str]) -> list[float]:
    """Read outcomes off a run, in the order of their names."""
    return [_one(tables, name) for name in names]


def _one(tables: RunTables, name: str) -> float:
    found = _WINDOW.fullmatch(name)
    if found is not None:
        months = tables.monthly[int(found[2]) : int(found[3]) + 1]
        return float(mean_known(months[found[1]]))
    if name == REBUFFED:
        rebuffed, heard = tables.run["challenges_rebuffed"], tables.run["challenges_heard"]
        return rebuffed / (rebuffed + heard) if rebuffed + heard > 0 else np.nan
    return tables.run[name]
