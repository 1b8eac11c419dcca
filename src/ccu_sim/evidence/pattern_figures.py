"""What accepted sets show of each pattern about people, as ``docs/make_validation.py`` found it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ccu_sim.evidence.computed import computed, design

FIGURES_FILE = Path(__file__).with_name("pattern_figures.yaml")


@dataclass(frozen=True)
class PatternFigure:
    """A figure over parameter sets.

    Attributes
    ----------
    median, low, high : float
        Over sets: the median, 5 and 95 per cent; chance of the runs widens them.
    inside : float
        Share of sets in the published range.
    """

    median: float
    low: float
    high: float
    inside: float


@cache
def pattern_figures(path: Path = FIGURES_FILE) -> dict[str, PatternFigure]:
    """Read the figures by name; empty where none were computed."""
    found = computed(path).get("figures", {})
    return {name: PatternFigure(*numbers) for name, numbers in found.items()}


def how_validated(path: Path = FIGURES_FILE) -> str:
    """Say in a sentence from which runs the figures are."""
    return design(path)
