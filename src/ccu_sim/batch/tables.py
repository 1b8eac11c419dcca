"""Runs as rows: what the model returns, gathered into Arrow tables.

Every row begins with its run's address: the names of its unit and strategy, and the
indices of its setting, parameter set and replicate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from ccu_sim.model.measures.declaration import MONTHLY

if TYPE_CHECKING:
    from ccu_sim.model import RunTables

#: The tables of a study: one row a run, one a month, one a spell in post.
TABLES = ("runs", "monthly", "spells")


class Address(NamedTuple):
    """What begins every row: names of unit and strategy, and three indices."""

    unit: str
    strategy: str
    setting: int
    set: int
    replicate: int

    def __str__(self) -> str:
        setting = f", setting {self.setting}" if self.setting else ""
        return f"{self.unit}, {self.strategy}{setting}, set {self.set}, replicate {self.replicate}"


#: The columns that begin every row.
ADDRESS = Address._fields

_SINGLE = frozenset(measure.name for measure in MONTHLY if measure.single)


class Gathered:
    """Runs on their way to disk.

    Attributes
    ----------
    rows : int
        How many rows they have in the largest of the three tables.
    """

    def __init__(self) -> None:
        self._addresses: list[Address] = []
        self._runs: list[RunTables] = []
        self.rows = 0

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, address: Address, run: RunTables) -> None:
        """Add one run's tables under its address."""
        self._addresses.append(address)
        self._runs.append(run)
        self.rows += max(len(run.monthly), len(run.spells))

    def tables(self) -> dict[str, pa.Table]:
        """Return the three tables of everything gathered."""
        once = np.ones(len(self._runs), dtype=np.int64)
        monthly = [run.monthly for run in self._runs]
        spells = [run.spells for run in self._runs]
        return {
            "runs": self._table(once, _summary_columns([run.run for run in self._runs])),
            "monthly": self._table(_lengths(monthly), _columns(np.concatenate(monthly))),
            "spells": self._table(_lengths(spells), _columns(np.concatenate(spells))),
        }

    def _table(self, rows_per_run: np.ndarray, values: dict[str, pa.Array]) -> pa.Table:
        columns = {}
        for name, of_run in zip(ADDRESS, zip(*self._addresses, strict=True), strict=True):
            if name in ("unit", "strategy"):
                columns[name] = _text(np.repeat(np.array(of_run, dtype=object), rows_per_run))
            else:
                columns[name] = pa.array(np.repeat(np.array(of_run, np.int32), rows_per_run))
        return pa.table(columns | values)


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds words, however they are encoded."""
    return bool(
        pa.types.is_dictionary(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind)
    )


def _lengths(arrays: list[np.ndarray]) -> np.ndarray:
    return np.array([len(array) for array in arrays], dtype=np.int64)


def _summary_columns(rows: list[dict[str, Any]]) -> dict[str, pa.Array]:
    """Return one column a measure; a measure is a number, so all are exact doubles."""
    return {
        name: pa.array(np.array([row[name] for row in rows], dtype=np.float64)) for name in rows[0]
    }


def _columns(rows: np.ndarray) -> dict[str, pa.Array]:
    return {name: _column(name, rows[name]) for name in rows.dtype.names or ()}


def _column(name: str, values: np.ndarray) -> pa.Array:
    values = np.ascontiguousarray(values, dtype=np.float32 if name in _SINGLE else None)
    return _text(values.astype(object)) if values.dtype.kind in "UO" else pa.array(values)


def _text(values: np.ndarray) -> pa.Array:
    return pa.array(values, type=pa.string())
