"""The five dials: words at their anchors, straight lines between them."""

import pytest

from ccu_sim.inputs import DIALS, LEVER_INDEX, Conditions, quantities
from ccu_sim.inputs.conditions import ANCHOR_LEVELS
from ccu_sim.inputs.levers import LEVERS


def at(level: float) -> Conditions:
    return Conditions(**{dial.name: level for dial in DIALS})


def test_there_are_five_with_five_different_anchors_each():
    assert tuple(dial.name for dial in DIALS) == tuple(Conditions.model_fields)
    for dial in DIALS:
        assert len(set(dial.anchors)) == len(ANCHOR_LEVELS)
        assert all(words.endswith(".") for words in dial.anchors)


@pytest.mark.parametrize("dial", DIALS, ids=lambda dial: dial.name)
def test_quantities_meet_their_anchors_and_run_straight_between(dial):
    for found in dial.sets:
        for level, value in zip(ANCHOR_LEVELS, found.values, strict=True):
            assert quantities(at(level))[found.name] == pytest.approx(value)
        middle = quantities(at(0.375))[found.name]
        assert middle == pytest.approx((found.values[1] + found.values[2]) / 2)
        assert list(found.values) == sorted(found.values)


def test_a_quantity_named_after_a_lever_stays_in_its_range():
    for dial in DIALS:
        for found in dial.sets:
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
    dial = DIALS[0]
    assert dial.nearest_anchor(0.3) == dial.anchors[1]
    assert dial.nearest_anchor(0.9) == dial.anchors[4]
