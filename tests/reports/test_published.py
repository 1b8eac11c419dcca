"""What the model shows of a strategy is said so that a planner can read it."""

import pytest

from ccu_sim.evidence import StrategyEffect, strategy_effects
from ccu_sim.inputs import load_strategy
from ccu_sim.reports.published import shown, what_is_published


@pytest.mark.parametrize(
    ("measure", "effect", "said"),
    [
        (
            "leaving_12_peer",
            (-0.081, -0.10, 0.004),
            "The model: peer workers' chance of resigning at month 12 "
            "changes by −8 % (−10 to 0 %).",
        ),
        (
            "exhaustion_8_peer",
            (-0.2, -0.3, 0.1),
            "The model: peer workers' exhaustion at month 8, SD between people, "
            "−0.20 (−0.30 to +0.10).",
        ),
    ],
)
def test_an_effect_is_said_in_its_own_unit(measure, effect, said):
    assert shown(measure, StrategyEffect(*effect)) == said


def test_of_a_strategy_on_which_nothing_is_published_the_model_speaks():
    strategy = load_strategy("championing")
    assert strategy.evidence == ()
    effect = round(100 * strategy_effects()["championing"]["leaving_12_peer"].effect)
    assert what_is_published(strategy).startswith("Nothing published with a size. The model: ")
    assert f"changes by {effect:+d} %".replace("-", "−") in what_is_published(strategy)
