"""Every pattern about people over parameter sets, beside what was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.people.figures import FIGURES, FIGURES_ELSEWHERE
from ccu_sim.evidence import PATTERNS, TARGETS, Target

FITTED = tuple(one for one in TARGETS.targets if one.name in FIGURES)
"""Targets that are figures of people; calibration fits them."""

EVERY: tuple[Target, ...] = (*FITTED, *PATTERNS)


@dataclass(frozen=True)
class Validated:
    """A pattern over parameter sets.

    Attributes
    ----------
    published : Target
    by_set : ndarray, shape (sets,)
        NaN where a set's runs have nobody to look at.
    """

    published: Target
    by_set: np.ndarray

    @property
    def median(self) -> float:
        """Median over sets, on which the verdict rests."""
        known = self.by_set[np.isfinite(self.by_set)]
        return float(np.median(known)) if len(known) else np.nan

    @property
    def middle(self) -> tuple[float, float]:
        """5 and 95 per cent of the sets."""
        low, high = np.nanquantile(self.by_set, (0.05, 0.95))
        return float(low), float(high)

    @property
    def inside(self) -> float:
        """Share of sets in the published range."""
        known = self.by_set[np.isfinite(self.by_set)]
        return float(np.mean([self.published.met_by(float(one)) for one in known]))

    @property
    def error(self) -> float:
        """Standard error of the median, as that of a mean of normal values."""
        known = self.by_set[np.isfinite(self.by_set)]
        return float(1.25 * known.std(ddof=1) / np.sqrt(len(known))) if len(known) > 1 else np.inf

    @property
    def passes(self) -> bool:
        """Whether the median lies in the published range."""
        return self.published.met_by(self.median)


def validate(rows: Sequence[Mapping[str, float]]) -> list[Validated]:
    """Set what parameter sets show beside what was published.

    Parameters
    ----------
    rows : sequence of mapping
        A row a set (see `sums_of`), from all places or from the sites as usual only; figures
        that need other places are then left out.
    """
    sums = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    known = FIGURES if "settled:people_early" not in sums else FIGURES | FIGURES_ELSEWHERE
    return [Validated(one, known[one.name](sums)) for one in EVERY if one.name in known]
