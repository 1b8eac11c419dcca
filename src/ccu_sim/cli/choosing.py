"""`ccu-sim robustness` and `tipping`: which choice stays good, and what would turn it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccu_sim.cli.console import Format, say
from ccu_sim.cli.options import (
    CentralOption,
    DaskOption,
    ExtendOption,
    FormatOption,
    OutOption,
    QuietOption,
    ReplicatesOption,
    SetsOption,
    StudyMonthsOption,
    StudySeedOption,
    WorkersOption,
    complete_names,
    scenario_names,
    workers_meant,
)
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    from ccu_sim.batch import Results, Selection
    from ccu_sim.inputs import Study
    from ccu_sim.inputs.unit import Unit

RESULTS = Path("results")
MANIFEST = "study.json"
DEFAULT_STUDY = "default"
UNIT_SETS = 20
"""Parameter sets for a unit given by itself: its many values are tried with each."""
INTERRUPTED = 130

OutcomeOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Outcome by which strategies are chosen, a column of the runs.",
        show_default="staff of the first day still in post",
    ),
]


def robustness(
    study: Annotated[
        str,
        typer.Argument(
            metavar="STUDY|DIR",
            help="Name or file of a study, or a folder of its runs.",
            show_default=False,
            autocompletion=complete_names("study"),
        ),
    ],
    outcome: OutcomeOption = None,
    at_least: Annotated[
        float | None,
        typer.Option(
            metavar="GAIN",
            help="The least gain that counts as good.",
            show_default="one more worker kept",
        ),
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Say where this one fails.",
            show_default="the one with the largest mean gain",
            autocompletion=complete_names("strategy"),
        ),
    ] = None,
    worth: Annotated[
        float,
        typer.Option(min=1, max=1e9, metavar="A$", help="Highest worth of one kept worker."),
    ] = 200_000.0,
    sets: SetsOption = None,
    replicates: ReplicatesOption = None,
    months: StudyMonthsOption = None,
    seed: StudySeedOption = None,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    extend: ExtendOption = False,
    out: OutOption = None,
    how: FormatOption = Format.table,
    quiet: QuietOption = False,
) -> None:
    """Say which strategy stays good over parameter sets, where it fails, and its worth.

    Runs go to results/STUDY or --out, as those of compare; tables and figure beside them.
    """
    asked = _asked(sets, replicates, months, seed)
    folder = _folder_of_runs(study, out, asked)
    told = folder is None
    if folder is None:
        from ccu_sim.analysis.robustness import require_sets
        from ccu_sim.inputs import load_study

        wanted = load_study(study, asked)
        require_sets(wanted.parameter_sets)
        _require_answerable(wanted, outcome, strategy)
        folder = out or RESULTS / _folder_name(wanted.name)
        from ccu_sim.analysis.calibration import select_by_history
        from ccu_sim.batch import require_startable

        require_startable(wanted, folder, extend=extend)
        chosen = select_by_history(wanted, folder, progress=_progress(quiet))
        _carry_out(wanted, folder, chosen, workers, dask, extend, quiet)
    from ccu_sim.cli.robustness_tables import print_robustness, write_robustness
    from ccu_sim.reports.findings import Findings
    from ccu_sim.reports.robust import Robust

    results = _opened(folder, told=told)
    robust = Robust(Findings(results), outcome, at_least, strategy, worth)
    written = write_robustness(robust, folder)
    print_robustness(robust, how)
    _tell_written(written, how)


def tipping(
    what: Annotated[
        str,
        typer.Argument(
            metavar="UNIT|STUDY|DIR",
            help="Name or file of a unit or study, or a folder that this command wrote.",
            show_default=False,
            autocompletion=scenario_names,
        ),
    ],
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="With a unit: a strategy to choose from; give it again for more.",
            show_default="all of the default study",
            autocompletion=complete_names("strategy"),
        ),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Vary this alone; give it again for more.", show_default="all"
        ),
    ] = None,
    outcome: OutcomeOption = None,
    sets: SetsOption = None,
    replicates: ReplicatesOption = None,
    months: StudyMonthsOption = None,
    seed: StudySeedOption = None,
    central: CentralOption = False,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    extend: ExtendOption = False,
    out: OutOption = None,
    how: FormatOption = Format.table,
    quiet: QuietOption = False,
) -> None:
    """Say which facts of a unit could turn the choice of a strategy, and at which value.

    Each is varied alone: conditions, renewal, hours, pay, cover. Runs go to
    results/tipping-NAME or --out; the same line again goes on.
    """
    if central and sets is not None:
        raise UserError("--central is one parameter set, so it takes no --sets; leave one out.")
    asked = _asked(sets, replicates, months, seed) | ({"central": True} if central else {})
    folder = _folder_of_runs(what, out, asked)
    if folder is not None and (strategy or fact):
        raise UserError(f"{what} holds runs already, so it takes no --strategy and no --fact.")
    told = folder is None
    if folder is None:
        from ccu_sim.analysis.tipping import tipping_study

        study = _base_study(what, strategy or [], asked)
        _require_answerable(study, outcome)
        wanted = tipping_study(study, tuple(fact or ()))
        folder = out or RESULTS / f"tipping-{_folder_name(study.name)}"
        if not quiet:
            say(f"{len(wanted.unit_objects)} units to try and {wanted.size:,} runs in all")
        from ccu_sim.batch import require_startable

        require_startable(wanted, folder, extend=extend)
        chosen = _weighed_once(study, wanted, folder, quiet)
        _carry_out(wanted, folder, chosen, workers, dask, extend, quiet)
    from ccu_sim.cli.tipping_table import Tipping, print_tipping, write_tipping

    found = Tipping.of(_opened(folder, told=told), outcome)
    written = write_tipping(found, folder)
    print_tipping(found, how)
    _tell_written(written, how)


def _asked(
    sets: int | None, replicates: int | None, months: int | None, seed: int | None
) -> dict[str, Any]:
    asked = {
        "parameter_sets": sets,
        "replicates": replicates,
        "months": months,
        "seed": seed,
    }
    return {key: value for key, value in asked.items() if value is not None}


def _require_answerable(study: Study, outcome: str | None, strategy: str | None = None) -> None:
    """See before anything runs that the study has what is asked about."""
    if strategy is not None:
        from ccu_sim.reports.robust import require_strategy

        require_strategy(strategy, list(study.strategies))
    if outcome is not None and study.model is None:
        from ccu_sim.analysis.outcomes import outcome as outcome_named
        from ccu_sim.analysis.robustness import require_direction

        require_direction(outcome_named(outcome))


def _folder_of_runs(what: str, out: Path | None, asked: dict[str, Any]) -> Path | None:
    """Give the folder, if that is what was named: its runs are told of as they are."""
    folder = Path(what)
    if not (folder / MANIFEST).is_file():
        return None
    if out is not None or asked:
        raise UserError(f"{what} holds runs already; it takes no --out and nothing about runs.")
    return folder


def _base_study(what: str, strategies: list[str], asked: dict[str, Any]) -> Study:
    """Load a study, or make one of a unit and the strategies to choose from."""
    from ccu_sim.inputs import load_study
    from ccu_sim.inputs.checking import load_any
    from ccu_sim.inputs.strategy import Strategy
    from ccu_sim.inputs.unit import Unit

    named = load_any(what)
    if isinstance(named, Strategy):
        raise UserError(f"'{what}' is a strategy; name a unit or a study.")
    if isinstance(named, Unit):
        return _study_of_unit(named, strategies, asked)
    if strategies:
        raise UserError("A study names its own strategies; --strategy goes with a unit.")
    return load_study(what, asked)


def _study_of_unit(unit: Unit, strategies: list[str], asked: dict[str, Any]) -> Study:
    from ccu_sim.api import study_of
    from ccu_sim.inputs import load_study

    if not strategies:
        settings = {} if "central" in asked else {"parameter_sets": UNIT_SETS}
        study = load_study(DEFAULT_STUDY, settings | asked)
        return study.model_copy(update={"name": unit.name, "unit_objects": (unit,)})
    kept = {key: value for key, value in asked.items() if key != "central"}
    kept.setdefault("parameter_sets", 0 if "central" in asked else UNIT_SETS)
    return study_of([unit], strategies, name=unit.name, **kept)


def _weighed_once(study: Study, wanted: Study, folder: Path, quiet: bool) -> Selection | None:
    """Weigh the parameter sets by the last year of the unit as it is, for all its variants."""
    from ccu_sim.analysis.calibration import select_by_history
    from ccu_sim.batch.selection import stored_selection

    if study.weighing_unit is not None:
        found = stored_selection(folder, wanted)
        if found is not None:
            return found
    return select_by_history(study, progress=_progress(quiet))


def _carry_out(
    study: Study,
    folder: Path,
    selection: Selection | None,
    workers: int | None,
    dask: str | None,
    extend: bool,
    quiet: bool,
) -> None:
    """Carry out a study's runs, an ordinary batch."""
    from ccu_sim.batch import run_batch

    try:
        run_batch(
            study,
            folder,
            workers=workers_meant(workers, dask),
            dask=dask,
            selection=selection,
            extend=extend,
            progress=_progress(quiet),
        )
    except KeyboardInterrupt:
        if quiet:
            say("stopped; what is stored is kept, and the same line goes on")
        raise typer.Exit(INTERRUPTED) from None


def _progress(quiet: bool) -> Any:
    from ccu_sim.batch import progress_on

    return progress_on(sys.stderr, quiet=quiet)


def _opened(folder: Path, *, told: bool) -> Results:
    """Open a folder of runs, and say what is to be known of them, if that is not told yet."""
    from ccu_sim.batch import open_results

    results = open_results(folder)
    if not results.complete:
        say(f"The batch in {folder} is not finished; this is of what is stored so far.")
    if not told:
        chosen = (results.manifest.selection or {}).get("sentence")
        for sentence in filter(None, (results.manifest.unaccepted, chosen)):
            say(sentence)
    return results


def _folder_name(name: str) -> str:
    import re

    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "study"


def _tell_written(written: list[Path], how: Format) -> None:
    """Say where the tables and the figure are."""
    told = f"Written: {', '.join(str(path) for path in written)}"
    if how is Format.table:
        print(told)
    else:
        say(told)
