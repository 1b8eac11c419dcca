"""What a batch does around its runs: how it cuts them up, what it tells, where it leaves off."""

import shutil

import pytest

from ccu_sim.batch import digest, open_results, require_startable, run, run_batch
from ccu_sim.batch.dask_cluster import DaskCluster
from ccu_sim.batch.executors import InProcess
from ccu_sim.batch.plan import seconds_per_run, usual_cases_per_chunk
from ccu_sim.batch.points import Points
from ccu_sim.batch.process_pool import Pool
from ccu_sim.batch.progress import Quiet
from ccu_sim.batch.simulation_task import sets_of
from ccu_sim.batch.trial import Trial
from ccu_sim.errors import RunFailures, UserError

PEOPLE = {"site-1": 32 + 20, "site-2": 25 + 16}
"""Posts, the casual pool's included, and beds."""


class Told:
    """Keeps what a batch tells while it works."""

    def __init__(self):
        self.heard = []

    def __getattr__(self, what):
        return lambda *said: self.heard.append((what, *said))


@pytest.fixture
def told():
    """Keep what is told."""
    return Told()


def test_what_a_run_takes_is_reckoned_for_the_units_that_it_is_of(small_study):
    both = small_study(units=["site-1", "site-2"])
    one, other = (seconds_per_run(people, 2) for people in PEOPLE.values())
    assert run._seconds_per_run(small_study(), None) == pytest.approx(one)
    assert run._seconds_per_run(both, None) == pytest.approx((one + other) / 2)


def test_what_a_trial_took_goes_before_what_is_reckoned(small_study):
    study = small_study()
    assert run._seconds_per_run(study, Trial("Ours", (), 1, seconds=3.0, times=2.0)) == 3.0
    reckoned = run._seconds_per_run(study, None)
    assert run._seconds_per_run(study, Trial("Ours", (), 1)) == reckoned


@pytest.mark.parametrize(("asked", "cases"), [(1, 1), (8, 2), (11, 2)])
def test_chunks_are_of_whole_cases_as_many_as_are_asked_for(small_study, tmp_path, asked, cases):
    assert cut(small_study(), tmp_path, None, asked) == cases


def test_chunks_are_of_the_usual_size_unless_one_is_asked_for(small_study, tmp_path):
    study = small_study(parameter_sets=40)
    usual = usual_cases_per_chunk(40 * 2 * 4, 4, run._seconds_per_run(study, None))
    assert cut(study, tmp_path) == usual > 1
    assert cut(study, tmp_path, Trial("Ours", (), 1, seconds=3.0, times=2.0)) == 1


def cut(study, folder, trial=None, runs_per_chunk=None):
    """Give how many cases a chunk of a study is to hold."""
    sets, settings = sets_of(study), Points.of([{}])
    manifest = run._manifest_of(study, folder, sets, settings, trial, runs_per_chunk)
    (extent,) = manifest.extents
    return extent.cases_per_chunk


def test_one_worker_is_this_process_and_more_are_others_near_or_far():
    assert isinstance(run._executor(1, None, Quiet()), InProcess)
    pool = run._executor(2, None, Quiet())
    assert isinstance(pool, Pool)
    assert pool.width == 4
    assert isinstance(run._executor(2, "tcp://there:1", Quiet()), DaskCluster)


def test_where_there_is_nothing_to_share_no_process_is_started(small_study, tmp_path, monkeypatch):
    import odd_models

    begun, executor = [], run._executor
    # how many are begun is all that is looked at, so none has to be started
    monkeypatch.setattr(
        run, "_executor", lambda workers, *more: begun.append(workers) or executor(1, *more)
    )
    run_batch(small_study(), tmp_path / "one", workers=2)
    run_batch(small_study(), tmp_path / "three", workers=2, runs_per_chunk=8)
    run_batch(small_study(parameter_sets=1), tmp_path / "own", workers=2, model=odd_models.Odd)
    assert begun == [1, 2, 2]
    assert digest(tmp_path / "one") == digest(tmp_path / "three")


