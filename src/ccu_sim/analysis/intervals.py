"""The three intervals: of the estimate, over parameter sets, and by chance.

They answer different questions and are never mixed:

- the *Monte Carlo interval* says how well these runs have found the mean; it shrinks
  with computing;
- the *parameter interval* says how much the answer depends on what the evidence leaves
  open; computing does not shrink it;
- the *chance interval* says what one unit may see by luck alone.

Runs are clustered: the replicates of one parameter set belong together. So the estimate
and its error come from the means of sets, and what replicates differ by within a set is
chance, not parameters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95
"""Of the Monte Carlo and simultaneous intervals."""

SPREAD = (5.0, 95.0)
"""Percentiles of the parameter and chance intervals."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SetMeans:
    """Values of N runs and K outcomes, gathered by P parameter sets.

    Attributes
    ----------
    sets : ndarray of int, shape (P,)
    means : ndarray, shape (P, K)
        Mean of each set; NaN where a set has no value.
    counts : ndarray, shape (P, K)
        Runs behind each mean.
    row : ndarray of int, shape (N,)
        Which row of `means` a run belongs to.
    deviations : ndarray, shape (N, K)
        Run less the mean of its set.
    """

    sets: NDArray[np.int64]
    means: Floats
    counts: Floats
    row: NDArray[np.int64]
    deviations: Floats

    @property
    def degrees_of_freedom(self) -> Floats:
        """Degrees of freedom inside sets."""
        return np.maximum(self.counts - 1, 0).sum(axis=0)

    @property
    def within_variance(self) -> Floats:
        """Variance of single runs inside a set, pooled; NaN without replicates."""
        squares = np.nansum(self.deviations**2, axis=0)
        return np.divide(
            squares,
            self.degrees_of_freedom,
            out=np.full_like(squares, np.nan),
            where=self.degrees_of_freedom > 0,
        )


def by_set(values: Floats, sets: NDArray[np.int64]) -> SetMeans:
    """Gather runs by parameter set.

    Parameters
    ----------
    values : ndarray, shape (N, K)
        One row a run, one column an outcome; NaN where a run has none.
    sets : ndarray of int, shape (N,)
        The parameter set of each run.
    """
    labels, row = np.unique(sets, return_inverse=True)
    present = np.isfinite(values)
    counts = np.zeros((len(labels), values.shape[1]))
    sums = np.zeros_like(counts)
    np.add.at(counts, row, present.astype(float))
    np.add.at(sums, row, np.where(present, values, 0.0))
    means = np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)
    return SetMeans(labels, means, counts, row, values - means[row])


def estimate(gathered: SetMeans) -> Floats:
    """Mean over sets of the means of sets, each set counting the same."""
    return mean_known(gathered.means)


def monte_carlo_interval(gathered: SetMeans) -> tuple[Floats, Floats]:
    """Interval of the estimate at 95 %, from Student's t over the means of sets.

    With a single set, the replicates take the place of sets and the interval is of that
    set alone. With a single run there is none (NaN).
    """
    from scipy import special  # takes a while to import, and a run needs none of it

    error, freedom = standard_error(gathered)
    known = np.where(freedom > 0, freedom, np.nan)
    with np.errstate(invalid="ignore"):
        reach = special.stdtrit(known, 0.5 + CONFIDENCE / 2) * error
    middle = estimate(gathered)
    return middle - reach, middle + reach


