"""The guide from a head-count to a page works as it stands, through the program itself."""

import itertools
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guide(checkout):
    return (checkout / "docs" / "plan.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("guide")


@pytest.fixture(scope="module")
def followed(guide, place):
    """What each command of the guide did, in their order."""
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])
    done = []
    for language, text in BLOCK.findall(guide):
        for line in text.splitlines() if language == "console" else ():
            words = shlex.split(line.removeprefix("$ ccu-sim "))
            ran = subprocess.run(
                [sys.executable, "-m", "ccu_sim", *words],
                cwd=place,
                env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200"},
                capture_output=True,
                text=True,
            )
            done.append((words, ran))
    return done


def test_every_command_of_the_guide_works(followed):
    told = [words[0] for words, _ in followed]
    assert told == [
        *("new", "check", "show", "compare", "plan", "plan", "robustness", "verify"),
    ]
    assert {" ".join(words): ran.stderr for words, ran in followed if ran.returncode} == {}


def test_each_names_the_next(followed):
    for (words, ran), (following, _) in itertools.pairwise(followed[:5]):
        assert f"ccu-sim {following[0]}" in ran.stderr, words


def test_all_files_that_it_tells_of_are_there(guide, followed, place):
    folder = place / "results" / "plan-our-unit-60000"
    for name in re.findall(r"^\| `([\w.-]+)/?` \|", guide, re.MULTILINE):
        assert (folder / name).exists(), name
    assert followed[5][1].stdout.strip().endswith("one-page.html")


def test_the_last_year_that_it_shows_is_a_valid_one(guide, followed, place):
    [told] = [text for language, text in BLOCK.findall(guide) if language == "yaml"]
    path = place / "scenarios" / "units" / "our-unit.yaml"
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    unit = ccu_sim.load_unit(path)
    assert unit.observed.leavers_12m == 3


def test_python_does_the_same(guide, followed, place, monkeypatch):
    monkeypatch.chdir(place)
    [text] = [text for language, text in BLOCK.findall(guide) if language == "python"]
    names = {}
    exec(text.replace("our-unit", "site-2"), names)
    assert (place / "results" / "from-python" / "plan.html").is_file()