@pytest.mark.parametrize("begin", [run_batch, require_startable])
def test_what_cannot_be_run_is_told_before_a_folder_is_made(small_study, tmp_path, begin):
    study = small_study().model_copy(update={"replicates": 10**9})
    with pytest.raises(UserError, match="The study has 12000000000 runs; at most "):
        begin(study, tmp_path / "study")
    assert not (tmp_path / "study").exists()


def test_progress_is_told_from_beginning_to_end(small_study, chunked, tmp_path, told):
    out = shutil.copytree(chunked, tmp_path / "study")
    (out / "runs" / "chunk-000001.parquet").unlink()
    run_batch(small_study(), out, progress=told)
    assert told.heard == [("begin", 24, 16), ("advance", 8), ("end",)]


def test_what_the_runs_that_are_left_take_is_told(small_study, tmp_path, told):
    import odd_models

    study, out = small_study(parameter_sets=1, months=1), tmp_path / "study"
    run_batch(study, out, model=odd_models.Slow, runs_per_chunk=4)
    (out / "runs" / "chunk-000001.parquet").unlink()
    run_batch(study, out, model=odd_models.Slow, progress=told)
    _, (what, said), *heard = told.heard
    assert what == "note"
    assert "as long as on the model that ships; 4 runs, some " in said
    assert said.endswith(" on this machine")
    assert heard == [("begin", 8, 4), ("advance", 4), ("end",)]


def test_a_chunk_that_was_damaged_is_told_and_made_anew(small_study, chunked, tmp_path, told):
    out = shutil.copytree(chunked, tmp_path / "study")
    damaged = out / "monthly" / "chunk-000001.parquet"
    damaged.write_bytes(b"PAR1")
    assert run_batch(small_study(), out, progress=told).complete
    begin, (what, said), *heard = told.heard
    assert begin == ("begin", 24, 16)
    assert what == "note"
    assert said.startswith(f"{damaged} ")
    assert said.endswith("; it is made anew")
    assert heard == [("advance", 8), ("end",)]


def test_stopped_it_tells_what_is_stored(small_study, tmp_path, told):
    def stop(done):
        raise KeyboardInterrupt

    told.advance = stop
    with pytest.raises(KeyboardInterrupt):
        run_batch(small_study(), tmp_path / "study", runs_per_chunk=8, progress=told)
    stopped = "stopped; 8 of 24 runs are stored; the same line goes on"
    assert told.heard == [("begin", 24, 0), ("note", stopped), ("end",)]


def test_where_all_is_stored_nothing_is_left_to_tell(small_study, tmp_path, told):
    import odd_models

    study, out = small_study(parameter_sets=1, replicates=1, months=1), tmp_path / "study"
    run_batch(study, out, model=odd_models.Slow)
    run_batch(study, out, model=odd_models.Slow, progress=told)
    (unaccepted, *heard) = told.heard
    assert "accepted for the model as shipped" in unaccepted[1]
    assert heard == [("begin", 4, 4), ("end",)]


def test_after_a_chunk_that_finds_no_room_no_more_are_begun(small_study, chunked, tmp_path, told):
    out = shutil.copytree(chunked, tmp_path / "study")
    for number in (0, 1):
        (out / "runs" / f"chunk-00000{number}.parquet").unlink()
    taken = out / "monthly" / "chunk-000000.parquet"
    taken.unlink()
    taken.mkdir()
    with pytest.raises(RunFailures, match=r"took no more results .chunk-000000: .*; 8 of 24 runs"):
        run_batch(small_study(), out, progress=told)
    assert told.heard == [("begin", 24, 8), ("end",)]
    assert len(open_results(out).read("runs")) == 8
    taken.rmdir()
    assert run_batch(small_study(), out).complete
