"""Morris screening: which of very many parameters move an effect at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.uncertainty.salib import CONFIDENCE, RESAMPLES, undisturbed, unit_cube

LEVELS = 4
"""Places in a parameter's range that trajectories visit."""

SCREENING_COLUMNS = {
    "parameter": "the parameter",
    "mu_star": "mean absolute elementary effect: the change over the whole range, in workers",
    "mu_star_low": "its bootstrap interval, 95 %",
    "mu_star_high": "its upper end",
    "mu": "mean elementary effect, with its sign: more of the parameter, more workers kept",
    "sigma": "standard deviation of elementary effects: bends, interactions and chance",
}
"""Columns of a screening, each with its meaning."""


@dataclass(frozen=True)
class Screening:
    """Morris' design: random trajectories on which one factor moves at a time.

    Attributes
    ----------
    names : tuple of str
        The parameters.
    trajectories : int
        Each is of one more point than there are parameters.
    seed : int

    Notes
    -----
    Elementary effects after Morris 1991, their absolute mean after Campolongo, Cariboni &
    Saltelli 2007, both by SALib. All points of a trajectory meet the same chance events, so
    that a step shows what the parameter does rather than what luck does.
    """

    names: tuple[str, ...]
    trajectories: int
    seed: int

    @property
    def length(self) -> int:
        """Points of a trajectory."""
        return len(self.names) + 1

    def places(self) -> NDArray[np.float64]:
        """Give the points, as shares of each parameter's range; more only follow after these."""
        from SALib.sample import morris

        with undisturbed():
            found: NDArray[np.float64] = morris.sample(
                unit_cube(len(self.names)),
                self.trajectories,
                num_levels=LEVELS,
                seed=np.random.default_rng(self.seed),
            )
        return found

    def events(self) -> NDArray[np.int64]:
        """Give the number by which the chance events of each point are addressed."""
        return np.repeat(np.arange(self.trajectories), self.length)

    def whole(self, gain: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which points are on a trajectory that has a gain everywhere."""
        complete = np.isfinite(gain).reshape(self.trajectories, self.length).all(axis=1)
        return np.repeat(complete, self.length)

    def analyse(self, gain: NDArray[np.float64]) -> pd.DataFrame:
        """Say how far each parameter moves an effect.

        Parameters
        ----------
        gain : ndarray, shape (points,)
            The effect at each point; NaN where a run failed, which leaves its trajectory out.

        Returns
        -------
        DataFrame
            Columns as in `SCREENING_COLUMNS`, what moves it most first; empty with fewer than
            two whole trajectories.
        """
        from SALib.analyze import morris

        kept = self.whole(gain)
        if kept.sum() < 2 * self.length:
            return pd.DataFrame(columns=list(SCREENING_COLUMNS))
        with undisturbed():
            found = morris.analyze(
                unit_cube(len(self.names)),
                self.places()[kept],
                gain[kept],
                num_resamples=RESAMPLES,
                conf_level=CONFIDENCE,
                num_levels=LEVELS,
                seed=np.random.default_rng(self.seed),
            )
        size = np.asarray(found["mu_star"], dtype=float)
        reach = np.asarray(found["mu_star_conf"], dtype=float)
        table = pd.DataFrame(
            {
                "parameter": self.names,
                "mu_star": size,
                "mu_star_low": np.maximum(size - reach, 0.0),
                "mu_star_high": size + reach,
                "mu": np.asarray(found["mu"], dtype=float),
                "sigma": np.asarray(found["sigma"], dtype=float),
            }
        )
        return table.sort_values("mu_star", ascending=False, kind="stable", ignore_index=True)
