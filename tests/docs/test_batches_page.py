"""The commands of the guide to batches, in the order of the page; tests/batch has its snippets."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim
from ccu_sim.batch import open_results
from tests.docs.told import blocks, commands

FEW = ("--sets", "2", "--replicates", "1")
MORE = {r".* --extend$": ("--sets", "3", "--replicates", "1"), r"ccu-sim (batch|compare) ": FEW}
"""What is added to a line: in place of what the guide says to raise in the study's file, too."""

FOLDER = Path("results") / "supervision"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program as a process of its own, in a folder of its own."""
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])

    def run(line, *more):
        return subprocess.run(
            [sys.executable, "-m", "ccu_sim", *shlex.split(line)[1:], *more],
            cwd=run.folder,
            env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200"},
            capture_output=True,
            text=True,
        )

    run.folder = tmp_path_factory.mktemp("guide")
    return run


@pytest.fixture(scope="module")
def followed(docs, program):
    """What each command of the guide did, and how many runs were in the guide's folder then."""
    done = {}
    for line in commands(docs / "batches.md"):
        more = next((more for what, more in MORE.items() if re.match(what, line)), ())
        done[line] = program(line, *more), len(open_results(program.folder / FOLDER).runs)
    return done


def test_every_command_of_the_guide_works(followed):
    told = [line.split()[1] for line in followed]
    assert told == ["batch", "batch", "compare", "verify"]
    assert {line: ran.stderr for line, (ran, _) in followed.items() if ran.returncode} == {}


def test_a_line_goes_on_and_a_larger_study_adds_to_it(followed):
    runs = [there for _, there in followed.values()]
    assert runs[1] == runs[0] * 3 / 2
    assert runs[1:] == [runs[1]] * 3


def test_another_study_is_refused_in_the_words_of_the_guide(docs, followed, program):
    [told] = [
        text.strip() for _, language, text in blocks(docs / "batches.md") if language == "text"
    ]
    first, *_ = followed
    refused = program(first, "--sets", "3", "--replicates", "1", "--months", "24")
    assert refused.returncode == 2
    assert told in " ".join(refused.stderr.split())
