"""The guides to a lever and to a measure, followed word for word in a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pandas as pd
import pytest

import ccu_sim as ccu
from tests.docs.told import commands

GUIDES = ("Adding a lever", "Adding a measure")
BLOCK = re.compile(r"(?:`([\w/.-]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)
KEPT = ("src", "scenarios", "tests", "pyproject.toml")
PROGRAMS = {"ccu-sim": "ccu_sim", "pytest": "pytest"}
RUNS = "results/run-site-2-{}-1/monthly.csv"


@pytest.fixture(scope="module")
def guides(checkout):
    """Blocks of each guide: the file that each is of, if one; its language; its text."""
    text = (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL))
    return {guide: BLOCK.findall(sections[guide]) for guide in GUIDES}


@pytest.fixture(scope="module")
def project(checkout, tmp_path_factory):
    """A copy of what a contributor changes."""
    folder = tmp_path_factory.mktemp("contribution")
    for name in KEPT:
        copy = shutil.copytree if (checkout / name).is_dir() else shutil.copy
        copy(checkout / name, folder / name)
    return folder


def change(path, text):
    """Change a file as a block says: lines that begin with a minus become those with a plus."""
    changed = path.read_text(encoding="utf-8")
    for hunk in re.split(r"^@@.*\n", text, flags=re.MULTILINE):
        lines = hunk.splitlines()
        before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
        after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
        assert changed.count(f"\n{before}\n") == 1, f"{path.name} has not, or not once:\n{before}"
        changed = changed.replace(f"\n{before}\n", f"\n{after}\n")
    path.write_text(changed, encoding="utf-8")


def follow(command, folder):
    """Give a command of the guide in the copy, whose package is then the one that runs."""
    setting, program, *arguments = shlex.split(command.removeprefix("$ "))
    name, _, value = setting.partition("=")
    return subprocess.run(
        [sys.executable, "-m", PROGRAMS[program], *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), name: value},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def followed(guides, project):
    """The files that each guide touches, and what each of its commands did."""
    touched, done = {}, {}
    for guide, blocks in guides.items():
        touched[guide] = [name for name, _, _ in blocks if name]
        for name, language, text in blocks:
            if language == "diff":
                change(project / name, text)
            elif name:
                assert not (project / name).exists()
                (project / name).write_text(text, encoding="utf-8")
    for blocks in guides.values():
        for _, language, text in blocks:
            if language == "console":
                done |= {line: follow(line, project) for line in text.splitlines()}
    return touched, done


def test_a_lever_and_a_measure_touch_what_they_must_and_no_more(followed):
    touched, _ = followed
    lever, measure = (touched[guide] for guide in GUIDES)
    folders = [name.rpartition("/")[0].removeprefix("src/ccu_sim/") for name in lever]
    assert folders == [
        *("inputs", "evidence", "model/submodels", "scenarios/strategies", "tests/model/submodels")
    ]
    assert [name.split("/")[0] for name in measure] == ["src", "tests"]


def test_every_command_of_the_guides_works(followed):
    _, done = followed
    assert len(done) == 4
    assert {line: one.stdout + one.stderr for line, one in done.items() if one.returncode} == {}


@pytest.mark.slow
def test_the_lines_to_try_a_change_with_work(checkout, followed, project):
    _, done = followed
    seen = {line.removeprefix("$ ") for line in done}
    tried = [line for line in commands(checkout / "CONTRIBUTING.md") if line[:3] == "CCU"]
    alone = [line for line in tried if line not in seen]
    assert len(tried) - len(alone) == 5  # one of them stands on the page twice
    ran = {line: follow(line, project) for line in alone}
    assert [line.split()[1:] for line in ran] == [["pytest", "tests/model/submodels"]]
    assert {line: one.stdout + one.stderr for line, one in ran.items() if one.returncode} == {}


def test_the_strategy_acts_through_the_new_lever(followed, project):
    usual, told = (
        pd.read_csv(project / RUNS.format(name)).iloc[-1]
        for name in ("as-usual", "recovery-stories")
    )
    for role in ("peer", "clinician"):
        column = f"recovery_orientation_{role}"
        assert told[column] > usual[column] + 0.001


def test_the_new_measure_is_a_column_of_the_months_and_of_the_run(followed, project):
    monthly = pd.read_csv(project / RUNS.format("as-usual"))
    gap = monthly["voice_clinician"] - monthly["voice_peer"]
    assert monthly["voice_gap"].tolist() == pytest.approx(gap.tolist())
    runs = pd.read_csv(project / "results" / "run-site-2-as-usual-1" / "runs.csv")
    assert runs["voice_gap"].item() == pytest.approx(gap.iloc[-1])


def test_as_usual_nothing_has_moved(followed, project):
    monthly = pd.read_csv(project / RUNS.format("as-usual"))
    before = ccu.run("site-2", months=1, seed=1).monthly
    pd.testing.assert_frame_equal(monthly[before.columns], before, check_dtype=False, rtol=1e-12)
