"""Ctrl-C while others work: counted where it lands, raised where nothing is half done.

An exception in the middle of a pool's own bookkeeping may leave it waiting for ever, and a
library may have put a handler of its own in Python's place. So for as long as work is handed
out to others Ctrl-C only counts, and the loop that hands it out asks.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any


class Interrupts:
    """How often Ctrl-C was pressed since `begin`; only a program's main thread is told.

    Parameters
    ----------
    told : callable
        Called at each, inside the signal handler, with how many there were.

    Attributes
    ----------
    count : int
    """

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._before: Any = None
        self._begun = False
        self.count = 0

    def begin(self) -> None:
        """Begin to count, unless that was begun already, or nobody listens to Ctrl-C."""
        if self._begun or threading.current_thread() is not threading.main_thread():
            return
        if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
            return
        # Python lets a Ctrl-C that waits be raised here, in place of what was asked for.
        self._before = signal.signal(signal.SIGINT, self._take)
        self._begun = True

    def end(self) -> None:
        """Let Ctrl-C do again what it did before."""
        if self._begun:
            self._begun = False
            signal.signal(signal.SIGINT, self._before)

    def check(self) -> None:
        """Raise KeyboardInterrupt if there was any."""
        if self.count:
            raise KeyboardInterrupt

    def _take(self, signum: int, frame: FrameType | None) -> None:
        self.count += 1
        self._told(self.count)
