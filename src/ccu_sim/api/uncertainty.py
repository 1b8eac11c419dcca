"""What an answer turns on: a sensitivity analysis with its tables, words and figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.uncertainty import WILLING, Analysis, Found, Sizes
from ccu_sim.batch.passing_folder import PassingFolder
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.errors import UserError
from ccu_sim.inputs import Study, load_study

if TYPE_CHECKING:
    from ccu_sim.reports.style import HouseFigure


class Sensitivity:
    """Which numbers an answer depends on, and which would be worth finding out.

    Parameters
    ----------
    found : Found

    Attributes
    ----------
    found : Found
        Every table: `.screening`, `.sobol`, `.given`, `.information`, `.choices`,
        `.convergence`; and the runs, `.batches`.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> study = ccu.study_of(["site-2"], ["championing"], months=2)
    >>> told = ccu.sensitivity(study, trajectories=2, points=2, most=1, sets=1, replicates=1)
    >>> sorted(set(told.found.screening["strategy"]))
    ['championing']
    """

    def __init__(self, found: Found) -> None:
        self.found = found
        self._passing: PassingFolder | None = None

    @property
    def information(self) -> pd.DataFrame:
        """Value of knowing each parameter, in workers kept and in A$, the largest first."""
        return self.found.information

    @cached_property
    def table(self) -> pd.DataFrame:
        """Everything that was estimated, one number a row."""
        from ccu_sim.reports.sensitivity_folder import tidy

        return tidy(self.found)

    def find_out_first(self) -> str:
        """Say at each unit what would be worth finding out before choosing."""
        from ccu_sim.reports.sensitivity import find_out_first

        return "\n\n".join(find_out_first(self.found, unit) for unit in self.found.study.units)

    def plot(self, unit: str | None = None) -> HouseFigure:
        """Draw what matters at a unit (the first, if none is named)."""
        from ccu_sim.reports.figures.sensitivity import plot_sensitivity

        units = self.found.study.units
        if unit is not None and unit not in units:
            raise UserError(f"There is no unit '{unit}' in the study; it has {', '.join(units)}.")
        return plot_sensitivity(self.found, unit or units[0])

    def write(self, folder: str | Path, *, command: str | None = None) -> Path:
        """Write tables, figures and what is needed to make them again.

        Parameters
        ----------
        folder : str or Path
            That of the runs, or another that is there.
        command : str, optional
            The command that made it.

        Returns
        -------
        Path
            The file that says how it was made.
        """
        from ccu_sim.reports.sensitivity_folder import write_sensitivity

        return write_sensitivity(self.found, Path(folder), command)

    def __repr__(self) -> str:
        return f"<Sensitivity of {self.found.study.name!r}>"


def sensitivity(
    study: Study | str | Path,
    *,
    out: str | Path | None = None,
    trajectories: int = Sizes.trajectories,
    points: int = Sizes.points,
    most: int = Sizes.most,
    sets: int | None = None,
    replicates: int = Sizes.replicates,
    willing: float = WILLING,
    workers: int = 1,
    dask: str | None = None,
    extend: bool = False,
    progress: Callable[[], Progress] = Quiet,
) -> Sensitivity:
    """Find out on which numbers a study's answer depends, and which to find out first.

    Three batches are run. Every uncertain parameter is screened (Morris), and those that move
    effects most get Sobol indices, both over the ranges of the evidence and with the units as
    they are; then every strategy is run with accepted parameter sets, and with every setting if
    the study sweeps a condition of its units. Needs SALib (``pip install 'ccu-sim[analysis]'``).

    Parameters
    ----------
    study : Study, str or Path
        A study, or the name or file of one. Its numbers of sets and replicates are not used.
    out : str or Path, optional
        Folder for the runs. If it holds part of them already, the rest is done. Left out, they
        are kept only as long as the answer is.
    trajectories, points, most, sets, replicates
        How much is run (see `ccu_sim.analysis.uncertainty.Sizes`).
    willing : float
        A$ that keeping one more worker is worth, beyond what it saves.
    workers, dask, extend
        As `ccu_sim.compare` takes them.
    progress : callable, optional
        Makes what is told how far each batch is.

    Returns
    -------
    Sensitivity

    Raises
    ------
    UserError
        If SALib is missing, the study compares nothing, or the folder cannot be used for it.
    RunFailures
        If so many runs failed that there is nothing to tell.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> study = ccu.study_of(["site-2"], ["championing"], months=2)
    >>> told = ccu.sensitivity(study, trajectories=0, sets=20, replicates=1)
    >>> print(told.find_out_first())  # doctest: +ELLIPSIS
    Site 2. To keep most of the staff of the opening day over two months, ...
    """
    wanted = study if isinstance(study, Study) else load_study(study)
    sizes = Sizes(trajectories, points, most, sets, replicates)
    passing = PassingFolder() if out is None else None
    analysis = Analysis(
        wanted,
        Path(passing.name if passing else out or "").absolute(),
        sizes,
        workers=workers,
        dask=dask,
        extend=extend,
        progress=progress,
    )
    told = Sensitivity(analysis.carry_out(willing))
    told._passing = passing  # removed when the answer is
    return told
