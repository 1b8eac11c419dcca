"""What is known of a strategy: findings, and the verdict on the model beside them."""

import pytest
from pydantic import ValidationError

from ccu_sim.evidence import StrategyEffect, how_found
from ccu_sim.inputs import describe, load_strategy, scenario_files
from ccu_sim.inputs.strategy_evidence import (
    AGREES,
    NOT_COMPARED,
    TOO_STRONG,
    TOO_WEAK,
    WRONG_SIGN,
    Finding,
)

SAID = {"finding": "It helps, d -.4.", "design": "trial", "sources": ("maben-2021",)}
COMPARED = SAID | {"measure": "exhaustion_8_peer", "range": (-0.6, -0.2)}


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [(-0.4, AGREES), (-0.1, TOO_WEAK), (-0.9, TOO_STRONG), (0.3, WRONG_SIGN)],
)
def test_the_verdict_is_where_the_effect_lies(effect, verdict):
    shown = StrategyEffect(effect, effect - 0.05, effect + 0.05)
    assert Finding.model_validate(COMPARED).verdict(shown) == verdict


def test_what_cannot_be_compared_has_no_verdict():
    assert Finding.model_validate(SAID).verdict(StrategyEffect(1, 1, 1)) == NOT_COMPARED
    assert Finding.model_validate(COMPARED).verdict(None) == NOT_COMPARED


@pytest.mark.parametrize(
    "wrong",
    [{"sources": ("maben-2012",)}, {"range": None}, {"measure": None}, {"range": (0.2, -0.2)}],
)
def test_a_finding_that_does_not_hang_together_is_refused(wrong):
    with pytest.raises(ValidationError):
        Finding.model_validate(COMPARED | wrong)


def test_whether_a_finding_was_read_follows_from_its_sources():
    assert Finding.model_validate(SAID).read
    assert not Finding.model_validate(SAID | {"sources": ("hilda",)}).read
    assert not Finding.model_validate(SAID | {"sources": ()}).read


@pytest.mark.parametrize("name", scenario_files("strategy"))
def test_show_tells_what_is_published_or_that_nothing_is(name):
    strategy = load_strategy(name)
    said = str(describe(strategy))
    if strategy.changes:
        told = "What is published, and what the model shows" in said
        assert told == bool(strategy.evidence)
        assert ("nothing published with a size" in said) != told
        assert "What the model shows" in said
        assert how_found() in said
