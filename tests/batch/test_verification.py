"""Verification passes on what was computed and fails on a single flipped bit."""

import shutil
from random import Random
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ccu_sim.batch import digest, open_results, run_batch, verify
from ccu_sim.batch.chunks import seal
from ccu_sim.batch.digests import digest_of_tables
from ccu_sim.batch.plan import Extent, Plan, PlannedRun
from ccu_sim.batch.simulation_task import SimulationTask
from ccu_sim.batch.verification import TOLD, Verification, _choose, _difference
from ccu_sim.errors import RunFailures, UserError
from ccu_sim.model import made_by


@pytest.fixture
def folder(chunked, tmp_path):
    """Give a copy of it, to do something to."""
    return shutil.copytree(chunked, tmp_path / "study")


def flip_a_bit(path, column, row=5):
    """Change the last bit of a value and write the table back, its marks kept."""
    table = pq.read_table(path)
    values = table[column].to_numpy().copy()
    values.view(np.uint64)[row] ^= 1
    place = table.column_names.index(column)
    field = table.schema.field(column)
    changed = table.set_column(place, field, pa.array(values))
    pq.write_table(changed.replace_schema_metadata(pq.read_metadata(path).metadata), path)
    return changed


def forge_the_digest(path, changed):
    """Write a table with a digest that fits what is in it now."""
    marks = dict(pq.read_metadata(path).metadata)
    mark, digest = marks[b"ccu_sim.study"].decode(), digest_of_tables([changed])
    number = int(marks[b"ccu_sim.chunk"])
    marks[b"ccu_sim.seal"] = seal(mark, path.parent.name, number, digest).encode()
    pq.write_table(changed.replace_schema_metadata(marks), path)


def test_a_sound_folder(folder):
    found = verify(folder, sample=5, seed=1)
    assert (found.chunks, found.runs) == (3, 5)
    assert found.values > 1000
    assert "5 runs came out the same again" in str(found)
    assert f"was made by {made_by()}, which is the one here" in str(found)


def test_without_a_sample_nothing_is_run_again(folder):
    found = verify(folder, sample=0)
    assert (found.chunks, found.runs, found.values) == (3, 0, 0)


def test_a_folder_in_which_nothing_is_stored_yet(folder):
    for chunk in (folder / "runs").iterdir():
        chunk.unlink()
    with pytest.raises(UserError, match=r"nothing of the study in .* is stored yet"):
        verify(folder)


def test_a_run_that_fails_now_is_told(folder, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("the roster")

    monkeypatch.setattr("ccu_sim.batch.verification.SimulationTask.run", fail)
    says = "site-1, .*, set .*: now fails with ZeroDivisionError: the roster$"
    with pytest.raises(RunFailures, match=says):
        verify(folder, sample=1)


def test_a_sample_larger_than_the_study_is_all_of_it(folder):
    assert verify(folder, sample=1000).runs == 24


@pytest.mark.parametrize("table", ["runs", "monthly", "spells"])
def test_a_flipped_bit_anywhere_is_found(folder, table):
    column = {"runs": "cohesion", "monthly": "trust", "spells": "end_month"}[table]
    path = folder / table / "chunk-000001.parquet"
    flip_a_bit(path, column)
    with pytest.raises(RunFailures, match=f"{path} was changed after it was written"):
        verify(folder, sample=1)
    with pytest.raises(UserError, match="was changed after it was written"):
        digest(folder)


def test_a_flipped_bit_is_found_even_under_a_forged_digest(folder):
    path = folder / "monthly" / "chunk-000001.parquet"
    forge_the_digest(path, flip_a_bit(path, "trust"))
    with pytest.raises(RunFailures, match=r"monthly.trust in row \d is 0.\d+ in the folder and"):
        verify(folder, sample=24)


def test_a_damaged_page_is_found(folder):
    path = folder / "monthly" / "chunk-000000.parquet"
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(RunFailures, match=f"{path} "):
        verify(folder, sample=1)


def test_a_model_that_is_not_deterministic_is_found(small_study, tmp_path):
    import odd_models

    out = tmp_path / "study"
    run_batch(small_study(), out, model=odd_models.NeverTheSame)
    with pytest.raises(RunFailures, match=r"runs.cohesion in row 0 is [\d.]+ in the folder and"):
        verify(out, sample=1)


def test_failed_runs_are_told_and_not_run_again(small_study, tmp_path, monkeypatch):
    import odd_models

    out = tmp_path / "study"
    with pytest.raises(RunFailures):
        run_batch(small_study(), out, model=odd_models.Failing)
    says = r"what it should: 1 of 24 runs failed \(site-1, .*: ValueError: .* bites its tail\)$"
    with pytest.raises(RunFailures, match=says):
        verify(out, sample=24)


@pytest.mark.parametrize("copied", [("runs", "monthly", "spells"), ("monthly",)])
def test_a_chunk_in_anothers_place_is_found(folder, copied):
    for table in copied:
        shutil.copy(
            folder / table / "chunk-000000.parquet", folder / table / "chunk-000001.parquet"
        )
    path = folder / copied[0] / "chunk-000001.parquet"
    with pytest.raises(RunFailures, match=f"{path} is a copy of another chunk"):
        verify(folder, sample=0)
    with pytest.raises(UserError, match=f"{path} is a copy of another chunk; remove it and give"):
        open_results(folder).read(copied[0])


def test_a_number_changed_in_a_copy_does_not_fit_its_seal(folder):
    path = folder / "monthly" / "chunk-000001.parquet"
    table = pq.read_table(folder / "monthly" / "chunk-000000.parquet")
    marks = dict(table.schema.metadata or {})
    marks |= pq.read_metadata(folder / "monthly" / "chunk-000000.parquet").metadata
    pq.write_table(table.replace_schema_metadata(marks | {b"ccu_sim.chunk": b"1"}), path)
    with pytest.raises(RunFailures, match=f"{path} was changed after it was written"):
        verify(folder, sample=0)


def test_a_missing_chunk_is_found(folder):
    for table in ("runs", "monthly", "spells"):
        (folder / table / "chunk-000001.parquet").unlink()
    with pytest.raises(RunFailures, match="1 of 3 chunks are missing, chunk-000001 the first"):
        verify(folder, sample=0)


def test_a_foreign_file_that_a_reader_would_count_is_found(folder):
    foreign = folder / "runs" / "chunk-000000-copy.parquet"
    shutil.copy(folder / "runs" / "chunk-000000.parquet", foreign)
    with pytest.raises(RunFailures, match=f"{foreign} is no chunk of this study"):
        verify(folder, sample=0)


def test_a_run_that_is_not_there_is_found(folder):
    path = folder / "runs" / "chunk-000001.parquet"
    fewer = pq.read_table(path).slice(1)
    marks = pq.read_metadata(path).metadata
    pq.write_table(fewer.replace_schema_metadata(marks), path)
    forge_the_digest(path, fewer)
    with pytest.raises(RunFailures, match="chunk-000001 does not hold each of its runs once"):
        verify(folder, sample=0)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(UserError, match=f"there is no folder {tmp_path / 'nope'}"):
        verify(tmp_path / "nope")
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="file is a file; name the folder that a batch wrote"):
        verify(tmp_path / "file")


