"""Waiting for the workers of a cluster: counted now and then, missed once, and not for ever."""

from types import SimpleNamespace

import pytest

from ccu_sim.batch import dask_cluster
from ccu_sim.batch.dask_cluster import COUNTED_EVERY, PATIENCE, DaskCluster
from ccu_sim.errors import RunFailures


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


@pytest.mark.parametrize("error", [OSError(), TimeoutError()])
def test_a_scheduler_that_answers_no_more_is_told(scene, error):
    scene.threads = error
    with pytest.raises(RunFailures, match="scheduler at tcp://there:1 answers no more"):
        scene.cluster.look_in()


def test_only_the_second_ctrl_c_ends_the_wait_at_once():
    dask_cluster._second_is_raised(1)
    with pytest.raises(KeyboardInterrupt):
        dask_cluster._second_is_raised(2)
