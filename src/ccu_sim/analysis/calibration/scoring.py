"""How far a candidate is from the targets, in standard deviations of what is not known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ccu_sim.analysis.calibration.pooling import Estimates, Output
from ccu_sim.evidence import Targets


def implausibility(
    shown: np.ndarray, variance: np.ndarray, outputs: Sequence[Output], discrepancy: float
) -> np.ndarray:
    """Measure how far results lie outside the targets' ranges.

    Parameters
    ----------
    shown : ndarray, shape (candidates, outputs)
    variance : ndarray, broadcastable to `shown`
        Of the sampling error, or of an emulator's error.
    outputs : sequence of Output
    discrepancy : float
        Standard deviation of the model's own discrepancy, as a share of half a range.

    Returns
    -------
    ndarray, shape (candidates, outputs)
        0 inside a range; infinite where nothing was shown.

    Notes
    -----
    I = max(0, |f - middle| - half width) / sqrt(variance + (discrepancy * half width)^2),
    after Craig et al. 1997 and Vernon et al. 2010, for ranges in place of points.
    """
    middle = np.array([output.target.middle for output in outputs])
    half = np.array([output.target.half_width for output in outputs])
    outside = np.maximum(0.0, np.abs(shown - middle) - half)
    distance = outside / np.sqrt(variance + (discrepancy * half) ** 2)
    return np.where(np.isnan(distance), np.inf, distance)


def score(estimates: Estimates, targets: Targets) -> np.ndarray:
    """Give the implausibility of each candidate at each output."""
    return implausibility(
        estimates.mean, estimates.variance, estimates.outputs, targets.discrepancy
    )
