"""A comparison: a study carried out, with its answers, figures and report."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis import survival
from ccu_sim.analysis.calibration import select_by_history
from ccu_sim.analysis.uncertainty import (
    WILLING,
    Regressions,
    ValueOfInformation,
    gains,
    unknowns,
    value_of_information,
)
from ccu_sim.batch import Progress, Results, require_startable, run_batch
from ccu_sim.batch.passing_folder import PassingFolder
from ccu_sim.errors import UserError
from ccu_sim.inputs import Study, load_study

if TYPE_CHECKING:
    from ccu_sim.reports.findings import Findings
    from ccu_sim.reports.style import HouseFigure

DEFAULT_STUDY = "default"
"""Every shipped strategy at both sites."""


class Comparison:
    """What a study found: strategies against as usual, under the same people and chance.

    Parameters
    ----------
    results : Results
        What `ccu_sim.open_results` gives.

    Attributes
    ----------
    results : Results
        The runs themselves: `.runs`, `.monthly`, `.spells`, `.parameters`, `.settings`.

    Notes
    -----
    Settings of a sweep are never taken together: tables have rows for each, by the column
    `setting`, and what is drawn is drawn of one of them, ``comparison.at(0)``.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> study = ccu.study_of(["site-2"], ["championing"], parameter_sets=2, months=2)
    >>> found = ccu.compare(study)
    >>> found.effects.query("outcome == 'cohesion'")["strategy"].tolist()
    ['championing']
    >>> print(found.in_short())  # doctest: +ELLIPSIS
    Site 2...
    """

    def __init__(self, results: Results) -> None:
        self.results = results

    def at(self, setting: int) -> Comparison:
        """Give the comparison of one setting of the sweep; `results.settings` lists them."""
        return Comparison(self.results.at(setting))

    @property
    def study(self) -> Study:
        """The study that was carried out."""
        return self.results.study

    @cached_property
    def findings(self) -> Findings:
        """Everything that is told of the results, worked out once."""
        from ccu_sim.reports.findings import Findings

        return Findings(self.results)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Levels and effects of the main outcomes, a row for each unit, setting, strategy."""
        from ccu_sim.reports.effects_table import effects_table

        return effects_table(self.findings)

    @property
    def effects(self) -> pd.DataFrame:
        """Effects on every outcome with their three intervals (`analysis.effects`)."""
        return self.findings.effects

    @property
    def ranking(self) -> pd.DataFrame:
        """How strategies rank by who stays, and whether they can be told apart."""
        return self.findings.ranking

    @property
    def costs(self) -> pd.DataFrame:
        """Cost of each additional worker retained."""
        return self.findings.costs

    @property
    def dependence(self) -> pd.DataFrame:
        """How far each effect leans on assumed and unchecked numbers (`analysis.dependence`)."""
        return self.findings.dependence

    @cached_property
    def survival(self) -> pd.DataFrame:
        """Founding staff still in post by month, for each unit, strategy and role."""
        return survival(self.results, horizon=self.findings.horizon)

    def value_of_information(self, willing: float = WILLING) -> ValueOfInformation:
        """Say by how much knowing each parameter, or what is swept, would better the choice.

        Parameters
        ----------
        willing : float
            A$ that keeping one more worker is worth, beyond what it saves.

        Returns
        -------
        ValueOfInformation
            `.information` and `.choices`, as tables.
        """
        told = [
            (one, Regressions(unknowns(self.results, one.points))) for one in gains(self.results)
        ]
        return value_of_information(told, willing)

    def in_short(self) -> str:
        """Say what was found at each unit in a few sentences, people first."""
        from ccu_sim.reports.summary import in_short, own_year, unfinished

        units = [
            " ".join((f"{short.heading}.", *short.people, *short.more))
            for part in self.findings.parts
            for short in in_short(part)
        ]
        so_far = unfinished(self.results)
        of_sets = (own_year(self.findings), self.results.manifest.unaccepted)
        return "\n\n".join(part for part in (so_far, *units, *of_sets) if part)

    def plot_effects(self, unit: str | None = None) -> HouseFigure:
        """Draw what each strategy changes at a unit (the first, if none is named)."""
        from ccu_sim.reports.figures import plot_effects

        return plot_effects(self._of_one_setting(), self._unit(unit))

    def plot_retention(self) -> HouseFigure:
        """Draw founding staff still in post, month by month."""
        from ccu_sim.reports.figures import plot_retention

        return plot_retention(self._of_one_setting())

    def plot_course(self) -> HouseFigure:
        """Draw cohesion and trust gap, month by month."""
        from ccu_sim.reports.figures import plot_course

        return plot_course(self._of_one_setting())

    def plot_people(self) -> HouseFigure:
        """Draw in people how many are still here, by strategy."""
        from ccu_sim.reports.figures import plot_people

        return plot_people(self._of_one_setting())

    def plot_costs(self) -> HouseFigure:
        """Draw the cost-effectiveness plane."""
        from ccu_sim.reports.figures import plot_cost_plane

        return plot_cost_plane(self._of_one_setting())

    def plot_sweep(self) -> HouseFigure:
        """Draw staying and cohesion against what a study varies along one axis."""
        from ccu_sim.reports.figures import plot_sweep
        from ccu_sim.reports.figures.sweep import swept_axis

        if swept_axis(self.findings) is None:
            raise UserError(f"The study '{self.study.name}' does not vary exactly one thing.")
        return plot_sweep(self.findings)

    def report(
        self,
        path: str | Path,
        *,
        command: str | None = None,
        explorer: str | None = None,
        one_page: bool = False,
    ) -> Path:
        """Write the report, one HTML file.

        Parameters
        ----------
        path : str or Path
        command : str, optional
            The command that made it, told under provenance.
        explorer : str, optional
            Name of the explorer's page of this study, in the same folder.
        one_page : bool
            The first page of each unit alone, A4 to print and hand out.
        """
        from ccu_sim.reports.report import write_report

        return write_report(
            self.findings, path, command=command, explorer=explorer, one_page=one_page
        )

    def _of_one_setting(self) -> Findings:
        if self.findings.settings > 1:
            raise UserError(
                f"The study has {self.findings.settings} settings, which are never taken "
                "together; draw one of them, such as comparison.at(0)."
            )
        return self.findings

    def _unit(self, name: str | None) -> str:
        units = self.findings.units
        if name is None:
            return units[0]
        if name not in units:
            raise UserError(f"There is no unit '{name}' in the study; it has {', '.join(units)}.")
        return name

    def __repr__(self) -> str:
        return f"<Comparison of {self.results!r}>"

    def _repr_html_(self) -> str:
        from ccu_sim.reports.effects_table import readable

        return str(readable(self.findings).to_html(index=False))


