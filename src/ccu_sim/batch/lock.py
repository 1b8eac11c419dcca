"""One batch at a time on a folder, held by a lock that does not outlive a crash.

The operating system holds the lock for as long as the process that took it lives,
and lets go of it however that process ends. The lock file itself stays behind and
means nothing by being there.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ccu_sim.errors import UserError

NAME = ".lock"

#: Where the locked byte lies: behind the holder's name, which others may then read.
_LOCKED_BYTE = 4096

_NAME_WIDTH = 200

#: What systems answer when somebody else holds the lock.
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, or refuse at once if somebody else holds it.

    Parameters
    ----------
    folder : Path
        An existing folder.

    Raises
    ------
    UserError
        If another process is at work on the folder, or the folder's file system
        cannot be written to or knows no locks.
    """
    path = folder / NAME
    try:
        # Not inherited by child processes: a worker must not keep the lock alive.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror}") from error
    try:
        try:
            _take(descriptor)
        except OSError as error:
            if error.errno not in _HELD:
                raise UserError(
                    f"cannot lock {folder}, so two batches could not be kept apart there: "
                    f"{error.strerror}; choose a folder on another file system"
                ) from error
            holder = os.read(descriptor, _NAME_WIDTH).decode(errors="replace").strip()
            raise UserError(
                f"another batch is at work on {folder} ({holder}); wait for it to end, or stop it"
            ) from error
        # Only for the message above; a disk too full for it is reported later, by name.
        with suppress(OSError):
            holder = f"process {os.getpid()} on {socket.gethostname()}"
            os.write(descriptor, f"{holder:<{_NAME_WIDTH}}\n".encode())
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
