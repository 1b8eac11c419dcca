"""The five conditions: words at their anchors, straight lines between them."""

import pytest

from ccu_sim.inputs import CONDITIONS, LEVER_INDEX, Conditions, quantities
from ccu_sim.inputs.conditions import ANCHOR_LEVELS
from ccu_sim.inputs.levers import LEVERS


def at(level: float) -> Conditions:
    return Conditions(**{condition.name: level for condition in CONDITIONS})


def test_there_are_five_with_five_different_anchors_each():
    assert tuple(condition.name for condition in CONDITIONS) == tuple(Conditions.model_fields)
    for condition in CONDITIONS:
        assert len(set(condition.anchors)) == len(ANCHOR_LEVELS)
        assert all(words.endswith(".") for words in condition.anchors)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_quantities_meet_their_anchors_and_run_straight_between(condition):
    for found in condition.sets:
        for level, value in zip(ANCHOR_LEVELS, found.values, strict=True):
            assert quantities(at(level))[found.name] == pytest.approx(value)
        middle = quantities(at(0.375))[found.name]
        assert middle == pytest.approx((found.values[1] + found.values[2]) / 2)
        assert list(found.values) == sorted(found.values)


def test_a_quantity_named_after_a_lever_stays_in_its_range():
    for condition in CONDITIONS:
        for found in condition.sets:
            if found.name in LEVER_INDEX:
                lever = LEVERS[LEVER_INDEX[found.name]]
                assert lever.low <= min(found.values)
                assert max(found.values) <= lever.high


def test_the_anchors_agree_with_the_numbers():
    assert quantities(at(0.5))["supervision_hours"] == 2
    assert quantities(at(1))["supervisor_understanding"] == 1
    assert quantities(at(0))["renewal"] == pytest.approx(0.2)
    assert quantities(at(1))["permanent_share"] == 1


def test_the_nearest_anchor_is_the_nearest():
    condition = CONDITIONS[0]
    assert condition.nearest_anchor(0.3) == condition.anchors[1]
    assert condition.nearest_anchor(0.9) == condition.anchors[4]
