"""Running stored runs again, to see that they come out the same, bit for bit."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ccu_sim.batch.chunks import DamagedChunk, chunk_name, read_chunk
from ccu_sim.batch.failures import recorded_failures
from ccu_sim.batch.manifest import environment
from ccu_sim.batch.plan import PlannedRun
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.batch.simulation_task import SimulationTask, prepare
from ccu_sim.batch.store import Store
from ccu_sim.batch.tables import ADDRESS, TABLES, Address, Gathered, is_text
from ccu_sim.errors import RunFailures, UserError

#: How many runs are run again unless somebody says otherwise.
USUAL_SAMPLE = 50
#: How many differences are told in words.
TOLD = 5


@dataclass(frozen=True)
class Verification:
    """What was found to be as it should.

    Attributes
    ----------
    chunks : int
        Chunks that were read whole and compared with their digests.
    runs : int
        Runs that were run again.
    values : int
        Values that were compared, bit for bit.
    made_by, here : str
        What performed the model when the folder was made, and what does so here.
    """

    chunks: int
    runs: int
    values: int
    made_by: str
    here: str

    def __str__(self) -> str:
        chunks = (
            "1 chunk is as it was"
            if self.chunks == 1
            else f"{self.chunks:,} chunks are as they were"
        )
        runs = "1 run" if self.runs == 1 else f"{self.runs:,} runs"
        same = "which is the one here" if self.made_by == self.here else f"and here is {self.here}"
        return (
            f"{chunks} written; {runs} came out the same again, in all of {self.values:,} values. "
            f"The folder was made by {self.made_by}, {same}"
        )


def verify(
    folder: str | Path,
    sample: int = USUAL_SAMPLE,
    *,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Check a folder of results.

    Every chunk is read and compared with the digest that was stored with it, every run of
    the study must be there once and nothing else beside it, and a random sample of the runs
    is run again and compared bit for bit.

    Parameters
    ----------
    folder : str or Path
        A folder that a batch has written.
    sample : int
        How many runs to run again; all, if there are no more.
    seed : int, optional
        Of the choice of runs; by default another choice every time.
    progress : Progress, optional
        Told how far it is; nobody by default.

    Returns
    -------
    Verification

    Raises
    ------
    RunFailures
        If anything is not as it should be; the message says what.
    UserError
        If the folder holds no study, or nothing of it is stored.
    """
    store = Store.open(Path(folder))
    stored = store.stored_chunks()
    if not stored:
        raise UserError(f"nothing of the study in {folder} is stored yet")
    sizes = [store.plan.runs_in_chunk(number) for number in stored]
    chosen = _choose(store, stored, sizes, sample, random.Random(seed))
    progress = progress or Quiet()
    progress.begin(sum(sizes), 0)
    check = _Check(store)
    check.whole(stored)
    try:
        for number, size in zip(stored, sizes, strict=True):
            check.chunk(number, chosen.get(number, []))
            progress.advance(size)
    finally:
        progress.end()
    if check.faults:
        raise RunFailures(_sentence(store, check.faults))
    made_by = store.manifest.environment.get("engine", "an engine it does not name")
    here = environment()["engine"]
    return Verification(len(stored), check.runs, check.values, made_by, here)


def _choose(
    store: Store, stored: list[int], sizes: list[int], sample: int, luck: random.Random
) -> dict[int, list[PlannedRun]]:
    """Choose runs at random among those in stored chunks; all are equally likely."""
    ends = list(accumulate(sizes))
    chosen: dict[int, list[PlannedRun]] = defaultdict(list)
    for index in sorted(luck.sample(range(ends[-1]), min(sample, ends[-1]))):
        place = bisect_right(ends, index)
        within = index - (ends[place - 1] if place else 0)
        case, strategy = divmod(within, store.plan.strategies)
        number = stored[place]
        chosen[number].append(PlannedRun(strategy, store.plan.chunk(number)[case]))
    return chosen


