"""What a worker is ready for, and what it does with a chunk."""

import shutil

import pytest

from ccu_sim.batch import open_results, worker
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


def test_a_worker_that_is_to_stop_leaves_nothing(folder):
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        do_chunk(str(folder), expected(folder), 0, stopping=lambda: next(asked))
    assert not [
        path for table in ("runs", "monthly", "spells") for path in (folder / table).iterdir()
    ]
