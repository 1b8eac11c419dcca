"""Mechanism 2: what a shift costs a person, and what carries them."""

import math

import pytest

from ccu_sim.model.calendar import DAYS_A_WEEK
from ccu_sim.model.records import (
    CLINICIAN,
    LEADER,
    ON_ANNUAL_LEAVE,
    ON_FLEXIBLE_LEAVE,
    ON_SICK_LEAVE,
    PEER,
    PRESENT,
)
from ccu_sim.model.submodels.demands import (
    demand,
    feel_shift,
    recuperate,
    resources,
    rest,
    shaken,
    tire,
)
from ccu_sim.model.submodels.role_clarity import drift_from_role

DAY, EVENING, NIGHT = 0, 1, 2
A_SHIFT = 0.2  # of a full-time week


def test_demand_is_its_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.load, me.overtime, me.alone = 1.3, 1, 1
    me.support_need, me.support_met, me.role_clarity = 0.8, 0.25, 0.2
    assert demand(me, climate, par, 1.0) == pytest.approx(
        par.exhaustion_load * 0.3
        + par.exhaustion_ambiguity * 0.3
        + par.exhaustion_role_drift * 0.5
        + par.exhaustion_night
        + par.exhaustion_overtime
        + par.exhaustion_alone
        + par.exhaustion_need * 0.6
    )


def test_resources_are_their_equation(scene):
    me, par = scene.me, scene.par
    me.leader_support, me.colleague_support, me.voice, me.supervised = 0.9, 0.8, 0.7, 0.6
    me.reflection = 0.5
    assert resources(me, par) == pytest.approx(
        par.exhaustion_leader * 0.4
        + par.exhaustion_colleagues * 0.3
        + par.exhaustion_voice * 0.2
        + par.exhaustion_supervision * 0.6
        + par.exhaustion_reflection * 0.5
    )


