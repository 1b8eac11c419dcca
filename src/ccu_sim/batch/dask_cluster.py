"""The workers of a Dask scheduler that the user already runs."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ccu_sim.batch.interrupts import Interrupts
from ccu_sim.batch.worker import ChunkReport, do_chunk, welcome
from ccu_sim.errors import RunFailures, UserError

if TYPE_CHECKING:
    from distributed import Client

#: Seconds for which the number of workers is taken as known.
COUNTED_EVERY = 5.0

#: Seconds without any worker after which that is said.
PATIENCE = 10.0


class DaskCluster:
    """Dask workers, near or far.

    Parameters
    ----------
    address : str
        Of the scheduler (``tcp://10.0.0.1:8786``), or its scheduler file.
    say : callable
        Told what the user should know.
    """

    _client: Client
    _executor: Executor

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        self._address = address
        self._say = say
        self._counted = -COUNTED_EVERY
        self._threads = 0
        self._alone_since: float | None = None
        self._interrupts = Interrupts(_second_is_raised)

    def __enter__(self) -> DaskCluster:
        """Connect."""
        self._client = _connect(self._address)
        # What became of the scheduler is said in a sentence of ours, not in its traceback.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        # Not pure: a chunk that is done again must be done, not remembered.
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect; what workers are in the middle of, they finish for nothing."""
        try:
            self._executor.shutdown(wait=kind is None)
            self._client.close()
        finally:
            self._interrupts.end()

    def assign(self, folder: Path, study: str) -> None:
        """See that the workers who are there now can do the study."""
        self._folder = str(folder)
        self._study = study
        try:
            complaints = self._client.run(welcome, self._folder, self._study).values()
        except (ImportError, AttributeError) as error:
            raise UserError(f"the Dask workers lack this version of ccu_sim: {error}") from error
        for complaint in complaints:
            if complaint is not None:
                raise UserError(complaint)

    @property
    def width(self) -> int:
        """Enough for the workers that are there now; a cluster may grow and shrink."""
        self._count()
        return max(2, 2 * self._threads)

    def look_in(self) -> None:
        """Obey Ctrl-C, and say it once where nobody is there to do the work."""
        self._interrupts.check()
        self._count()
        now = time.monotonic()
        if self._threads:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
        elif self._alone_since + PATIENCE < now:
            self._alone_since = float("inf")
            self._say(
                f"no worker has come to the Dask scheduler at {self._address}; the batch waits "
                "for one, and Ctrl-C stops it"
            )

    @property
    def gives_up_with(self) -> tuple[type[Exception], ...]:
        """The scheduler retries by itself, and then raises this."""
        from distributed import KilledWorker

        return (KilledWorker,)

    def submit(self, number: int) -> Future[ChunkReport]:
        """Have a chunk done somewhere on the cluster."""
        self._interrupts.begin()
        return self._executor.submit(do_chunk, self._folder, self._study, number)

    def renew(self) -> None:
        """Do nothing: Dask replaces its workers itself."""

    def _count(self) -> None:
        """Ask now and then how many threads there are to work."""
        if time.monotonic() - self._counted < COUNTED_EVERY:
            return
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, TimeoutError) as error:
            raise RunFailures(
                f"the Dask scheduler at {self._address} answers no more; the same line goes on "
                "later"
            ) from error
        self._counted = time.monotonic()


def _second_is_raised(times: int) -> None:
    """Let the second Ctrl-C end the wait for a cluster that does not answer."""
    if times > 1:
        raise KeyboardInterrupt


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise UserError(
            "Dask is not installed: `pip install 'ccu-sim[cluster]'`, or use --workers"
        ) from error
    try:
        if Path(address).is_file():
            return Client(scheduler_file=address, timeout="10s")
        return Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise UserError(f"no Dask scheduler answers at {address}: {error}") from error
