"""A calibration's folder: what it is a calibration of, and what has been run so far.

Files appear whole, by a rename, so a calibration that was stopped, however, goes on where it
was when the same command comes again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ccu_sim.batch.atomic_files import remove_passing, replace_text, replaced
from ccu_sim.batch.lock import NAME as LOCK
from ccu_sim.errors import UserError

_PLAN = "calibration.json"


@dataclass(frozen=True)
class Folder:
    """The folder of one calibration.

    Attributes
    ----------
    path : Path
    """

    path: Path

    def require(self, plan: dict[str, Any]) -> None:
        """See that the folder is new, or holds part of the same calibration; touch nothing.

        Parameters
        ----------
        plan : dict
            Everything that decides the outcome, in JSON values.

        Raises
        ------
        UserError
            If it holds something else.
        """
        if not (self.path / _PLAN).exists():
            if self.path.exists() and not self.path.is_dir():
                raise UserError(f"{self.path} is a file; name a folder")
            if self.path.exists() and any(one.name != LOCK for one in self.path.iterdir()):
                raise UserError(f"{self.path} holds something that is no calibration; name another")
            return
        there = self.plan()
        different = [name for name in plan if there.get(name) != plan[name]]
        if different:
            what = different[0]
            raise UserError(
                f"{self.path} holds another calibration ({what} was {there.get(what)} and is "
                f"{plan[what]}); name another folder"
            )

    def make(self) -> None:
        """Make the folder, if it is not there.

        Raises
        ------
        UserError
            If it cannot be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _no_writing(self.path, error) from error

    def begin(self, plan: dict[str, Any]) -> None:
        """Begin, or go on; for whoever holds the folder's lock.

        Raises
        ------
        UserError
            If it cannot be written to.
        """
        try:
            (self.path / "runs").mkdir(exist_ok=True)
            if not (self.path / _PLAN).exists():
                replace_text(self.path / _PLAN, json.dumps(plan, indent=2) + "\n")
            remove_passing([self.path, self.path / "runs"])
        except OSError as error:
            raise _no_writing(self.path, error) from error

    def plan(self) -> dict[str, Any]:
        """Read what it is a calibration of.

        Raises
        ------
        UserError
            If that cannot be read.
        """
        try:
            plan: dict[str, Any] = json.loads((self.path / _PLAN).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(f"{self.path} holds no calibration: {error}") from error
        return plan

    def chunk(self, wave: int, stage: int, number: int) -> Path:
        """Name the file of one chunk of runs."""
        return self.path / "runs" / f"wave-{wave}-stage-{stage}-chunk-{number:05d}.parquet"

    def again(self, number: int) -> Path:
        """Name the file of one chunk of runs that score an ensemble again."""
        return self.path / "runs" / f"again-chunk-{number:05d}.parquet"

    def table(self, name: str) -> Path:
        """Name the file of a table."""
        return self.path / f"{name}.parquet"


def _no_writing(path: Path, error: OSError) -> UserError:
    return UserError(f"cannot write to {path}: {error.strerror or error}")


def write_table(path: Path, table: pd.DataFrame, about: dict[str, Any] | None = None) -> None:
    """Write a table whole, or not at all, with something said about it.

    Parameters
    ----------
    path : Path
    table : DataFrame
    about : dict, optional
        JSON values.
    """
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    arrow = arrow.replace_schema_metadata({"about": json.dumps(about or {})})
    with replaced(path) as file:
        pq.write_table(arrow, file, compression="zstd")


def read_table(path: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Read what `write_table` wrote.

    Raises
    ------
    UserError
        If it cannot be read.
    """
    try:
        arrow = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UserError(f"cannot read {path}: {error}; remove it and repeat") from error
    about = (arrow.schema.metadata or {}).get(b"about", b"{}")
    return arrow.replace_schema_metadata(None).to_pandas(), json.loads(about)
