"""Mechanism 8: who is included, and whose view carries."""

import math

import pytest

from ccu_sim.model.chance import HANDOVER, half_of_own_day
from ccu_sim.model.records import CLINICIAN, LEADER, ON_SICK_LEAVE, PEER
from ccu_sim.model.streams import HEARD_IN_PLANNING, NOBODY, draw, middle_of
from ccu_sim.model.submodels.voice import (
    belong,
    feel_valued,
    gain_or_lose_voice,
    hand_over,
    heard,
    own_share_on,
    plan_care,
)


@pytest.fixture
def odds(scene, chance):
    def of_being_heard(share_on=0.5):
        found = chance(
            lambda luck: heard(scene.me, scene.climate, scene.unit, scene.par, share_on, luck)
        )
        return math.log(found / (1 - found))

    return of_being_heard


@pytest.mark.parametrize(("role", "authority"), [(PEER, 0), (CLINICIAN, 1), (LEADER, 1)])
def test_being_heard_is_its_equation(scene, odds, role, authority):
    me, climate, par = scene.me, scene.climate, scene.par
    me.role, me.role_clarity, me.job_insecurity, me.credential = role, 0.8, 0.4, 0.3
    me.outspokenness = -0.5
    climate.inclusion, scene.unit.medical_model = 0.6, 0.7
    assert odds(share_on=0.2) == pytest.approx(
        par.heard_base
        + par.heard_inclusion * 0.1
        + par.heard_mass * -0.3
        + par.heard_clarity * 0.3
        - par.heard_job_insecurity * 0.4
        + par.heard_credential * 0.3
        + par.heard_authority * 0.7 * authority
        - par.heard_spread * 0.5
    )


def test_a_larger_share_on_shift_is_heard_more(odds):
    assert odds(0.9) > odds(0.5) > odds(0.1)


def test_being_heard_closes_a_share_of_the_distance_to_a_full_say(scene):
    gain_or_lose_voice(scene.me, True, 0.1)
    assert scene.me.voice == pytest.approx(0.55)
    gain_or_lose_voice(scene.me, False, 0.1)
    assert scene.me.voice == pytest.approx(0.495)


def test_belonging_follows_trust_voice_and_being_valued(scene):
    me, par = scene.me, scene.par
    me.trust_received, me.voice, me.valued = 0.9, 0.6, 0.3
    par.belonging_trust *= 2.0  # weights need not add up to one
    weights = (par.belonging_trust, par.belonging_voice, par.belonging_valued)
    target = (weights[0] * 0.9 + weights[1] * 0.6 + weights[2] * 0.3) / sum(weights)
    belong(me, par, scene.over(par.belonging_half_life))
    assert me.belonging == pytest.approx((0.5 + target) / 2)


def test_being_valued_follows_the_other_profession(scene):
    feel_valued(scene.me, 0.9, scene.par, scene.over(scene.par.valued_half_life))
    assert scene.me.valued == pytest.approx(0.7)


def test_people_see_themselves_more_or_less_valued_by_the_same_colleagues(scene):
    me, par = scene.me, scene.par
    me.valued, me.regard = 0.6, -1.0
    feel_valued(me, 0.6, par, scene.over(par.valued_half_life))
    assert me.valued == pytest.approx(0.6 - par.valued_spread / 2)


def test_the_share_of_one_s_own_is_of_those_on_shift_and_a_leader_s_is_whole(scene):
    me, climate = scene.me, scene.climate
    climate.peers_on, climate.clinicians_on = 3, 1
    shares = {}
    for role in (PEER, CLINICIAN, LEADER):
        me.role = role
        shares[role] = own_share_on(me, climate)
    assert shares == {PEER: 0.75, CLINICIAN: 0.25, LEADER: 1.0}


@pytest.mark.parametrize(("odds", "heard_now"), [(60.0, True), (-60.0, False)])
def test_handover_and_planning_move_voice_and_only_planning_tires(team, odds, heard_now):
    for act, share in ((hand_over, "handover_share"), (plan_care, "planning_share")):
        world = team(PEER, CLINICIAN)
        me, par = world.staff[0], world.par
        par.heard_base = odds
        act(world, 0, 20)
        moved = 0.5 * par[share] * (1 if heard_now else -1)
        assert me.voice == pytest.approx(0.5 + moved)
        tires = act is plan_care and not heard_now
        assert me.exhaustion == pytest.approx(0.5 + 0.5 * par.passed_over_exhaustion * tires)


def test_whoever_is_away_takes_no_part_in_planning(team):
    world = team(PEER)
    world.staff[0].away, world.par.heard_base = ON_SICK_LEAVE, -60.0
    plan_care(world, 0, 20)
    assert world.staff[0].voice == world.staff[0].exhaustion == 0.5


@pytest.mark.parametrize(("role", "share"), [(PEER, 0.25), (CLINICIAN, 0.75), (LEADER, 1.0)])
@pytest.mark.parametrize("act", [hand_over, plan_care])
def test_each_is_heard_by_the_weight_of_their_own_profession(team, act, role, share):
    world = team(role)
    me, par, climate = world.staff[0], world.par, world.climate
    climate.peer_share, climate.peers_on, climate.clinicians_on = 0.25, 1, 3
    luck = middle_of(half_of_own_day(world, 0, HANDOVER, 20))
    if act is not hand_over:
        luck = draw(world.key, HEARD_IN_PLANNING, int(me.address), NOBODY, 20)
    par.heard_inclusion = par.heard_clarity = par.heard_job_insecurity = par.heard_authority = 0.0
    par.heard_mass = 4.0
    needed = math.log(luck / (1 - luck)) - 4.0 * (share - 0.5)  # heard at this base, or not
    for base, expected in ((needed + 1e-6, True), (needed - 1e-6, False)):
        me.voice, par.heard_base = 0.5, base
        act(world, 0, 20)
        assert (me.voice > 0.5) == expected
