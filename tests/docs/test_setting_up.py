"""The lines that set the project up, as the pages give them, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.told import SETTING_UP, SMALLER, commands

LEFT = (".git", ".venv*", ".*_cache", "__pycache__", ".hypothesis", "results", "dist")
LEAKS = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CCU_SIM_UNCOMPILED"}
PAGES = (
    *("README.md", "docs/first-ten-minutes.md", "CONTRIBUTING.md"),
    *("docs/cluster.md", "docs/mesa.md", "docs/sensitivity.md"),
)
SMALL = " ".join(SMALLER["compare"])
MORE = {
    r"make demo": f'PYTHON={sys.executable} DEMO="--out results/demo {SMALL}"',
    r"make module": f"PYTHON={sys.executable}",
    r"\.venv/bin/ccu-sim compare": SMALL,
    r"\.venv/bin/pytest": "--collect-only -q",  # all of them are imported
}
"""What is added to a line so that it is done sooner, or with the Python of these tests."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bash"), reason="the lines are for a shell"),
]


@pytest.fixture(scope="module")
def project(checkout, tmp_path_factory):
    """A copy of the project, without what making and testing leaves."""
    folder = tmp_path_factory.mktemp("project") / "ccu_sim"
    shutil.copytree(checkout, folder, ignore=shutil.ignore_patterns(*LEFT))
    yield folder
    shutil.rmtree(folder)  # gigabytes, which pytest would keep


def give(script, folder):
    """Give lines to a shell, as somebody in the folder would who has none of our own settings."""
    own = {name: value for name, value in os.environ.items() if name not in LEAKS}
    path = os.pathsep.join([str(folder / ".venv/bin"), str(Path(sys.executable).parent)])
    return subprocess.run(
        ["bash", "-ec", script],
        cwd=folder,
        env=own | {"PATH": f"{path}{os.pathsep}{own['PATH']}"},
        capture_output=True,
        text=True,
    )


def set_up(page):
    """Give the lines of a page that set something up, each as it can be run here."""
    for line in commands(page):
        if SETTING_UP.match(line):
            yield line + "".join(f" {more}" for what, more in MORE.items() if re.match(what, line))


@pytest.mark.parametrize("page", PAGES)
def test_the_lines_of_a_page_set_up_what_it_needs(page, checkout, project):
    lines = list(set_up(checkout / page))
    assert lines
    done = give("\n".join(lines), project)
    assert done.returncode == 0, f"{lines}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    if "make demo" in lines[0]:
        left = {path.name for path in (project / "results" / "demo").iterdir()}
        assert {"report.html", "explorer.html"} <= left


def test_every_page_that_sets_something_up_is_followed(docs, checkout):
    pages = [*docs.glob("*.md"), checkout / "README.md", checkout / "CONTRIBUTING.md"]
    found = {path.relative_to(checkout).as_posix() for path in pages if list(set_up(path))}
    assert found == set(PAGES)
