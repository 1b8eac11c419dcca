"""How a measure runs over the months, and from when a strategy shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ccu_sim.analysis.intervals import by_set, estimate, monte_carlo_interval, parameter_interval
from ccu_sim.analysis.pairs import PAIRED_BY, require_one_setting
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

COURSE_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy",
    "setting": "the setting of the sweep; 0 without one",
    "measure": "column of the monthly table",
    "month": "month since opening",
    "mean": "mean over parameter sets",
    "low": "5th percentile of set means; NaN with one set",
    "high": "95th percentile",
}
"""Columns of a course, each with its meaning."""


def course(
    results: Results,
    measures: Sequence[str],
    *,
    units: Sequence[str] | None = None,
    strategies: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Mean and spread over parameter sets of monthly measures, each setting by itself.

    Returns
    -------
    DataFrame
        Columns as in `COURSE_COLUMNS`.
    """
    pieces = []
    for unit, strategy in _wanted(results, units, strategies):
        monthly = results.read(
            "monthly", columns=["month", *measures], unit=unit, strategy=strategy
        )
        for setting, runs in monthly.groupby("setting"):
            wide = runs.pivot(index=list(PAIRED_BY), columns="month", values=list(measures))
            sets = wide.index.get_level_values("set").to_numpy(np.int64)
            for measure in measures:
                gathered = by_set(wide[measure].to_numpy(np.float64), sets)
                low, high = parameter_interval(gathered)
                pieces.append(
                    pd.DataFrame(
                        {
                            "unit": unit,
                            "strategy": strategy,
                            "setting": setting,
                            "measure": measure,
                            "month": wide[measure].columns.to_numpy(np.int64),
                            "mean": estimate(gathered),
                            "low": low,
                            "high": high,
                        }
                    )
                )
    if not pieces:
        return pd.DataFrame(columns=list(COURSE_COLUMNS))
    return pd.concat(pieces, ignore_index=True)


def months_until_effect(
    results: Results, measure: str, *, unit: str, strategy: str, baseline: str = AS_USUAL
) -> int | None:
    """Find the month from which a strategy is seen to differ from as usual to the end.

    The first month from which the Monte Carlo interval of the mean paired difference
    leaves zero out, in every later month too. More runs find it earlier, so it is an
    upper bound.

    Returns
    -------
    int or None
        None if no such month is seen.

    Raises
    ------
    UserError
        If the results are of several settings of a sweep.
    """
    columns = ["month", measure]
    table = results.read("monthly", columns=columns, unit=unit, strategy=[baseline, strategy])
    require_one_setting(table)
    usual, ran = (table[table["strategy"] == name] for name in (baseline, strategy))
    keys = [*PAIRED_BY, "month"]
    both = usual[[*keys, measure]].merge(
        ran[[*keys, measure]], on=keys, suffixes=("|usual", "|with")
    )
    both["difference"] = both[f"{measure}|with"] - both[f"{measure}|usual"]
    wide = both.pivot(index=list(PAIRED_BY), columns="month", values="difference")
    if wide.empty:
        return None
    sets = wide.index.get_level_values("set").to_numpy(np.int64)
    low, high = monte_carlo_interval(by_set(wide.to_numpy(np.float64), sets))
    differs = (low > 0) | (high < 0)
    if not differs[-1]:
        return None
    silent = np.flatnonzero(~differs)
    first = 0 if len(silent) == 0 else int(silent[-1]) + 1
    return int(wide.columns[first])


def _wanted(
    results: Results, units: Sequence[str] | None, strategies: Sequence[str] | None
) -> list[tuple[str, str]]:
    runs = results.runs
    all_units = pd.unique(runs["unit"]) if units is None else units
    all_strategies = pd.unique(runs["strategy"]) if strategies is None else strategies
    return [(str(unit), str(strategy)) for unit in all_units for strategy in all_strategies]
