"""`ccu-sim compare`, `batch`, `report` and `verify`: many runs, and what they answer."""

from __future__ import annotations

import hashlib
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccu_sim.cli.asked_study import AskedStudy
from ccu_sim.cli.console import Format, PageFormat, name_next, say
from ccu_sim.cli.exploring import PAGE
from ccu_sim.cli.options import (
    CentralOption,
    DaskOption,
    ExtendOption,
    OutOption,
    PageFormatOption,
    QuietOption,
    ReplicatesOption,
    SetOption,
    SetsOption,
    StrategiesOption,
    StudyMonthsOption,
    StudySeedOption,
    SweepOption,
    UnitsOption,
    WorkersOption,
    complete_names,
    folder_named,
    scenario_names,
    workers_meant,
)
from ccu_sim.errors import RunFailures, UserError

if TYPE_CHECKING:
    from ccu_sim.api import Comparison
    from ccu_sim.batch import Progress, Selection
    from ccu_sim.inputs import Study

RESULTS = Path("results")
REPORT, ONE_PAGE = "report.html", "one-page.html"
FAILED, INTERRUPTED = 1, 130
LONGEST_FOLDER = 60
"""A name that is longer is cut off, and told from others by a few digits."""

USUAL_BUDGET = 150_000
"""A$ that the next command is named with; the reader puts in their own."""

_NAME_HELP = "Name or file of a study."
FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder that a batch wrote.", show_default=False)
]


def compare(
    study: Annotated[
        str | None,
        typer.Argument(
            metavar="UNIT|STUDY",
            help="Name or file of a unit, which is compared under every strategy that fits it, "
            "or of a study.",
            show_default="every strategy at both sites",
            autocompletion=scenario_names,
        ),
    ] = None,
    units: UnitsOption = None,
    strategies: StrategiesOption = None,
    settings: SetOption = None,
    sweeps: SweepOption = None,
    sets: SetsOption = None,
    replicates: ReplicatesOption = None,
    months: StudyMonthsOption = None,
    seed: StudySeedOption = None,
    central: CentralOption = False,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    extend: ExtendOption = False,
    out: OutOption = None,
    how: PageFormatOption = PageFormat.table,
    quiet: QuietOption = False,
) -> None:
    """Compare strategies with as usual: runs, answers and a report in one go.

    A unit or a study is named, or one is composed with --unit and --strategy. Runs,
    report.html and one-page.html go to results/STUDY or --out; the same line again goes on.
    """
    asked = AskedStudy(
        study=study,
        units=units or [],
        strategies=strategies or [],
        settings=settings or [],
        sweeps=sweeps or [],
        sets=sets,
        replicates=replicates,
        months=months,
        seed=seed,
        central=central,
    )
    loaded = asked.load()
    if not quiet and (left_out := asked.left_out()):
        say(left_out)
    folder = out or RESULTS / _folder_name(loaded)
    failures = _carry_out(loaded, folder, workers, dask, extend, quiet)
    _answer(folder, how, asked.line("compare"))
    if failures is not None:
        raise failures
    if not quiet:
        _name_next(asked, loaded, folder)


def batch(
    out: Annotated[
        Path, typer.Option(parser=folder_named, metavar="DIR", help="Folder for the runs.")
    ],
    study: Annotated[
        str | None,
        typer.Argument(
            metavar="STUDY",
            help=_NAME_HELP,
            show_default=False,
            autocompletion=complete_names("study"),
        ),
    ] = None,
    units: UnitsOption = None,
    strategies: StrategiesOption = None,
    settings: SetOption = None,
    sweeps: SweepOption = None,
    sets: SetsOption = None,
    replicates: ReplicatesOption = None,
    months: StudyMonthsOption = None,
    seed: StudySeedOption = None,
    central: CentralOption = False,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    extend: ExtendOption = False,
    quiet: QuietOption = False,
) -> None:
    """Carry out the runs of a study; the same line again goes on where it was stopped.

    A study is named, or composed with --unit and --strategy.
    """
    asked = AskedStudy(
        study=study,
        units=units or [],
        strategies=strategies or [],
        settings=settings or [],
        sweeps=sweeps or [],
        sets=sets,
        replicates=replicates,
        months=months,
        seed=seed,
        central=central,
    )
    if study is None and not asked.composed:
        raise UserError("Name a study, or compose one with --unit and --strategy.")
    loaded = asked.load()
    failures = _carry_out(loaded, out, workers, dask, extend, quiet)
    if failures is not None:
        raise failures
    print(f"{loaded.size:,} {'run is' if loaded.size == 1 else 'runs are'} in {out}")


def report(folder: FolderArgument, how: PageFormatOption = PageFormat.table) -> None:
    """Write the report of a folder of runs, and print its table of effects.

    With --format one-page: print where its page to hand out is, A4 for each unit.
    """
    _tell_of_sets(folder)
    _answer(folder, how, shlex.join(["ccu-sim", "report", str(folder)]))


