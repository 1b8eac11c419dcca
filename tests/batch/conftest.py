"""A small study, and batches of it as processes of their own."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import ccu_sim
from ccu_sim.batch import run_batch
from ccu_sim.inputs import load_study

LINES = Path(__file__).parent / "lines"
SOURCES = Path(ccu_sim.__file__).parents[1]

#: One unit, four strategies, three parameter sets, two replicates: 24 short runs.
SMALL = {"units": ["site-1"], "months": 2, "parameter_sets": 3, "replicates": 2}


@pytest.fixture(autouse=True)
def _lines_are_found(monkeypatch, tmp_path):
    """Let processes started by a test find its models, and whether they are mended."""
    monkeypatch.syspath_prepend(LINES)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([*map(str, (LINES, SOURCES)), *sys.path]))
    monkeypatch.setenv("MENDED", str(tmp_path / "mended"))


@pytest.fixture
def mend(tmp_path):
    """Mend the odd models."""
    return (tmp_path / "mended").touch


@pytest.fixture
def small_study():
    """Give the small study, with other keys where asked for."""

    def study(**changes):
        return load_study("supervision-or-security", {**SMALL, **changes})

    return study


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """Give the folder of the small study, done by one process without a fault."""
    folder = tmp_path_factory.mktemp("sound") / "study"
    run_batch(load_study("supervision-or-security", SMALL), folder)
    return folder


@pytest.fixture(scope="session")
def chunked(tmp_path_factory):
    """Give the folder of the small study, done in three chunks; to be copied, not touched."""
    folder = tmp_path_factory.mktemp("chunked") / "study"
    run_batch(load_study("supervision-or-security", SMALL), folder, runs_per_chunk=8)
    return folder


@pytest.fixture
def start_line(tmp_path):
    """Start a batch as a process of its own, in a process group of its own.

    Its runs may be odd: on a `model` of odd_models.py, or those of odd_runs.py.
    """
    started = []

    def start(
        out, *, workers=1, model=None, runs=None, runs_per_chunk=8, before=(), dask=None, **study
    ):
        line = {
            "study": {**SMALL, **study},
            "out": str(out),
            "workers": workers,
            "model": model,
            "runs": runs,
            "runs_per_chunk": runs_per_chunk,
            "dask": dask,
        }
        command = [*before, sys.executable, str(LINES / "batch_line.py"), json.dumps(line)]
        process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # Tests that run in the background are told to ignore Ctrl-C, and children inherit it.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stderr.close()
