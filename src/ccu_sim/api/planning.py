"""A plan: what a unit does best with a budget, searched and then estimated."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ccu_sim.analysis import planning
from ccu_sim.analysis.landmark import landmarks
from ccu_sim.analysis.planning import Arms, Found, Option, Package
from ccu_sim.analysis.planning.halves import Halves, halves
from ccu_sim.analysis.planning.plan import Planned, Question
from ccu_sim.batch import Progress, require_startable, run_batch
from ccu_sim.batch.atomic_files import replace_text, require_writable
from ccu_sim.batch.passing_folder import PassingFolder
from ccu_sim.batch.progress import Quiet
from ccu_sim.errors import UserError
from ccu_sim.inputs import Strategy, Unit, load_strategy, load_unit
from ccu_sim.inputs.choices import choices_for, why_not_for
from ccu_sim.inputs.policy import Policy

WANTED = ("retention", "cohesion", "both")
SETS, REPLICATES = 32, 2
RECORD, RUNS = "plan.json", "runs"


class Plan(Planned):
    """The best programme for a budget, with its words, page and tables.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> some = ["permanent-contracts", "early-renewal-decisions"]
    >>> found = ccu.plan("site-2", 8000, strategies=some, months=3, sets=2, replicates=1)
    >>> sorted(found.doses["strategy"].unique())
    ['early-renewal-decisions', 'permanent-contracts']
    """

    _passing: PassingFolder | None = None

    def in_short(self) -> str:
        """Say what to do first, next, and not, in a few sentences."""
        from ccu_sim.reports.plan.words import in_short

        return "\n\n".join(in_short(self))

    def write(self, folder: str | Path, *, command: str | None = None) -> list[Path]:
        """Write the page, the page to hand out, figures, tables and workbook into a folder."""
        from ccu_sim.reports.plan.folder import write_plan

        return write_plan(self, Path(folder), command)

    def __repr__(self) -> str:
        return f"<Plan of {self.arms.plan.name} for {self.question.unit.name}>"


def plan(
    unit: Unit | str | Path,
    budget: float,
    *,
    strategies: Sequence[Strategy | str | Path] = (),
    months: int = 36,
    wanted: str = "retention",
    sets: int = SETS,
    replicates: int = REPLICATES,
    seed: int = 2014,
    out: str | Path | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Plan:
    """Find what a unit does best with a budget.

    Strategies at half, stated and double dose, then packages of them, are searched on one half
    of the parameter sets, and what is chosen is estimated on the other half: what looks best of
    many looks better than it is.

    Parameters
    ----------
    unit : Unit, str or Path
    budget : float
        A$ that the strategies may cost over the months that are counted (to the last landmark, 36
        months at most), on average.
    strategies : sequence, optional
        What to choose from; every strategy that fits the unit, if none is named.
    months : int
    wanted : {"retention", "cohesion", "both"}
        What is to be as high as can be: founding staff still in post, cohesion over the last
        year, or both, each as a share of the most that a single strategy gains.
    sets, replicates, seed : int
    out : str or Path, optional
        Folder for the runs; what it holds of the same plan is not done again.
    workers : int
        Processes on this machine.
    progress : Progress, optional

    Returns
    -------
    Plan

    Raises
    ------
    UserError
        If the budget buys nothing, or something that is asked for cannot be.
    RunFailures
        If runs failed.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> some = ["permanent-contracts", "championing"]
    >>> made = ccu.plan("site-2", 9000, strategies=some, months=3, sets=2, replicates=1)
    >>> [table for table in made.tables()]
    ['steps', 'frontier', 'additions', 'doses', 'equal_spending']
    """
    place = unit if isinstance(unit, Unit) else load_unit(unit)
    question = _question(place, budget, months, wanted, sets, replicates, seed)
    chosen, left_out = _strategies(place, strategies)
    options = planning.options_for(place, chosen)
    passing = None
    if out is None:
        passing = PassingFolder()
        out = passing.name
    folder, asked = Path(out), question.stated(chosen)
    kept = _kept(folder, asked)
    require_writable(folder)
    progress = progress or Quiet()
    split = halves(place, sets, progress)
    if kept is None:
        found = _search(question, options, split, workers, progress)
        told = {"runs": found.runs, "packages": found.packages}
        arms = Arms.of(found, options, place)
    else:
        told, arms = kept["found"], _recalled(kept["chosen"], options, place)
    study = arms.study(
        place,
        name=f"A plan for {place.name}",
        sets=sets,
        replicates=replicates,
        months=months,
        seed=seed,
    )
    require_startable(study, folder / RUNS)
    if kept is None:
        _keep(folder, {"asked": asked, "found": told, "chosen": _chosen(arms)})
    results = run_batch(
        study, folder / RUNS, workers=workers, selection=split.selection, progress=progress
    )
    made = Plan(question, arms, told, left_out, results, split.weighed)
    made._passing = passing  # removed when the plan is
    return made


def _question(
    unit: Unit, budget: float, months: int, wanted: str, sets: int, replicates: int, seed: int
) -> Question:
    if not (math.isfinite(budget) and budget > 0):
        raise UserError(f"The budget is {budget:g}; it must be an amount above zero, in A$.")
    if wanted not in WANTED:
        raise UserError(f"A plan is for {', '.join(WANTED[:-1])} or {WANTED[-1]}, not '{wanted}'.")
    for name, number in (("sets", sets), ("replicates", replicates), ("months", months)):
        if number < 1:
            raise UserError(f"{name} is {number}; it must be at least 1.")
    return Question(unit, float(budget), months, wanted, sets, replicates, seed)


def _strategies(
    unit: Unit, named: Sequence[Strategy | str | Path]
) -> tuple[tuple[Strategy, ...], dict[str, str]]:
    """Give what is chosen from: what is named, or all that fits; and what does not, with why."""
    if not named:
        fitting = choices_for(unit)
        return tuple(one.strategies[0] for one in fitting.strategies), fitting.left_out
    found = {}
    for one in named:
        strategy = one if isinstance(one, Strategy) else load_strategy(one)
        reason = why_not_for(unit, Policy.of([strategy]))
        if reason is not None:
            raise UserError(f"{strategy.name} does not fit {unit.name}: {reason}.")
        if strategy.name in found:
            raise UserError(f"'{strategy.name}' is named twice; name it once.")
        if strategy.changes:
            found[strategy.name] = strategy
    if not found:
        raise UserError("As usual changes nothing, so there is nothing to plan; name a strategy.")
    return tuple(found.values()), {}


def _search(
    question: Question,
    options: Sequence[Option],
    split: Halves,
    workers: int,
    progress: Progress,
) -> Found:
    from ccu_sim.model import prepare

    prepare()
    conditions = planning.Conditions(
        unit=question.unit,
        sets=split.search,
        first_set=question.sets,
        months=question.months,
        mark=landmarks(question.months)[-1].months,
        seed=question.seed,
    )
    progress.note(f"searching: {len(options)} strategies and doses, and packages of them")
    expected = planning.runs_expected(options, question.sets)
    with planning.Trials(conditions, workers, progress, expected) as trials:
        found = planning.search(trials, options, question.budget, question.wanted)
    progress.note(
        f"chosen from {found.packages:,} packages in {found.runs:,} runs; now estimated on others"
    )
    return found


def _chosen(arms: Arms) -> dict[str, Any]:
    """Give what a search found by name, as `_recalled` reads it back."""
    return {
        "sequence": _order(arms),
        "frontier": [[one.name for one in package.options] for package in arms.frontier],
    }


def _order(arms: Arms) -> list[str]:
    names: list[str] = []
    for step in arms.steps:
        names += [one.name for one in step.options if one.name not in names]
    return names


def _recalled(chosen: Mapping[str, Any], options: Sequence[Option], unit: Unit) -> Arms:
    by_name = {option.name: option for option in options}
    sequence = tuple(by_name[name] for name in chosen["sequence"])
    frontier = tuple(
        Package.of(by_name[name] for name in package) for package in chosen["frontier"]
    )
    return Arms.of(Found(Package.of(sequence), sequence, frontier, 0, 0), options, unit)


def _kept(folder: Path, asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give what an earlier search of the same plan found, if the folder holds it.

    Raises
    ------
    UserError
        If the folder holds another plan, or anything else.
    """
    path = folder / RECORD
    if not path.exists():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(f"{folder} holds something other than a plan; choose another folder.")
        return None
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        same = kept["asked"] == json.loads(json.dumps(asked))
        complete = {"found", "chosen"} <= set(kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} cannot be read as a plan; choose another folder.") from error
    if not same and kept["asked"].get("environment") != asked["environment"]:
        raise UserError(
            f"{folder} was made with another version of the model or its numbers; choose another "
            "folder, or remove it."
        )
    if not (same and complete):
        raise UserError(f"{folder} holds another plan; choose another folder, or remove it.")
    return kept


def _keep(folder: Path, record: Mapping[str, Any]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(record, indent=1, ensure_ascii=False)
        replace_text(folder / RECORD, f"{text}\n")
    except OSError as error:
        raise UserError(f"{folder} cannot be written to: {error.strerror}.") from error
