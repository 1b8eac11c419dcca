"""A comparison: a study carried out, with its answers, figures and report."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from ccu_sim.api.one_run import policy_of
from ccu_sim.batch import Progress, Results, run_batch
from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel, Strategy, Study, Unit, load_study, load_unit
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.study import ResolvedArm, as_usual_first
from ccu_sim.inputs.variables import require_variable
from ccu_sim.inputs.yaml_documents import Document

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
    Site 2: ...
    """

    def __init__(self, results: Results) -> None:
        self.results = results
        self._passing: tempfile.TemporaryDirectory | None = None

    def at(self, setting: int) -> Comparison:
        """Give the comparison of one setting of the sweep; `results.settings` lists them."""
        found = Comparison(self.results.at(setting))
        found._passing = self._passing
        return found

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
        from ccu_sim.reports.summary import in_short, own_year

        units = [
            " ".join((f"{short.heading}.", *short.people, *short.more))
            for part in self.findings.parts
            for short in in_short(part)
        ]
        of_sets = (own_year(self.findings), self.results.manifest.unaccepted)
        return "\n\n".join(part for part in (*units, *of_sets) if part)

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

    def report(self, path: str | Path, *, command: str | None = None) -> Path:
        """Write the report, one HTML file.

        Parameters
        ----------
        path : str or Path
        command : str, optional
            The command that made it, told under provenance.
        """
        from ccu_sim.reports.report import write_report

        return write_report(self.findings, path, command=command)

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
        passing = tempfile.TemporaryDirectory(prefix="ccu_sim-")
        out = passing.name
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
    found._passing = passing  # removed when the comparison is
    return found


def study_of(
    units: Sequence[Unit | str | Path],
    strategies: Sequence[Strategy | str | Path | Sequence[Strategy | str | Path]],
    *,
    name: str = "A comparison",
    parameter_sets: int = 100,
    replicates: int = 2,
    months: int = 36,
    seed: int = 2014,
    parameters: Mapping[str, float] | None = None,
    sweep: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    model: type | str | Path | None = None,
) -> Study:
    """Make a study of units and strategies, as a study file would.

    Parameters
    ----------
    units : sequence of Unit, str or Path
        Units, or names or files of units.
    strategies : sequence
        Strategies, or names or files of them; a list within it is a combination. As usual is
        added if it is not among them.
    name : str
        What the study is called.
    parameter_sets : int
        0 is the central set alone.
    replicates, months, seed : int
    parameters : mapping of str to float, optional
        What is set in every run: parameters of the evidence, conditions of the unit, levers,
        or ``strategy_dose``.
    sweep : mapping or sequence, optional
        What varies: values by name, ``{"leadership": [0.2, 0.5, 0.8]}``, every combination of
        which is a setting; or a sweep as a study's file states it. Every setting has its own
        effects and its own cost.
    model : type, str or Path, optional
        A model of one's own in place of the one that ships: a subclass of `CCUModel` that is
        defined in a file, or ``FILE.py:CLASS``.

    Returns
    -------
    Study

    Raises
    ------
    UserError
        If something that is asked for does not exist, or has a value that it cannot have.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> both = ["championing", "leadership"]
    >>> study = ccu.study_of(["site-1", "site-2"], ["championing", both], parameter_sets=50)
    >>> study.strategies, study.size
    (('as-usual', 'championing', 'championing + leadership'), 600)
    >>> doses = {"strategy_dose": [0, 0.5, 1]}
    >>> ccu.study_of(["site-1"], ["leadership"], sweep=doses, parameter_sets=20).size
    240
    """
    policies = [policy_of(arm) for arm in strategies]
    used: dict[str, Strategy] = {}
    for strategy in (one for policy in policies for one in policy.strategies):
        if used.setdefault(strategy.name, strategy) != strategy:
            raise UserError(f"Two different strategies are called '{strategy.name}'; rename one.")
    arms = [
        ResolvedArm(name=policy.name, strategies=tuple(one.name for one in policy.strategies))
        for policy in policies
    ]
    places = [unit if isinstance(unit, Unit) else load_unit(unit) for unit in units]
    for what, names in (
        ("units", [unit.name for unit in places]),
        ("strategies", [arm.name for arm in arms]),
    ):
        if twice := {one for one in names if names.count(one) > 1}:
            raise UserError(f"'{min(twice)}' is listed twice among the {what}; name it once.")
    data = {
        "name": name,
        "unit_objects": [unit.resolved() for unit in places],
        "strategy_objects": [strategy.resolved() for strategy in used.values()],
        "arms": [arm.model_dump(mode="json") for arm in as_usual_first(arms)],
        "parameter_sets": parameter_sets,
        "replicates": replicates,
        "months": months,
        "seed": seed,
        "parameters": dict(parameters or {}),
        "sweep": _sweep_stated(sweep),
        "model": None if model is None else OwnModel.read(model).model_dump(),
    }
    study = validated(Study, Document(name, data))
    for variable in study.settings()[0]:
        require_variable(variable)
    study.require_runnable()
    return study


def _sweep_stated(sweep: Any) -> Any:
    """Write a sweep as a study's file states it."""
    if not sweep:
        return None
    if isinstance(sweep, Mapping) and not {"axes", "design", "points"} & set(sweep):
        return [{"vary": name, "values": _listed(values)} for name, values in sweep.items()]
    return sweep


def _listed(values: Any) -> Any:
    """Give values as a list, those of an array too; what is none is told where it is checked."""
    return list(values) if hasattr(values, "__iter__") and not isinstance(values, str) else values
