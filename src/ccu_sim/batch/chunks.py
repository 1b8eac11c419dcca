"""The files of a chunk: written whole or not at all, checked when found again.

A chunk is three Parquet files of one name, one in each table's folder. They are
written under passing names, flushed to the disk, and renamed, `runs` last: a chunk
is stored once its file in `runs` is there. Each file carries the mark of its study,
its number, and a seal over both and its rows, and each page its checksum, so that a
file that was cut off, damaged, changed later or put in another's place is told from a
sound one.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from ccu_sim.batch.atomic_files import replaced
from ccu_sim.batch.digests import Digest, digest_of_tables
from ccu_sim.batch.tables import ADDRESS, TABLES, is_text

#: A row group ends at the first change of strategy after this many rows, so that one
#: strategy can be read from a large study without the others.
ROWS_PER_GROUP = 4096

_MARK = "ccu_sim.study"
_CHUNK = "ccu_sim.chunk"
_SEAL = "ccu_sim.seal"


class DamagedChunk(Exception):
    """A chunk's file is not what was written; the message says which and why."""


def chunk_name(number: int) -> str:
    """Return the name that a chunk goes by, in messages and on disk."""
    return f"chunk-{number:06d}"


def chunk_path(folder: Path, table: str, number: int) -> Path:
    """Return where a chunk of a table lies."""
    return folder / table / f"{chunk_name(number)}.parquet"


class ChunkWriter:
    """Writes one chunk; what was written appears when the block ends without a fault.

    Parameters
    ----------
    folder : Path
        The study's folder.
    mark : str
        The mark of the study, which the files will carry.
    number : int
        The chunk's number.
    """

    def __init__(self, folder: Path, mark: str, number: int) -> None:
        self._folder = folder
        self._mark = mark
        self._number = number
        self._files = ExitStack()
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._digests = {table: Digest() for table in TABLES}

    def __enter__(self) -> ChunkWriter:
        return self

    def write(self, tables: dict[str, pa.Table]) -> None:
        """Write one row group of each table."""
        for name in TABLES:
            rows = tables[name]
            if name not in self._writers:
                self._writers[name] = self._open(name, rows.schema)
            self._writers[name].write_table(rows, row_group_size=max(1, rows.num_rows))
            self._digests[name].add(rows)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._finish()
        except BaseException as fault:
            self._abandon(fault)
            raise
        else:
            if error is None:
                # Last opened, first renamed: `runs` was opened first and appears last.
                self._files.close()
            else:
                self._abandon(error)

    def _finish(self) -> None:
        for name, writer in self._writers.items():
            marks = {_MARK: self._mark, _CHUNK: str(self._number)}
            marks[_SEAL] = seal(self._mark, name, self._number, self._digests[name].hexdigest())
            writer.add_key_value_metadata(marks)
            writer.close()

    def _abandon(self, fault: BaseException) -> None:
        for writer in self._writers.values():
            # After a fault the end of the file may not be writable either.
            with suppress(OSError):
                writer.close()
        self._files.__exit__(type(fault), fault, fault.__traceback__)

    def _open(self, name: str, schema: pa.Schema) -> pq.ParquetWriter:
        path = chunk_path(self._folder, name, self._number)
        return pq.ParquetWriter(
            self._files.enter_context(replaced(path)),
            schema,
            compression="zstd",
            use_dictionary=[field.name for field in schema if is_text(field.type)],
            write_statistics=[*ADDRESS, "month"],
            write_page_checksum=True,
        )


def seal(mark: str, table: str, number: int, digest: str) -> str:
    """Give what vouches for a file: which study's it is, which chunk, and what is in it."""
    return hashlib.sha256("\n".join((mark, table, str(number), digest)).encode()).hexdigest()


def inspect_chunk(folder: Path, mark: str, number: int, tables: tuple[str, ...] = TABLES) -> None:
    """Look at the ends of a stored chunk's files, without reading their rows.

    Raises
    ------
    DamagedChunk
        If one is missing, cut off, of another study or of another chunk.
    """
    for table in tables:
        path = chunk_path(folder, table, number)
        try:
            metadata = pq.read_metadata(path)
        except (OSError, pa.ArrowInvalid) as error:
            raise DamagedChunk(f"{path} cannot be read: {first_line(error)}") from error
        _require_place(path, _marks(metadata), mark, number)


def read_chunk(folder: Path, mark: str, table: str, number: int) -> pa.Table:
    """Read one file of a chunk whole, its pages checked.

    Raises
    ------
    DamagedChunk
        If it cannot be read, belongs elsewhere, or its rows are not those that were written.
    """
    path = chunk_path(folder, table, number)
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            rows = file.read(use_threads=False)
            marks = _marks(file.metadata)
    except (OSError, pa.ArrowInvalid) as error:
        raise DamagedChunk(f"{path} cannot be read: {first_line(error)}") from error
    _require_place(path, marks, mark, number)
    if marks.get(_SEAL) != seal(mark, table, number, digest_of_tables([rows])):
        raise DamagedChunk(f"{path} was changed after it was written")
    return rows


def _require_place(path: Path, marks: dict[str, str], mark: str, number: int) -> None:
    """See that a file is of this study, and is the chunk that it is named as."""
    if marks.get(_MARK) != mark:
        raise DamagedChunk(f"{path} does not belong to this study")
    if marks.get(_CHUNK) != str(number):
        raise DamagedChunk(f"{path} is a copy of another chunk")


def _marks(metadata: pq.FileMetaData) -> dict[str, str]:
    found = metadata.metadata or {}
    return {
        name: found[name.encode()].decode()
        for name in (_MARK, _CHUNK, _SEAL)
        if name.encode() in found
    }


def first_line(error: BaseException) -> str:
    """Say in one line why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"  # instead of its path once more
    return str(error).splitlines()[0] if str(error) else type(error).__name__
