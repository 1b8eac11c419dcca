"""The months of a run as a table that fits a screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from ccu_sim.cli.console import Column, table_of
from ccu_sim.model.measures.declaration import MONTHLY

if TYPE_CHECKING:
    from rich.console import Group

MOST_ROWS = 13
STEPS = (1, 3, 6, 12)
"""Months from row to row, as people count: months, quarters, half-years, years."""

ADDED_UP = [measure.name for measure in MONTHLY if measure.adds_up]

_COLUMNS = (
    Column("month", "month", right=True, whole=True),
    Column("staff_peer", "peer", right=True, whole=True),
    Column("staff_clinician", "clin.", right=True, whole=True),
    Column("resigned", "re-\nsig-\nned", right=True, whole=True),
    Column("contract_ended", "not\nre-\nnew-\ned", right=True, whole=True),
    Column("promoted", "pro-\nmo-\nted", right=True, whole=True),
    Column("hired", "new", right=True, whole=True),
    Column("cohesion", "co-\nhes-\nion", right=True, whole=True),
    Column("trust_gap", "trust\ngap", right=True, whole=True),
    Column("role_clarity", "cla-\nrity", right=True, whole=True),
    Column("exhaustion_peer", "exh.\npeer", right=True, whole=True),
    Column("exhaustion_clinician", "exh.\nclin.", right=True, whole=True),
    Column("disputes", "dis-\nputes", right=True, whole=True),
    Column("crossings", "cros-\nsings", right=True, whole=True),
    Column("graduations", "gra-\ndua-\nted", right=True, whole=True),
)
_KEY = (
    "peer workers and clin(icians) in post; cohesion 1-5; trust gap (trust within the roles less "
    "trust between them), role clarity and exh(austion) 0-1; who resigned, was not renewed at the "
    "end of a fixed term or was promoted elsewhere, new, disputes, boundary crossings and "
    "graduated residents since the row above"
)


def month_rows(monthly: pd.DataFrame, every: int) -> list[dict[str, Any]]:
    """Give a row every so many months, the last month included.

    Parameters
    ----------
    monthly : DataFrame
        A row a month, from month 0.
    every : int

    Returns
    -------
    list of dict
        What is counted is added up since the row before; what is looked at is as it was then.
    """
    last = int(monthly["month"].max())
    period = -(-monthly["month"] // every)  # month 0 by itself
    rows = monthly[(monthly["month"] % every == 0) | (monthly["month"] == last)].copy()
    added = [name for name in monthly.columns if name in ADDED_UP]
    rows[added] = monthly.groupby(period)[added].sum().to_numpy()
    records: list[dict[str, Any]] = rows.to_dict("records")
    return records


def month_table(monthly: pd.DataFrame, every: int | None) -> Group:
    """Make the table of months, with what its columns mean.

    Parameters
    ----------
    monthly : DataFrame
    every : int or None
        Months from row to row; None for what fits a screen.
    """
    from rich.console import Group
    from rich.text import Text

    last = int(monthly["month"].max())
    if every is None:
        every = next((step for step in STEPS if last / step < MOST_ROWS), STEPS[-1])
    rows = [_shown(row) for row in month_rows(monthly, every)]
    return Group(table_of(_COLUMNS, rows, gap=1), Text(_KEY, style="dim"))


def _shown(row: dict[str, Any]) -> dict[str, str]:
    row["resigned"] = row["resigned_peer"] + row["resigned_clinician"]
    return {column.key: _text(column.key, row[column.key]) for column in _COLUMNS}


def _text(key: str, value: float) -> str:
    if math.isnan(value):
        return "–"
    if key in _SHARES:
        return f"{round(value, 2) + 0.0:.2f}"  # never a minus zero
    return f"{value:.1f}" if key == "cohesion" else f"{value:.0f}"


_SHARES = {"trust_gap", "role_clarity", "exhaustion_peer", "exhaustion_clinician"}
