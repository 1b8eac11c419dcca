"""Stopped at any moment, the same command goes on and finds the same."""

import os
import subprocess
import sys

import pytest

from ccu_sim.analysis.calibration import calibrate
from ccu_sim.analysis.calibration.runs import RUNS_PER_CHUNK, candidates_per_chunk


def killed(lines, out, workers):
    """Calibrate in a process of its own, which takes itself down."""
    search = os.pathsep.join([str(lines), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", "from toy import main; main()", str(out), str(workers)],
        env=os.environ | {"PYTHONPATH": search},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode != 0


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_killed_and_resumed_is_as_uninterrupted(lines, toy, tmp_path, monkeypatch, workers):
    monkeypatch.setenv("LIVE", str(tmp_path / "live"))
    monkeypatch.syspath_prepend(lines)  # for workers
    assert killed(lines, tmp_path / "killed", workers)
    toy.calibrated(tmp_path / "killed", workers)
    toy.calibrated(tmp_path / "whole", 1)
    for name in ("ensemble.csv", "ensemble.json", "success.csv", "targets.csv", "pairs.csv"):
        there = (tmp_path / "killed" / name).read_bytes()
        assert there == (tmp_path / "whole" / name).read_bytes()


def test_what_was_run_is_not_run_again(toy, tmp_path):
    calls = []

    def stopped(unit, parameters, **address):
        calls.append((unit, address["set_index"], address["replicate"]))
        if len(calls) == 250:
            raise KeyboardInterrupt
        return toy.observe(unit, parameters, **address)

    with pytest.raises(KeyboardInterrupt):
        calibrate(toy.toy(model=stopped), tmp_path)
    stored = len(list((tmp_path / "runs").glob("*.parquet")))
    assert stored == 3  # of twenty candidates, two units, two replicates: eighty runs each
    calibrate(toy.toy(model=stopped), tmp_path)
    assert len(calls) - len(set(calls)) == 250 - 240
    assert not list(tmp_path.rglob("*.part"))


def test_a_chunk_is_some_seconds_of_work():
    for replicates in (2, 6, 16, 24, 500):
        candidates = candidates_per_chunk(2, replicates)
        assert candidates == 1 or candidates * 2 * replicates <= RUNS_PER_CHUNK
