"""Which open parameters an effect goes with: what the answer depends on."""

from __future__ import annotations

import numpy as np
import pandas as pd

FEWEST_SETS = 20
"""With fewer sets no correlation means anything."""

CONFIDENCE = 0.95

DRIVER_COLUMNS = {
    "parameter": "the parameter",
    "correlation": "rank correlation over sets of its value with the gain (more is better)",
    "gain_low": "mean effect in the third of sets with its lowest values",
    "gain_high": "mean effect in the third of sets with its highest values",
}
"""Columns of drivers, each with its meaning."""


def drivers(effect_by_set: pd.Series, parameters: pd.DataFrame) -> pd.DataFrame:
    """Find the parameters whose values go with the size of an effect.

    Only those are given whose rank correlation is larger than the largest that chance
    would give among so many parameters (Bonferroni, 95 %). It is a correlation over the
    sets that were run, not a proof of cause: a sweep in a study varies a
    parameter by design.

    Parameters
    ----------
    effect_by_set : Series
        Effect of one strategy on one outcome, by parameter set.
    parameters : DataFrame
        A row for each parameter set (same index), a column for each parameter.

    Returns
    -------
    DataFrame
        Columns as in `DRIVER_COLUMNS`, the strongest first; empty if none stands out or
        there are fewer than twenty different sets.
    """
    effect = effect_by_set.dropna()
    shared = effect.index.intersection(parameters.index)
    varied = parameters.loc[shared]
    varied = varied.loc[:, (varied != varied.iloc[:1].to_numpy()).any().to_numpy()]
    sets = different_sets(varied)
    if sets < FEWEST_SETS or varied.empty or effect.nunique() < 2:
        return pd.DataFrame(columns=list(DRIVER_COLUMNS))
    effect = effect.loc[shared]
    ranks = varied.rank().to_numpy()
    correlation = _correlations(ranks, effect.rank().to_numpy())
    bar = noise_bar(sets, varied.shape[1])
    rows = []
    for place in np.argsort(-np.abs(correlation), kind="stable"):
        if abs(correlation[place]) <= bar:
            break
        values = varied.iloc[:, place]
        low, high = values.quantile([1 / 3, 2 / 3])
        rows.append(
            {
                "parameter": str(varied.columns[place]),
                "correlation": float(correlation[place]),
                "gain_low": float(effect[values <= low].mean()),
                "gain_high": float(effect[values >= high].mean()),
            }
        )
    return pd.DataFrame(rows, columns=list(DRIVER_COLUMNS))


def different_sets(parameters: pd.DataFrame) -> int:
    """Count the parameter sets; one that was chosen more than once counts once."""
    return len({row.tobytes() for row in parameters.to_numpy(dtype=float)})


def noise_bar(sets: int, parameters: int) -> float:
    """Give the correlation that, by chance, none of `parameters` exceeds in 95 of 100."""
    from scipy import special  # takes a while to import, and a run needs none of it

    tail = (1 - CONFIDENCE) / (2 * parameters)
    t = -special.stdtrit(sets - 2, tail)
    return float(t / np.sqrt(sets - 2 + t**2))


def _correlations(columns: np.ndarray, target: np.ndarray) -> np.ndarray:
    centred = columns - columns.mean(axis=0)
    aim = target - target.mean()
    scale = np.sqrt((centred**2).sum(axis=0) * (aim**2).sum())
    found: np.ndarray = centred.T @ aim / scale
    return found
