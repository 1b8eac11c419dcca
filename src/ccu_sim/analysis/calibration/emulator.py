"""A quick stand-in for the model: one straight-line fit for each output.

It only has to tell which candidates are not worth running. How wrong it is was measured on
candidates that it had not seen, and counts in its favour of letting a candidate through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.calibration.pooling import Output
from ccu_sim.analysis.calibration.scoring import implausibility

PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0)
"""Ridge penalties tried; the one that predicts best is taken, output by output."""


@dataclass(frozen=True)
class Emulator:
    """Straight lines from shares of ranges to outputs.

    Attributes
    ----------
    outputs : tuple of Output
    level : ndarray, shape (outputs,)
        At the middle of all ranges.
    slope : ndarray, shape (parameters, outputs)
        Change of the output over a parameter's whole range.
    error : ndarray, shape (outputs,)
        Variance of its error on candidates it has not seen, sampling error taken off.
    explained : ndarray, shape (outputs,)
        Share of the variance between candidates that it predicts (0 where none).
    """

    outputs: tuple[Output, ...]
    level: np.ndarray
    slope: np.ndarray
    error: np.ndarray
    explained: np.ndarray

    def predict(self, shares: np.ndarray) -> np.ndarray:
        """Predict the outputs of candidates."""
        return self.level + (shares - 0.5) @ self.slope

    def implausibility(self, shares: np.ndarray, discrepancy: float) -> np.ndarray:
        """Give the implausibility of what it predicts, its own error allowed for."""
        return implausibility(self.predict(shares), self.error, self.outputs, discrepancy)


def fit(
    outputs: tuple[Output, ...], shares: np.ndarray, shown: np.ndarray, variance: np.ndarray
) -> Emulator:
    """Fit the emulator.

    Parameters
    ----------
    outputs : tuple of Output
    shares : ndarray, shape (candidates, parameters)
    shown, variance : ndarray, shape (candidates, outputs)
        What their runs showed, and its sampling variance.

    Returns
    -------
    Emulator

    Notes
    -----
    Ridge regression; the error is the mean squared leave-one-out residual, exact for ridge:
    residual / (1 - leverage).
    """
    whole = ~np.isnan(shown).any(axis=1)
    inputs, shown, variance = shares[whole] - 0.5, shown[whole], variance[whole]
    centre = inputs.mean(axis=0)
    left, singular, right = np.linalg.svd(inputs - centre, full_matrices=False)
    mean = shown.mean(axis=0)
    along = left.T @ (shown - mean)
    best = np.full(shown.shape[1], np.inf)
    slope = np.zeros((inputs.shape[1], shown.shape[1]))
    for penalty in PENALTIES:
        shrink = singular**2 / (singular**2 + penalty)
        leverage = 1.0 / len(inputs) + (left**2) @ shrink
        residual = shown - mean - left @ (shrink[:, None] * along)
        unseen = np.mean((residual / (1.0 - leverage)[:, None]) ** 2, axis=0)
        better = unseen < best
        lines = right.T @ ((shrink / singular)[:, None] * along)
        slope[:, better] = lines[:, better]
        best = np.minimum(best, unseen)
    chance = variance.mean(axis=0)
    between = np.maximum(shown.var(axis=0) - chance, 1e-12)
    error = np.maximum(best - chance, 0.05 * between)
    return Emulator(outputs, mean - centre @ slope, slope, error, 1.0 - error / between)
