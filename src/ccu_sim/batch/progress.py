"""How far a batch is: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress(Protocol):
    """What a batch tells while it works."""

    def begin(self, runs: int, stored: int) -> None:
        """Say how many runs are expected, and how many an earlier batch has stored."""

    def advance(self, runs: int) -> None:
        """Say that some more runs are done."""

    def note(self, sentence: str) -> None:
        """Say something that the user should know."""

    def end(self) -> None:
        """Stop showing progress; called however the batch ends."""


class Quiet:
    """Says nothing."""

    def begin(self, runs: int, stored: int) -> None:
        """Say nothing."""

    def advance(self, runs: int) -> None:
        """Say nothing."""

    def note(self, sentence: str) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Lines:
    """Plain lines, for a log file or a pipe.

    Parameters
    ----------
    stream : text stream
        Where the lines go.
    every : float
        Seconds between two lines, at least.
    """

    def __init__(self, stream: TextIO, every: float = 10.0) -> None:
        self._stream = stream
        self._every = every

    def begin(self, runs: int, stored: int) -> None:
        """Write how much there is to do."""
        self._runs = runs
        self._done = self._stored = stored
        self._began = self._wrote = time.monotonic()
        already = f", {stored:,} of them stored already" if stored else ""
        self.note(f"{runs:,} runs{already}")

    def advance(self, runs: int) -> None:
        """Write a line when it is time for one, and when all are done that were expected."""
        before = self._done
        self._done += runs
        now = time.monotonic()
        if before < self._runs <= self._done or now - self._wrote >= self._every:
            self._wrote = now
            self.note(self._state(now - self._began))

    def note(self, sentence: str) -> None:
        """Write a line."""
        print(sentence, file=self._stream, flush=True)

    def end(self) -> None:
        """Write nothing: the last line has been written."""

    def _state(self, seconds: float) -> str:
        done = f"{self._done:,} of {self._runs:,} runs ({self._done / self._runs:.0%})"
        if self._done > self._runs:
            done = f"{self._done:,} runs, {self._done - self._runs:,} more than expected"
        pace = _pace(self._done, self._runs, self._stored, seconds)
        return f"{done}, {pace}" if pace else done


class Bar:
    """A bar that redraws itself on a terminal.

    Parameters
    ----------
    stream : text stream
        The terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._bar: RichProgress = Progress(
            TextColumn("runs"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            console=Console(file=stream),
        )
        self._task: TaskID | None = None

    def begin(self, runs: int, stored: int) -> None:
        """Draw the bar."""
        self._done, self._runs, self._stored = stored, runs, stored
        self._began = time.monotonic()
        self._task = self._bar.add_task("", total=runs, completed=stored, pace="")
        self._bar.start()

    def advance(self, runs: int) -> None:
        """Move the bar."""
        self._done += runs
        if self._task is not None:
            pace = _pace(self._done, self._runs, self._stored, time.monotonic() - self._began)
            most = max(self._runs, self._done)
            self._bar.update(self._task, completed=self._done, total=most, pace=pace)

    def note(self, sentence: str) -> None:
        """Write a line above the bar."""
        self._bar.console.print(sentence, highlight=False, markup=False)

    def end(self) -> None:
        """Leave the bar as it stands."""
        self._bar.stop()


def progress_on(stream: TextIO, *, quiet: bool = False) -> Progress:
    """Choose how to show progress on a stream.

    Parameters
    ----------
    stream : text stream
        Usually standard error.
    quiet : bool
        Show nothing at all.

    Returns
    -------
    Progress
        A bar if the stream is a terminal, plain lines if not.
    """
    if quiet:
        return Quiet()
    return Bar(stream) if stream.isatty() else Lines(stream)


def _pace(done: int, expected: int, stored: int, seconds: float) -> str:
    """Say how fast it goes and, where no more are done than were expected, how long it takes."""
    rate = (done - stored) / max(seconds, 1e-9)
    if rate <= 0:
        return ""
    left = f", {in_words((expected - done) / rate)} left" if done <= expected else ""
    return f"{rate:,.1f} a second{left}"


def in_words(seconds: float) -> str:
    """Return a length of time as a person would say it: ``40 s``, ``12 min``, ``3.5 h``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 48 * 3600 else f"{seconds / 86400:.1f} days"
