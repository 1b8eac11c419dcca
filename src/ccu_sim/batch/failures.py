"""Runs that failed, by name.

They are kept beside the results, in one readable file for each chunk that has any,
and tried again when the batch is given again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccu_sim.batch.atomic_files import replace_text
from ccu_sim.batch.chunks import chunk_name
from ccu_sim.batch.tables import Address
from ccu_sim.errors import UserError

FOLDER = "failures"


@dataclass(frozen=True, slots=True)
class FailedRun:
    """A run that raised an error, or whose worker died.

    Attributes
    ----------
    address : Address
        As in the results.
    error : str
        The kind of error and its message, in one line.
    trace : str
        Where in the program it arose.
    """

    address: Address
    error: str
    trace: str = ""

    def __str__(self) -> str:
        return f"{self.address}: {self.error}"

    def row(self) -> dict[str, Any]:
        """Return the failure as a row: its address, error and trace."""
        return {**self.address._asdict(), "error": self.error, "trace": self.trace}


def record_failures(folder: Path, number: int, failed: Sequence[FailedRun]) -> None:
    """Say which runs of a chunk failed, in place of what an earlier attempt said."""
    path = _path(folder, number)
    path.parent.mkdir(exist_ok=True)
    replace_text(path, json.dumps([run.row() for run in failed], indent=1))


def forget_failures(folder: Path, number: int) -> None:
    """Forget what an earlier attempt at a chunk said: now no run of it failed."""
    _path(folder, number).unlink(missing_ok=True)


def has_failures(folder: Path, number: int) -> bool:
    """Say whether runs of a chunk failed."""
    return _path(folder, number).exists()


def recorded_failures(folder: Path) -> Iterator[FailedRun]:
    """Yield every recorded failure, chunk by chunk.

    Raises
    ------
    UserError
        At a file that is not as it was written.
    """
    for path in sorted((folder / FOLDER).glob("chunk-*.json")):
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            failed = [_failed(**row) for row in rows]
        except (OSError, ValueError, TypeError) as error:
            raise UserError(
                f"{path} cannot be read; give the batch again, which will make its chunk anew"
            ) from error
        yield from failed


def _failed(error: str, trace: str, **address: Any) -> FailedRun:
    return FailedRun(Address(**address), error, trace)


def _path(folder: Path, number: int) -> Path:
    return folder / FOLDER / f"{chunk_name(number)}.json"
