"""A batch: every run of a study, stored in a folder, from the beginning or from where it was."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from ccu_sim.batch import manifest as manifests
from ccu_sim.batch import store as stores
from ccu_sim.batch.as_usual import unaccepted
from ccu_sim.batch.completion import Completion
from ccu_sim.batch.executors import Executor, InProcess, carry_out
from ccu_sim.batch.lock import locked
from ccu_sim.batch.manifest import Manifest, environment
from ccu_sim.batch.opening import open_or_begin, require_usable
from ccu_sim.batch.plan import Extent, seconds_per_run, usual_cases_per_chunk
from ccu_sim.batch.points import Points
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.batch.results import Results
from ccu_sim.batch.room import most_posts, require_room
from ccu_sim.batch.simulation_task import prepare, sets_of
from ccu_sim.batch.store import Store
from ccu_sim.batch.trial import Trial, try_model
from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel

if TYPE_CHECKING:
    from ccu_sim.batch.selection import Selection
    from ccu_sim.inputs import Study


def run_batch(
    study: Study,
    out: str | Path,
    *,
    workers: int = 1,
    dask: str | None = None,
    central: bool = False,
    selection: Selection | None = None,
    extend: bool = False,
    model: type | str | None = None,
    runs_per_chunk: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Carry out every run of a study and store the results in a folder.

    If the folder holds part of the same study already, the batch goes on from there,
    however it was stopped.

    Parameters
    ----------
    study : Study
        What to run.
    out : str or Path
        The folder; made if it is not there.
    workers : int
        Processes on this machine; what is small enough for one chunk takes none but this
        one, unless it is a model of one's own. With more than one, a script that calls this
        must do so under ``if __name__ == "__main__":``.
    dask : str, optional
        Address of a running Dask scheduler, or its scheduler file, whose workers are
        used instead. They must see the folder under the same path.
    central : bool
        Use the central parameter set alone.
    selection : Selection, optional
        Parameter sets to use in place of the first of the ensemble, as `ccu_sim.compare`
        does for a unit with a history of its own, and `ccu_sim.sensitivity` for its designs.
    extend : bool
        Allow the study to have more parameter sets or replicates than the folder has.
    model : type or str, optional
        A model of one's own in place of the study's: a subclass of `CCUModel` that is defined
        in a file, or ``FILE.py:CLASS``. The file is run in every process.
    runs_per_chunk : int, optional
        About how many runs to store at a time, in a folder that is begun or extended;
        by default chosen by the study's size. The results do not depend on it.
    progress : Progress, optional
        Told how far the batch is; nobody by default.

    Returns
    -------
    Results

    Raises
    ------
    UserError
        If the study is not valid or the folder cannot be used for it; nothing in the
        folder has been touched then.
    RunFailures
        If some runs failed, after all others have been stored.
    """
    if workers < 1:
        raise UserError(f"workers is {workers}; at least 1 is needed")
    if central:
        study = study.model_copy(update={"parameter_sets": 0})
    if model is not None:
        study = study.model_copy(update={"model": OwnModel.read(model)})
    study.require_runnable()
    require_room(study)
    sets = selection.points_for(study) if selection else sets_of(study)
    settings = Points.of(study.settings())
    folder = Path(out).absolute()
    progress = progress or Quiet()
    trial = try_model(study, sets, settings, None if dask else workers)
    wanted = _manifest_of(study, folder, sets, settings, trial, runs_per_chunk)
    if selection:
        wanted = replace(wanted, selection=selection.told())

    if wanted.plan.chunks == 1 and study.model is None:
        # Nothing to share, and a process takes longer to start than most chunks; of the user's
        # own code none knows, and a process that it ends is one of the workers.
        workers = 1
    with _executor(workers, dask, progress) as executor:
        stores.make_folder(folder)
        with locked(folder):
            if not (folder / manifests.NAME).exists() and not wanted.is_design:
                wanted = replace(wanted, unaccepted=_why_unaccepted(study))
            store = open_or_begin(folder, wanted, sets, settings, extend=extend)
            if store.manifest.unaccepted:
                progress.note(store.manifest.unaccepted)
            _carry_out(store, executor, progress, trial)
    return Results(store)


