"""What is to be expected of a gain once one parameter is known: a smooth regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PIECES, DEGREE = 7, 3
FEW_VALUES = 6
"""Of a parameter with no more different values than these the means at each value are taken."""

PENALTIES = np.logspace(-5, 3, 17)
CAUTION = 1.4
"""Weight of each degree of freedom in cross-validation; above 1, noise is followed less."""

_NOTHING = 1e-9
"""A direction no longer than this, for each point, is rounding."""

Floats = NDArray[np.float64]

_KNOTS: Floats = np.pad(np.linspace(0.0, 1.0, PIECES + 1), DEGREE, mode="edge")


def _bends() -> Floats:
    """Give second differences over the places of the pieces: nothing is rough about a line."""
    middles = np.array(
        [_KNOTS[one + 1 : one + DEGREE + 1].mean() for one in range(PIECES + DEGREE)]
    )
    slopes = np.diff(np.eye(len(middles)), axis=0) / np.diff(middles)[:, None]
    bends: Floats = np.diff(slopes, axis=0)
    return bends


_BENDS = _bends()


@dataclass(frozen=True)
class Smoother:
    """A regression on one parameter, ready for any number of gains.

    Attributes
    ----------
    basis : ndarray, shape (P, K)
        Orthonormal directions without their mean, from smooth to rough.
    roughness : ndarray, shape (K,)
        What the penalty makes of each; infinite where there is no direction.

    Notes
    -----
    Penalised B-splines after Eilers and Marx 1996, on the ranks of the parameter's values, in
    the basis in which the penalty is diagonal. The penalty, or a level line, is chosen for each
    gain by generalised cross-validation.
    """

    basis: Floats
    roughness: Floats

    @classmethod
    def of_each(cls, columns: Floats) -> list[Smoother]:
        """Prepare the regressions on parameters, each by itself.

        Parameters
        ----------
        columns : ndarray, shape (J, P)
            The value of each of J parameters at each point.
        """
        if len(columns) == 0:
            return []
        from scipy.interpolate import BSpline  # takes a while to import, and few need it

        ranks = pd.DataFrame(columns).rank(axis=1).to_numpy()
        places = (ranks - 0.5) / columns.shape[1]
        laid = BSpline.design_matrix(places.ravel(), _KNOTS, DEGREE).toarray()
        pieces = laid.reshape(*columns.shape, laid.shape[1])
        return [cls._of(*each) for each in zip(columns, pieces, strict=True)]

    @classmethod
    def _of(cls, values: Floats, pieces: Floats) -> Smoother:
        different, group = np.unique(values, return_inverse=True)
        if len(different) <= FEW_VALUES:
            return cls._laid(np.eye(len(different))[group], np.zeros((0, len(different))))
        return cls._laid(pieces, _BENDS)

    @classmethod
    def _laid(cls, pieces: Floats, differences: Floats) -> Smoother:
        width = PIECES + DEGREE - 1
        centred = pieces - pieces.mean(axis=0)
        left, size, right = np.linalg.svd(centred, full_matrices=False)
        there = size > _NOTHING * np.sqrt(len(pieces))
        left, back = left[:, there], right[there].T / size[there]
        rough, turn = np.linalg.eigh((differences @ back).T @ (differences @ back))
        basis = np.zeros((len(pieces), width))
        roughness = np.full(width, np.inf)
        found = min(left.shape[1], width)
        basis[:, :found] = (left @ turn)[:, :found]
        roughness[:found] = np.maximum(rough[:found], 0.0) / (rough.mean() if rough.any() else 1.0)
        return cls(basis, roughness)


def weights(roughness: Floats, inside: Floats, gains: Floats) -> Floats:
    """Choose how much of each direction is kept, by generalised cross-validation.

    Parameters
    ----------
    roughness : ndarray, shape (J, K)
        Of the directions of J parameters.
    inside : ndarray, shape (J, K, M)
        Part of each of M gains along each direction.
    gains : ndarray, shape (P, M)

    Returns
    -------
    ndarray, shape (J, K, M)
    """
    count = len(gains)
    spread = ((gains - gains.mean(axis=0)) ** 2).sum(axis=0)
    kept = 1 / (1 + PENALTIES[:, None] * roughness[:, None, :])
    room = 1 - CAUTION * (1 + kept.sum(axis=2, keepdims=True)) / count
    left = spread - np.matmul(2 * kept - kept**2, inside**2)
    score = np.where(room > 0, left / np.maximum(room, 1e-9) ** 2, np.inf)
    best = score.argmin(axis=1)
    level = spread / (1 - CAUTION / count) ** 2
    better = score.min(axis=1) < level * (1 - 1e-12)
    chosen = kept[np.arange(len(kept))[:, None], best].transpose(0, 2, 1)
    return np.where(better[:, None, :], chosen, 0.0)
