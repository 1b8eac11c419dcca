"""The values are the same whoever computes them, and in whatever pieces."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children

import pytest

from ccu_sim import CCUModel
from ccu_sim.batch import digest, open_results, run_batch
from ccu_sim.errors import UserError


@pytest.mark.parametrize(("workers", "runs_per_chunk"), [(1, 4), (1, 8), (1, 1000), (3, 1)])
def test_values_do_not_depend_on_workers_or_chunks(
    small_study, sound, tmp_path, workers, runs_per_chunk
):
    out, before = tmp_path / "study", active_children()
    results = run_batch(small_study(), out, workers=workers, runs_per_chunk=runs_per_chunk)
    assert results.complete
    assert active_children() == before
    assert digest(out) == digest(sound)
    for table in ("runs", "monthly", "spells"):
        assert results.read(table).equals(open_results(sound).read(table))


def test_a_batch_needs_a_worker(small_study, tmp_path):
    with pytest.raises(UserError, match="workers is 0"):
        run_batch(small_study(), tmp_path / "study", workers=0)
    assert not (tmp_path / "study").exists()


def test_a_model_that_workers_cannot_find_is_refused(small_study, tmp_path):
    nowhere = type("Nowhere", (CCUModel,), {"__module__": "nowhere"})
    with pytest.raises(UserError, match="Nowhere is not defined in a file"):
        run_batch(small_study(), tmp_path / "study", model=nowhere)
    assert not (tmp_path / "study").exists()


def test_no_scheduler_no_folder(small_study, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")

    def refuse(*args, **kwargs):
        raise TimeoutError("nobody there")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(UserError, match="no Dask scheduler answers at tcp://nowhere:1"):
        run_batch(small_study(), tmp_path / "study", dask="tcp://nowhere:1")
    assert not (tmp_path / "study").exists()


@pytest.fixture
def cluster():
    """Two real Dask worker processes and their scheduler."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.mark.slow
def test_a_dask_worker_is_killed_in_the_middle(cluster, start_line, sound, tmp_path):
    out = tmp_path / "study"
    process = start_line(
        out, dask=cluster.scheduler_address, model="Slow", runs_per_chunk=4, parameter_sets=20
    )
    chunks = out / "runs"
    while process.poll() is None and len(list(chunks.glob("*.parquet"))) < 3:
        time.sleep(0.02)
    assert process.poll() is None
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    assert process.wait() == 0
    serial = start_line(tmp_path / "serial", model="Slow", parameter_sets=20)
    assert serial.wait() == 0
    assert open_results(out).complete
    assert digest(out) == digest(tmp_path / "serial")


@pytest.mark.slow
def test_dask_workers_that_see_another_folder_are_told_apart(cluster, small_study, tmp_path):
    from ccu_sim.batch.worker import welcome

    complaints = cluster.get_client().run(welcome, str(tmp_path / "elsewhere"), "0" * 64)
    assert len(complaints) == 2
    for complaint in complaints.values():
        assert "the folder must be on a file system that all workers share" in complaint


@pytest.fixture
def lonely_scheduler(tmp_path):
    """A scheduler without workers: its process and its address."""
    pytest.importorskip("distributed")
    place = tmp_path / "scheduler.json"
    line = ["-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    process = subprocess.Popen(
        [sys.executable, *line, "--scheduler-file", place],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not place.exists() and process.poll() is None:
        time.sleep(0.05)
    yield process, str(place)
    process.kill()
    process.wait()


def read_until(stream, words):
    """Read lines until one has some words in it."""
    lines = []
    for line in stream:
        lines.append(line)
        if words in line:
            break
    return lines


@pytest.mark.slow
def test_a_cluster_without_workers_is_told_and_ctrl_c_stops_the_wait(
    lonely_scheduler, start_line, tmp_path
):
    process = start_line(tmp_path / "study", dask=lonely_scheduler[1])
    told = read_until(process.stderr, "no worker has come to the Dask scheduler at")
    assert "Ctrl-C stops it" in told[-1]
    process.send_signal(signal.SIGINT)
    assert "0 of 24 runs are stored; the same line goes on" in process.communicate(timeout=60)[1]
    assert process.returncode == 130


@pytest.mark.slow
def test_a_scheduler_that_dies_is_one_sentence(lonely_scheduler, start_line, tmp_path):
    scheduler, address = lonely_scheduler
    process = start_line(tmp_path / "study", dask=address)
    read_until(process.stderr, "no worker has come")
    scheduler.kill()
    told = process.communicate(timeout=120)[1]
    assert process.returncode == 1
    assert len(told.splitlines()) == 1
    assert told.endswith("the same line goes on later\n")


@pytest.mark.slow
def test_a_library_that_takes_ctrl_c_for_itself_does_not_keep_it(
    cluster, start_line, tmp_path, monkeypatch
):
    """dask-jobqueue puts a handler in Python's place that ends a program without a word."""
    pytest.importorskip("dask_jobqueue")
    monkeypatch.setenv("ALSO_IMPORT", "dask_jobqueue")
    out = tmp_path / "study"
    process = start_line(out, dask=cluster.scheduler_address, model="Slow", parameter_sets=30)
    while process.poll() is None and not list((out / "runs").glob("*.parquet")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "of 240 runs are stored; the same line goes on" in told
