"""Processes that do what they are given, and end when their parent says so."""

import os
import signal
import time
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from multiprocessing import active_children

import pytest

from ccu_sim.batch.processes import Processes, stopping


@pytest.fixture
def before():
    """A handler in place of that of the tests, which may ignore Ctrl-C."""
    found = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield signal.default_int_handler
    signal.signal(signal.SIGINT, found)


@pytest.fixture
def place(tmp_path):
    """Where work that has begun says so."""
    return tmp_path / "begun"


def wait_for(place):
    while not place.exists():
        time.sleep(0.01)


def blocked():
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_what_is_begun_is_done_before_they_end(before, place):
    from handy_work import go_on

    masked = blocked()
    with Processes(1) as processes:
        work = processes.submit(go_on, str(place))
        assert blocked() == masked
        processes.look_in()  # nobody pressed Ctrl-C
    told, process = work.result(timeout=0)
    assert told == "done"
    assert process != os.getpid()
    assert not stopping()
    assert signal.getsignal(signal.SIGINT) is before


def test_after_a_fault_what_is_begun_leaves_off_and_no_more_begins(before, place):
    from handy_work import wait

    works = []

    def work():
        with Processes(1) as processes:
            works.extend(processes.submit(wait, f"{place}{number}") for number in range(4))
            wait_for(place.with_name("begun0"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert works[0].result(timeout=0)
    assert works[3].cancelled()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("more", [1, 2])  # a third means no more than a second
def test_at_ctrl_c_work_leaves_off_and_at_a_second_its_process_ends(before, tmp_path, more):
    from handy_work import never_ask, wait

    asks, never_asks = tmp_path / "asks", tmp_path / "never asks"
    began = time.monotonic()
    with Processes(2) as processes:
        one = processes.submit(wait, str(asks))
        other = processes.submit(never_ask, str(never_asks))
        wait_for(asks)
        wait_for(never_asks)
        signal.raise_signal(signal.SIGINT)
        assert one.result(timeout=30)
        assert not other.done()
        for _ in range(more):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(BrokenExecutor):
            other.result(timeout=50)
        with pytest.raises(KeyboardInterrupt):
            processes.look_in()
    assert time.monotonic() - began < 60.0


def test_a_process_inherits_nothing_hears_no_ctrl_c_and_takes_no_time_to_wait(before, monkeypatch):
    import handy_work

    monkeypatch.setattr(handy_work, "SET_BY", os.getpid())
    with Processes(1) as processes:
        assert processes.submit(handy_work.rest).result() < 0.2
        assert processes.submit(handy_work.told).result() == (None, signal.SIG_IGN, False)
    assert handy_work.told() == (os.getpid(), before, True)


def test_others_take_the_place_of_those_of_which_one_died(before, place):
    from handy_work import die, go_on

    others = active_children()
    with Processes(1) as processes:
        with suppress(BrokenExecutor):
            processes.submit(die).result()
        with pytest.raises(BrokenExecutor):
            processes.submit(go_on, str(place))
        processes.renew()
        assert active_children() == others
        assert processes.submit(go_on, str(place)).result()[0] == "done"
