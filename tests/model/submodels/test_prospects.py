"""Mechanism 10: pay, steps ahead, the unit's standing."""

import pytest

from ccu_sim.model.lever_index import PEER_PAY_RISE
from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.submodels.prospects import (
    look_ahead,
    paid_less,
    pay_in_force,
    see_prospects,
    step_within_reach,
    wish_to_advance,
)


def test_so_many_want_a_step_evenly_from_little_to_much(scene):
    scene.par.advancement_wanted = 0.5
    wishes = [wish_to_advance(scene.par, (place + 0.5) / 100) for place in range(100)]
    assert sum(wish > 0 for wish in wishes) == 50
    assert sum(wishes) / 50 == pytest.approx(0.5)
    assert wishes == sorted(wishes, reverse=True)
    scene.par.advancement_wanted = 0.0
    assert wish_to_advance(scene.par, 0.001) == 0.0


@pytest.mark.parametrize(
    ("free", "candidates", "chance"),
    [
        (1.0, 10.0, 0.1),
        (2.0, 10.0, 1 - 0.9**2),
        (3.0, 2.0, 7 / 8),
        (0.5, 1.0, 0.5),
        (2.0, 1.0, 1.0),
        (0.0, 5.0, 0.0),
        (-1.0, 5.0, 0.0),
        (1.0, 0.0, 0.0),
    ],
)
def test_a_step_is_a_chance_among_those_who_could_take_it(free, candidates, chance):
    assert step_within_reach(free, candidates) == pytest.approx(chance)


def test_a_rise_and_a_senior_post_are_paid(scene):
    scene.me.pay = 100.0
    assert pay_in_force(scene.me, scene.par, 0.1) == pytest.approx(110.0)
    scene.me.senior = 1
    paid = 110.0 * (1 + scene.par.senior_pay)
    assert pay_in_force(scene.me, scene.par, 0.1) == pytest.approx(paid)


def test_unfair_is_less_pay_for_the_share_of_work_that_is_alike(scene):
    scene.me.role_drift = 0.25
    assert paid_less(scene.me, 90.0, 100.0) == pytest.approx(0.25 * 0.1)
    assert paid_less(scene.me, 100.0, 100.0) == paid_less(scene.me, 90.0, 0.0) == 0.0
    scene.me.role_drift = 0.0
    assert paid_less(scene.me, 50.0, 100.0) == 0.0


def test_prospects_are_their_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.standing, me.senior, me.credential, me.advancement = 0.6, 1, 0.5, 0.8
    me.outlook_ahead = -0.5
    see_prospects(me, climate, par, 0.1, 0.25)
    assert me.prospects == pytest.approx(
        par.prospects_base
        - par.prospects_unfair_pay * 0.1
        + par.prospects_steps * 0.8 * 0.25
        + par.prospects_senior * 0.8
        + par.prospects_standing * 0.1
        + par.prospects_credential * 0.5
        - par.prospects_spread * 0.5
    )


def test_who_wants_no_step_hopes_for_none(scene):
    seen = []
    for step in (0.0, 1.0):
        scene.me.advancement = 0.0
        see_prospects(scene.me, scene.climate, scene.par, 0.0, step)
        seen.append(float(scene.me.prospects))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("unfair", [0.0, 50.0])
def test_prospects_stay_on_their_scale(scene, unfair):
    scene.me.advancement = 1.0
    scene.par.prospects_steps = 5.0
    see_prospects(scene.me, scene.climate, scene.par, unfair, 1.0)
    assert 0.0 <= scene.me.prospects <= 1.0


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_the_step_ahead_is_that_of_one_s_role(team, role):
    world = team(role)
    me, par = world.staff[0], world.par
    me.advancement, world.climate.step_ahead = 0.5, 0.3
    look_ahead(world, 0, 20)
    step = 0.3 if role == PEER else par.clinical_steps
    assert me.prospects == pytest.approx(par.prospects_base + par.prospects_steps * 0.5 * step)


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_a_rise_counts_against_pay_elsewhere_and_is_unfair_to_who_is_paid_less(team, give, role):
    world = team(role)
    me, par, unit = world.staff[0], world.par, world.unit
    me.pay, me.pay_elsewhere, me.role_drift = 90.0, 100.0, 0.4
    unit.mean_pay[PEER], unit.mean_pay[CLINICIAN] = 90.0, 120.0
    give(world, PEER_PAY_RISE, 10.0)
    look_ahead(world, 0, 20)
    own, theirs = {PEER: (99.0, 120.0), CLINICIAN: (90.0, 99.0), LEADER: (90.0, 0.0)}[role]
    assert me.relative_pay == pytest.approx(own / 100.0)
    unfair = 0.4 * (1 - own / theirs) if theirs > own else 0.0
    assert me.prospects == pytest.approx(par.prospects_base - par.prospects_unfair_pay * unfair)


def test_a_rise_that_does_not_reach_a_peer_worker_is_not_paid_to_them(team, give):
    world = team(PEER)
    give(world, PEER_PAY_RISE, 10.0, coverage=0.0)
    look_ahead(world, 0, 20)
    assert world.staff[0].relative_pay == 1.0
