"""What came of a batch: counted as it comes, and told at the end."""

from types import SimpleNamespace

import pytest

from ccu_sim.batch.completion import Completion
from ccu_sim.batch.executors import LostChunk
from ccu_sim.batch.failures import FailedRun, recorded_failures
from ccu_sim.batch.plan import Extent, Plan
from ccu_sim.batch.tables import Address
from ccu_sim.batch.worker import EXAMPLES, ChunkReport
from ccu_sim.errors import RunFailures

PLAN = Plan(1, 2, 1, (Extent(10, 1, 5),))  # twenty runs, in two chunks


class Told:
    """Keeps what it is told."""

    def __init__(self):
        self.notes, self.runs = [], []
        self.note, self.advance = self.notes.append, self.runs.append


@pytest.fixture
def told():
    """Keep what is told."""
    return Told()


@pytest.fixture
def completion(tmp_path, told):
    """Begin to count, with four runs stored by an earlier batch."""
    study = SimpleNamespace(
        address=lambda run: Address("here", str(run.strategy), 0, run.case.set, 0)
    )
    store = SimpleNamespace(folder=tmp_path, plan=PLAN, manifest=study)
    return Completion(store, 4, told)


def failed(number):
    return FailedRun(Address("here", "more", 0, number, 0), "ValueError: no")


def report_of(failures, number=0):
    runs = [failed(place) for place in range(failures)]
    return ChunkReport(number, 10 - failures, failures, tuple(runs[:EXAMPLES]))


def test_chunks_add_up_and_nothing_is_raised_when_all_are_stored(completion, told):
    for number in (0, 1):
        completion.count(ChunkReport(number, stored=8))
    assert (completion.stored, completion.failed) == (20, 0)
    assert told.runs == [10, 10]
    assert told.notes == []
    completion.require_success()


@pytest.mark.parametrize(
    ("failures", "notes"), [(EXAMPLES, EXAMPLES), (EXAMPLES + 2, EXAMPLES + 1)]
)
def test_some_that_failed_are_named_and_the_rest_counted(completion, told, failures, notes):
    completion.count(report_of(failures, number=1))
    assert len(told.notes) == notes
    assert told.notes[0] == "failed: here, more, set 0, replicate 0: ValueError: no"
    if failures > EXAMPLES:
        assert told.notes[-1] == "failed: 2 more runs of chunk-000001"


def test_at_the_end_the_first_examples_stand_for_all(completion, tmp_path):
    for number in (0, 1):
        completion.count(report_of(2, number))
    with pytest.raises(RunFailures) as raised:
        completion.require_success()
    assert str(raised.value) == (
        f"4 of 20 runs failed ({failed(0)}; {failed(1)}; {failed(0)}; ...); all are named in "
        f"{tmp_path / 'failures'}; 20 of 20 runs are stored, and the same "
        "line tries the others again"
    )


def test_examples_that_are_all_end_without_dots(completion):
    completion.count(report_of(1))
    with pytest.raises(RunFailures, match=r"1 of 20 runs failed \(here, [^;]*ValueError: no\); "):
        completion.require_success()


def test_a_lost_chunk_is_recorded_run_by_run(completion, told, tmp_path):
    completion.count(LostChunk(1))
    assert (completion.stored, completion.failed) == (4, 10)
    runs = list(recorded_failures(tmp_path))
    assert {(run.error, run.trace) for run in runs} == {("its worker process died every time", "")}
    assert {(run.address.strategy, run.address.set) for run in runs} == {
        (strategy, case.set) for strategy in "01" for case in PLAN.chunk(1)
    }
    assert told.notes[-1] == f"failed: {10 - EXAMPLES} more runs of chunk-000001"


def test_where_there_is_no_room_nothing_of_the_chunk_is_counted(completion, told):
    assert completion.has_room()
    completion.count(ChunkReport(1, unstored="No space left on device"))
    assert not completion.has_room()
    assert (completion.stored, completion.failed, told.runs) == (4, 0, [])
    with pytest.raises(RunFailures, match=r"took no more results \(chunk-000001: No space left"):
        completion.require_success()


def test_a_lost_chunk_that_cannot_be_recorded_finds_no_room(completion, tmp_path):
    (tmp_path / "failures").touch()  # where its folder should be
    completion.count(LostChunk(0))
    assert not completion.has_room()
    with pytest.raises(RunFailures, match=r"took no more results \(chunk-000000: File exists\); "):
        completion.require_success()
