"""Whether a sensitivity analysis has run long enough to be believed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.uncertainty.decomposition import CHANCE, Decomposition
from ccu_sim.analysis.uncertainty.screening import Screening

TOP = 5
"""Parameters whose place at the head of the list is looked at."""

NARROW = 0.1
"""An interval no wider than this share of the whole counts as settled."""

CONVERGENCE_COLUMNS = {
    "agreement": "share of the first five that are among the first five with half the runs too",
    "widest": "widest interval among the first five: of total order, or of mu_star as a share of "
    "the largest",
    "settled": "whether the ranking holds with half the runs and no interval is wider than 0.1",
}
"""Columns of a convergence check, each with its meaning."""


def convergence(
    design: Screening | Decomposition, gain: NDArray[np.float64], table: pd.DataFrame
) -> dict[str, float | bool]:
    """Say whether indices have settled.

    Parameters
    ----------
    design : Screening or Decomposition
    gain : ndarray, shape (points,)
    table : DataFrame
        What `design.analyse` gives for `gain`.

    Returns
    -------
    dict
        Keys as in `CONVERGENCE_COLUMNS`; NaN where there is nothing to compare.

    Notes
    -----
    Both criteria, that the ranking holds when runs are left out and that intervals are narrow,
    are those of Sarrazin, Pianosi and Wagener 2016.
    """
    half: Screening | Decomposition
    if isinstance(design, Screening):
        size, count = "mu_star", design.trajectories // 2
        half = replace(design, trajectories=count)
    else:
        size, count = "total", design.points // 2
        half = replace(design, points=count)
    shown = table[table["parameter"] != CHANCE].head(TOP)
    shown = shown[shown[size] > 0]
    if shown.empty:
        return {"agreement": np.nan, "widest": np.nan, "settled": False}
    before = half.analyse(gain[: count * half.length]) if count > 1 else table.iloc[:0]
    before = before[before["parameter"] != CHANCE].head(len(shown))
    among = set(before["parameter"])
    agreement = float(shown["parameter"].isin(among).mean()) if among else np.nan
    whole = shown[size].max() if size == "mu_star" else 1.0
    widest = float((shown[f"{size}_high"] - shown[f"{size}_low"]).max() / whole)
    settled = bool(agreement == 1.0 and widest <= NARROW)
    return {"agreement": agreement, "widest": widest, "settled": settled}
