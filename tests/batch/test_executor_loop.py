"""The loop that drives an executor, with one whose deaths are arranged."""

import threading
from concurrent.futures import BrokenExecutor, CancelledError, Future

import pytest

from ccu_sim.batch.executors import DEATHS_IN_A_ROW, DEATHS_PER_CHUNK, LostChunk, carry_out
from ccu_sim.batch.worker import ChunkReport
from ccu_sim.errors import RunFailures


class GaveUp(Exception):
    """What a cluster says about a chunk that it has retried itself."""


class Arranged:
    """Does all chunks in flight at once, a moment later, and dies of some of them.

    Parameters
    ----------
    deadly : dict
        How often a worker dies of a chunk.
    """

    gives_up_with = (GaveUp,)

    def __init__(self, deadly=None, width=4, gives_up=(), broken_at_hand_out=()):
        self.deadly = dict(deadly or {})
        self.width = width
        self.gives_up = gives_up
        self.broken_at_hand_out = list(broken_at_hand_out)
        self.most_in_flight = 0
        self.together = []
        self.renewed = 0
        self._handed_out = []

    def submit(self, number):
        if number in self.broken_at_hand_out:
            self.broken_at_hand_out.remove(number)
            raise BrokenExecutor
        future = Future()
        self._handed_out.append((number, future))
        self.most_in_flight = max(self.most_in_flight, len(self._handed_out))
        if len(self._handed_out) == 1:
            threading.Timer(0.01, self._work).start()
        return future

    def look_in(self):
        pass

    def renew(self):
        self.renewed += 1

    def _work(self):
        in_flight, self._handed_out = self._handed_out, []
        self.together.append(len(in_flight))
        deadly = [number for number, _ in in_flight if self.deadly.get(number, 0) > 0]
        for number in deadly:
            self.deadly[number] -= 1
        for number, future in in_flight:
            if deadly:
                future.set_exception(BrokenExecutor())
            elif number in self.gives_up:
                future.set_exception(GaveUp())
            else:
                future.set_result(ChunkReport(number, stored=1))


def carried_out(executor, chunks=range(12)):
    reports = list(carry_out(executor, iter(chunks)))
    done = sorted(report.number for report in reports if isinstance(report, ChunkReport))
    lost = sorted(report.number for report in reports if isinstance(report, LostChunk))
    return done, lost


def test_every_chunk_is_done_once_with_few_in_flight():
    executor = Arranged()
    assert carried_out(executor) == (list(range(12)), [])
    assert executor.most_in_flight == 4
    assert executor.renewed == 0


@pytest.mark.parametrize("times", range(1, DEATHS_PER_CHUNK))
def test_a_chunk_survives_some_deaths(times):
    executor = Arranged({5: times})
    assert carried_out(executor) == (list(range(12)), [])
    assert executor.renewed == times


def test_only_the_chunk_that_kills_is_lost():
    executor = Arranged({5: 99, 6: 1})
    assert carried_out(executor) == ([n for n in range(12) if n != 5], [5])
    assert executor.deadly[5] == 99 - DEATHS_PER_CHUNK


def test_several_that_kill_are_lost_and_all_others_done():
    done, lost = carried_out(Arranged({1: 99, 2: 99}))
    assert lost == [1, 2]
    assert done == [0, *range(3, 12)]


def test_after_two_deaths_suspects_go_one_at_a_time():
    executor = Arranged({2: 99})
    assert carried_out(executor, range(4)) == ([0, 1, 3], [2])
    assert executor.together == [4, 4, 1, 1, 1, 1]


def test_who_saw_most_deaths_goes_first_in_whatever_order_chunks_come():
    executor = Arranged({10: 99}, broken_at_hand_out=[9])
    # So three see the first death, and 8 sees only the second.
    assert carried_out(executor, range(11, -1, -1)) == ([*range(10), 11], [10])
    assert executor.together[:6] == [2, 4, 1, 1, 1, 4]


def test_what_was_in_flight_with_a_death_is_done_again():
    class Mute(Arranged):
        """Nothing more is heard of what was in flight with a death."""

        def _work(self):
            if deadly := [one for one in self._handed_out if self.deadly.get(one[0], 0) > 0]:
                self._handed_out = deadly
            super()._work()

    executor = Mute({5: 2})
    assert carried_out(executor) == (list(range(12)), [])
    assert executor.renewed == 2


def test_ctrl_c_is_asked_for_while_chunks_are_in_flight():
    class Interrupted(Arranged):
        def look_in(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carried_out(Interrupted())


def test_ctrl_c_does_not_wait_for_a_chunk_that_takes_long():
    class Long(Arranged):
        def submit(self, number):
            self.future = Future()
            self.timer = threading.Timer(5.0, self.future.set_result, [ChunkReport(number)])
            self.timer.start()
            return self.future

        def look_in(self):
            raise KeyboardInterrupt

    executor = Long(width=1)
    with pytest.raises(KeyboardInterrupt):
        carried_out(executor)
    assert not executor.future.done()
    executor.timer.cancel()


def test_a_pool_found_broken_at_hand_out_is_renewed():
    executor = Arranged(broken_at_hand_out=[0, 7])
    assert carried_out(executor) == (list(range(12)), [])
    assert executor.renewed == 2


def test_a_cluster_that_gives_a_chunk_up_goes_on():
    assert carried_out(Arranged(gives_up=[3])) == ([0, 1, 2, *range(4, 12)], [3])


def test_workers_that_only_die_stop_the_batch():
    executor = Arranged(dict.fromkeys(range(12), 99), width=2)
    with pytest.raises(RunFailures, match=f"died {DEATHS_IN_A_ROW} times in a row"):
        carried_out(executor)
    assert executor.renewed == DEATHS_IN_A_ROW - 1


def test_a_cluster_that_goes_away_stops_the_batch():
    class Gone(Arranged):
        def _work(self):
            in_flight, self._handed_out = self._handed_out, []
            for _, future in in_flight:
                future.set_exception(CancelledError())

    with pytest.raises(RunFailures, match="the workers have gone"):
        carried_out(Gone())
