"""What is published on a strategy, and how the model stands beside it, in a few words."""

from __future__ import annotations

from ccu_sim.evidence import strategy_effects
from ccu_sim.inputs import Strategy
from ccu_sim.inputs.effect_in_words import sentence
from ccu_sim.inputs.strategy_evidence import NOTHING_PUBLISHED, beside


def what_is_published(strategy: Strategy) -> str:
    """Say what is published on a strategy and how the model stands beside it."""
    rows = beside(strategy.name, strategy.evidence)
    if not rows:
        effects = list(strategy_effects().get(strategy.name, {}).items())[:1]
        told = [sentence(measure, effect) for measure, effect in effects]
        return " ".join([f"{NOTHING_PUBLISHED.capitalize()} with a size.", *told])
    return " ".join(f"{finding} The model: {verdict}." for finding, *_, verdict in rows)
