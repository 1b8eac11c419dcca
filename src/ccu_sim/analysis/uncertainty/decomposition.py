"""Sobol indices: how the spread of an effect divides among parameters, and chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.uncertainty.salib import CONFIDENCE, RESAMPLES, undisturbed, unit_cube

CHANCE = "chance"
"""The factor beside the parameters: which chance events are met."""

_EVENTS = 2**30
"""Numbers of chance events; a Sobol sequence has as many places on an axis."""

SOBOL_COLUMNS = {
    "parameter": "the parameter, or 'chance': which chance events are met",
    "first": "share of the spread that goes once the parameter is known (first order)",
    "first_low": "its bootstrap interval, 95 %",
    "first_high": "its upper end",
    "total": "share of the spread that it has a part in, interactions included (total order)",
    "total_low": "its bootstrap interval, 95 %",
    "total_high": "its upper end",
}
"""Columns of Sobol indices, each with its meaning."""


@dataclass(frozen=True)
class Decomposition:
    """Saltelli's design over some parameters, with chance as a factor of its own.

    Attributes
    ----------
    names : tuple of str
        The parameters; the others stay at their central values.
    points : int
        Base points, a power of two; each takes as many sets as there are parameters, and three.
    seed : int

    Notes
    -----
    Estimators of first and total order by SALib, after Saltelli et al. 2010. A run's chance
    events are one more factor: were every point given its own, luck would pass for
    interaction in all parameters; were all given the same, the answer would be that of one
    history.
    """

    names: tuple[str, ...]
    points: int
    seed: int

    @property
    def length(self) -> int:
        """Sets that belong to a base point."""
        return len(self.names) + 3

    def _cube(self) -> NDArray[np.float64]:
        from SALib.sample import sobol

        with undisturbed():
            found: NDArray[np.float64] = sobol.sample(
                unit_cube(len(self.names) + 1),
                self.points,
                calc_second_order=False,
                seed=np.random.default_rng(self.seed),
            )
        return found

    def places(self) -> NDArray[np.float64]:
        """Give the points, as shares of each parameter's range; more only follow after these."""
        return self._cube()[:, :-1]

    def events(self) -> NDArray[np.int64]:
        """Give the number by which the chance events of each point are addressed."""
        return (self._cube()[:, -1] * _EVENTS).astype(np.int64)

    def whole(self, gain: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which points belong to a base point that has a gain in all its sets."""
        complete = np.isfinite(gain).reshape(self.points, self.length).all(axis=1)
        return np.repeat(complete, self.length)

    def analyse(self, gain: NDArray[np.float64]) -> pd.DataFrame:
        """Divide the spread of an effect.

        Parameters
        ----------
        gain : ndarray, shape (points,)
            The effect at each point; NaN where a run failed, which leaves its base point out.

        Returns
        -------
        DataFrame
            Columns as in `SOBOL_COLUMNS`, the largest total first; empty if the effect does not
            vary or fewer than two base points are whole.
        """
        from SALib.analyze import sobol

        kept = gain[self.whole(gain)]
        if len(kept) < 2 * self.length or np.ptp(kept) == 0.0:
            return pd.DataFrame(columns=list(SOBOL_COLUMNS))
        with undisturbed():
            found = sobol.analyze(
                unit_cube(len(self.names) + 1),
                kept,
                calc_second_order=False,
                num_resamples=RESAMPLES,
                conf_level=CONFIDENCE,
                seed=self.seed + 1,  # SALib takes a zero for no seed
            )
        table = pd.DataFrame({"parameter": [*self.names, CHANCE]})
        for name, key in (("first", "S1"), ("total", "ST")):
            index, reach = np.asarray(found[key]), np.asarray(found[f"{key}_conf"])
            table[name], table[f"{name}_low"] = index, index - reach
            table[f"{name}_high"] = index + reach
        return table.sort_values("total", ascending=False, kind="stable", ignore_index=True)
