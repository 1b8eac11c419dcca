"""The values are the same whoever computes them, and in whatever pieces."""

import os
import signal
import time

import pytest

from ccu_sim import CCUModel
from ccu_sim.batch import digest, open_results, run_batch
from ccu_sim.errors import UserError


@pytest.mark.parametrize(("workers", "runs_per_chunk"), [(1, 4), (1, 1000), (2, 8), (3, 1)])
def test_values_do_not_depend_on_workers_or_chunks(
    small_study, sound, tmp_path, workers, runs_per_chunk
):
    out = tmp_path / "study"
    results = run_batch(small_study(), out, workers=workers, runs_per_chunk=runs_per_chunk)
    assert results.complete
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
    from ccu_sim.batch.work import welcome

    complaints = cluster.get_client().run(welcome, str(tmp_path / "elsewhere"), "0" * 64)
    assert len(complaints) == 2
    for complaint in complaints.values():
        assert "the folder must be on a file system that all workers share" in complaint
