"""The guide to robustness and tipping works as it stands, through the program itself."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim

BLOCK = re.compile(r"(?:`([\w/.-]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guide(checkout):
    """The guide's text, and its blocks: the file that each is, if one; its language; its text."""
    text = (checkout / "docs" / "robustness.md").read_text(encoding="utf-8")
    return text, BLOCK.findall(text)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder of its own."""
    return tmp_path_factory.mktemp("guide")


@pytest.fixture(scope="module")
def followed(guide, place):
    """What each command of the guide did, by its words, in their order."""
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])
    done = {}
    for name, language, text in guide[1]:
        if name:
            (place / name).write_text(text, encoding="utf-8")
        if language == "console":
            for line in text.splitlines():
                words = shlex.split(line.removeprefix("$ ccu-sim "))
                done[tuple(words)] = subprocess.run(
                    [sys.executable, "-m", "ccu_sim", *words],
                    cwd=place,
                    env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200"},
                    capture_output=True,
                    text=True,
                )
    return done


def test_every_command_of_the_guide_works(followed):
    assert [words[0] for words in followed] == [
        *("robustness",) * 4,
        *("tipping",) * 2,
        "verify",
    ]
    assert {
        " ".join(words): done.stderr for words, done in followed.items() if done.returncode
    } == {}


def test_the_region_is_the_one_that_the_guide_tells(guide, followed):
    [told] = re.findall(r"^> (Site 1: .*)$", guide[0], re.MULTILINE)
    [done] = [done for words, done in followed.items() if "where.yaml" in words]
    said = " ".join(done.stdout.split())
    limit = re.search(r"mostly where contract security is at least ([\d.]+)", said)
    assert limit, said
    assert float(limit[1]) == pytest.approx(
        float(re.search(r"security is at least ([\d.]+)", told)[1]), abs=0.15
    )


def test_renewal_turns_the_choice_as_the_guide_tells(followed):
    said = " ".join(list(followed.values())[4].stdout.split())
    assert "What could turn it: chance of renewal, peers above" in said


def test_python_does_the_same(guide, followed, place, monkeypatch):
    monkeypatch.chdir(place)
    [text] = [text for _, language, text in guide[1] if language == "python"]
    names = {}
    exec(text, names)
    assert set(names["table"]["fact"]) == {"renewal_peer_worker", "leadership"}
    assert len(names["robust"].failures) == 4
