"""Hypothesis draws the same examples whatever modules happen to be loaded."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def drawn() -> list[int]:
    """Every number that one derandomised test meets."""
    met: list[int] = []

    @settings(max_examples=300, derandomize=True, database=None)
    @given(st.integers(0, 10**9))
    def meet(number: int) -> None:
        met.append(number)

    meet()
    return met


def test_a_module_loaded_in_between_changes_no_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn()
    numbers = [7_000_001 + 1009 * step for step in range(200)]
    (tmp_path / "loaded_in_between.py").write_text(f"NUMBERS = {numbers}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "loaded_in_between", import_module("loaded_in_between"))
    assert drawn() == before
