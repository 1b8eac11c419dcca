"""The page of patterns tells what the model does today."""

import importlib.util

import pytest

from ccu_sim.evidence import REGISTRY


@pytest.fixture(scope="module")
def making(checkout):
    path = checkout / "docs" / "make_patterns.py"
    spec = importlib.util.spec_from_file_location("make_patterns", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seen(making):
    return [pattern(REGISTRY.central()) for pattern in making.PATTERNS]


def test_every_pattern_that_is_told_of_is_there(seen):
    assert [one.name for one in seen if not one.holds] == []


def test_the_page_tells_what_is_seen(seen, making, docs):
    assert making.page(seen) == (docs / "patterns.md").read_text(encoding="utf-8"), (
        "make it again: python docs/make_patterns.py"
    )
