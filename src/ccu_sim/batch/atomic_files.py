"""Files that are replaced whole or not at all, and where they can be."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ccu_sim.errors import UserError

#: What a file is called while it is being written.
PASSING = ".part"


def require_writable(folder: Path) -> None:
    """See that a folder is there or can be made, and takes files; touch nothing.

    For what takes time before anything is written.

    Raises
    ------
    UserError
        If it does not.
    """
    place = folder.absolute()
    above = next(one for one in (place, *place.parents) if one.exists())
    if not (above.is_dir() and os.access(above, os.W_OK)):
        why = "" if above == place else f" be made: {above} cannot"
        raise UserError(f"{folder} cannot{why} be written to.")


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """Write a file under a passing name, flush it to the disk, and rename it.

    Whoever looks, and whenever the writing is cut off, `path` is what it was before
    or what it is to become.
    """
    # No two writers share a passing name, on one machine or on many.
    passing = path.with_name(f"{path.name}.{secrets.token_hex(8)}{PASSING}")
    try:
        with passing.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
        flush_folder(path.parent)
    finally:
        passing.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Replace a text file whole."""
    with replaced(path) as file:
        file.write(text.encode())


def remove_passing(folders: Iterable[Path]) -> None:
    """Remove what a process that was killed left half written."""
    for folder in folders:
        for path in folder.glob(f"*{PASSING}"):
            path.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make renames in a folder last through a loss of power, where systems can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems cannot, and lose nothing by it but this.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
