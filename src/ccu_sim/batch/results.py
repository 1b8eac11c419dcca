"""The results of a study, read lazily from its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from ccu_sim.batch.chunks import DamagedChunk, chunk_path, first_line, inspect_chunk, read_chunk
from ccu_sim.batch.digests import digest_of_tables
from ccu_sim.batch.failures import recorded_failures
from ccu_sim.batch.points import EVENTS
from ccu_sim.batch.store import Store
from ccu_sim.batch.tables import ADDRESS, TABLES, is_text
from ccu_sim.errors import UserError
from ccu_sim.inputs.base_model import suggestion

if TYPE_CHECKING:
    from ccu_sim.batch.manifest import Manifest
    from ccu_sim.batch.passing_folder import PassingFolder
    from ccu_sim.inputs import Study

_REMEDY = "remove it and give the batch again, which will make it anew"


def open_results(folder: str | Path) -> Results:
    """Open the results of a study.

    Parameters
    ----------
    folder : str or Path
        A folder that a batch has written, or is still writing.

    Returns
    -------
    Results
        Reads what it is asked for, when it is asked.

    Raises
    ------
    UserError
        If the folder holds no study.

    Examples
    --------
    >>> import tempfile
    >>> import ccu_sim as ccu
    >>> study = ccu.study_of(["site-2"], ["championing"], parameter_sets=0, months=2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     found = ccu.compare(study, out=folder)
    ...     results = ccu.open_results(folder)
    ...     print(results.complete)
    ...     trust = results.read("monthly", ["month", "cohesion"], strategy="championing")
    True
    >>> len(trust)  # 2 replicates, opening day and 2 months
    6
    """
    return Results(Store.open(Path(folder)))


def digest(folder: str | Path) -> str:
    """Return the digest of every row that a study's folder holds (see :meth:`Results.digest`)."""
    return open_results(folder).digest()


class Results:
    """The results of a study.

    What is stored of an unfinished study can be read too; since every strategy is
    tried in a case or none, comparisons between strategies are fair even then.

    Attributes
    ----------
    folder : Path
    manifest : Manifest
        What ``study.json`` says: the study, versions, totals.
    setting : int or None
        The setting of the sweep that the tables are of; None for all of them.
    """

    def __init__(self, store: Store, setting: int | None = None) -> None:
        self._store = store
        self.setting = setting
        self.folder = store.folder
        self.manifest: Manifest = store.manifest
        self._in_place: set[str] = set()
        self.passing: PassingFolder | None = None  # a folder that goes with the results

    def __repr__(self) -> str:
        plan = self._store.plan
        return (
            f"<Results of {self.manifest.study['name']!r} in {self.folder}: "
            f"{len(self._chunks)} of {plan.chunks} chunks, {plan.runs:,} runs in all>"
        )

    def at(self, setting: int) -> Results:
        """Return the results of one setting of the sweep: all of its tables and no others.

        Raises
        ------
        UserError
            If there is no such setting.
        """
        if not 0 <= setting < len(self._store.settings):
            raise UserError(
                f"there is no setting {setting} in {self.folder}; they are numbered from 0 to "
                f"{len(self._store.settings) - 1}"
            )
        found = Results(self._store, setting)
        found.passing = self.passing
        return found

    @property
    def study(self) -> Study:
        """The study, as it was when the batch began or was extended."""
        return self._store.study

    @cached_property
    def runs(self) -> pd.DataFrame:
        """A row a run; all of it is read."""
        return self.read("runs")

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """A row a month of a run; all of it is read."""
        return self.read("monthly")

    @cached_property
    def spells(self) -> pd.DataFrame:
        """A row a person in post; all of it is read."""
        return self.read("spells")

    @cached_property
    def parameters(self) -> pd.DataFrame:
        """A row a parameter set, by the number of the set."""
        sets = self._store.sets
        index = pd.RangeIndex(len(sets), name="set")
        table = pd.DataFrame(sets.values, index, columns=list(sets.names))
        return table.drop(columns=EVENTS, errors="ignore")

    @cached_property
    def settings(self) -> pd.DataFrame:
        """A row a setting of the sweep, by its number; no columns without a sweep."""
        settings = self._store.settings
        index = pd.RangeIndex(len(settings), name="setting")
        return pd.DataFrame(settings.values, index, columns=list(settings.names))

    @property
    def failures(self) -> pd.DataFrame:
        """The runs that failed, by address, with their errors; usually empty."""
        failed = [run.row() for run in recorded_failures(self.folder)]
        table = pd.DataFrame(failed, columns=[*ADDRESS, "error", "trace"])
        return table if self.setting is None else table[table["setting"] == self.setting]

    @property
    def complete(self) -> bool:
        """Whether every run of the study is stored."""
        return len(self._chunks) == self._store.plan.chunks and self.failures.empty

    def read(
        self,
        table: str,
        columns: Sequence[str] | None = None,
        *,
        unit: str | Sequence[str] | None = None,
        strategy: str | Sequence[str] | None = None,
        where: pc.Expression | None = None,
    ) -> pd.DataFrame:
        """Read some of a table, without loading the rest.

        Parameters
        ----------
        table : str
            ``runs``, ``monthly`` or ``spells``.
        columns : sequence of str, optional
            What to read beside the address of each row; by default everything.
        unit, strategy : str or sequence of str, optional
            Only these.
        where : pyarrow.compute.Expression, optional
            Only rows for which this holds, such as ``pc.field("month") == 12``.

        Returns
        -------
        DataFrame
            Ordered by unit, strategy, setting, set and replicate, as the study orders
            them, however the batch was cut into chunks.

        Raises
        ------
        UserError
            If there is no such table, column, unit or strategy, or a chunk is damaged.
        """
        condition = where
        if self.setting is not None:
            mine = pc.field("setting") == self.setting
            condition = mine if condition is None else condition & mine
        for column, wanted, known in (
            ("unit", unit, self.manifest.units),
            ("strategy", strategy, self.manifest.strategies),
        ):
            if wanted is not None:
                chosen = [wanted] if isinstance(wanted, str) else list(wanted)
                for name in chosen:
                    if name not in known:
                        raise UserError(
                            f"there is no {column} {name!r} in {self.folder}; there are: "
                            + ", ".join(known)
                        )
                only = pc.field(column).isin(chosen)
                condition = only if condition is None else condition & only
        dataset = self.dataset(table)
        if columns is not None:
            columns = [*ADDRESS, *(name for name in columns if name not in ADDRESS)]
            _require_columns(table, dataset.schema.names, columns)
        try:
            rows = dataset.to_table(columns=columns, filter=condition)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._unreadable(table, error) from error
        return self._ordered(rows)

    def columns(self, table: str) -> list[str]:
        """Name the columns of a table."""
        return [str(name) for name in self.dataset(table).schema.names]

    def dataset(self, table: str) -> ds.Dataset:
        """Return a table, of all settings, as a PyArrow dataset, to be scanned in any way."""
        if table not in TABLES:
            raise UserError(f"there is no table {table!r}; there are: {', '.join(TABLES)}")
        if not self._chunks:
            raise UserError(f"nothing of the study in {self.folder} is stored yet")
        self._require_in_place(table)
        files = [str(chunk_path(self.folder, table, number)) for number in self._chunks]
        try:
            schema = pq.read_schema(files[0]).remove_metadata()
        except (OSError, pa.ArrowInvalid) as error:
            raise self._unreadable(table, error) from error
        # Stored as words, of which Parquet keeps each once; read as numbered words.
        for place, field in enumerate(schema):
            if is_text(field.type):
                numbered = pa.field(field.name, pa.dictionary(pa.int32(), pa.string()))
                schema = schema.set(place, numbered)
        options = ds.ParquetFragmentScanOptions(page_checksum_verification=True)
        return ds.dataset(
            files,
            schema=schema,
            format=ds.ParquetFileFormat(default_fragment_scan_options=options),
        )

    def chunk_tables(self, table: str) -> Iterator[pa.Table]:
        """Yield a table chunk by chunk, each compared with its digest.

        Raises
        ------
        UserError
            At a chunk that is not what was written.
        """
        for number in self._chunks:
            try:
                yield read_chunk(self.folder, self.manifest.mark, table, number)
            except DamagedChunk as damage:
                raise UserError(f"{damage}; {_REMEDY}") from damage

    def digest(self) -> str:
        """Return one number for all that is stored.

        Returns
        -------
        str
            64 hexadecimal digits: the same for the same values, bit for bit, whoever
            computed them, in which order, and in how many chunks.
        """
        whole = hashlib.sha256()
        for table in TABLES:
            whole.update(table.encode())
            whole.update(digest_of_tables(self.chunk_tables(table)).encode())
        return whole.hexdigest()

    @cached_property
    def _chunks(self) -> list[int]:
        return self._store.stored_chunks()

    def _require_in_place(self, table: str) -> None:
        """See that every file of a table is the chunk that it is named as, once for a table."""
        if table in self._in_place:
            return
        try:
            for number in self._chunks:
                inspect_chunk(self.folder, self.manifest.mark, number, (table,))
        except DamagedChunk as damage:
            raise UserError(f"{damage}; {_REMEDY}") from damage
        self._in_place.add(table)

    def _unreadable(self, table: str, error: Exception) -> UserError:
        """Find out which chunk of a table cannot be read; if all can, what was asked for is odd."""
        try:
            for number in self._chunks:
                read_chunk(self.folder, self.manifest.mark, table, number)
        except DamagedChunk as damage:
            return UserError(f"{damage}; {_REMEDY}")
        return UserError(f"{self.folder / table} cannot be read so: {first_line(error)}")

    def _ordered(self, rows: pa.Table) -> pd.DataFrame:
        """Return rows in the study's order, its units and strategies as categories."""
        frame: pd.DataFrame = rows.to_pandas()
        for column, names in (
            ("unit", self.manifest.units),
            ("strategy", self.manifest.strategies),
        ):
            frame[column] = pd.Categorical(frame[column], categories=list(names))
        keys: list[Any] = [frame["unit"].cat.codes, frame["strategy"].cat.codes]
        keys += [frame[column] for column in ADDRESS[2:]]
        # Stable, so that a run's own rows stay in the order in which it wrote them.
        order = np.lexsort(keys[::-1])
        return frame.iloc[order].reset_index(drop=True)


def _require_columns(table: str, known: Sequence[str], wanted: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise UserError(
                f"there is no column {name!r} in {table}; {suggestion(name, known, 'columns')}"
            )