def compare(
    study: Study | str | Path = DEFAULT_STUDY,
    *,
    out: str | Path | None = None,
    workers: int = 1,
    dask: str | None = None,
    extend: bool = False,
    progress: Progress | None = None,
) -> Comparison:
    """Carry out a study and compare its strategies with as usual.

    The parameter sets are the first of the accepted ensemble. In a study of one unit whose
    file holds its own last year (``observed:``) they are drawn by how well they give that
    year; `Comparison.in_short` says what came of it.

    Parameters
    ----------
    study : Study, str or Path
        A study, or the name or file of one; `study_of` makes one of units and strategies.
    out : str or Path, optional
        Folder for the runs. If it holds part of the study already, the rest is done. Left
        out, they are kept only as long as the comparison is.
    workers : int
        Processes on this machine. With more than one, a script that calls this must do so
        under ``if __name__ == "__main__":``.
    dask : str, optional
        Address of a Dask scheduler whose workers are used instead.
    extend : bool
        Allow the study to have more parameter sets or replicates than the folder has.
    progress : Progress, optional
        Told how far it is; `ccu_sim.batch.progress_on` makes one.

    Returns
    -------
    Comparison

    Raises
    ------
    UserError
        If the study is not valid or the folder cannot be used for it.
    RunFailures
        If some runs failed, after all others have been stored.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> study = ccu.study_of(["site-2"], ["permanent-contracts"], parameter_sets=2, months=2)
    >>> found = ccu.compare(study)
    >>> len(found.results.runs)  # 2 strategies, as usual among them, x 2 sets x 2 replicates
    8
    """
    wanted = study if isinstance(study, Study) else load_study(study)
    passing = None
    if out is None:
        passing = PassingFolder()
        out = passing.name
    require_startable(
        wanted, out, extend=extend
    )  # before a history is weighed, which takes a while
    found = Comparison(
        run_batch(
            wanted,
            out,
            workers=workers,
            dask=dask,
            selection=select_by_history(wanted, out, progress=progress),
            extend=extend,
            progress=progress,
        )
    )
    found.results.passing = passing  # removed when nothing holds the results any more
    return found
