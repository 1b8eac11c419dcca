"""A run's three tables, read off its world: a row a month, a row a person in post, one row."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.model.measures.declaration import MONTHLY, RUN
from ccu_sim.model.measures.people import MONTH
from ccu_sim.model.records import SPELLS
from ccu_sim.model.spells import spell_table

MONTHLY_COLUMNS = {
    measure.name: f"{measure.meaning}; empty without {measure.of}"
    if measure.of
    else measure.meaning
    for measure in MONTHLY
}
"""Name and meaning of every column of the table of months, in order."""

RUN_COLUMNS = {measure.name: measure.meaning for measure in RUN}
"""Name and meaning of every column of the run's row, in order."""

_MONTH_TYPE = np.dtype([(name, "f8") for name in MONTHLY_COLUMNS])


@dataclass(frozen=True)
class RunTables:
    """The three tables of one run.

    Attributes
    ----------
    run : dict of str to float
        One row; columns as in `RUN_COLUMNS`, NaN where there is nothing to say.
    monthly : numpy structured array
        Columns as in `MONTHLY_COLUMNS`, NaN where there is nobody; row 0 is opening day.
    spells : numpy structured array
        Columns as in `SPELL_COLUMNS`.
    """

    run: dict[str, float]
    monthly: np.ndarray
    spells: np.ndarray


def measure(world: Any) -> RunTables:
    """Read the tables off a world at its horizon.

    Parameters
    ----------
    world : record

    Returns
    -------
    RunTables

    Raises
    ------
    UserError
        If the run has not come to its horizon, or more people came and went than it records.
    """
    _require_whole(world)
    run = dict(zip(RUN_COLUMNS, np.asarray(world.row).tolist(), strict=True))
    months = np.array(world.monthly[: int(world.months) + 1])
    return RunTables(run, months.view(_MONTH_TYPE)[:, 0], spell_table(world))


def _require_whole(world: Any) -> None:
    """Refuse a run that has not ended, or that outgrew its tables."""
    months = int(world.months)
    if world.monthly[months, MONTH] != months:
        lived = int(np.asarray(world.monthly)[:, MONTH].max())
        raise UserError(
            f"The run has come to month {lived} of {months}; its tables are made at the end"
        )
    if max(int(world.spell_count), int(world.stay_count)) > SPELLS:
        raise UserError(
            f"More than {SPELLS:,} people came and went in {months} months, which is more than a "
            "run records; choose fewer months, or a unit where more stay"
        )