def test_runs_are_chosen_among_those_that_are_stored_each_once():
    plan = Plan(2, 3, 1, (Extent(7, 1, 2),))  # seven chunks of two cases, six runs
    stored = [0, 2, 5]
    sizes = [plan.runs_in_chunk(number) for number in stored]
    store = SimpleNamespace(plan=plan)
    chosen = _choose(store, stored, sizes, 99, Random(1))
    assert chosen == {
        number: [PlannedRun(strategy, case) for case in plan.chunk(number) for strategy in range(3)]
        for number in stored
    }
    some = [_choose(store, stored, sizes, 4, Random(seed)) for seed in range(20)]
    assert {sum(map(len, one.values())) for one in some} == {4}
    assert set().union(*some) == set(stored)


def test_the_same_seed_chooses_the_same_runs(folder, monkeypatch):
    runs, run = [], SimulationTask.run
    monkeypatch.setattr(SimulationTask, "run", lambda task, one: runs.append(one) or run(task, one))
    for seed in (7, 7, 8):
        verify(folder, sample=3, seed=seed)
    assert runs[:3] == runs[3:6] != runs[6:]


TABLE = pa.table({"role": ["peer", "peer"], "months": [1, 2], "trust": [0.5, float("nan")]})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, None),
        ({"role": ["peer", "leader"]}, "role in row 1 is peer in the folder and leader now"),
        ({"trust": [-0.5, float("nan")]}, "trust in row 0 is 0.5 in the folder and -0.5 now"),
        ({"months": [1.0, 2.0]}, "months is int64 in the folder and double now"),
        ({"voice": [1, 2]}, "voice exists only here"),
        ({name: [1, 2] for name in ("voice", "hope", "ease", "awe")}, "awe exists only here"),
        ({"role": [], "months": [], "trust": []}, "(all): 2 rows in the folder and 0 now"),
    ],
)
def test_the_first_difference_is_told(changes, says):
    fresh = pa.table(TABLE.to_pydict() | changes)
    assert _difference(TABLE, fresh) == says
    if "voice" in changes:
        assert _difference(fresh, TABLE) == says.replace("here", "in the folder")


def test_one_is_told_as_one():
    assert str(Verification(1, 1, 1234, "module 1", "module 2")) == (
        "1 chunk is as it was written; 1 run came out the same again, in all of 1,234 values. "
        "The folder was made by module 1, and here is module 2"
    )


def test_no_more_is_told_than_anybody_reads(folder, chunked):
    for number in range(3):
        for table in ("monthly", "spells"):
            (folder / table / f"chunk-{number:06d}.parquet").unlink()
    with pytest.raises(RunFailures) as raised:
        verify(folder, sample=0)
    assert str(raised.value).count("cannot be read") == TOLD == 5
    assert str(raised.value).endswith("; ...")
    assert str(raised.value).count("; ") == TOLD
    shutil.copy(chunked / "monthly" / "chunk-000002.parquet", folder / "monthly")
    with pytest.raises(RunFailures) as raised:
        verify(folder, sample=0)
    assert str(raised.value).count("cannot be read") == TOLD
    assert not str(raised.value).endswith("; ...")


def test_progress_is_told_of_every_run(folder):
    told = []
    progress = SimpleNamespace(
        begin=lambda runs, stored: told.append((runs, stored)),
        advance=told.append,
        end=lambda: told.append("end"),
    )
    verify(folder, sample=0, progress=progress)
    assert told == [(24, 0), 8, 8, 8, "end"]


def test_another_environment_is_named_as_a_possible_cause(folder, monkeypatch):
    from ccu_sim.batch import verification

    flip_a_bit(folder / "runs" / "chunk-000000.parquet", "cohesion")
    here = verification.environment() | {"engine": "module 9.9"}
    monkeypatch.setattr(verification, "environment", lambda: here)
    with pytest.raises(RunFailures, match=r"it was made with engine module .* \(here module 9.9\)"):
        verify(folder, sample=1)