def verify(
    folder: FolderArgument,
    sample: Annotated[
        int, typer.Option(min=0, metavar="N", help="How many runs to run again.")
    ] = 50,
    quiet: QuietOption = False,
) -> None:
    """Check a folder of runs: every file is read, a sample is run again, bit for bit."""
    from ccu_sim.batch import progress_on
    from ccu_sim.batch import verify as check_folder

    print(check_folder(folder, sample, progress=progress_on(sys.stderr, quiet=quiet)))


def _name_next(asked: AskedStudy, study: Study, folder: Path) -> None:
    """Name what comes after a comparison: a plan for the unit, or how robust the choice is."""
    if len(study.unit_objects) == 1 and study.sweep is None and study.model is None:
        unit = asked.study if asked.of_unit else (*asked.units, *study.units)[0]
        name_next("plan", unit, "--budget", USUAL_BUDGET)
    elif study.parameter_sets > 1:
        name_next("robustness", folder)


def _tell_of_sets(folder: Path) -> None:
    """Say what is to be known of a folder: whether it is whole, and how its sets were chosen."""
    from ccu_sim.batch import open_results
    from ccu_sim.reports.summary import unfinished

    results = open_results(folder)
    manifest = results.manifest
    if manifest.is_design:
        raise UserError(
            f"{folder} holds points of a sensitivity design, over which no effect is averaged; "
            "the folder above it holds what they show."
        )
    if so_far := unfinished(results):
        say(so_far)
    if manifest.unaccepted:
        say(manifest.unaccepted)
    if manifest.selection:
        say(manifest.selection["sentence"])


def _folder_name(study: Study) -> str:
    """Make a folder's name of a study's; runs of the central set alone stay apart."""
    words = re.sub(r"[^a-z0-9]+", "-", study.name.lower()).strip("-") or "study"
    if len(words) > LONGEST_FOLDER:
        mark = hashlib.sha256(study.name.encode()).hexdigest()[:6]
        words = f"{words[: LONGEST_FOLDER - 7].strip('-')}-{mark}"
    return f"{words}-central" if study.central else words


def _carry_out(
    study: Study,
    folder: Path,
    workers: int | None,
    dask: str | None,
    extend: bool,
    quiet: bool,
) -> RunFailures | None:
    """Carry out a study's runs; give the failures if only some runs failed."""
    processes = workers_meant(workers, dask)
    from ccu_sim.batch import open_results, progress_on, run_batch

    progress = Listening(progress_on(sys.stderr, quiet=quiet))
    try:
        run_batch(
            study,
            folder,
            workers=processes,
            dask=dask,
            selection=_selection(study, folder, extend, quiet),
            extend=extend,
            progress=progress,
        )
    except RunFailures as failures:
        try:
            open_results(folder).dataset("runs")
        except UserError:
            raise failures from None
        return failures
    except KeyboardInterrupt:
        if quiet or not progress.last.startswith("stopped"):
            say("stopped; what is stored is kept, and the same line goes on")
        raise typer.Exit(INTERRUPTED) from None
    return None


def _selection(study: Study, folder: Path, extend: bool, quiet: bool) -> Selection | None:
    """Let the unit's own last year select the parameter sets, where it is known."""
    if not any(unit.observed for unit in study.unit_objects):
        return None
    from ccu_sim.batch import require_startable

    require_startable(study, folder, extend=extend)  # weighing takes a while
    from ccu_sim.analysis.calibration import select_by_history
    from ccu_sim.batch import progress_on

    return select_by_history(study, folder, progress=progress_on(sys.stderr, quiet=quiet))


class Listening:
    """Progress that remembers the last sentence, so that a stop is told once and not twice."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.begin, self.advance, self.end = progress.begin, progress.advance, progress.end
        self.last = ""

    def note(self, sentence: str) -> None:
        """Remember a sentence, and pass it on."""
        self.last = sentence
        self._progress.note(sentence)


def _answer(folder: Path, how: PageFormat, line: str) -> None:
    """Print the effects, write the report and the page to hand out, and print where they are."""
    from ccu_sim.api import Comparison
    from ccu_sim.batch import open_results
    from ccu_sim.cli.effects import print_effects

    found = Comparison(open_results(folder))
    path = found.report(folder / REPORT, command=line, explorer=_explorer(found, folder))
    handout = found.report(folder / ONE_PAGE, one_page=True)
    if how is PageFormat.one_page:
        print(handout)
        return
    print_effects(found, Format(how.value))
    told = f"To hand out: {handout}\nReport: {path}"
    if how is PageFormat.table:
        print(told)
    else:
        say(told)


def _explorer(found: Comparison, folder: Path) -> str | None:
    """Write the page of a study's units beside its report; give its name, if there can be one."""
    from ccu_sim.api.exploring import explore_compared

    try:
        return explore_compared(found).save(folder / PAGE).name
    except UserError:  # such as a model of the user's own; the report does without
        return None
