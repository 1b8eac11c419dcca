"""What stands in the generated regions is what the code gives."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from ccu_sim.model.engine import UNCOMPILED
from tests.docs.told import BLOCK

MEASURED = "rates"
"""The one region that is measured by running the model: it is compared as numbers."""


def _regions(docs: Path, generate: ModuleType) -> dict[str, str]:
    found = {}
    for path in generate.documents():
        for region in generate.REGION.finditer(path.read_text(encoding="utf-8")):
            found[f"{path.name}: {region['name']}{region['rest']}"] = region["body"]
    return found


def test_no_region_has_drifted(docs: Path, generate: ModuleType) -> None:
    drifted = []
    for place, body in _regions(docs, generate).items():
        name, _, rest = place.split(": ")[1].partition(" ")
        if name != MEASURED and body != generate.region(name, rest):
            drifted.append(place)
    assert drifted == [], "run: python docs/generate.py"


def test_a_region_that_nobody_makes_is_refused(generate: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no region is called 'schedul'"):
        generate.region("schedul")


def test_every_region_is_closed(docs: Path, generate: ModuleType) -> None:
    for path in generate.documents():
        text = path.read_text(encoding="utf-8")
        regions = list(generate.REGION.finditer(text))
        assert text.count("<!-- generated:") == len(regions)
        # documents have regions of other makers too, which end alike
        assert [region["name"] for region in regions if "<!--" in region["body"]] == []


def test_every_equation_is_made(docs: Path, generate: ModuleType) -> None:
    written = generate.REGION.sub("", (docs / "odd.md").read_text(encoding="utf-8"))
    assert BLOCK.findall(written) == []


def test_filling_twice_changes_nothing(generate: ModuleType) -> None:
    once = generate.filled("<!-- generated: capacities -->\nstale\n<!-- end -->")
    assert "stale" not in once
    assert generate.filled(once) == once


def _rates(text: str) -> dict[str, float]:
    rows = re.findall(r"^\| (\d+ \| [^|]+ \| [^|]+) \| (?:< )?([\d.]+) \|", text, re.MULTILINE)
    return {what: float(value) for what, value in rows}


@pytest.mark.skipif(UNCOMPILED, reason="hours of plain Python")
def test_measured_rates_are_near_what_the_model_does(docs: Path, generate: ModuleType) -> None:
    [written] = [
        body
        for place, body in _regions(docs, generate).items()
        if place.split(": ")[1].startswith(MEASURED)
    ]
    before, now = _rates(written), _rates(generate.region(MEASURED))
    assert before.keys() == now.keys()
    far = {
        what: (before[what], now[what])
        for what in now
        if abs(before[what] - now[what]) > 0.02 + 0.15 * now[what]
    }
    assert far == {}, "run: python docs/generate.py"
