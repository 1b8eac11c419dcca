"""The difference that an arm makes: paired, over parameter sets, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ccu_sim.analysis.factors.runs import ArmRuns
from ccu_sim.analysis.intervals import (
    by_set,
    estimate,
    mean_known,
    monte_carlo_interval,
    shrunken_means,
)

Direction = Literal["up", "down", "both"]


@dataclass(frozen=True)
class Contrast:
    """One outcome, high less low, under the same people and chance events.

    Attributes
    ----------
    outcome : str
    from_level, to_level : float
        Mean at low and at high.
    effect, lower, upper : float
        Mean difference and the Monte Carlo interval of it (95 %, over means of sets).
    by_set : ndarray
        Difference in each parameter set, chance drawn out as far as it is shown.
    """

    outcome: str
    from_level: float
    to_level: float
    effect: float
    lower: float
    upper: float
    by_set: np.ndarray

    def share(self, direction: Direction) -> float:
        """Give the share of parameter sets whose difference has that sign."""
        known = self.by_set[np.isfinite(self.by_set)]
        if len(known) == 0:
            return math.nan
        return float((known > 0).mean() if direction == "up" else (known < 0).mean())

    @property
    def clear(self) -> bool:
        """Whether the interval excludes zero."""
        return self.lower > 0 or self.upper < 0

    def points(self, direction: Direction) -> bool:
        """Whether the mean has that sign and its interval excludes zero."""
        return self.clear and (self.effect > 0) == (direction == "up")

    @property
    def correlation(self) -> float:
        """The difference of two shares as a correlation, half of all people at each end."""
        spread = self._pooled_spread()
        return (self.to_level - self.from_level) / 2 / spread if spread > 0 else math.nan

    @property
    def odds_ratio(self) -> float:
        """The odds at high over the odds at low, of two shares."""
        if not (0 < self.from_level < 1 and 0 < self.to_level < 1):
            return math.nan
        odds = self.to_level / (1 - self.to_level)
        return odds * (1 - self.from_level) / self.from_level

    def _pooled_spread(self) -> float:
        middle = (self.from_level + self.to_level) / 2
        return math.sqrt(max(middle * (1 - middle), 0.0))


def contrast(low: ArmRuns, high: ArmRuns, outcome: str) -> Contrast:
    """Compare two arms in one outcome, run by run, over the runs in which both have a value.

    Parameters
    ----------
    low, high : ArmRuns
        Of the same unit under the same design.
    outcome : str
    """
    from_level, to_level = low[outcome], high[outcome]
    change = to_level - from_level
    both = np.isfinite(change)
    difference = by_set(change[:, None], low.sets)
    bounds = monte_carlo_interval(difference)
    return Contrast(
        outcome,
        float(mean_known(from_level[both])),
        float(mean_known(to_level[both])),
        float(estimate(difference)[0]),
        float(bounds[0][0]),
        float(bounds[1][0]),
        shrunken_means(difference)[:, 0],
    )
