"""Rows of named numbers by index: a study's parameter sets, the settings of its sweep."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ccu_sim.batch.atomic_files import replaced
from ccu_sim.errors import UserError

EVENTS = "chance_events"
"""Beside the parameters of a set, where a design says so: the number by which its chance events
are addressed, instead of the set's own. Sets that share it meet the same chance events."""


@dataclass(frozen=True, eq=False)
class Points:
    """Rows of named numbers.

    Attributes
    ----------
    names : tuple of str
        What the numbers are of; none, in the one setting of a study without a sweep.
    values : ndarray
        A row a point, a column a name.
    """

    names: tuple[str, ...]
    values: np.ndarray

    @classmethod
    def of(cls, rows: Sequence[dict[str, float]]) -> Points:
        """Gather rows that all have the same names."""
        names = tuple(rows[0])
        values = np.array([[row[name] for name in names] for row in rows], dtype=float)
        return cls(names, values.reshape(len(rows), len(names)))

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: int) -> dict[str, float]:
        return dict(zip(self.names, self.values[index].tolist(), strict=True))

    @property
    def hash(self) -> str:
        """A hash of names and values, bit for bit."""
        digest = hashlib.sha256("\n".join(self.names).encode())
        digest.update(np.ascontiguousarray(self.values).tobytes())
        return digest.hexdigest()

    def since(self, first: int) -> Points:
        """Return the points from `first` on."""
        return Points(self.names, self.values[first:])

    def followed_by(self, more: Points) -> Points:
        """Return these points with others after them."""
        return Points(self.names, np.concatenate([self.values, more.values]))

    def difference(self, now: Points, what: str) -> str | None:
        """Say in which point that both have these differ from those of `now`, if in any.

        Parameters
        ----------
        now : Points
            May have more or fewer points.
        what : str
            What a point is called.
        """
        gone = [name for name in self.names if name not in now.names]
        new = [name for name in now.names if name not in self.names]
        if gone or new:
            return f"{gone[0]} is gone" if gone else f"{new[0]} is new"
        both = min(len(self), len(now))
        columns = [now.names.index(name) for name in self.names]
        there, here = self.values[:both], now.values[:both, columns]
        if np.array_equal(there, here):
            return None
        row, column = np.argwhere(there != here)[0]
        return (
            f"{self.names[column]} in {what} {row} was {there[row, column]!s} "
            f"and is now {here[row, column]!s}"
        )

    def write(self, path: Path, index: str, first: int = 0) -> None:
        """Store the points, the first of which has the number `first` in column `index`."""
        columns = {index: pa.array(np.arange(first, first + len(self), dtype=np.int32))}
        for column, name in enumerate(self.names):
            columns[name] = pa.array(np.ascontiguousarray(self.values[:, column]))
        with replaced(path) as file:
            pq.write_table(pa.table(columns), file, compression="zstd")

    @classmethod
    def read(cls, path: Path, index: str, hash_: str) -> Points:
        """Read what :meth:`write` stored, and see that it is still the same.

        Raises
        ------
        UserError
            If the file cannot be read or was changed.
        """
        try:
            with pq.ParquetFile(path) as file:  # the reader of folders of files loads slowly
                table = file.read()
        except FileNotFoundError as error:
            raise UserError(f"{path} is missing; put it back, or choose another folder") from error
        except (OSError, pa.ArrowInvalid) as error:
            raise UserError(f"cannot read {path}: {error}") from error
        names = tuple(name for name in table.column_names if name != index)
        values = np.empty((table.num_rows, len(names)))
        for column, name in enumerate(names):
            values[:, column] = table[name].to_numpy()
        points = cls(names, values)
        if points.hash != hash_:
            raise UserError(f"{path} was changed after it was written; put it back as it was")
        return points
