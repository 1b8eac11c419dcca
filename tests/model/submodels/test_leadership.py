"""Leadership as practised, and how each person is led."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.lever_index import LEADERSHIP_COACHING_HOURS
from ccu_sim.model.records import CLINICIAN, LEADER, ON_SICK_LEAVE, PEER, PRESENT
from ccu_sim.model.submodels.climate import safety_allowed
from ccu_sim.model.submodels.leadership import (
    be_led,
    coach,
    lead,
    lead_unit,
    miss_leader,
    quality_of,
    see_leader,
)


def test_leadership_as_practised_follows_who_leads(scene):
    lead(scene.climate, 0.9, scene.over(scene.par.leadership_half_life))
    assert scene.climate.leadership == pytest.approx(0.7)


def test_coaching_levels_off_at_what_it_can_give(scene):
    me, par = scene.me, scene.par
    coach(me, par, 4.0, scene.over(0.0))
    share = 1 - (1 - par.coaching_gain) ** 4
    assert me.coached == pytest.approx(share)
    most = par.coaching_ceiling * par.leading_spread
    assert quality_of(me, par) == pytest.approx(0.5 + most * share)
    for _ in range(200):
        coach(me, par, 4.0, scene.over(0.0))
    assert quality_of(me, par) == pytest.approx(0.5 + most)
    assert me.leading == 0.5


def test_half_of_it_is_gone_in_its_half_life_and_the_same_adds_nothing(scene):
    me, par = scene.me, scene.par
    me.heard = me.coached = 1.0
    coach(me, par, 12.0, scene.over(par.coaching_half_life))
    assert me.coached == pytest.approx(0.5)
    assert me.heard == 1.0


def test_a_leader_at_the_top_of_the_scale_stays_on_it(scene):
    scene.me.leading, scene.me.coached = 0.99, 1.0
    assert quality_of(scene.me, scene.par) == 1.0


def test_support_is_felt_beside_the_leader_and_fades_at_a_distance(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.leadership, me.ledness = 0.8, 0.5
    led = 0.8 + par.led_spread * 0.5
    be_led(me, climate, par, scene.pace)
    kept = 0.5 ** (0.2 / par.rounds_half_life)
    assert me.leader_support == pytest.approx(led + (0.5 - led) * kept)
    me.leader_support = 0.5
    miss_leader(me, climate, par, scene.over(par.distance_half_life))
    assert me.leader_support == pytest.approx((0.5 + led * par.led_at_distance) / 2)


@pytest.mark.parametrize(
    ("away", "here", "leads"), [(PRESENT, 1, True), (ON_SICK_LEAVE, 1, False), (PRESENT, 0, False)]
)
def test_only_a_leader_who_is_here_leads_and_is_coached(team, give, away, here, leads):
    world = team(PEER, LEADER, CLINICIAN)
    leader, climate, par = world.staff[1], world.climate, world.par
    leader.leading, leader.away, leader.here = 0.8, away, here
    world.unit.leadership, climate.leadership = 0.6, 0.5
    give(world, LEADERSHIP_COACHING_HOURS, 4.0)
    lead_unit(world, 20)
    share = (1 - (1 - par.coaching_gain) ** (4.0 / WEEKS_A_MONTH)) * leads
    assert leader.coached == pytest.approx(share)
    quality = quality_of(leader, par) if leads else 0.6 * par.acting_share
    kept = 0.5 ** (1 / par.leadership_half_life)
    assert climate.leadership == pytest.approx(quality + (0.5 - quality) * kept)
    assert world.staff[0].leading == world.staff[2].leading == 0.5


@pytest.mark.parametrize("somebody", [True, False])
def test_safety_follows_the_trust_that_those_in_post_receive(team, somebody):
    world = team(PEER, CLINICIAN, PEER)
    climate, par = world.climate, world.par
    world.staff[0].trust_received, world.staff[1].trust_received = 0.9, 0.8
    world.staff[2].trust_received, world.staff[2].here = 0.1, 0
    if not somebody:
        world.staff[0].here = world.staff[1].here = 0
    lead_unit(world, 20)
    trust = 0.85 if somebody else par.trust_start
    target = safety_allowed(float(climate.leadership), trust, float(climate.inclusion), par)
    kept = 0.5 ** (1 / par.safety_half_life)
    assert climate.safety == pytest.approx(target + (0.5 - target) * kept)


@pytest.mark.parametrize(("role", "on", "led"), [(PEER, 1, 1), (PEER, 0, 0), (LEADER, 1, 0)])
def test_people_are_led_on_shifts_that_the_leader_works_too(team, role, on, led):
    world = team(role)
    me, climate = world.staff[0], world.climate
    climate.leadership, climate.leader_on = 0.9, on
    see_leader(world, 0, 5)
    assert (me.leader_support > 0.5) == bool(led)
