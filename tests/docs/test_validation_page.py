"""The pages that set the model beside what was published say what was computed."""

import dataclasses
import importlib

import pytest

from ccu_sim.evidence import TRIALS


@pytest.fixture(scope="module")
def pages(generate, docs):
    """What the scripts would write, by file; their siblings are found since `generate` is."""
    return {
        "strategies.md": importlib.import_module("make_strategies").page(),
        "validation.md": importlib.import_module("regions.validation").page(),
    }


@pytest.mark.parametrize("name", ["strategies.md", "validation.md"])
def test_the_page_tells_what_was_computed(name, pages, docs):
    assert pages[name] == (docs / name).read_text(encoding="utf-8"), (
        f"make it again: python docs/make_{name.removesuffix('.md')}.py --page"
    )


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("relative change", "−18 % (−20 to 0 %)"),
        ("share of staff", "−18 % (−20 to 0 %)"),
        ("standard deviations", "−0.18 (−0.20 to 0.00)"),
        ("correlation", "−0.18 (−0.20 to 0.00)"),
    ],
)
def test_a_figure_is_written_by_its_unit(unit, written, generate):
    from regions.amount import amount_with_interval

    one = dataclasses.replace(TRIALS[0], unit=unit)
    assert amount_with_interval(one, -0.18, -0.2, -0.0012) == written


def test_only_a_change_bears_a_plus(generate):
    from regions.amount import amount

    signs = {
        unit: amount(dataclasses.replace(TRIALS[0], unit=unit), 0.3)
        for unit in ("relative change", "standard deviations", "share", "ratio", "correlation")
    }
    assert signs == {
        "relative change": "+30 %",
        "standard deviations": "+0.30",
        "share": "30 %",
        "ratio": "0.30",
        "correlation": "0.30",
    }
