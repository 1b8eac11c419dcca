"""Running candidates: chunk after chunk, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from ccu_sim.analysis.calibration.folder import write_table
from ccu_sim.errors import RunFailures

Observe = Callable[..., Mapping[str, float]]
"""``observe(unit, parameters, *, seed, set_index, replicate)`` gives a run's summary."""


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
        """
        rows = [
            self._row(number, parameters, unit, replicate)
            for number, parameters in self.candidates
            for unit in self.units
            for replicate in self.replicates
        ]
        try:
            write_table(self.path, pd.DataFrame(rows))
        except OSError as error:
            raise RunFailures(f"cannot write {self.path}: {error.strerror or error}") from error
        return self.runs

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


def carry_out(chunks: Iterable[Chunk], workers: int, done: Callable[[int], None]) -> None:
    """Carry out chunks, in any order.

    Parameters
    ----------
    chunks : iterable of Chunk
    workers : int
        Processes; 1 works in this one.
    done : callable
        Told after each chunk how many runs it took.

    Raises
    ------
    RunFailures
        If a run failed or a process died.
    """
    if workers == 1:
        for chunk in chunks:
            done(chunk.carry_out())
        return
    waiting = iter(chunks)
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker
    )
    try:
        flying: set[Future[int]] = set()
        while True:
            free = 2 * workers - len(flying)
            flying |= {pool.submit(chunk.carry_out) for chunk in islice(waiting, free)}
            if not flying:
                break
            landed, flying = wait(flying, return_when=FIRST_COMPLETED)
            for future in landed:
                done(future.result())
    except BrokenProcessPool as error:
        raise RunFailures(
            "a worker died (out of memory?); the same command goes on where it was"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_worker() -> None:
    """Let the parent decide about Ctrl-C, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
