"""Processes on this machine that do what they are given, and end when their parent says so."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from ccu_sim.batch.interrupts import Interrupts

P = ParamSpec("P")
T = TypeVar("T")

LOOK_IN_EVERY = 0.1
"""Seconds after which a worker, or who waits for one, sees that it is to stop."""

_GO_ON, _STOP, _END = 0, 1, 2


class Processes:
    """Spawned processes, as a context manager.

    At the first Ctrl-C no more is begun and work that asks `stopping` leaves off; at the
    second the processes end at once.

    Parameters
    ----------
    count : int
        How many.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        # Spawned, never forked: the same everywhere, and no lock is inherited.
        self._context = multiprocessing.get_context("spawn")
        self._orders: Any = self._context.RawValue("b", _GO_ON)
        self._interrupts = Interrupts(self._pass_on)

    def __enter__(self) -> Processes:
        """Get ready; processes start when there is work for them."""
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes end; after a fault, as soon as their work lets them."""
        if kind is not None:
            self._orders.value = max(self._orders.value, _STOP)
        try:
            self._executor.shutdown(cancel_futures=True)
        finally:
            self._interrupts.end()

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have something done by whoever is free."""
        self._interrupts.begin()
        with _unheard():
            return self._executor.submit(work, *args, **kwargs)

    def look_in(self) -> None:
        """Raise KeyboardInterrupt if Ctrl-C was pressed; to be asked while waiting."""
        self._interrupts.check()

    def renew(self) -> None:
        """Replace the processes, one of which died; what was asked of the others failed with it."""
        self._executor.shutdown()
        self._start()

    def _pass_on(self, times: int) -> None:
        self._orders.value = min(times, _END)

    def _start(self) -> None:
        self._executor = ProcessPoolExecutor(
            self.count,
            mp_context=self._context,
            initializer=_begin_worker,
            initargs=(self._orders,),
        )


@contextmanager
def _unheard() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, not even before they can say so themselves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


#: In a worker: what the parent wants.
_orders: Any = None


def stopping() -> bool:
    """Tell, in a worker, whether it is to leave off."""
    return _orders is not None and _orders.value != _GO_ON


def _begin_worker(orders: Any) -> None:
    """Get a worker ready: obey the parent, and do not outlive it."""
    global _orders
    _orders = orders
    # Ctrl-C reaches every process of a terminal; here the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_obey, daemon=True).start()


def _obey() -> None:
    parent = multiprocessing.parent_process()
    while _orders.value != _END and parent is not None and parent.is_alive():
        parent.join(LOOK_IN_EVERY)
    os._exit(1)
