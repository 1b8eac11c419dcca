"""What a worker is ready for, and what it does with a chunk."""

import shutil

import pyarrow.parquet as pq
import pytest

from ccu_sim.batch import open_results, worker
from ccu_sim.batch.chunks import chunk_path
from ccu_sim.batch.plan import Case, PlannedRun
from ccu_sim.batch.simulation_task import SimulationTask
from ccu_sim.batch.worker import ChunkReport, Stopped, do_chunk, welcome


@pytest.fixture(autouse=True)
def _opens_anew():
    """Let no worker remember a folder."""
    worker._open.cache_clear()
    yield
    worker._open.cache_clear()


@pytest.fixture
def folder(sound, tmp_path):
    """The small study, nothing of which is stored yet."""
    there = tmp_path / "study"
    shutil.copytree(sound, there)
    for chunk in there.glob("*/chunk-*.parquet"):
        chunk.unlink()
    return there


def expected(folder):
    return open_results(folder).manifest.hash


def test_a_worker_that_sees_the_study_is_ready(folder):
    assert welcome(str(folder), expected(folder)) is None


def test_another_folder_or_study_is_told(folder, tmp_path):
    assert f"does not see {tmp_path / 'nope'}; the fold" in welcome(str(tmp_path / "nope"), "0")
    assert f"sees another study in {folder}; the folder" in welcome(str(folder), "0" * 64)


@pytest.mark.parametrize("what", ["ccu_sim", "engine", "model"])
def test_another_environment_is_told(folder, monkeypatch, what):
    here = worker.environment() | {what: "another"}
    monkeypatch.setattr(worker, "environment", lambda: here)
    complaint = welcome(str(folder), expected(folder))
    assert f"has {what} another and the study was begun with " in complaint


def test_a_chunk_is_done_and_counted(folder, sound):
    assert do_chunk(str(folder), expected(folder), 0) == ChunkReport(0, stored=24)
    assert open_results(folder).digest() == open_results(sound).digest()


@pytest.fixture
def failing(monkeypatch):
    """Let some of the runs fail, until told otherwise."""
    fails = {PlannedRun(2, Case(0, 0, number, 1)) for number in (0, 2)}
    run = SimulationTask.run

    def run_or_fail(task, one):
        if one in fails:
            raise ZeroDivisionError("the roster")
        return run(task, one)

    monkeypatch.setattr(SimulationTask, "run", run_or_fail)
    return fails


def test_runs_that_fail_are_recorded_until_they_do_not(folder, failing):
    report = do_chunk(str(folder), expected(folder), 0)
    assert (report.stored, report.failed) == (22, 2)
    assert str(report.examples[1]) == (
        "site-1, permanent-contracts, set 2, replicate 1: ZeroDivisionError: the roster"
    )
    results = open_results(folder)
    assert len(results.runs) == 22
    assert results.failures["set"].tolist() == [0, 2]
    assert results.failures["trace"].str.contains("run_or_fail").all()
    failing.clear()
    assert do_chunk(str(folder), expected(folder), 0) == ChunkReport(0, stored=24)
    assert open_results(folder).failures.empty


def test_where_all_runs_fail_nothing_is_stored(folder, failing):
    failing |= {
        PlannedRun(strategy, Case(0, 0, number, replicate))
        for strategy in range(4)
        for number in range(3)
        for replicate in range(2)
    }
    report = do_chunk(str(folder), expected(folder), 0)
    assert (report.stored, report.failed, len(report.examples)) == (0, 24, worker.EXAMPLES)
    assert not list((folder / "runs").iterdir())


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("gone"), "gone"),
    ],
)
def test_what_cannot_be_written_is_told(folder, monkeypatch, fault, says):
    def full(*_):
        raise fault

    monkeypatch.setattr(worker.ChunkWriter, "write", full)
    assert do_chunk(str(folder), expected(folder), 0) == ChunkReport(0, unstored=says)


# Six runs of each of four strategies, three rows of months or some twenty of people in each.
@pytest.mark.parametrize(("least", "groups"), [(1, 4), (4096, 1)])
def test_a_row_group_ends_where_the_strategy_changes(folder, monkeypatch, least, groups):
    monkeypatch.setattr(worker, "ROWS_PER_GROUP", least)
    do_chunk(str(folder), expected(folder), 0)
    path = chunk_path(folder, "runs", 0)
    assert pq.read_metadata(path).num_row_groups == groups
    assert pq.read_metadata(path).num_rows == 24


def test_a_worker_that_is_to_stop_leaves_nothing(folder):
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        do_chunk(str(folder), expected(folder), 0, stopping=lambda: next(asked))
    assert not [
        path for table in ("runs", "monthly", "spells") for path in (folder / table).iterdir()
    ]
