"""Reflective practice, co-reflection across professions, and the peer network."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.lever_index import (
    BOUNDARY_WORKSHOPS,
    CO_REFLECTION_SESSIONS,
    PEER_NETWORK_SESSIONS,
    REFLECTIVE_PRACTICE_SESSIONS,
)
from ccu_sim.model.records import CLINICIAN, LEADER, ON_SICK_LEAVE, PEER
from ccu_sim.model.streams import COVERAGE, NOBODY, draw
from ccu_sim.model.submodels.reflection import (
    co_reflect,
    co_reflect_across,
    meet_network,
    meet_peer_network,
    reflect,
    reflect_on_practice,
)

A_WEEK = 1 / WEEKS_A_MONTH


def dose(gain, sessions):
    return 1 - (1 - gain) ** sessions


def test_reflection_carries_and_builds_skill(scene):
    me, par = scene.me, scene.par
    reflect(me, par, 1.0, scene.over(par.reflection_half_life))
    assert me.reflection == pytest.approx(par.reflection_gain)
    skill = 0.5 + 0.5 * par.reflection_skill * par.reflection_gain
    assert me.boundary_skill == pytest.approx(skill)


def test_reflecting_together_raises_trust_across(scene):
    found = co_reflect(0.6, scene.par, 2.0)
    assert found == pytest.approx(0.6 + 0.4 * dose(scene.par.co_reflection_gain, 2))


def test_a_network_gives_belonging_and_support(scene):
    me, share = scene.me, scene.par.network_gain
    meet_network(me, scene.par, 1.0)
    assert me.belonging == me.colleague_support == pytest.approx(0.5 + 0.5 * share)


def test_both_kinds_of_sessions_count_as_reflection_and_workshops_as_skill(team, give):
    world = team(CLINICIAN)
    me, par = world.staff[0], world.par
    give(world, REFLECTIVE_PRACTICE_SESSIONS, 2.0)
    give(world, CO_REFLECTION_SESSIONS, 1.0)
    give(world, BOUNDARY_WORKSHOPS, 1.0)
    reflect_on_practice(world, 0, 20)
    share = dose(par.reflection_gain, 3 * A_WEEK)
    assert me.reflection == pytest.approx(share)
    learnt = 0.5 * par.reflection_skill * share * 0.5 ** (1 / par.skill_half_life)
    left = (0.5 - learnt) * (1 - dose(par.boundary_workshop_gain, A_WEEK))
    assert me.boundary_skill == pytest.approx(1 - left)


def test_whoever_is_away_does_not_reflect_and_it_fades(team, give):
    world = team(PEER)
    me = world.staff[0]
    for lever in (REFLECTIVE_PRACTICE_SESSIONS, CO_REFLECTION_SESSIONS, BOUNDARY_WORKSHOPS):
        give(world, lever, 2.0)
    me.away, me.reflection = ON_SICK_LEAVE, 0.8
    reflect_on_practice(world, 0, 20)
    assert me.reflection == pytest.approx(0.8 * 0.5 ** (1 / world.par.reflection_half_life))
    assert me.boundary_skill == 0.5


def test_trust_grows_in_those_of_other_roles_who_take_part(team, give):
    world = team(PEER, PEER, CLINICIAN, CLINICIAN, CLINICIAN, LEADER)
    give(world, CO_REFLECTION_SESSIONS, 2.0)
    world.staff[3].away = ON_SICK_LEAVE
    world.staff[4].here = 0
    expected = world.trust.copy()
    co_reflect_across(world, 0, 20)
    gain = dose(world.par.co_reflection_gain, 2 * A_WEEK)
    for colleague in (2, 5):
        expected[0, colleague] += (1 - expected[0, colleague]) * gain
    assert world.trust == pytest.approx(expected)


@pytest.mark.parametrize(("role", "away"), [(LEADER, 0), (PEER, ON_SICK_LEAVE)])
def test_the_leader_and_whoever_is_away_are_not_among_them(team, give, role, away):
    world = team(role, CLINICIAN)
    give(world, CO_REFLECTION_SESSIONS, 2.0)
    world.staff[0].away = away
    before = world.trust.copy()
    co_reflect_across(world, 0, 20)
    assert (world.trust == before).all()


def test_only_colleagues_whom_the_sessions_reach_take_part(team, give):
    world = team(PEER, *[CLINICIAN] * 4)
    give(world, CO_REFLECTION_SESSIONS, 2.0, coverage=0.5)
    event = COVERAGE + CO_REFLECTION_SESSIONS
    numbers = set()
    for world.key in range(40):
        luck = [draw(world.key, event, int(me.address), NOBODY, 0) for me in world.staff[:5]]
        before = world.trust[0].copy()
        co_reflect_across(world, 0, 20)
        reached = [luck[0] < 0.5 and luck[post] < 0.5 for post in range(1, 5)]
        assert [world.trust[0, post] > before[post] for post in range(1, 5)] == reached
        numbers.add(sum(reached))
    assert {0, 1, 2, 3} <= numbers


@pytest.mark.parametrize(
    ("role", "away", "meets"), [(PEER, 0, 1), (CLINICIAN, 0, 0), (PEER, ON_SICK_LEAVE, 0)]
)
def test_the_network_is_for_peer_workers_at_work(team, give, role, away, meets):
    world = team(role)
    give(world, PEER_NETWORK_SESSIONS, 2.0)
    world.staff[0].away = away
    meet_peer_network(world, 0, 20)
    share = dose(world.par.network_gain, 2 * A_WEEK) * meets
    assert world.staff[0].belonging == pytest.approx(0.5 + 0.5 * share)
