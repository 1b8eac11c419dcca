"""Every command and snippet of the docs is run by a test, or it is said why it cannot be."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim
from tests.docs.told import SETTING_UP, SMALLER, blocks, lines

LANGUAGES = ("", "console", "diff", "python", "r", "text", "yaml")
"""Of what a reader gives to something, and of what they are answered."""

FOLLOWED = (
    *("explorer.md", "first-ten-minutes.md", "reference.md", "researcher.md", "see-it-first.md"),
)
"""Followed here, from top to bottom."""

ELSEWHERE = {
    ("batches.md", "console", "text"): "tests/docs/test_batches_page.py",
    ("batches.md", "python", "r"): "tests/batch/test_guides.py",
    ("calibration.md", ""): "tests/docs/test_commands.py",
    ("calibration.md", "yaml"): "tests/docs/test_pages.py",  # below
    ("cluster.md", "console", "python"): "tests/docs/test_cluster_page.py",
    ("commands.md", "console"): "tests/docs/test_commands.py",
    ("mesa.md", "", "python"): "tests/docs/test_mesa_page.py",
    ("odd.md", "text"): "tests/docs/test_generated.py",
    ("plan.md", "console", "python", "yaml"): "tests/docs/test_plan_guide.py",
    ("robustness.md", "console", "python", "yaml"): "tests/docs/test_robustness_guide.py",
    ("sensitivity.md", ""): "tests/docs/test_setting_up.py",
    ("sensitivity.md", "console", "python", "yaml"): "tests/docs/test_sensitivity.py",
    ("your-own-model.md", "console", "python", "text", "yaml"): "tests/docs/test_your_own_model.py",
    ("../README.md", "", "python"): "tests/docs/test_pages.py",  # below
    ("../CONTRIBUTING.md", ""): "tests/docs/test_contributing.py",
    ("../CONTRIBUTING.md", "console", "diff", "yaml"): "tests/docs/test_contributing.py",
}
"""The blocks of a page that another test runs (or a test below), by their languages."""

LINES_ELSEWHERE = {
    SETTING_UP.pattern: "tests/docs/test_setting_up.py",
    r"ccu-sim compare both-ways": "tests/explorer/test_digest.py",
    r"solara run ": "tests/docs/test_mesa_page.py",
}
"""Lines of pages that are followed here which another test runs."""

CANNOT = {
    r"make test|\.venv/bin/pytest": "is what runs these tests",
    r"make pins": "asks an index for every version there is",
    r"python docs/make_\w+\.py": "takes most of an hour",
}
"""What no test can run, and why."""


def runs_here(line):
    return not any(re.match(what, line) for what in (*LINES_ELSEWHERE, *CANNOT))


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The program as a process of its own, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])

    def run(line, more=()):
        return subprocess.run(
            [sys.executable, "-m", "ccu_sim", *shlex.split(line)[1:], *more],
            env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200"},
            capture_output=True,
            text=True,
        )

    return run


def test_every_block_with_something_to_run_has_a_test(docs, checkout):
    pages = [*docs.glob("*.md"), docs / "../README.md", docs / "../CONTRIBUTING.md"]
    shown = {
        (os.path.relpath(path, docs), language)
        for path in pages
        for _, language, _ in blocks(path)
        if language in LANGUAGES
    }
    here = {(name, language) for name, language in shown if name in FOLLOWED}
    elsewhere = {(name, language) for name, *those in ELSEWHERE for language in those}
    assert shown == here | elsewhere
    assert {name for name, _ in here} == set(FOLLOWED)
    for (name, *_), test in ELSEWHERE.items():
        assert Path(name).name in (checkout / test).read_text(encoding="utf-8"), name
    told = [line for name in {name for name, _ in shown} for line in every_line(docs / name)]
    for what in (*LINES_ELSEWHERE, *CANNOT):
        assert any(re.match(what, line) for line in told), f"no page says {what} any more"


def every_line(path):
    """Give what a page shows to run: commands, and a line for each other block."""
    for _, language, text in blocks(path):
        if language in ("", "console"):
            yield from lines(text)
        elif language in LANGUAGES:
            yield text


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_works_from_top_to_bottom(name, docs, program, tmp_path):
    done, names = 0, {}
    own_unit(program)  # some commands name one
    for file, language, text in blocks(docs / name):
        if file:
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif language == "python":
            exec(text, names)
            done += 1
        elif language in ("", "console"):
            for line in lines(text):
                if runs_here(line):
                    assert line.startswith("ccu-sim "), line
                    ran = program(line)
                    assert ran.returncode == 0, f"{line}\n{ran.stderr}"
                    done += 1
    assert done


def own_unit(program):
    assert program("ccu-sim new unit ours").returncode == 0


@pytest.mark.slow
def test_the_readme_works(checkout, program):
    readme = checkout / "README.md"
    own_unit(program)
    told = [line for line in every_line(readme) if line.startswith("ccu-sim ")]
    assert len(told) > 20
    for line in told:
        command = line.split()[1]
        if line == "ccu-sim new unit ours":
            continue  # was first here, because others name the file
        ran = program(line.partition(" > ")[0], SMALLER.get(command, ()))
        assert ran.returncode == 0, f"{line}\n{ran.stderr}"


@pytest.mark.slow
def test_the_python_of_the_readme_works(checkout, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    names = {}
    for _, language, text in blocks(checkout / "README.md"):
        if language == "python":
            exec(text, names)
    assert names["model"].month == 12


def test_the_last_year_that_calibration_shows_is_a_valid_one(docs, program, tmp_path):
    [year] = [text for _, language, text in blocks(docs / "calibration.md") if language == "yaml"]
    own_unit(program)
    path = tmp_path / "scenarios" / "units" / "ours.yaml"
    path.write_text(path.read_text(encoding="utf-8") + year, encoding="utf-8")
    assert ccu_sim.load_unit(path).observed.headcount == 26
