"""Every command and snippet of the docs is run by a test, or it is said why it cannot be."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim

BLOCK = re.compile(r"(?:`([\w/.-]+)`:\n\n)?^```([^\n]*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LANGUAGES = ("", "console", "python", "yaml", "r")

FOLLOWED = (
    *("explorer.md", "first-ten-minutes.md", "reference.md", "researcher.md", "see-it-first.md"),
)
"""Followed here, from top to bottom."""

ELSEWHERE = {
    "batches.md": "tests/batch/test_guides.py",
    "calibration.md": "tests/docs/test_pages.py",  # the one block of YAML, below
    "cluster.md": "tests/batch/test_guides.py",
    "commands.md": "tests/docs/test_pages.py",  # the examples, each read by the program, below
    "mesa.md": "tests/docs/test_mesa_page.py",
    "plan.md": "tests/docs/test_plan_guide.py",
    "robustness.md": "tests/docs/test_robustness_guide.py",
    "sensitivity.md": "tests/docs/test_sensitivity.py",
    "your-own-model.md": "tests/docs/test_your_own_model.py",
    "../README.md": "tests/docs/test_pages.py",  # below
    "../CONTRIBUTING.md": "tests/docs/test_contributing.py",
}
"""Run by another test."""

CANNOT = {
    r"(python -m venv|\.venv/bin/|source |pip install|make )": "makes an environment",
    r"solara run": "serves until it is stopped; tests/docs/test_mesa_page.py draws its page",
    r"ccu-sim compare both-ways": "the page in the browser gives the file; tests/explorer runs it",
    r"python docs/make_\w+\.py": "takes most of an hour",
    r"ccu-sim batch .*--dask": "needs a scheduler; tests/batch has one of its own",
    r"(dask|sbatch) ": "needs a cluster",
}
"""What no test can run, and why."""

SMALLER = {
    "compare": ("--sets", "2", "--months", "3"),
    "batch": ("--sets", "2", "--months", "3"),
    "plan": ("--sets", "2", "--replicates", "1", "--months", "3"),
    "sensitivity": (
        *("--sets", "20", "--replicates", "1", "--months", "2"),
        *("--trajectories", "2", "--points", "2", "--most", "1"),
    ),
}
"""The README's commands are run smaller than a reader would."""


def blocks(path):
    """Give each block of a page: the file that it is, if one; its language; its text."""
    return BLOCK.findall(path.read_text(encoding="utf-8"))


def lines(text):
    """Give the commands of a block, continued lines joined, without their comments."""
    for line in re.sub(r" *\\\n *", " ", text).splitlines():
        if line := line.removeprefix("$ ").partition("  # ")[0].partition("    #")[0].strip():
            yield line


def cannot(line):
    return any(re.match(what, line) for what in CANNOT)


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


def test_every_page_with_something_to_run_has_a_test(docs, checkout):
    pages = [*docs.glob("*.md"), docs / "../README.md", docs / "../CONTRIBUTING.md"]
    run = {
        os.path.relpath(path, docs)
        for path in pages
        if any(language in LANGUAGES and text for _, language, text in blocks(path))
    }
    quiet = {name for name in run if all(map(cannot, every_line(docs / name)))}
    assert run - quiet - {*FOLLOWED, *ELSEWHERE} == set()
    for name, test in ELSEWHERE.items():
        assert Path(name).name in (checkout / test).read_text(encoding="utf-8"), name


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
                if not cannot(line):
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


def test_every_example_of_the_command_reference_is_a_line_that_the_program_takes(docs):
    """Whether each does what it says is for the tests of each command."""
    from typer.main import get_command

    from ccu_sim.cli.program import app

    group = get_command(app)
    taken = 0
    for line in every_line(docs / "commands.md"):
        _, name, *words = shlex.split(line)
        if "OPTIONS" not in line:
            command = group.commands[name]
            command.make_context(name, words, resilient_parsing=False)
            taken += 1
    assert taken > 30
