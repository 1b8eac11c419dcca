"""What a worker does: one chunk, from the study's folder and back into it.

A worker is told a folder, which study to expect there and a number, and answers with
a few counts. The study itself it reads from the folder, and the results it writes
there; nothing large travels between processes or machines.
"""

from __future__ import annotations

import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from ccu_sim.batch.chunks import ROWS_PER_GROUP, ChunkWriter
from ccu_sim.batch.failures import FailedRun, forget_failures, record_failures
from ccu_sim.batch.manifest import environment
from ccu_sim.batch.plan import PlannedRun
from ccu_sim.batch.simulation_task import SimulationTask
from ccu_sim.batch.store import Store
from ccu_sim.batch.tables import Address, Gathered
from ccu_sim.errors import UserError

#: How many failed runs a report names; all are named in the folder.
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ChunkReport:
    """What came of a chunk.

    Attributes
    ----------
    number : int
        Of the chunk.
    stored, failed : int
        How many of its runs are now on disk, and how many raised an error.
    examples : tuple of FailedRun
        Some that failed.
    unstored : str or None
        Why nothing of it could be written, if so.
    """

    number: int
    stored: int = 0
    failed: int = 0
    examples: tuple[FailedRun, ...] = ()
    unstored: str | None = None


class Stopped(Exception):
    """The batch is to stop, so a chunk was left undone."""


def do_chunk(
    folder: str, study: str, number: int, stopping: Callable[[], bool] = bool
) -> ChunkReport:
    """Simulate a chunk's runs and store them.

    Parameters
    ----------
    folder : str
        The study's folder, as this machine sees it.
    study : str
        The hash of the ``study.json`` that is expected there.
    number : int
        The chunk.
    stopping : callable
        Asked before every run whether to leave off.

    Returns
    -------
    ChunkReport

    Raises
    ------
    UserError
        If this worker cannot do the study at all: other versions, no such folder.
    Stopped
        If it was told to leave off.
    """
    store, task = _open(folder, study)
    stored = 0
    failed: list[FailedRun] = []
    try:
        with ChunkWriter(store.folder, store.manifest.mark, number) as writer:
            for gathered in _simulated(store, task, number, stopping, failed):
                writer.write(gathered.tables())
                stored += len(gathered)
            if failed:
                record_failures(store.folder, number, failed)
        if not failed:
            forget_failures(store.folder, number)
    except OSError as error:
        return ChunkReport(number, unstored=error.strerror or str(error))
    return ChunkReport(number, stored, len(failed), tuple(failed[:EXAMPLES]))


def welcome(folder: str, study: str) -> str | None:
    """Say why this worker cannot do a study, if so; if not, get ready."""
    try:
        _open(folder, study)
    except UserError as error:
        return str(error)
    return None


@lru_cache(maxsize=1)
def _open(folder: str, study: str) -> tuple[Store, SimulationTask]:
    """Read the study that a folder holds, once for all its chunks."""
    place = Path(folder)
    me = f"a worker on {socket.gethostname()}"
    shared = "the folder must be on a file system that all workers share, under one path"
    if not place.is_dir():
        raise UserError(f"{me} does not see {folder}; {shared}")
    store = Store.open(place)
    if store.manifest.hash != study:
        raise UserError(f"{me} sees another study in {folder}; {shared}")
    here = environment()
    for name, version in store.manifest.environment.items():
        if here.get(name) != version:
            raise UserError(
                f"{me} has {name} {here.get(name)} and the study was begun with {version}; "
                "give all workers the same environment"
            )
    return store, SimulationTask(store.study, store.sets, store.settings)


def _simulated(
    store: Store,
    task: SimulationTask,
    number: int,
    stopping: Callable[[], bool],
    failed: list[FailedRun],
) -> Iterator[Gathered]:
    """Simulate a chunk's runs, a row group at a time; failures go to `failed`.

    Rows lie by unit and strategy, and a row group ends where the strategy changes, so
    that one strategy can be read from a large study without the others.
    """
    manifest = store.manifest
    gathered = Gathered()
    for _, cases in groupby(sorted(store.plan.chunk(number), key=astuple), lambda c: c.unit):
        there = list(cases)
        for strategy in range(store.plan.strategies):
            for case in there:
                if stopping():
                    raise Stopped
                run = PlannedRun(strategy, case)
                address = manifest.address(run)
                try:
                    gathered.add(address, task.run(run))
                except Exception as error:
                    failed.append(_failure(address, error, task.place_of(error)))
            if gathered.rows >= ROWS_PER_GROUP:
                yield gathered
                gathered = Gathered()
    if len(gathered) > 0:
        yield gathered


def _failure(address: Address, error: Exception, place: str) -> FailedRun:
    return FailedRun(
        address,
        error=f"{place}{type(error).__name__}: {error}",
        trace="".join(traceback.format_exception(error)),
    )
