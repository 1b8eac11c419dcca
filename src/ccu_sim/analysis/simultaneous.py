"""Intervals that hold for all strategies at once.

Whoever looks at twenty intervals at 95 % expects one to miss. Before anything is called
best, or better than as usual, the intervals of all strategies must hold together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ccu_sim.analysis.intervals import CONFIDENCE

MAX_T_FROM_SETS = 30
"""With fewer sets the correlations between strategies are too rough, so Bonferroni."""

DRAWS, BLOCK = 20_000, 2_000
KEPT_TO_SETS = 200
"""With more sets draws are not kept: they would fill more than 32 MB."""

SEED = 20140612

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Simultaneous:
    """Intervals of K means that hold together at 95 %.

    Attributes
    ----------
    low, high : ndarray, shape (K,)
        NaN if there are fewer than two complete sets.
    method : str
        'max-t', 'Bonferroni', or 'none'.
    """

    low: Floats
    high: Floats
    method: str


def simultaneous_intervals(means: Floats) -> Simultaneous:
    """Give intervals of the column means that hold together.

    Parameters
    ----------
    means : ndarray, shape (P, K)
        One row a parameter set, one column a strategy: the mean effect in that set. Rows
        with a NaN are left out.

    Notes
    -----
    With thirty or more sets: the 95 % quantile of the largest absolute t among the K,
    drawn from a multivariate t with the correlations found (max-t; less wide than
    Bonferroni where strategies rise and fall together). With fewer: Bonferroni.
    """
    from scipy import special  # takes a while to import, and a run needs none of it

    complete = means[np.isfinite(means).all(axis=1)]
    count, families = complete.shape
    if count < 2 or families == 0:
        nothing = np.full(families, np.nan)
        return Simultaneous(nothing, nothing, "none")
    middle = complete.mean(axis=0)
    error = complete.std(axis=0, ddof=1) / np.sqrt(count)
    bonferroni = float(special.stdtrit(count - 1, 1 - (1 - CONFIDENCE) / (2 * families)))
    if count < MAX_T_FROM_SETS or families == 1:
        reach, method = bonferroni, "Bonferroni"
    else:
        reach, method = min(_largest_t(complete), bonferroni), "max-t"
    return Simultaneous(middle - reach * error, middle + reach * error, method)


def all_pairs(means: Floats) -> tuple[list[tuple[int, int]], Simultaneous]:
    """Compare every two columns, with intervals that hold together.

    Because all pairs are covered, the leader may be chosen after looking.

    Returns
    -------
    pairs : list of (int, int)
        The columns compared: first less second.
    intervals : Simultaneous
    """
    couples = list(combinations(range(means.shape[1]), 2))
    if not couples:
        return [], Simultaneous(np.empty(0), np.empty(0), "none")
    first, second = (list(side) for side in zip(*couples, strict=True))
    return couples, simultaneous_intervals(means[:, first] - means[:, second])


def _largest_t(complete: Floats) -> float:
    """Find the 95 % quantile of the largest absolute t, by simulation from a fixed seed."""
    centred = complete - complete.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    moving = length > 0
    if not moving.any():
        return 0.0
    directions = centred[:, moving] / length[moving]
    draws = (_kept_draws if len(complete) <= KEPT_TO_SETS else _draws)(len(complete))
    largest = [np.abs(normal @ directions).max(axis=1) / scale for normal, scale in draws]
    return float(np.quantile(np.concatenate(largest), CONFIDENCE))


def _draws(sets: int) -> Iterator[tuple[Floats, Floats]]:
    """Draw what t is made of where there are so many sets, a part at a time; always the same."""
    random = np.random.default_rng(SEED)
    for _ in range(0, DRAWS, BLOCK):
        normal = random.standard_normal((BLOCK, sets))
        yield normal, np.sqrt(random.chisquare(sets - 1, BLOCK) / (sets - 1))


@lru_cache(maxsize=1)
def _kept_draws(sets: int) -> tuple[tuple[Floats, Floats], ...]:
    """Keep them for the next outcome, which has as many sets: to draw them takes longest."""
    return tuple(_draws(sets))
