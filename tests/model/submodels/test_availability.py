"""Who may work a shift, and who comes when called."""

import itertools

import numpy as np
import pytest

from ccu_sim.model.measures.cover import OVERTIME_SHIFTS
from ccu_sim.model.records import CLINICIAN, ON_ANNUAL_LEAVE, PEER
from ccu_sim.model.streams import CASUAL_CALL, NOBODY, OVERTIME_CALL, draw
from ccu_sim.model.submodels.availability import (
    OVERTIME_REST_SHIFTS,
    REST_SHIFTS,
    call_agency,
    call_casual,
    call_overtime,
    go_on,
    is_free,
    may_work,
)
from ccu_sim.model.submodels.rostering import start_shift

DAY, EVENING, NIGHT = 0, 1, 2
WHEN = 90


@pytest.mark.parametrize("pattern", list(itertools.product((0, 1), repeat=4)))
def test_a_pattern_says_which_shifts(scene, pattern):
    me = scene.me
    me.works_day, me.works_evening, me.works_night, me.weekdays_only = pattern
    for shift in (DAY, EVENING, NIGHT):
        assert may_work(me, shift, False) == bool(pattern[shift])
        assert may_work(me, shift, True) == (bool(pattern[shift]) and not pattern[3])


def test_whoever_is_in_post_present_off_and_rested_is_free(scene):
    me = scene.me
    me.here, me.last_shift = 1, WHEN - 3
    assert is_free(me, WHEN, REST_SHIFTS)
    for field, value in (("here", 0), ("away", ON_ANNUAL_LEAVE), ("on", 1), ("last_shift", 88)):
        usual = int(me[field])
        me[field] = value
        assert not is_free(me, WHEN, REST_SHIFTS), field
        me[field] = usual
    me.last_shift = WHEN - 2
    assert is_free(me, WHEN, OVERTIME_REST_SHIFTS)
    me.last_shift = WHEN - 1
    assert not is_free(me, WHEN, OVERTIME_REST_SHIFTS)


def test_going_on_is_noted(scene):
    go_on(scene.me, WHEN)
    assert (scene.me.on, scene.me.last_shift) == (1, WHEN)


CALLS = {
    call_casual: (CASUAL_CALL, "casual_acceptance", 1, 3),
    call_overtime: (OVERTIME_CALL, "overtime_acceptance", 0, 2),
}
"""Its event, its parameter, whether it asks casual staff, and the rest that it needs."""


@pytest.fixture
def asked(team):
    """A unit of five people whom a call may ask, and those whom it must not."""

    def make(call):
        world = team(PEER, PEER, PEER, PEER, PEER, PEER, CLINICIAN, PEER, PEER)
        _, acceptance, casual, rest = CALLS[call]
        world.par[acceptance] = 1.0
        world.staff["casual"][:9] = casual
        world.staff[5].casual = 1 - casual
        world.staff[7].last_shift = WHEN - rest + 1
        world.staff[8].works_day = 0
        return world

    return make


def ring(call, world, role, when, shift=DAY):
    """Call whoever may come, on a shift of a weekday that has begun."""
    of_shift = (shift, False) if call is call_overtime else ()
    return call(world, role, when, *of_shift)


def lucks(world, call, when):
    return [
        draw(world.key, CALLS[call][0], int(world.staff[post].address), NOBODY, when)
        for post in range(5)
    ]


@pytest.mark.parametrize("call", CALLS)
def test_of_those_who_would_come_the_luckiest_does(asked, call):
    came = set()
    for when in range(WHEN, WHEN + 60, 3):
        world = asked(call)
        world.staff[7].last_shift = when - CALLS[call][3] + 1
        start_shift(world, when, DAY, False)
        luck = lucks(world, call, when)
        assert ring(call, world, PEER, when)
        assert [post for post in range(9) if world.staff[post].on] == [luck.index(min(luck))]
        assert world.staff[luck.index(min(luck))].last_shift == when
        came.add(luck.index(min(luck)))
    assert len(came) > 2


@pytest.mark.parametrize("call", CALLS)
def test_nobody_comes_who_would_not(asked, call):
    world = asked(call)
    start_shift(world, WHEN, DAY, False)
    best = min(lucks(world, call, WHEN))
    for acceptance, comes in ((best - 1e-9, False), (best + 1e-9, True)):
        world.par[CALLS[call][1]] = acceptance
        assert ring(call, world, PEER, WHEN) == comes
        assert world.staff["on"].sum() == comes


@pytest.mark.parametrize("call", CALLS)
def test_only_those_of_the_role_whose_pattern_has_the_shift_are_asked(asked, call):
    for shift, role, came in ((DAY, PEER, []), (DAY, CLINICIAN, [6]), (EVENING, PEER, [8])):
        world = asked(call)
        start_shift(world, WHEN, shift, False)
        world.staff["on"][:5] = 1
        assert ring(call, world, role, WHEN, shift) == bool(came)
        assert list(np.flatnonzero(world.staff["on"])) == [0, 1, 2, 3, 4, *came]


def test_overtime_is_counted_and_known(asked):
    world = asked(call_overtime)
    start_shift(world, WHEN, DAY, False)
    call_overtime(world, PEER, WHEN, DAY, False)
    [post] = [post for post in range(9) if world.staff[post].on]
    assert world.staff[post].overtime == 1
    assert world.counts[OVERTIME_SHIFTS] == 1
    world = asked(call_casual)
    start_shift(world, WHEN, DAY, False)
    assert call_casual(world, PEER, WHEN)
    assert world.staff["overtime"].sum() == world.counts[OVERTIME_SHIFTS] == 0


def test_an_agency_comes_where_the_unit_uses_one(team):
    world = team(PEER)
    assert not call_agency(world)
    assert world.climate.agency_on == 0
    world.unit.agency = 1
    assert call_agency(world)
    assert call_agency(world)
    assert world.climate.agency_on == 2
