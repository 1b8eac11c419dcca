"""What turns an answer: the parameters that go with how large, or which way, an effect is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from ccu_sim.evidence import REGISTRY

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Turn:
    """A parameter that an effect hangs on.

    Attributes
    ----------
    parameter : str
    correlation : float
        Rank correlation with the effect over parameter sets.
    low_third, high_third : float
        Mean effect in the sets with the lowest and the highest third of its values.
    """

    parameter: str
    correlation: float
    low_third: float
    high_third: float


def turns(effects: np.ndarray, sets: Sequence[Mapping[str, float]], *, most: int = 3) -> list[Turn]:
    """Find the parameters that an effect hangs on, the strongest first.

    Parameters
    ----------
    effects : ndarray, shape (sets,)
    sets : sequence of mapping
        The parameter sets, in the same order.
    most : int

    Returns
    -------
    list of Turn
        Only those beyond what the largest of so many correlations would be by chance.
    """
    names = [name for name in REGISTRY.names if REGISTRY[name].varies]
    known = np.isfinite(effects)
    if known.sum() < 10 or np.ptp(effects[known]) == 0:
        return []
    values = np.array([[one[name] for name in names] for one in sets])[known]
    ranks = np.apply_along_axis(stats.rankdata, 0, values)
    rho = np.corrcoef(ranks.T, stats.rankdata(effects[known]))[-1, :-1]
    by_chance = stats.norm.ppf(1 - (1 - CONFIDENCE) / 2 / len(names)) / np.sqrt(known.sum() - 1)
    order = np.argsort(-np.abs(rho))[:most]
    return [
        _turn(names[place], float(rho[place]), values[:, place], effects[known])
        for place in order
        if abs(rho[place]) > by_chance
    ]


def _turn(name: str, rho: float, values: np.ndarray, effects: np.ndarray) -> Turn:
    low, high = np.quantile(values, [1 / 3, 2 / 3])
    return Turn(
        name, rho, float(effects[values <= low].mean()), float(effects[values >= high].mean())
    )
