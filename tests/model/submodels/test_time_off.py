"""Annual and flexible leave: time away that is planned, or offered."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.lever_index import FLEXIBLE_LEAVE_DAYS
from ccu_sim.model.records import (
    ON_ANNUAL_LEAVE,
    ON_FLEXIBLE_LEAVE,
    ON_SICK_LEAVE,
    PEER,
    PRESENT,
)
from ccu_sim.model.streams import ANNUAL_LEAVE, FLEXIBLE_LEAVE, NOBODY, draw
from ccu_sim.model.submodels.time_off import go_away, take_flexible_day, take_leave


def test_leave_begins_with_the_next_shift(scene):
    go_away(scene.me, ON_SICK_LEAVE, 10, 6)
    assert (scene.me.away, scene.me.away_until) == (ON_SICK_LEAVE, 17)


@pytest.mark.parametrize(("lucky", "away"), [(0.999, PRESENT), (1.001, ON_ANNUAL_LEAVE)])
def test_annual_leave_is_a_fortnight_at_its_chance(team, lucky, away):
    world = team(PEER)
    me = world.staff[0]
    luck = draw(world.key, ANNUAL_LEAVE, int(me.address), NOBODY, 20)
    world.unit.annual_leave_weeks = luck * lucky * 2 * WEEKS_A_YEAR
    take_leave(world, 0, 20)
    assert (me.away, me.away_until) == (away, (21 + 42) * (away != PRESENT))


@pytest.mark.parametrize(("lucky", "away"), [(0.999, PRESENT), (1.001, ON_FLEXIBLE_LEAVE)])
def test_a_flexible_day_is_covered_by_relief(team, give, lucky, away):
    world = team(PEER)
    me = world.staff[0]
    me.fte, world.relief_owed = 0.5, 0.25
    luck = draw(world.key, FLEXIBLE_LEAVE, int(me.address), NOBODY, 5)
    give(world, FLEXIBLE_LEAVE_DAYS, luck * lucky * 7 * WEEKS_A_YEAR)
    take_flexible_day(world, 0, 5)
    gone = away != PRESENT
    assert (me.away, me.away_until) == (away, (6 + 3) * gone)
    assert world.relief_owed == pytest.approx(0.25 + 0.5 * 5 / 7 * gone)


@pytest.mark.parametrize(("casual", "away"), [(1, PRESENT), (0, ON_SICK_LEAVE)])
def test_casual_staff_and_whoever_is_away_take_neither(team, give, casual, away):
    world = team(PEER)
    me = world.staff[0]
    me.casual, me.away, me.away_until = casual, away, 30
    world.unit.annual_leave_weeks = 1e6
    give(world, FLEXIBLE_LEAVE_DAYS, 1e6)
    take_leave(world, 0, 20)
    take_flexible_day(world, 0, 20)
    assert (me.away, me.away_until, world.relief_owed) == (away, 30, 0.0)


@pytest.mark.parametrize(("days", "away"), [(0.0, PRESENT), (0.9, ON_FLEXIBLE_LEAVE)])
def test_as_little_as_is_offered_is_taken_and_nothing_where_none_is(team, give, days, away):
    world = team(PEER)
    give(world, FLEXIBLE_LEAVE_DAYS, days)
    for when in range(0, 3000, 3):
        take_flexible_day(world, 0, when)
    assert world.staff[0].away == away
