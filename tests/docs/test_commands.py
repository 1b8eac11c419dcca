"""Every example of the command reference is given to the program, in the order of the page."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim
from tests.docs.told import SMALLER, blocks, commands

MORE = {
    r"run .*--model": ("--months", "3"),  # walked by Mesa
    r"robustness results/": (),  # answers from what is there
    r"calibrate --unit": (),
    r"calibrate --rescore": ("--out", "results/again"),  # and not into the package
}
"""Where something else is added to an example than `SMALLER` has for its command."""

ELSEWHERE = "--dask"
"""Needs a scheduler, which tests/docs/test_cluster_page.py has."""


@pytest.fixture(scope="module")
def examples(docs):
    """The examples of all commands; the first block of each command is how it is used."""
    return [line for line in commands(docs / "commands.md") if "OPTIONS" not in line]


def test_every_command_has_an_example(examples):
    from typer.main import get_command

    from ccu_sim.cli.program import app

    assert {shlex.split(line)[1] for line in examples} == set(get_command(app).commands)


def test_what_the_page_of_calibration_shows_is_an_example(docs, examples):
    lines = [line for line in commands(docs / "calibration.md") if line.startswith("ccu-sim ")]
    assert lines
    assert set(lines) <= set(examples)


@pytest.fixture
def program(docs, tmp_path):
    """Give a line to the program in a folder of its own, in which there is what examples name."""
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])

    def run(words, more=()):
        return subprocess.run(
            [sys.executable, "-m", "ccu_sim", *words, *more],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path, "COLUMNS": "80"},
            capture_output=True,
            text=True,
        )

    for kind, name in (("unit", "my-unit"), ("study", "my-study"), ("model", "our-unit")):
        assert run(["new", kind, name]).returncode == 0
    unit = tmp_path / "scenarios" / "units" / "my-unit.yaml"
    [year] = [text for _, language, text in blocks(docs / "calibration.md") if language == "yaml"]
    unit.write_text(unit.read_text(encoding="utf-8") + year, encoding="utf-8")
    for kind in ("units", "studies"):
        for file in (tmp_path / "scenarios" / kind).iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return run


def added(words):
    """Give what is added to an example."""
    line = " ".join(words)
    return next((more for what, more in MORE.items() if re.match(what, line)), None)


@pytest.mark.slow
def test_every_example_works(examples, program, tmp_path):
    for line in examples:
        if ELSEWHERE in line:
            continue
        _, *words = shlex.split(line)
        if words[0] == "new":
            (tmp_path / "scenarios").rename(tmp_path / f"scenarios-{words[1]}")
        more = added(words)
        done = program(words, SMALLER.get(words[0], ()) if more is None else more)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