class _Check:
    """Goes through the chunks of a store and keeps what is wrong with them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        prepare()
        self._task = SimulationTask(store.study, store.sets, store.settings)
        self._failed = {run.address: run.error for run in recorded_failures(store.folder)}
        self.faults: list[str] = []
        self.runs = 0
        self.values = 0

    def whole(self, stored: list[int]) -> None:
        """See that no chunk is missing, no run failed, and no foreign file is among them."""
        plan = self._store.plan
        if missing := sorted(set(range(plan.chunks)).difference(stored)):
            self.faults.append(
                f"{len(missing):,} of {plan.chunks:,} chunks are missing, "
                f"{chunk_name(missing[0])} the first of them"
            )
        if self._failed:
            address, error = next(iter(self._failed.items()))
            self.faults.append(
                f"{len(self._failed):,} of {plan.runs:,} runs failed ({address}: {error})"
            )
        self.faults += [f"{path} is no chunk of this study" for path in self._store.strangers()]

    def chunk(self, number: int, again: list[PlannedRun]) -> None:
        """Check a chunk, and some of its runs by running them again."""
        tables = {}
        for name in TABLES:
            try:
                tables[name] = read_chunk(
                    self._store.folder, self._store.manifest.mark, name, number
                )
            except DamagedChunk as damage:
                self.faults.append(str(damage))
        if "runs" in tables:
            self._complete(number, tables["runs"])
        for run in again:
            self._run(run, tables)

    def _complete(self, number: int, runs: pa.Table) -> None:
        """See that a chunk has each of its runs once, but for those that failed."""
        study = self._store.manifest
        due = {
            study.address(PlannedRun(strategy, case))
            for case in self._store.plan.chunk(number)
            for strategy in range(self._store.plan.strategies)
        }
        columns = (runs[name].to_pylist() for name in ADDRESS)
        there = Counter(map(Address._make, zip(*columns, strict=True)))
        if there != Counter(due - self._failed.keys()):
            self.faults.append(f"{chunk_name(number)} does not hold each of its runs once")

    def _run(self, run: PlannedRun, stored: dict[str, pa.Table]) -> None:
        address = self._store.manifest.address(run)
        if address in self._failed:
            return
        gathered = Gathered()
        try:
            gathered.add(address, self._task.run(run))
        except Exception as error:
            self.faults.append(f"{address}: now fails with {type(error).__name__}: {error}")
            return
        fresh = gathered.tables()
        self.runs += 1
        for name, table in stored.items():
            self.values += fresh[name].num_rows * fresh[name].num_columns
            if difference := _difference(_rows_of(table, address), fresh[name]):
                self.faults.append(f"{address}: {name}.{difference}")


def _rows_of(table: pa.Table, address: Address) -> pa.Table:
    condition = pc.scalar(True)
    for name, value in address._asdict().items():
        condition = condition & (pc.field(name) == value)
    return table.filter(condition)


def _difference(stored: pa.Table, fresh: pa.Table) -> str | None:
    """Say where two tables first differ in any bit, if they do."""
    if set(stored.column_names) != set(fresh.column_names):
        odd = sorted(set(stored.column_names) ^ set(fresh.column_names))
        where = "here" if odd[0] in fresh.column_names else "in the folder"
        return f"{odd[0]} exists only {where}"
    if stored.num_rows != fresh.num_rows:
        return f"(all): {stored.num_rows} rows in the folder and {fresh.num_rows} now"
    for name in stored.column_names:
        there, here = stored[name], fresh[name]
        if is_text(there.type):
            differ = [a != b for a, b in zip(there.to_pylist(), here.to_pylist(), strict=True)]
        elif there.type != here.type:
            return f"{name} is {there.type} in the folder and {here.type} now"
        else:
            bits = [_bits(column) for column in (there, here)]
            differ = (bits[0] != bits[1]).any(axis=1).tolist()
        if any(differ):
            row = differ.index(True)
            return f"{name} in row {row} is {there[row]} in the folder and {here[row]} now"
    return None


def _bits(column: pa.ChunkedArray) -> np.ndarray:
    values = np.ascontiguousarray(column.to_numpy())
    return values.view(np.uint8).reshape(len(values), values.dtype.itemsize)


def _sentence(store: Store, faults: list[str]) -> str:
    """Say what is wrong, and what may explain it."""
    told = "; ".join(faults[:TOLD]) + ("; ..." if len(faults) > TOLD else "")
    here = environment()
    others = [
        f"{name} {version} (here {here.get(name)})"
        for name, version in store.manifest.environment.items()
        if here.get(name) != version
    ]
    made = f"; it was made with {', '.join(others)}" if others else ""
    return f"{store.folder} does not hold what it should: {told}{made}"
