"""How much surer an effect is once luck in who left is taken off."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ccu_sim.analysis.intervals import by_set, standard_error
from ccu_sim.analysis.pairs import pairs
from ccu_sim.inputs import AS_USUAL

PRECISION_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy, compared with as usual",
    "setting": "the setting of the sweep; 0 without one",
    "ratio": "variance of the effect as counted over that of its estimate: as many times as many "
    "runs would make it as sure by counting alone; NaN where either shows none",
}
"""Columns of the table, each with its meaning."""


def precision(runs: pd.DataFrame, outcome_name: str, *, baseline: str = AS_USUAL) -> pd.DataFrame:
    """Compare the effect as counted with its estimate, for every unit, strategy and setting.

    Parameters
    ----------
    runs : DataFrame
        A runs table, as `ccu_sim.analysis.runs_with_landmarks` gives it.
    outcome_name : str
    baseline : str
        The strategy compared with.

    Returns
    -------
    DataFrame
        Columns as in `PRECISION_COLUMNS`.
    """
    rows = []
    for pair in pairs(runs, [outcome_name], baseline=baseline):
        counted, found = (
            standard_error(by_set(values, pair.sets))[0][0]
            for values in (pair.counted_difference, pair.difference)
        )
        ratio = (counted / found) ** 2 if counted > 0 and found > 0 else np.nan
        rows.append([pair.unit, pair.strategy, pair.setting, ratio])
    return pd.DataFrame(rows, columns=list(PRECISION_COLUMNS))
