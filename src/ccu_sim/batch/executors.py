"""Who does the chunks, and the loop that drives them.

An executor is this process, a pool of processes, or a Dask cluster. All are driven
by :func:`carry_out`, through the futures of the standard library. It keeps only a
few chunks in flight, so that its memory does not grow with the study, and it
carries on when a worker dies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from ccu_sim.batch.interrupts import Interrupts
from ccu_sim.batch.processes import LOOK_IN_EVERY
from ccu_sim.batch.worker import ChunkReport, do_chunk
from ccu_sim.errors import RunFailures

#: A chunk that was with a worker when it died this often is given up, and named.
DEATHS_PER_CHUNK = 3
#: When workers die this often with nothing done in between, the batch stops.
DEATHS_IN_A_ROW = 8


@dataclass(frozen=True, slots=True)
class LostChunk:
    """A chunk that was given up because its worker died every time."""

    number: int


class Executor(Protocol):
    """Somebody who does chunks, as a context manager."""

    def __enter__(self) -> Executor:
        """Get ready to work."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop working, at once if something went wrong."""

    def assign(self, folder: Path, study: str) -> None:
        """Take on a study: its folder, and the hash of the ``study.json`` there.

        Raises
        ------
        UserError
            If it is clear now that the study cannot be done there.
        """

    @property
    def width(self) -> int:
        """How many chunks to have in flight."""

    @property
    def gives_up_with(self) -> tuple[type[Exception], ...]:
        """What a future raises whose worker died too often."""

    def submit(self, number: int) -> Future[ChunkReport]:
        """Have a chunk done."""

    def look_in(self) -> None:
        """See, every now and then while chunks are in flight, whether to go on waiting.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C was pressed.
        RunFailures
            If nobody is there any more who could do them.
        """

    def renew(self) -> None:
        """Be ready to work again after a worker died."""


def carry_out(executor: Executor, numbers: Iterator[int]) -> Iterator[ChunkReport | LostChunk]:
    """Have chunks done, in any order.

    Parameters
    ----------
    executor : Executor
        Who does them; already entered.
    numbers : iterator of int
        The chunks to do.

    Yields
    ------
    ChunkReport or LostChunk
    """
    deaths: Counter[int] = Counter()
    again: list[int] = []
    in_flight: dict[Future[ChunkReport], int] = {}
    in_a_row = 0
    while True:
        died: list[int] = []
        # After two deaths, suspects go one at a time, to find out which of them it is.
        suspicious = bool(again) and deaths[again[0]] > 1
        while len(in_flight) < (1 if suspicious else executor.width) and not died:
            number = again.pop(0) if again else next(numbers, None)
            if number is None:
                break
            try:
                in_flight[executor.submit(number)] = number
            except BrokenExecutor:
                died.append(number)
        if not in_flight and not died:
            return
        done, _ = wait(in_flight, timeout=LOOK_IN_EVERY, return_when=FIRST_COMPLETED)
        executor.look_in()
        for future in done:
            number = in_flight.pop(future)
            try:
                report = future.result()
            except BrokenExecutor:
                died.append(number)
            except executor.gives_up_with:
                yield LostChunk(number)
            except CancelledError as error:
                raise RunFailures("the workers have gone; the same line goes on later") from error
            else:
                in_a_row = 0
                yield report
        if not died:
            continue
        # The pool is broken as a whole, and with it everything else in flight.
        died += in_flight.values()
        in_flight.clear()
        in_a_row += 1
        if in_a_row >= DEATHS_IN_A_ROW:
            raise RunFailures(
                f"the workers died {in_a_row} times in a row without finishing anything "
                "(out of memory, or a script without `if __name__ == '__main__':`?)"
            )
        deaths.update(died)
        for number in died:
            if deaths[number] >= DEATHS_PER_CHUNK:
                yield LostChunk(number)
            else:
                again.append(number)
        again.sort(key=lambda number: (-deaths[number], number))
        executor.renew()


class InProcess:
    """Does the chunks itself, one after the other.

    Ctrl-C is raised where it lands, and the chunk under way is left undone. Python may lose it
    there, in the middle of letting go of a run's agents, so it is looked for before every run.
    """

    width = 1
    gives_up_with = ()

    def __init__(self) -> None:
        self._interrupts = Interrupts(_raise)

    def __enter__(self) -> InProcess:
        """Listen to Ctrl-C; there is nobody to wait for."""
        self._interrupts.begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let Ctrl-C do again what it did before."""
        self._interrupts.end()

    def assign(self, folder: Path, study: str) -> None:
        """Take on a study."""
        self._folder = str(folder)
        self._study = study

    def submit(self, number: int) -> Future[ChunkReport]:
        """Do a chunk, now."""
        future: Future[ChunkReport] = Future()
        future.set_result(do_chunk(self._folder, self._study, number, stopping=self._interrupted))
        return future

    def look_in(self) -> None:
        """Raise KeyboardInterrupt if Ctrl-C was pressed and lost where it landed."""
        self._interrupts.check()

    def _interrupted(self) -> bool:
        self._interrupts.check()
        return False

    def renew(self) -> None:
        """Do nothing: if this process dies, so does the batch."""


def _raise(count: int) -> None:
    raise KeyboardInterrupt