def require_startable(study: Study, out: str | Path, *, extend: bool = False) -> None:
    """See all that would refuse a batch and does not depend on its parameter sets.

    For what takes time before the batch begins, such as weighing them.

    Raises
    ------
    UserError
        As `run_batch` would.
    """
    study.require_runnable()
    require_room(study)
    require_usable(Path(out).absolute(), study, extend=extend)


def _why_unaccepted(study: Study) -> str | None:
    """Say why a study's parameter sets do not count as accepted for its model, if so."""
    if study.central:
        return None
    if study.model is not None:
        return (
            "The parameter sets of the ensemble were accepted for the model as shipped, so runs "
            f"as usual of {study.model.label} may miss the published targets."
        )
    prepare()
    return unaccepted()


def _manifest_of(
    study: Study,
    folder: Path,
    sets: Points,
    settings: Points,
    trial: Trial | None,
    runs_per_chunk: int | None,
) -> Manifest:
    strategies = len(study.strategies)
    if study.model is not None:
        study = study.model_copy(update={"model": study.model.seen_from(folder)})
    return Manifest(
        study=study.resolved(),
        environment=environment(),
        units=tuple(study.units),
        strategies=tuple(study.strategies),
        settings=len(settings),
        sweep=settings.hash,
        extents=(
            Extent(
                sets=len(sets),
                replicates=study.replicates,
                cases_per_chunk=max(1, runs_per_chunk // strategies)
                if runs_per_chunk
                else usual_cases_per_chunk(study.size, strategies, _seconds_per_run(study, trial)),
            ),
        ),
        parameters=(sets.hash,),
        measures=trial.measures if trial else (),
    )


def _seconds_per_run(study: Study, trial: Trial | None) -> float:
    """Estimate what a run takes, on average over a study's units."""
    if trial is not None and trial.seconds is not None:
        return trial.seconds
    return fmean(
        seconds_per_run(most_posts(unit) + unit.beds, study.months) for unit in study.unit_objects
    )


def _carry_out(store: Store, executor: Executor, progress: Progress, trial: Trial | None) -> None:
    """Do the chunks that are not stored yet, and raise RunFailures if runs failed."""
    plan = store.plan
    settled, notes = _settled(store)
    completion = Completion(store, sum(map(plan.runs_in_chunk, settled)), progress)
    if completion.stored < plan.runs:
        prepare()
        executor.assign(store.folder, store.manifest.hash)
        if trial is not None:
            progress.note(trial.sentence(plan.runs - completion.stored))
    progress.begin(plan.runs, completion.stored)
    try:
        for note in notes:
            progress.note(note)
        left = (number for number in range(plan.chunks) if number not in settled)
        # Where one chunk finds no room, no more are begun; those under way may still fit.
        for report in carry_out(executor, takewhile(lambda _: completion.has_room(), left)):
            completion.count(report)
    except KeyboardInterrupt:
        stored = sum(map(plan.runs_in_chunk, store.stored_chunks()))
        progress.note(
            f"stopped; {stored:,} of {plan.runs:,} runs are stored; the same line goes on"
        )
        raise
    finally:
        progress.end()
    completion.require_success()


def _settled(store: Store) -> tuple[set[int], list[str]]:
    """Return which chunks need nothing more, and what is to be said about others."""
    settled, notes = set(), []
    for number, damage in store.inspect():
        if damage is not None:
            notes.append(f"{damage}; it is made anew")
        elif store.is_settled(number):
            settled.add(number)
    return settled, notes


def _executor(workers: int, dask: str | None, progress: Progress) -> Executor:
    if dask is not None:
        from ccu_sim.batch.dask_cluster import DaskCluster

        return DaskCluster(dask, progress.note)
    if workers > 1:
        from ccu_sim.batch.process_pool import Pool

        return Pool(workers)
    return InProcess()