def standard_error(gathered: SetMeans) -> tuple[Floats, Floats]:
    """Standard error of the estimate, and its degrees of freedom; as `monte_carlo_interval`."""
    means = gathered.means
    count = np.isfinite(means).sum(axis=0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = _nanstd(means) / np.sqrt(count)
        freedom = count - 1
        single = count == 1
        if single.any():
            runs = np.nansum(gathered.counts, axis=0)
            error = np.where(single, np.sqrt(gathered.within_variance / runs), error)
            freedom = np.where(single, runs - 1, freedom)
    return error, freedom


def shrunken_means(gathered: SetMeans) -> Floats:
    """Means of sets, drawn together as far as their spread is shown to be chance.

    The mean of two replicates still carries luck, so means of sets differ by more than
    the parameters do. Replicates tell how much of the spread is luck. It is taken out
    with caution: the variance between sets is put at its upper 95 % bound, and at no less
    than that bound would be if sets differed just as chance has it. So few sets or few
    replicates leave the means as they are, and sets never look alike by accident.

    Returns
    -------
    ndarray, shape (P, K)
    """
    from scipy import special  # takes a while to import, and a run needs none of it

    means = gathered.means
    count = np.isfinite(means).sum(axis=0)
    spread = _nanstd(means) ** 2
    freedom = gathered.degrees_of_freedom
    with np.errstate(invalid="ignore", divide="ignore"):
        replicates = count / np.nansum(
            np.where(gathered.counts > 0, 1 / np.maximum(gathered.counts, 1), 0), axis=0
        )
        chance = gathered.within_variance / replicates
        low_ratio = special.fdtri(
            np.maximum(count - 1, 1), np.where(freedom > 0, freedom, np.nan), 1 - CONFIDENCE
        )
        between = np.maximum(spread, chance) / low_ratio - chance
        kept = np.sqrt(np.clip(between / spread, 0.0, 1.0))
    kept = np.where(np.isfinite(kept), kept, 1.0)
    middle = estimate(gathered)
    return middle + (means - middle) * kept


def parameter_interval(gathered: SetMeans) -> tuple[Floats, Floats]:
    """Spread over parameter sets, 5 to 95 %; NaN with a single set."""
    means = shrunken_means(gathered)
    enough = np.isfinite(means).sum(axis=0) > 1
    low, high = _percentiles(means)
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)


def chance_interval(gathered: SetMeans, middle: Floats) -> tuple[Floats, Floats]:
    """Say what one unit may see by luck alone, 5 to 95 %; NaN without replicates.

    The spread of single runs inside their own sets, placed around the estimate. A run
    differs from the mean of its R replicates by less than from the true mean of its set,
    so deviations are widened by sqrt(R / (R - 1)).

    Parameters
    ----------
    gathered : SetMeans
        Of what is counted, luck included.
    middle : ndarray, shape (K,)
        The estimate.
    """
    runs = gathered.counts[gathered.row]
    wider = np.sqrt(np.divide(runs, runs - 1, out=np.full_like(runs, np.nan), where=runs > 1))
    low, high = _percentiles(gathered.deviations * wider)
    return middle + low, middle + high


def share_above_zero(gathered: SetMeans) -> Floats:
    """Share of sets whose mean is above zero, as `share_positive` counts it."""
    return share_positive(shrunken_means(gathered), gathered.means)


def share_positive(calm: Floats, raw: Floats) -> Floats:
    """Share of sets above zero, one that shows no difference counting half.

    Under common random numbers a weak effect leaves the runs of many sets just as they were.
    Such a set shows neither sign: counted as neither, or drawn to the side of the mean, it
    would decide the share.

    Parameters
    ----------
    calm : ndarray, shape (P, K)
        Means of sets, chance drawn out; NaN where a set has no value.
    raw : ndarray, shape (P, K)
        The same as found.

    Returns
    -------
    ndarray, shape (K,)
        NaN where no set shows a difference.
    """
    known, alike = np.isfinite(calm), raw == 0
    count = known.sum(axis=0).astype(float)
    above = (known & ~alike & (calm > 0)).sum(axis=0) + 0.5 * alike.sum(axis=0)
    some = (known & ~alike).any(axis=0)
    return np.divide(above, count, out=np.full_like(count, np.nan), where=some)


def percentiles_of_runs(values: Floats) -> tuple[Floats, Floats]:
    """Spread of single runs, 5 to 95 %, everything included."""
    return _percentiles(values)


def mean_known(values: Floats) -> Floats:
    """Mean down the columns over what has a value; NaN where nothing has."""
    count = np.isfinite(values).sum(axis=0).astype(float)
    total = np.nansum(values, axis=0)
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)


def _nanstd(values: Floats) -> Floats:
    count = np.isfinite(values).sum(axis=0).astype(float)
    squares = np.nansum((values - mean_known(values)) ** 2, axis=0)
    return np.sqrt(
        np.divide(squares, count - 1, out=np.full_like(squares, np.nan), where=count > 1)
    )


def _percentiles(values: Floats) -> tuple[Floats, Floats]:
    """Percentiles down the columns, NaN (without a warning) for an empty one."""
    low = np.full(values.shape[1], np.nan)
    high = np.full(values.shape[1], np.nan)
    some = np.isfinite(values).any(axis=0)
    if some.any():
        low[some], high[some] = np.nanpercentile(values[:, some], SPREAD, axis=0)
    return low, high
