"""A cluster's workers: they do as workers do here, are counted, missed, and not for ever."""

import json
import logging
import shutil
import signal
import sys
import time
from types import SimpleNamespace

import pytest

from ccu_sim.batch import dask_cluster, digest, run_batch
from ccu_sim.batch.chunks import chunk_path
from ccu_sim.batch.dask_cluster import COUNTED_EVERY, PATIENCE, DaskCluster
from ccu_sim.batch.store import Store
from ccu_sim.errors import RunFailures, UserError


@pytest.fixture
def scheduler():
    """The address of a real scheduler with a worker of two threads, all of it in this process."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        dashboard_address=":0",
        silence_logs=50,
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def study_there(chunked, tmp_path):
    """A folder whose last chunk is missing."""
    out = shutil.copytree(chunked, tmp_path / "study")
    chunk_path(out, "runs", 2).unlink()
    return Store.open(out)


def test_the_values_are_those_that_are_computed_here(small_study, sound, scheduler, tmp_path):
    out = tmp_path / "study"
    assert run_batch(small_study(), out, dask=scheduler, runs_per_chunk=8).complete
    assert digest(out) == digest(sound)


@pytest.fixture
def _ctrl_c_is_heard():
    """Hear Ctrl-C, also where whoever began the tests told them not to (`nohup`)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c_is_heard")
def test_a_chunk_that_is_asked_for_again_is_done_again(scheduler, study_there):
    path = chunk_path(study_there.folder, "runs", 2)
    before = signal.getsignal(signal.SIGINT)
    with DaskCluster(scheduler, pytest.fail) as cluster:
        cluster.assign(study_there.folder, study_there.manifest.hash)
        assert cluster.width == 4
        assert [error.__name__ for error in cluster.gives_up_with] == ["KilledWorker"]
        first = cluster.submit(2)
        assert first.result().stored == 8
        path.unlink()
        assert cluster.submit(2).result() == first.result()
        assert path.exists()
        assert signal.getsignal(signal.SIGINT) is not before
    assert cluster._client.status == "closed"
    assert signal.getsignal(signal.SIGINT) is before


def test_work_is_waited_for_but_not_after_a_fault(scheduler):
    with DaskCluster(scheduler, pytest.fail) as cluster:
        waited = cluster._executor.submit(time.sleep, 0.5)
    assert waited.done()
    assert not waited.cancelled()

    def work():
        with DaskCluster(scheduler, pytest.fail) as cluster:
            works.append(cluster._executor.submit(time.sleep, 0.5))
            raise ZeroDivisionError

    works = []
    with pytest.raises(ZeroDivisionError):
        work()
    assert works[0].cancelled()


@pytest.mark.usefixtures("_ctrl_c_is_heard")
def test_ctrl_c_is_obeyed_and_only_dasks_own_word_of_it_is_kept_back(scheduler):
    levels = [logging.getLogger(name).level for name in ("", "distributed", "ccu_sim")]
    with DaskCluster(scheduler, pytest.fail) as cluster:
        cluster.look_in()
        cluster._interrupts.begin()
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            cluster.look_in()
        assert logging.getLogger("distributed.client").level == logging.CRITICAL
        assert [logging.getLogger(name).level for name in ("", "distributed", "ccu_sim")] == levels


def test_a_worker_that_does_not_see_the_study_is_told(scheduler, study_there, tmp_path):
    place = tmp_path / "scheduler.json"
    place.write_text(json.dumps({"address": scheduler}))
    with DaskCluster(str(place), pytest.fail) as cluster:
        assert cluster._client.scheduler.address == scheduler
        cluster.assign(study_there.folder, study_there.manifest.hash)
        with pytest.raises(UserError, match="must be on a file system that all workers share"):
            cluster.assign(tmp_path / "elsewhere", study_there.manifest.hash)


def test_without_dask_it_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        UserError, match=r"Dask is not installed: `pip install 'ccu-sim\[cluster\]'"
    ):
        DaskCluster("tcp://there:1", pytest.fail).__enter__()


@pytest.fixture
def scene(monkeypatch):
    """A cluster whose scheduler counts as it is told to, at times that a test sets."""
    here = SimpleNamespace(now=0.0, threads={}, asked=0, said=[])

    def nthreads():
        here.asked += 1
        if isinstance(here.threads, Exception):
            raise here.threads
        return here.threads

    monkeypatch.setattr(dask_cluster, "time", SimpleNamespace(monotonic=lambda: here.now))
    here.cluster = DaskCluster("tcp://there:1", here.said.append)
    here.cluster._client = SimpleNamespace(nthreads=nthreads)
    return here


def test_there_is_work_for_every_thread_and_one_that_may_come(scene):
    assert scene.cluster.width == 2
    scene.now, scene.threads = COUNTED_EVERY, {"one": 3, "other": 2}
    assert scene.cluster.width == 10


def test_workers_are_counted_now_and_then(scene):
    for scene.now in (0.0, 0.1, COUNTED_EVERY - 0.1):
        scene.cluster.look_in()
    assert scene.asked == 1
    scene.now = COUNTED_EVERY
    scene.cluster.look_in()
    assert scene.asked == 2


def test_that_nobody_comes_is_said_once_after_a_while(scene):
    for scene.now in (1.0, PATIENCE, PATIENCE + 1.0):
        scene.cluster.look_in()
    assert not scene.said
    for scene.now in (PATIENCE + 1.1, 3 * PATIENCE, 9 * PATIENCE):
        scene.cluster.look_in()
    (said,) = scene.said
    assert said.startswith("no worker has come to the Dask scheduler at tcp://there:1; ")


def test_who_comes_and_goes_is_missed_anew(scene):
    scene.cluster.look_in()
    scene.now, scene.threads = PATIENCE, {"one": 1}
    scene.cluster.look_in()
    scene.threads = {}
    for scene.now in (2 * PATIENCE, 3 * PATIENCE):
        scene.cluster.look_in()
    assert not scene.said
    scene.now = 3 * PATIENCE + 0.1
    scene.cluster.look_in()
    assert len(scene.said) == 1


@pytest.mark.parametrize("error", [ImportError("no ccu_sim.batch"), AttributeError("no welcome")])
def test_workers_of_another_version_are_told(scene, tmp_path, error):
    def run(*_):
        raise error

    scene.cluster._client.run = run
    with pytest.raises(UserError, match=f"the Dask workers lack this version of ccu_sim: {error}"):
        scene.cluster.assign(tmp_path, "0" * 64)


@pytest.mark.parametrize("error", [OSError(), TimeoutError()])
def test_a_scheduler_that_answers_no_more_is_told(scene, error):
    scene.threads = error
    with pytest.raises(RunFailures, match="scheduler at tcp://there:1 answers no more"):
        scene.cluster.look_in()


def test_only_the_second_ctrl_c_ends_the_wait_at_once():
    dask_cluster._second_is_raised(1)
    with pytest.raises(KeyboardInterrupt):
        dask_cluster._second_is_raised(2)
