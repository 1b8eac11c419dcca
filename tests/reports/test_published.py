"""What the model shows of a strategy is said so that a planner can read it."""

from ccu_sim.evidence import strategy_effects
from ccu_sim.inputs import load_strategy
from ccu_sim.reports.published import what_is_published


def test_of_a_strategy_on_which_nothing_is_published_the_model_speaks():
    strategy = load_strategy("championing")
    assert strategy.evidence == ()
    effect = round(100 * strategy_effects()["championing"]["leaving_12_peer"].effect)
    assert what_is_published(strategy).startswith("Nothing published with a size. The model: ")
    assert f"changes by {effect:+d} %".replace("-", "−") in what_is_published(strategy)
