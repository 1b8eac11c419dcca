"""What every test may lean on."""

import gc
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

# Whatever takes `simulate` by name has it before a test replaces it for itself.
import ccu_sim.analysis.calibration.observed
import ccu_sim.analysis.factors.runs
import ccu_sim.analysis.planning.trials  # noqa: F401

# The same examples everywhere and every time; the compiled model takes its time once. A slow
# test that asks for more examples may explore with `derandomize=False`.
settings.register_profile("ccu_sim", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ccu_sim")
# Hypothesis also draws constants it reads in whichever of our modules are loaded by then, which
# hangs on the tests that ran before in the same process; it has no setting against that.
providers._get_local_constants = lambda: providers._local_constants

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = (
    "no Chromium here, so no page was opened; `apt-get install chromium-headless-shell` (or any "
    "Chromium on the path) brings these tests to life"
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "chrome")
"""The first draws pages as the others do, without a window around them: a third less work."""


LONGEST = (
    "notebooks/test_notebooks.py",
    "explorer/test_whole.py",
    "docs/test_site.py",
    "model/test_docking.py",
    "batch/test_faults.py",
    "packaging/test_wheel.py",
    "cli/test_compare.py",
    "explorer/test_page.py",
    "explorer/test_making.py",
    "cli/test_plan.py",
    "cli/test_choosing.py",
    "analysis/uncertainty/test_analysis.py",
    "analysis/test_discovery.py",
    "reports/test_report.py",
    "reports/test_figures.py",
    "reports/test_settings.py",
    "reports/test_accessible.py",
    "explorer/test_lesson_page.py",
    "explorer/test_digest.py",
    "cli/test_program.py",
    "cli/test_own_unit.py",
    "docs/test_contributing.py",
    "docs/test_patterns_page.py",
    "api/test_examples.py",
    "api/test_plan.py",
)
"""Files whose tests take longest: begun first, so that no process is left with one at the end."""

AXE_FOUND = """(async (wanted) => {
    const off = { enabled: false };
    const looks = [
        { rules: { "color-contrast": off, "link-in-text-block": off } },
        { runOnly: ["cat.color"], rules: { "color-contrast-enhanced": off } },
    ];
    const found = [];
    for (const look of looks.slice(wanted))
        found.push(...(await axe.run({ resultTypes: ["violations"], ...look })).violations);
    return JSON.stringify(found.map(
        (each) => [each.id, each.nodes.map((node) => node.html.slice(0, 120))]));
})"""
"""All rules that axe begins with: those of colours by themselves, which takes half the time."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: many tests wait for a browser or another process."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and look no more for garbage among what was collected."""
    here = Path(__file__).parent
    places = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))
    gc.freeze()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def units() -> Mapping[str, object]:
    """The shipped units by name."""
    from ccu_sim.inputs import load_unit, scenario_files

    return {name: load_unit(name) for name in scenario_files("unit")}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium, one for all; where there is none, a test says how to get it."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(HOW)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def complaints() -> Callable[..., list[Any]]:
    """Give what axe finds; the browser's own protocol brings it in past a page's policy.

    Where nothing but colours has changed since it looked last, the rules of colours are enough.
    """
    axe_playwright_python = pytest.importorskip("axe_playwright_python")
    axe = Path(axe_playwright_python.__file__).parent / "axe.min.js"

    def find(page: Any, *, colours_alone: bool = False) -> Any:
        session = page.context.new_cdp_session(page)
        if not page.evaluate("'axe' in window"):
            session.send("Runtime.evaluate", {"expression": axe.read_text(encoding="utf-8")})
        answer = session.send(
            "Runtime.evaluate",
            {"expression": f"{AXE_FOUND}({int(colours_alone)})", "awaitPromise": True},
        )
        session.detach()
        return json.loads(answer["result"]["value"])

    return find