def test_a_shift_moves_exhaustion_toward_what_it_calls_for(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.susceptibility, climate.load = 1.5, 1.0
    called_for = par.exhaustion_base + par.exhaustion_spread * 1.5
    called_for += demand(me, climate, par, 0.0) - resources(me, par)
    target = 1 / (1 + math.exp(-called_for))
    kept = 0.5 ** (0.2 / par.exhaustion_half_life)  # a shift is a fifth of a full-time week
    tire(me, climate, par, 0.0, scene.pace)
    assert me.exhaustion == pytest.approx(target + (0.5 - target) * kept)


@pytest.mark.parametrize(
    "field", ["role_drift", "susceptibility", "overtime", "alone", "support_need"]
)
def test_what_wears(scene, field):
    assert exhaustion_after(scene, field, 1) > exhaustion_after(scene, field, 0)


@pytest.mark.parametrize(
    "field",
    [
        "role_clarity",
        "leader_support",
        "colleague_support",
        "voice",
        "supervised",
        "reflection",
        "support_met",
    ],
)
def test_what_carries(scene, field):
    assert exhaustion_after(scene, field, 1) < exhaustion_after(scene, field, 0)


def exhaustion_after(scene, field, value):
    scene.me.exhaustion = 0.5
    scene.me[field] = value
    tire(scene.me, scene.climate, scene.par, 0.0, scene.pace)
    return scene.me.exhaustion


def test_load_and_nights_wear(scene):
    after = {}
    for load, night in ((1.0, 0.0), (1.5, 0.0), (1.0, 1.0)):
        scene.me.exhaustion, scene.climate.load = 0.5, load
        tire(scene.me, scene.climate, scene.par, night, scene.pace)
        after[load, night] = float(scene.me.exhaustion)
    assert after[1.5, 0.0] > after[1.0, 0.0]
    assert after[1.0, 1.0] > after[1.0, 0.0]


def test_rest_halves_exhaustion_in_its_half_life(scene):
    scene.me.exhaustion = 0.8
    recuperate(scene.me, scene.over(scene.par.rest_half_life * DAYS_A_WEEK))
    assert scene.me.exhaustion == pytest.approx(0.4)


def test_an_upsetting_event_takes_a_share_of_what_is_left(scene):
    scene.me.exhaustion = 0.6
    shaken(scene.me, 0.25)
    assert scene.me.exhaustion == pytest.approx(0.7)


@pytest.mark.parametrize(("when", "night"), [(DAY, 0.0), (EVENING, 0.0), (NIGHT, 1.0)])
def test_a_night_is_felt_and_remembered(team, when, night):
    world = team(PEER, CLINICIAN)
    me, par = world.staff[0], world.par
    me.nights = 0.4
    expected = me.copy()
    tire(expected, world.climate, par, night, world.pace)
    feel_shift(world, 0, when)
    assert me.exhaustion == expected.exhaustion
    assert me.nights == pytest.approx(
        night + (0.4 - night) * 0.5 ** (A_SHIFT / par.nights_half_life)
    )


@pytest.mark.parametrize(
    ("role", "peers", "clinicians", "absent"),
    [
        (PEER, 1, 0, True),
        (PEER, 2, 1, False),
        (CLINICIAN, 0, 1, True),
        (CLINICIAN, 1, 2, False),
    ],
)
def test_tasks_of_a_profession_that_is_absent_fall_to_those_present(
    team, role, peers, clinicians, absent
):
    world = team(role)
    world.climate.peers_on, world.climate.clinicians_on = peers, clinicians
    me = world.staff[0]
    expected = me.copy()
    drift_from_role(expected, world.climate, world.par, float(absent), world.pace)
    feel_shift(world, 0, DAY)
    assert me.role_drift == expected.role_drift


def test_the_leader_s_role_does_not_role_drift(team):
    world = team(LEADER)
    feel_shift(world, 0, DAY)
    assert world.staff[0].role_drift == 0.5
    assert world.staff[0].exhaustion != 0.5


@pytest.mark.parametrize("alone", [0, 1])
def test_whoever_was_alone_belongs_less(team, alone):
    world = team(PEER, CLINICIAN)
    world.staff[0].alone = alone
    feel_shift(world, 0, DAY)
    assert world.staff[0].belonging == pytest.approx(0.5 * (1 - world.par.alone_belonging * alone))


@pytest.mark.parametrize(
    ("ago", "away", "rests"),
    [
        (3, PRESENT, True),
        (2, PRESENT, False),
        (9, ON_ANNUAL_LEAVE, True),
        (9, ON_SICK_LEAVE, False),
    ],
)
def test_a_day_off_or_on_leave_is_rest_and_sick_leave_is_none(team, ago, away, rests):
    world = team(PEER)
    me = world.staff[0]
    me.last_shift, me.away = 100 - ago, away
    rest(world, 0, 100)
    kept = 0.5 ** (1 / 7 / world.par.rest_half_life) if rests else 1.0
    assert me.exhaustion == pytest.approx(0.5 * kept)


@pytest.mark.parametrize("away", [PRESENT, ON_SICK_LEAVE, ON_ANNUAL_LEAVE, ON_FLEXIBLE_LEAVE])
@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_an_absence_costs_hours_and_is_counted_against_those_due(team, role, away):
    world = team(PEER, role)
    me = world.staff[1]
    me.fte, me.owed, me.away = 0.5, 0.9, away
    rest(world, 1, 100)
    assert me.owed == pytest.approx(0.9 - 0.5 * 5 / 7 * (away != PRESENT))
    due, lost = [0.0, 0.0], [0.0, 0.0]
    if role != LEADER:
        due[role] = 0.5 / 7 * (away != ON_ANNUAL_LEAVE)
        lost[role] = 0.5 / 7 * (away == ON_SICK_LEAVE)
    assert list(world.weeks_due) == pytest.approx(due)
    assert list(world.weeks_lost) == pytest.approx(lost)


def test_hours_never_fall_below_none_and_casual_staff_owe_none(team):
    world = team(PEER)
    me = world.staff[0]
    me.owed, me.away = 0.1, ON_SICK_LEAVE
    rest(world, 0, 100)
    assert me.owed == 0.0
    me.owed, me.casual = 0.9, 1
    world.weeks_due[:] = world.weeks_lost[:] = 0.0
    rest(world, 0, 100)
    assert (me.owed, world.weeks_due.sum(), world.weeks_lost.sum()) == (0.9, 0.0, 0.0)
