"""Value of information: by how much knowing one thing would better the choice of a strategy."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.uncertainty.smoothing import Smoother, weights

PERMUTATIONS = 200
BOOTSTRAPS = 100
CONFIDENCE = 0.95
SEED = 2014

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Regressions:
    """Regressions of gains on each of many unknowns by itself, at the same points.

    Attributes
    ----------
    unknowns : DataFrame
        A row a point, a column for each unknown, all of which vary.
    """

    unknowns: pd.DataFrame
    _smoothers: list[Smoother] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        columns = self.unknowns.to_numpy(dtype=float).T
        object.__setattr__(self, "_smoothers", Smoother.of_each(columns))

    @cached_property
    def _bases(self) -> Floats:
        return np.stack([one.basis for one in self._smoothers])

    @cached_property
    def _roughness(self) -> Floats:
        return np.stack([one.roughness for one in self._smoothers])

    @cached_property
    def distinct(self) -> NDArray[np.int64]:
        """The first point of each different combination of unknowns."""
        _, first = np.unique(self.unknowns.to_numpy(dtype=float), axis=0, return_index=True)
        return np.sort(first)

    def fits(self, gains: Floats) -> Floats:
        """Give what is expected of gains once each unknown is known, shape (J, P, M)."""
        means = gains.mean(axis=0)
        inside = np.einsum("jpk,pm->jkm", self._bases, gains - means, optimize=True)
        kept = weights(self._roughness, inside, gains)
        fitted: Floats = means + np.matmul(self._bases, kept * inside)
        return fitted

    def values(self, gains: Floats) -> Floats:
        """Give the value of each unknown to whoever chooses by `gains`, shape (J,)."""
        expected = self.fits(gains)
        usual = np.zeros((*expected.shape[:2], 1))
        chosen = np.concatenate([usual, expected], axis=2).max(axis=2).mean(axis=1)
        value: Floats = np.maximum(chosen - max(gains.mean(axis=0).max(), 0.0), 0.0)
        return value

    def shares(self, gain: Floats) -> Floats:
        """Give the share of one gain's spread that goes with each unknown, shape (J,)."""
        spread = gain.var()
        if spread == 0:
            return np.zeros(len(self._smoothers))
        shares: Floats = self.fits(gain[:, None])[:, :, 0].var(axis=1) / spread
        return shares

    def by_chance(self, statistic: str, gains: Floats) -> float:
        """Give what `values` or `shares` reaches where no unknown says anything.

        The 95 % quantile of the largest over all unknowns, where gains are dealt out to the
        points anew; a point that comes more than once counts once.
        """
        once = Regressions(self.unknowns.iloc[self.distinct])
        random, kept = np.random.default_rng(SEED), gains[self.distinct]
        reached = [
            getattr(once, statistic)(kept[random.permutation(len(kept))]).max()
            for _ in range(PERMUTATIONS)
        ]
        return float(np.quantile(reached, CONFIDENCE))

    def interval(
        self, statistic: str, gains: Floats, which: NDArray[np.intp]
    ) -> tuple[Floats, Floats]:
        """Give bootstrap intervals (95 %) of `values` or `shares` for some unknowns.

        Different points are drawn with all that belongs to them; the interval is reflected at
        the estimate, since a bootstrap sample shows more noise than the points do.
        """
        some = self.unknowns.iloc[:, which]
        table = self.unknowns.to_numpy(dtype=float)
        _, group = np.unique(table, axis=0, return_inverse=True)
        rows = [np.flatnonzero(group == one) for one in range(group.max() + 1)]
        random = np.random.default_rng(SEED)
        found = getattr(Regressions(some), statistic)(gains)
        drawn = np.empty((BOOTSTRAPS, len(which)))
        for number in range(BOOTSTRAPS):
            picked = random.integers(len(rows), size=len(rows))
            chosen = np.concatenate([rows[one] for one in picked])
            drawn[number] = getattr(Regressions(some.iloc[chosen]), statistic)(gains[chosen])
        low, high = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2], axis=0)
        return np.clip(2 * found - high, 0, None), np.maximum(2 * found - low, found)


def perfect(gains: Floats) -> float:
    """Give the value of knowing everything: the best at each point against the best overall."""
    with_usual = np.column_stack([np.zeros(len(gains)), gains])
    return float(with_usual.max(axis=1).mean() - with_usual.mean(axis=0).max())
