"""What an effect depends on over accepted sets, whose parameters are tied to each other."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.analysis.uncertainty.information import SEED, Regressions
from ccu_sim.analysis.uncertainty.salib import CONFIDENCE, undisturbed, unit_cube

TOLD = 8
"""Parameters that get an interval and Borgonovo's delta, which take long."""

DELTA_RESAMPLES = 25

MOST_ALIKE = 0.5
"""Where more points than this share one and the same effect there is no density to compare."""

GIVEN_COLUMNS = {
    "parameter": "the parameter, or what of the unit is swept",
    "share": "share of the spread of the effect that goes with it, by itself",
    "share_low": "its bootstrap interval, 95 %; NaN beyond the first eight",
    "share_high": "its upper end",
    "share_by_chance": "what the largest share reaches by chance among so many, in 95 of 100",
    "delta": "Borgonovo's delta: how far knowing it moves the whole distribution, 0-1; NaN beyond "
    "the first eight, and where most points show one and the same effect",
    "delta_low": "its bootstrap interval, 95 %",
    "delta_high": "its upper end",
    "stands_out": "whether the share is more than chance would show among so many",
}
"""Columns of given-data sensitivity, each with its meaning."""


def given_data(
    regressions: Regressions, gain: NDArray[np.float64], *, told: int = TOLD
) -> pd.DataFrame:
    """Say what an effect goes with, from the runs as they are.

    Parameters
    ----------
    regressions : Regressions
        Of the unknowns at the points that were run.
    gain : ndarray, shape (P,)
        The effect at each point.
    told : int
        How many get intervals and delta.

    Returns
    -------
    DataFrame
        Columns as in `GIVEN_COLUMNS`, the largest share first; empty if the effect does not
        vary, nothing does, or there are fewer than twenty different points.

    Notes
    -----
    Nothing here takes parameters for independent. The share is that of the conditional mean
    (first order), delta (Borgonovo 2007) is by SALib, after Plischke et al. 2013. Where
    parameters are tied to each other each carries part of what the others do, and shares may
    sum to more than one.
    """
    names = list(regressions.unknowns.columns)
    if not names or len(regressions.distinct) < FEWEST_SETS or np.ptp(gain) == 0.0:
        return pd.DataFrame(columns=list(GIVEN_COLUMNS))
    share = regressions.shares(gain)
    order = np.argsort(-share, kind="stable")
    first = order[:told]
    table = pd.DataFrame({"parameter": np.array(names)[order], "share": share[order]})
    for name in ("share_low", "share_high"):
        table[name] = np.nan
    low, high = regressions.interval("shares", gain, first)
    table.loc[: len(first) - 1, "share_low"] = low
    table.loc[: len(first) - 1, "share_high"] = np.minimum(high, 1.0)
    table["share_by_chance"] = regressions.by_chance("shares", gain)
    delta, reach = _delta(regressions.unknowns.to_numpy(dtype=float)[:, first], gain)
    table["delta"] = np.nan
    table.loc[: len(first) - 1, "delta"] = np.clip(delta, 0.0, 1.0)
    table.loc[: len(first) - 1, "delta_low"] = np.clip(delta - reach, 0.0, 1.0)
    table.loc[: len(first) - 1, "delta_high"] = np.clip(delta + reach, 0.0, 1.0)
    table["stands_out"] = table["share"] > table["share_by_chance"]
    return table[list(GIVEN_COLUMNS)]


def _delta(
    unknowns: NDArray[np.float64], gain: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give delta and the reach of its interval for each column; NaN where no density exists."""
    from SALib.analyze import delta

    found = np.full((2, unknowns.shape[1]), np.nan)
    if np.unique(gain, return_counts=True)[1].max() > MOST_ALIKE * len(gain):
        return found[0], found[1]
    for place, column in enumerate(unknowns.T):
        with undisturbed(), suppress(ValueError):  # a bootstrap sample without any spread
            told = delta.analyze(
                unit_cube(1),
                column[:, None],
                gain,
                num_resamples=DELTA_RESAMPLES,
                conf_level=CONFIDENCE,
                seed=SEED,
                method="delta",
            )
            found[:, place] = told["delta_raw"][0], told["delta_raw_conf"][0]
    return found[0], found[1]
