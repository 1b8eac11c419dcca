"""Running candidates: chunk after chunk, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from ccu_sim.analysis.calibration.folder import write_table
from ccu_sim.batch.processes import LOOK_IN_EVERY, Processes, stopping
from ccu_sim.batch.progress import Progress
from ccu_sim.batch.worker import Stopped
from ccu_sim.errors import RunFailures

Observe = Callable[..., Mapping[str, float]]
"""``observe(unit, parameters, *, seed, set_index, replicate)`` gives a run's summary."""


RUNS_PER_CHUNK = 240
"""Some seconds of work: what is lost at most, for each worker, when it is stopped."""

MOST_CANDIDATES = 20


@dataclass(frozen=True)
class Chunk:
    """Some candidates and some replicates of each, at every unit.

    Attributes
    ----------
    path : Path
        Where the rows go.
    observe : callable
        At the top of a module, so that other processes find it.
    units : tuple of str
    candidates : tuple of (int, dict of str to float)
        Number and parameter set.
    replicates : range
    seed : int
    """

    path: Path
    observe: Observe
    units: tuple[str, ...]
    candidates: tuple[tuple[int, dict[str, float]], ...]
    replicates: range
    seed: int

    @property
    def runs(self) -> int:
        """How many runs it takes."""
        return len(self.candidates) * len(self.units) * len(self.replicates)

    def carry_out(self) -> int:
        """Run it all, store the rows, and say how many.

        Raises
        ------
        RunFailures
            If a run failed, or the rows could not be written.
        Stopped
            If it was told to leave off.
        """
        rows = pd.DataFrame(self._rows())
        try:
            write_table(self.path, rows)
        except OSError as error:
            raise RunFailures(f"cannot write {self.path}: {error.strerror or error}") from error
        return self.runs

    def _rows(self) -> Iterator[dict[str, str | float]]:
        for number, parameters in self.candidates:
            for unit in self.units:
                for replicate in self.replicates:
                    if stopping():
                        raise Stopped
                    yield self._row(number, parameters, unit, replicate)

    def _row(
        self, number: int, parameters: dict[str, float], unit: str, replicate: int
    ) -> dict[str, str | float]:
        address = {"seed": self.seed, "set_index": number, "replicate": replicate}
        try:
            shown = self.observe(unit, parameters, **address)
        except Exception as error:
            raise RunFailures(
                f"candidate {number} failed at {unit}, replicate {replicate}: "
                f"{type(error).__name__}: {error}"
            ) from error
        return {"candidate": number, "unit": unit, "replicate": replicate, **shown}


def candidates_per_chunk(units: int, replicates: int) -> int:
    """Give how many candidates go into a chunk in which each has so many runs at each unit."""
    return max(1, min(MOST_CANDIDATES, RUNS_PER_CHUNK // (units * replicates)))


def carry_out(chunks: Sequence[Chunk], workers: int, progress: Progress, note: str = "") -> None:
    """Carry out the chunks that are not stored yet, in any order.

    Parameters
    ----------
    chunks : sequence of Chunk
    workers : int
        Processes; 1 works in this one.
    progress : Progress
        Told how many runs are done.
    note : str
        Told first, if there is anything to do.

    Raises
    ------
    RunFailures
        If a run failed or a process died.
    """
    missing = [chunk for chunk in chunks if not chunk.path.exists()]
    if not missing:
        return
    if note:
        progress.note(note)
    runs = sum(chunk.runs for chunk in chunks)
    progress.begin(runs, runs - sum(chunk.runs for chunk in missing))
    try:
        _do(missing, workers, progress.advance)
    finally:
        progress.end()


def _do(chunks: Sequence[Chunk], workers: int, done: Callable[[int], None]) -> None:
    if workers == 1:
        for chunk in chunks:
            done(chunk.carry_out())
        return
    waiting = iter(chunks)
    try:
        with Processes(workers) as pool:
            flying: set[Future[int]] = set()
            while True:
                free = 2 * workers - len(flying)
                flying |= {pool.submit(chunk.carry_out) for chunk in islice(waiting, free)}
                if not flying:
                    break
                landed, flying = wait(flying, LOOK_IN_EVERY, FIRST_COMPLETED)
                pool.look_in()
                for future in landed:
                    done(future.result())
    except BrokenProcessPool as error:
        raise RunFailures(
            "a worker died (out of memory?); the same command goes on where it was"
        ) from error
