"""Work for processes of one's own."""

import os
import signal
import time
from pathlib import Path

from ccu_sim.batch.processes import LOOK_IN_EVERY, stopping

#: The process that set it, or None in one that inherited nothing.
SET_BY = None


def go_on(place):
    """Work for half a second, or until it is to stop; say which, and in which process."""
    Path(place).touch()
    ends = time.monotonic() + 0.5
    while time.monotonic() < ends:
        if stopping():
            return "stopped", os.getpid()
        time.sleep(0.01)
    return "done", os.getpid()


def wait(place):
    """Work until it is to stop, or for a minute; then bring to an end what it is at."""
    Path(place).touch()
    ends = time.monotonic() + 60.0
    while time.monotonic() < ends and not stopping():
        time.sleep(0.01)
    time.sleep(4 * LOOK_IN_EVERY)
    return stopping()


def never_ask(place):
    """Work for a minute without asking."""
    Path(place).touch()
    time.sleep(60.0)


def rest():
    """Do nothing for half a second; give the processor time that this process took meanwhile."""
    began = time.process_time()
    time.sleep(0.5)
    return time.process_time() - began


def die():
    """Die."""
    os._exit(3)


def told():
    """Tell which process left its mark here, what Ctrl-C does, and whether it is heard at all."""
    return (
        SET_BY,
        signal.getsignal(signal.SIGINT),
        signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ()),
    )
