"""The page for users of Mesa, docs/mesa.md, works as it stands."""

import inspect
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import ccu_sim as ccu
from tests.docs.told import commands

BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
PATIENCE = 20
"""Seconds."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def snippets(checkout):
    """The Python of the page; the last is a file of its own."""
    return BLOCK.findall((checkout / "docs" / "mesa.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names(snippets):
    """What stands there after all but the last snippet."""
    names = {"__name__": "mesa_page"}
    for snippet in snippets[:-1]:
        exec(snippet, names)
    return names


def test_the_collector_has_a_row_a_shift(names):
    shifts = names["shifts"]
    assert len(shifts) > 3 * 28 * 2
    assert list(names["monthly"].index) == [0, 1, 2]


def test_a_collector_of_ones_own_sees_people_and_the_team(names):
    own = names["collector"].get_model_vars_dataframe()["close_to_exhaustion"]
    assert own.between(0, 20).all()
    assert names["people"]["morale"].dropna().between(0, 1).all()
    assert names["people"]["morale"].notna().any()


def test_a_batch_pairs_strategies_by_seed(names):
    last = names["last"]
    assert sorted(last["rng"].unique()) == [1, 2, 3]
    assert len(last) == 6
    cohesion = last.pivot(index="rng", columns="strategies", values="cohesion")
    assert (cohesion.iloc[:, 0] != cohesion.iloc[:, 1]).all()


def test_the_page_is_served_as_it_is_told(snippets, checkout, tmp_path):
    pytest.importorskip("solara", reason="SolaraViz needs the extra solara")
    [line] = [line for line in commands(checkout / "docs" / "mesa.md") if "solara run" in line]
    program, *words = shlex.split(line)
    (tmp_path / words[-1]).write_text(snippets[-1], encoding="utf-8")
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    source = str(Path(ccu.__file__).parents[1])
    served = subprocess.Popen(
        [Path(sys.executable).with_name(program), *words, "--no-open", "--port", str(port)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": source, "MPLBACKEND": "agg"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert becomes(lambda: answers(f"http://localhost:{port}/"), within=120)
    finally:
        served.terminate()
        served.wait()


def answers(address):
    """Say whether a page is given there."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:
            return b"solara" in page.read().lower()
    except OSError:
        return False


class Viewer:
    """The page of `SolaraViz`, drawn by Solara without a browser."""

    def __init__(self, page):
        import ipyvuetify
        import solara

        self.kinds = ipyvuetify
        _, self.drawn = solara.render(solara.AppLayout(children=[page]), handle_error=False)

    def widgets(self, kind):
        """Give the widgets of a kind that are on the page."""
        return self.drawn.find(getattr(self.kinds, kind)).widgets

    def press(self, label):
        """Press a button."""
        [button] = [one for one in self.widgets("Btn") if one.children == [label]]
        button.click()

    def pictures(self):
        """Give the plots as they are, as bytes."""
        import ipywidgets

        return [bytes(one.value) for one in self.drawn.find(ipywidgets.Image).widgets]


def becomes(condition, within=PATIENCE):
    """Say whether something comes true soon; the page draws in its own time."""
    last = time.monotonic() + within
    while not (true := condition()) and time.monotonic() < last:
        time.sleep(0.05)
    return true


@pytest.fixture
def viewed(snippets, monkeypatch):
    """The page, and every model that it founds, the last one last."""
    pytest.importorskip("solara", reason="SolaraViz needs the extra solara")
    monkeypatch.setenv("MPLBACKEND", "agg")
    founded = []
    opened = ccu.CCUModel.__init__

    def found(self, *args, **kwargs):
        opened(self, *args, **kwargs)
        founded.append(self)

    found.__signature__ = inspect.signature(opened)
    monkeypatch.setattr(ccu.CCUModel, "__init__", found)
    names = {"__name__": "unit_page"}
    exec(snippets[-1], names)
    viewer = Viewer(names["page"])
    yield viewer, founded
    viewer.drawn.close()


@pytest.mark.filterwarnings("ignore")
def test_a_unit_is_watched_shift_by_shift(viewed):
    viewer, founded = viewed
    before = viewer.pictures()
    assert len(before) == 2
    viewer.press("Step")
    assert becomes(lambda: founded[-1].now == 1)
    viewer.press("Step")
    assert becomes(lambda: founded[-1].now == 2)
    assert becomes(lambda: not set(before) & set(viewer.pictures()))


@pytest.mark.filterwarnings("ignore")
def test_a_control_acts_at_the_next_reset(viewed):
    viewer, founded = viewed
    viewer.press("Step")
    assert becomes(lambda: founded[-1].now == 1)
    [unit] = viewer.widgets("Select")
    unit.v_model = "site-1"
    assert founded[-1].unit.name == "site-2"
    viewer.press("Reset")
    assert becomes(lambda: founded[-1].unit.name == "site-1")
    assert founded[-1].now == 0
