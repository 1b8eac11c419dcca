"""Ctrl-C, once and more often, with workers and without."""

import os
import shutil
import signal
import threading
import time
from contextlib import suppress

import pytest

from ccu_sim.batch import run_batch
from ccu_sim.batch.executors import InProcess
from ccu_sim.batch.interrupts import Interrupts
from ccu_sim.batch.store import Store
from ccu_sim.batch.worker import ChunkReport

SLOW = {"runs": "slow", "parameter_sets": 8}


def press(process):
    """Press Ctrl-C as a terminal does: for every process of the group."""
    os.killpg(process.pid, signal.SIGINT)


def wait_for_a_chunk(process, out):
    while process.poll() is None and not list((out / "runs").glob("*.parquet")):
        time.sleep(0.02)


def gone(group):
    """Whether every process of a group has ended, within a moment."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("pause", [0.0, 0.1, 0.3])
def test_the_second_ends_the_workers_at_once(start_line, small_study, tmp_path, pause):
    out = tmp_path / "study"
    process = start_line(out, workers=2, **SLOW)
    wait_for_a_chunk(process, out)
    for _ in range(3):
        press(process)
        time.sleep(pause)
    told = process.communicate(timeout=10)[1]
    # a third press may reach a program that is all but gone; a shell says 130 of that, too
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in told
    assert gone(process.pid)
    assert run_batch(small_study(parameter_sets=8), out).complete


def test_workers_that_are_only_starting_do_not_hear_it(start_line, tmp_path):
    out = tmp_path / "study"
    process = start_line(out, workers=2, **SLOW)
    while process.poll() is None and not (out / "study.json").exists():
        time.sleep(0.02)
    time.sleep(0.3)  # the parent has handed chunks out, and its workers are being imported
    press(process)
    told = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert "Traceback" not in told


def test_another_handler_is_put_back():
    def own(signum, frame):
        """Stand for a library that has put its own handler in place of Python's."""

    counted = []
    before = signal.signal(signal.SIGINT, own)
    try:
        interrupts = Interrupts(counted.append)
        interrupts.begin()
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        assert counted == [1, 2]
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
        interrupts.end()
        assert signal.getsignal(signal.SIGINT) is own
    finally:
        signal.signal(signal.SIGINT, before)


def test_who_ignores_it_goes_on_ignoring_it():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        interrupts = Interrupts(lambda _: None)
        interrupts.begin()
        signal.raise_signal(signal.SIGINT)
        interrupts.check()
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture
def before():
    """A handler in place of that of the tests, which may ignore Ctrl-C."""

    def handler(signum, frame):
        pass

    found = signal.signal(signal.SIGINT, handler)
    yield handler
    signal.signal(signal.SIGINT, found)


def test_it_is_begun_once_and_ended_once(before):
    interrupts = Interrupts(lambda _: None)
    interrupts.end()  # not begun: there is nothing to put back
    assert signal.getsignal(signal.SIGINT) is before
    interrupts.begin()
    interrupts.begin()
    assert signal.getsignal(signal.SIGINT) is not before
    interrupts.check()  # nobody pressed it
    interrupts.end()
    assert signal.getsignal(signal.SIGINT) is before
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.end()  # ended: what came later is left alone
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.fixture
def alone(before, chunked, tmp_path):
    """A process that does the chunks of the small study itself, and has done the first."""
    out = shutil.copytree(chunked, tmp_path / "study")
    with InProcess() as executor:
        executor.assign(out, Store.open(out).manifest.hash)
        assert executor.submit(0).result() == ChunkReport(0, stored=8)
        executor.look_in()
        yield executor
    assert signal.getsignal(signal.SIGINT) is before


def test_one_process_raises_it_where_it_lands(alone):
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_one_process_sees_what_was_lost_where_it_landed_before_the_next_run(alone):
    with suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        alone.submit(1)
    with pytest.raises(KeyboardInterrupt):
        alone.look_in()


@pytest.mark.filterwarnings("error")
def test_one_that_comes_before_counting_begins_is_raised_and_leaves_no_trace(before, monkeypatch):
    """As Python may do: raise, in place of taking on a handler, the Ctrl-C that came before."""

    def refuse(*_):
        raise KeyboardInterrupt

    interrupts = Interrupts([].append)
    with monkeypatch.context() as patch:
        patch.setattr(signal, "signal", refuse)
        with pytest.raises(KeyboardInterrupt):
            interrupts.begin()
    interrupts.end()
    assert signal.getsignal(signal.SIGINT) is before


def test_only_the_main_thread_listens(before):
    thread = threading.Thread(target=Interrupts(lambda _: None).begin)
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGINT) is before
