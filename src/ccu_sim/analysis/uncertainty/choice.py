"""What to find out first: the value of each unknown to whoever chooses a strategy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.analysis.uncertainty.gains import Gains
from ccu_sim.analysis.uncertainty.information import Regressions, perfect
from ccu_sim.errors import UserError
from ccu_sim.inputs import AS_USUAL

WILLING = 50_000.0
"""A$ for one more worker kept, where nobody says otherwise; what to give is a judgement."""

TOLD = 8
"""Unknowns that get intervals."""

INFORMATION_COLUMNS = {
    "unit": "the unit",
    "parameter": "the parameter, or what of the unit is swept",
    "workers": "staff of the first day kept more, on average, if it were known before choosing",
    "workers_low": "its bootstrap interval, 95 %; NaN beyond the first eight",
    "workers_high": "its upper end",
    "workers_stands_out": "whether that is more than chance would show among so many",
    "dollars": "the same in A$, for a choice by net benefit",
    "dollars_low": "its bootstrap interval, 95 %",
    "dollars_high": "its upper end",
    "dollars_stands_out": "whether that is more than chance would show among so many",
}
"""Columns of the value of information, each with its meaning."""

CHOICE_COLUMNS = {
    "unit": "the unit",
    "points": "parameter sets (and settings) at which every strategy was run",
    "different": "different ones among them",
    "willing": "A$ that keeping one more worker is taken to be worth",
    "workers_best": "strategy that keeps most staff of the first day on average",
    "workers_perfect": "staff of the first day kept more if everything were known before choosing",
    "workers_by_chance": "what the most valuable unknown reaches by chance, in 95 of 100",
    "dollars_best": "strategy with the largest net benefit on average",
    "dollars_perfect": "A$ gained if everything were known before choosing",
    "dollars_by_chance": "what the most valuable unknown reaches by chance, in 95 of 100",
}
"""Columns of the choices that unknowns could turn, each with its meaning."""


@dataclass(frozen=True)
class ValueOfInformation:
    """What knowing would be worth at each unit.

    Attributes
    ----------
    information : DataFrame
        A row for each unit and unknown, the most valuable first; columns as in
        `INFORMATION_COLUMNS`. Empty for a unit with fewer than twenty different points.
    choices : DataFrame
        A row for each unit; columns as in `CHOICE_COLUMNS`. NaN where it cannot be told.
    """

    information: pd.DataFrame
    choices: pd.DataFrame


def value_of_information(
    told: list[tuple[Gains, Regressions]], willing: float = WILLING
) -> ValueOfInformation:
    """Say by how much knowing each unknown would better the choice of a strategy.

    Parameters
    ----------
    told : list of (Gains, Regressions)
        For each unit what strategies gain, and the regressions on what is not known.
    willing : float
        A$ that keeping one more worker is worth, beyond what it saves.

    Raises
    ------
    UserError
        If that is no sum of money.

    Notes
    -----
    The expected value of partial perfect information: the mean over points of the best that
    is to be expected once the unknown is known, less the best without, where what is to be
    expected comes from a regression on the runs there are (Strong, Oakley & Brennan 2014). So
    nothing is run again, and parameters may be tied to each other. As usual is a choice too.
    """
    require_willing(willing)
    tables, choices = [], []
    for gains, regressions in told:
        table, choice = _at(gains, regressions, willing)
        tables.append(table)
        choices.append(choice)
    found = [table for table in tables if len(table)]
    columns = list(INFORMATION_COLUMNS)
    return ValueOfInformation(
        pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns),
        pd.DataFrame(choices, columns=list(CHOICE_COLUMNS)),
    )


def require_willing(willing: float) -> None:
    """Raise `UserError` unless `willing` is a sum of money."""
    if not (np.isfinite(willing) and willing >= 0):
        raise UserError(f"willing is {willing:g}; give A$ for one more worker kept, 0 or more.")


def _at(
    gains: Gains, regressions: Regressions, willing: float
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Give the value of each unknown at one unit, and the choice that it could turn."""
    enough = len(regressions.distinct) >= FEWEST_SETS and len(regressions.unknowns.columns) > 0
    names = [str(name) for name in regressions.unknowns.columns]
    table = pd.DataFrame({"unit": gains.unit, "parameter": names})
    choice: dict[str, object] = {
        "unit": gains.unit,
        "points": len(gains.points),
        "different": len(regressions.distinct),
        "willing": willing,
    }
    scales = {
        "workers": (gains.workers, gains.calm_workers),
        "dollars": (gains.benefit(willing), gains.benefit(willing, calm=True)),
    }
    for name, (raw, calm) in scales.items():
        means = np.concatenate([[0.0], raw.mean(axis=0)])
        choice[f"{name}_best"] = [AS_USUAL, *gains.strategies][int(means.argmax())]
        choice[f"{name}_perfect"] = perfect(calm) if enough else np.nan
        choice[f"{name}_by_chance"] = np.nan
        if enough:
            bar = regressions.by_chance("values", raw)
            choice[f"{name}_by_chance"] = bar
            _fill(table, name, raw, regressions, bar)
    if not enough:
        return table.iloc[:0], choice
    order = ["workers_stands_out", "workers", "dollars"]
    table = table.sort_values(order, ascending=False, kind="stable")
    return table[list(INFORMATION_COLUMNS)], choice


def _fill(
    table: pd.DataFrame, name: str, raw: np.ndarray, regressions: Regressions, bar: float
) -> None:
    """Add the columns of one scale."""
    value = regressions.values(raw)
    first = np.argsort(-value, kind="stable")[:TOLD]
    low, high = np.full(len(value), np.nan), np.full(len(value), np.nan)
    low[first], high[first] = regressions.interval("values", raw, first)
    table[name], table[f"{name}_low"], table[f"{name}_high"] = value, low, high
    table[f"{name}_stands_out"] = value > bar
