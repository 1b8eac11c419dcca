"""The calibration targets: what they say, and which changes of them make sets count no more."""

from dataclasses import replace

import pytest

from ccu_sim.evidence import TARGETS
from ccu_sim.inputs import scenario_files

FIRST = TARGETS.targets[0]


def with_first(**changes):
    return replace(TARGETS, targets=(replace(FIRST, **changes), *TARGETS.targets[1:]))


def test_every_target_is_a_range_with_a_source_and_a_reason():
    for one in TARGETS.targets:
        assert one.low < one.high, one.name
        assert one.middle - one.half_width == pytest.approx(one.low)
        assert one.middle + one.half_width == pytest.approx(one.high)
        assert one.basis in ("reported", "derived"), one.name
        assert one.sources, one.name
        assert one.checked == all(source.read for source in one.sources), one.name
        assert one.why.endswith("."), one.name


def test_they_are_met_at_units_that_ship():
    assert set(TARGETS.units) <= set(scenario_files("unit"))


@pytest.mark.parametrize(
    "other",
    [
        with_first(low=FIRST.low - 0.01),
        with_first(high=FIRST.high + 0.01),
        with_first(each=not FIRST.each),
        with_first(measure="another"),
        replace(TARGETS, units=TARGETS.units[:1]),
        replace(TARGETS, discrepancy=TARGETS.discrepancy * 2),
        replace(TARGETS, targets=TARGETS.targets[1:]),
    ],
    ids=["low", "high", "where", "measure", "units", "discrepancy", "one less"],
)
def test_whatever_decides_whether_a_set_counts_is_in_the_hash(other):
    assert other.hash != TARGETS.hash


def test_how_a_target_is_told_is_not():
    assert with_first(label="Another label", why="Because.", unit="x").hash == TARGETS.hash
