"""A pool of processes on this machine."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from types import TracebackType

from ccu_sim.batch.processes import Processes, stopping
from ccu_sim.batch.worker import ChunkReport, do_chunk


class Pool:
    """Processes, each doing one chunk at a time.

    Parameters
    ----------
    workers : int
        How many processes.
    """

    gives_up_with = ()

    def __init__(self, workers: int) -> None:
        self._processes = Processes(workers)
        self.look_in = self._processes.look_in
        self.renew = self._processes.renew

    def __enter__(self) -> Pool:
        """Get ready."""
        self._processes.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes end; after a fault, as soon as their present run is over."""
        self._processes.__exit__(kind, error, trace)

    def assign(self, folder: Path, study: str) -> None:
        """Take on a study."""
        self._folder = str(folder)
        self._study = study

    @property
    def width(self) -> int:
        """Enough that a worker finds its next chunk waiting."""
        return 2 * self._processes.count

    def submit(self, number: int) -> Future[ChunkReport]:
        """Have a chunk done by whoever is free."""
        return self._processes.submit(_do_chunk, self._folder, self._study, number)


def _do_chunk(folder: str, study: str, number: int) -> ChunkReport:
    return do_chunk(folder, study, number, stopping)
