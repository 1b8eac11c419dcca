"""Control variates: take out of an estimate what is known to be luck.

Of luck whose mean is known to be zero, any weight may be taken off a value, and what the value
is in the mean stays (Lavenberg & Welch 1981). The weight is found in the other parameter sets, so
it knows nothing of the luck that it is taken off with, and no bias comes of finding it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RUNS_FOR_ONE = 5.0
"""A weight of one, at which counted becomes expected, counts as much as so many telling runs."""


def without_luck(values: Floats, luck: Floats, sets: NDArray[np.int64]) -> Floats:
    """Take luck off values, with the weight that the other sets show.

    Parameters
    ----------
    values, luck : ndarray, shape (N, K)
        A row a run, or a pair of them; luck is zero in the mean, and NaN counts as none.
    sets : ndarray of int, shape (N,)
        Parameter sets. Where there is one only, its runs take the place of sets.

    Returns
    -------
    ndarray, shape (N, K)
        NaN where the value is.

    Notes
    -----
    value - weight * luck, weight = (n * slope + a) / (n + a). The slope is the regression of the
    other sets' values on their luck, held between 0 and 1, so that what comes out lies between
    counted and expected; n is how many of those values are not the middle one, a =
    ``RUNS_FOR_ONE``. Where most count the same, as where nobody left in either of a pair, they
    do not tell the slope: it would come out as zero, and rare leavers would stay luck.
    """
    present = np.isfinite(values)
    if not present.any():
        return values
    known = np.where(present & np.isfinite(luck), luck, 0.0)
    _, one = np.unique(sets, return_inverse=True)
    if one.max() == 0:
        one = np.arange(len(values))
    # from the mean of all, or sums of squares would lose what they differ by
    centred = np.where(present, values - _mean(values, present), 0.0)
    count = _others(present.astype(float), one)
    mean = np.divide(_others(centred, one), count, out=np.zeros_like(count), where=count > 0)
    square = _others(known**2, one)
    both = _others(known * centred, one) - mean * _others(known, one)
    slope = np.divide(both, square, out=np.ones_like(square), where=square > 0)
    slope = np.clip(slope, 0.0, 1.0)
    middle = np.ma.getdata(np.ma.median(np.ma.array(values, mask=~present), axis=0))
    telling = present & (values != middle)
    told = _others(telling.astype(float), one)
    weight = (told * slope + RUNS_FOR_ONE) / (told + RUNS_FOR_ONE)
    adjusted: Floats = values - weight[one] * known
    return adjusted


def _mean(values: Floats, present: NDArray[np.bool_]) -> Floats:
    """Mean down the columns over what has a value; 0 where nothing has."""
    total = np.where(present, values, 0.0).sum(axis=0)
    mean: Floats = total / np.maximum(present.sum(axis=0), 1)
    return mean


def _others(values: Floats, one: NDArray[np.int64]) -> Floats:
    """Sum, for each set, over the runs of all others."""
    own = np.zeros((int(one.max()) + 1, values.shape[1]))
    np.add.at(own, one, values)
    others: Floats = own.sum(axis=0) - own
    return others
