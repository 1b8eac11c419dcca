"""One number for a whole study: the SHA-256 of its rows, bit for bit.

Rows are put in a canonical order first: by unit, strategy, setting, set and
replicate, then, within a run, by their bytes. So the digest depends on the values
alone, not on who computed them, in which order, in how many chunks, or how Parquet
happened to encode them. It is taken in two steps, each run's rows first and then the
runs in order, and so needs no more memory than a chunk and 52 bytes a run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ccu_sim.batch.tables import ADDRESS, is_text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A run's address, with the ranks of its unit's and strategy's names, and its digest.
_ENTRY = np.dtype([(name, "<i4") for name in ADDRESS] + [("digest", "S32")])


class Digest:
    """The digest of a table, taken a part at a time; each part holds whole runs."""

    def __init__(self) -> None:
        # Names are numbered as they come, and ranked at the end.
        self._numbers: dict[str, dict[str, int]] = {"unit": {}, "strategy": {}}
        self._columns: set[str] = set()
        self._parts: list[np.ndarray] = []

    def add(self, table: pa.Table) -> None:
        """Take in the rows of some runs."""
        self._columns.add(_columns(table))
        runs, found = _run_digests(table)
        for column, numbers in self._numbers.items():
            renumbered = [numbers.setdefault(name, len(numbers)) for name in found[column]]
            runs[column] = np.array(renumbered, dtype=np.int32)[runs[column]]
        self._parts.append(runs)

    def hexdigest(self) -> str:
        """Return the digest of everything taken in, whatever its order was."""
        whole = hashlib.sha256("\n".join(sorted(self._columns)).encode())
        if not self._parts:
            return whole.hexdigest()
        runs = np.concatenate(self._parts)
        for column, numbers in self._numbers.items():
            names = sorted(numbers)
            whole.update("\n".join(names).encode())
            rank = np.empty(len(names), dtype=np.int32)
            rank[[numbers[name] for name in names]] = np.arange(len(names))
            runs[column] = rank[runs[column]]
        runs.sort(order=list(ADDRESS))
        whole.update(runs.tobytes())
        return whole.hexdigest()


def digest_of_tables(tables: Iterable[pa.Table]) -> str:
    """Return the digest of tables that together hold each run's rows whole."""
    digest = Digest()
    for table in tables:
        digest.add(table)
    return digest.hexdigest()


def _run_digests(table: pa.Table) -> tuple[np.ndarray, Mapping[str, list[str]]]:
    """Digest each run's rows: runs with name numbers, and the names by column."""
    found: dict[str, list[str]] = {}
    keys = np.empty((len(ADDRESS), table.num_rows), dtype=np.int32)
    for row, column in enumerate(ADDRESS):
        if column in ("unit", "strategy"):
            numbers, found[column] = _numbered(table[column])
            keys[row] = numbers
        else:
            keys[row] = table[column].to_numpy()
    rows = _row_bytes(table)
    order = np.lexsort(keys)  # in whatever order of runs, so that a run's rows lie together
    keys = keys[:, order]
    is_start = np.r_[True, (np.diff(keys) != 0).any(axis=0)]
    starts = np.flatnonzero(is_start[: len(order)])
    ends = np.r_[starts[1:], len(order)][: len(starts)]
    runs = np.empty(len(starts), dtype=_ENTRY)
    for entry, start, end in zip(runs, starts, ends, strict=True):
        of_run = np.sort(rows[order[start:end]])
        for row, column in enumerate(ADDRESS):
            entry[column] = keys[row, start]
        entry["digest"] = hashlib.sha256(of_run.tobytes()).digest()
    return runs, found


def _value_columns(table: pa.Table) -> Sequence[str]:
    return sorted(set(table.column_names) - set(ADDRESS))


def _columns(table: pa.Table) -> str:
    """Say which columns a table has, in words that do not depend on its encoding."""
    types = []
    for name in _value_columns(table):
        kind = table.schema.field(name).type
        types.append(f"{name} {'string' if is_text(kind) else kind}")
    return ", ".join(types)


def _row_bytes(table: pa.Table) -> np.ndarray:
    """Lay each row's values side by side as bytes that compare as a whole."""
    parts = []
    for name in _value_columns(table):
        column = table[name]
        if is_text(column.type):
            numbers, names = _numbered(column)
            marks = b"".join(hashlib.sha256(text.encode()).digest() for text in names)
            values = np.frombuffer(marks, dtype="S32")[numbers]
        else:
            values = column.to_numpy()
        values = np.ascontiguousarray(values)
        parts.append(values.view(np.uint8).reshape(table.num_rows, values.dtype.itemsize))
    rows = np.ascontiguousarray(np.concatenate(parts, axis=1))
    return rows.view(f"V{rows.shape[1]}").ravel()


def _numbered(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """Return, for each row, the number of its text, and the texts by number."""
    if pa.types.is_dictionary(column.type):
        decoded = [chunk.dictionary_decode() for chunk in column.chunks]
        column = pa.chunked_array(decoded, column.type.value_type)
    encoded = column.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
