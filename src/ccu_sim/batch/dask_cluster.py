"""The workers of a Dask scheduler that the user already runs."""

from __future__ import annotations

import time
from concurrent.futures import Executor, Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ccu_sim.batch.work import ChunkReport, do_chunk, welcome
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    from distributed import Client

#: Seconds for which the number of workers is taken as known.
COUNTED_EVERY = 5.0


class DaskCluster:
    """Dask workers, near or far.

    Parameters
    ----------
    address : str
        Of the scheduler (``tcp://10.0.0.1:8786``), or its scheduler file.
    """

    _client: Client
    _executor: Executor

    def __init__(self, address: str) -> None:
        self._address = address
        self._counted = -COUNTED_EVERY
        self._width = 1

    def __enter__(self) -> DaskCluster:
        """Connect."""
        self._client = _connect(self._address)
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
        self._executor.shutdown(wait=kind is None)
        self._client.close()

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
        if time.monotonic() - self._counted >= COUNTED_EVERY:
            self._width = max(2, 2 * sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._width

    @property
    def gives_up_with(self) -> tuple[type[Exception], ...]:
        """The scheduler retries by itself, and then raises this."""
        from distributed import KilledWorker

        return (KilledWorker,)

    def submit(self, number: int) -> Future[ChunkReport]:
        """Have a chunk done somewhere on the cluster."""
        return self._executor.submit(do_chunk, self._folder, self._study, number)

    def renew(self) -> None:
        """Do nothing: Dask replaces its workers itself."""


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
