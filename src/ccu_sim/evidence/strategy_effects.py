"""What the model shows of each shipped strategy, as ``docs/make_strategies.py`` found it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ccu_sim.evidence.computed import computed, design

EFFECTS_FILE = Path(__file__).with_name("strategy_effects.yaml")


@dataclass(frozen=True)
class StrategyEffect:
    """One effect of one strategy.

    Attributes
    ----------
    effect, low, high : float
        Mean over parameter sets, and its Monte Carlo interval (95 %).
    """

    effect: float
    low: float
    high: float


@cache
def strategy_effects(path: Path = EFFECTS_FILE) -> dict[str, dict[str, StrategyEffect]]:
    """Read the effects, by strategy and measure; empty where none were computed."""
    return {
        strategy: {measure: StrategyEffect(*numbers) for measure, numbers in found.items()}
        for strategy, found in computed(path).get("effects", {}).items()
    }


def trial_figures(path: Path = EFFECTS_FILE) -> dict[str, StrategyEffect]:
    """Read the figures of the patterns that trials lead one to expect, by name."""
    return {
        name: StrategyEffect(*numbers)
        for name, numbers in computed(path).get("patterns", {}).items()
    }


def how_found(path: Path = EFFECTS_FILE) -> str:
    """Say in a sentence from which runs the effects are."""
    return design(path)
