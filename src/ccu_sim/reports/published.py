"""What is published on a strategy, and how the model stands beside it, in a few words."""

from __future__ import annotations

from ccu_sim.evidence import StrategyEffect, strategy_effects
from ccu_sim.inputs import Strategy
from ccu_sim.inputs.strategy_evidence import MEASURE_WORDS, NOTHING_PUBLISHED, RELATIVE, beside


def what_is_published(strategy: Strategy) -> str:
    """Say what is published on a strategy and how the model stands beside it."""
    rows = beside(strategy.name, strategy.evidence)
    if not rows:
        told = [shown(*one) for one in list(strategy_effects().get(strategy.name, {}).items())[:1]]
        return " ".join([f"{NOTHING_PUBLISHED.capitalize()} with a size.", *told])
    return " ".join(f"{finding} The model: {verdict}." for finding, *_, verdict in rows)


def shown(measure: str, one: StrategyEffect) -> str:
    """Say what the model shows of a strategy; a relative change as a percentage."""
    words, found = MEASURE_WORDS[measure], (one.effect, one.low, one.high)
    if words.endswith(RELATIVE):
        effect, low, high = (_whole(100 * value) for value in found)
        said = f"{words.removesuffix(RELATIVE)} changes by {effect} % ({low} to {high} %)"
    else:
        effect, low, high = (f"{value:+.2f}".replace("-", "−") for value in found)
        said = f"{words}, {effect} ({low} to {high})"
    return f"The model: {said}."


def _whole(number: float) -> str:
    rounded = round(number)
    return f"{rounded:+d}".replace("-", "−") if rounded else "0"
