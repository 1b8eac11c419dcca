"""A pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

from ccu_sim.batch.work import ChunkReport, do_chunk


class Pool:
    """Spawned processes, each doing one chunk at a time.

    Parameters
    ----------
    workers : int
        How many processes.
    """

    gives_up_with = ()

    def __init__(self, workers: int) -> None:
        self._workers = workers
        # Spawned, never forked: the same everywhere, and no lock is inherited.
        self._context = multiprocessing.get_context("spawn")
        self._stop: Any = self._context.RawValue("b", 0)

    def __enter__(self) -> Pool:
        """Start the pool; its processes start when there is work for them."""
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes end; after a fault, as soon as their present run is over."""
        if kind is not None:
            self._stop.value = 1
        self._executor.shutdown(cancel_futures=True)

    def assign(self, folder: Path, study: str) -> None:
        """Take on a study."""
        self._folder = str(folder)
        self._study = study

    @property
    def width(self) -> int:
        """Enough that a worker finds its next chunk waiting."""
        return 2 * self._workers

    def submit(self, number: int) -> Future[ChunkReport]:
        """Have a chunk done by whoever is free."""
        return self._executor.submit(_do_chunk_in_pool, self._folder, self._study, number)

    def renew(self) -> None:
        """Replace the pool, which a death has broken."""
        self._executor.shutdown(cancel_futures=True)
        self._start()

    def _start(self) -> None:
        self._executor = ProcessPoolExecutor(
            self._workers,
            mp_context=self._context,
            initializer=_begin_worker,
            initargs=(self._stop,),
        )


#: In a pool's process: set by the parent when the batch is to stop.
_stop: Any = None


def _begin_worker(stop: Any) -> None:
    """Get a pool's process ready: obey the parent, and do not outlive it."""
    global _stop
    _stop = stop
    # Ctrl-C reaches every process of a terminal; here the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do_chunk_in_pool(folder: str, study: str, number: int) -> ChunkReport:
    return do_chunk(folder, study, number, stopping=lambda: bool(_stop.value))
