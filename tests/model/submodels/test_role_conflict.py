"""Mechanism 6: a task that both could claim becomes a dispute."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.evidence import REGISTRY
from ccu_sim.evidence.sets import parameter_sets
from ccu_sim.model.chance import least_of_dispute, luck_between
from ccu_sim.model.measures.incidents import DISPUTES
from ccu_sim.model.records import CLINICIAN, DISPUTE_HAPPENED, DISPUTE_SETTLED, LEADER, PEER
from ccu_sim.model.streams import DISPUTE, draw_four, finer
from ccu_sim.model.submodels.role_conflict import (
    awake,
    colour_groups,
    dispute_at_most,
    dispute_over_role,
    dispute_severity,
    group_coloured,
    lose_valuing,
    settled,
    work_together,
)


@pytest.fixture
def odds(scene, chance):
    """Log-odds of a dispute between the two at a level of trust."""

    def of_dispute(trust=0.5):
        found = chance(
            lambda luck: dispute_over_role(
                scene.me, scene.other, scene.climate, scene.par, trust, luck
            )
        )
        return math.log(found / (1 - found))

    return of_dispute


def test_a_dispute_is_its_equation(scene, odds):
    me, other, climate, par = scene.me, scene.other, scene.climate, scene.par
    me.role, other.role = PEER, CLINICIAN
    me.role_clarity, me.role_drift, other.exhaustion = 0.3, 0.7, 0.9
    climate.leadership, climate.shared_expectations = 0.8, 0.6
    assert odds(trust=0.4) == pytest.approx(
        par.dispute_base
        + par.dispute_ambiguity * 0.1
        + par.dispute_role_drift * 0.6
        + par.dispute_exhaustion * 0.2
        + par.dispute_trust * 0.1
        + par.dispute_across
        - par.dispute_leadership * 0.3
        - par.dispute_expectations * 0.6
    )


def test_within_a_profession_expectations_of_difference_do_not_enter(scene, odds):
    scene.climate.shared_expectations = 0.0
    without = odds()
    scene.climate.shared_expectations = 1.0
    assert odds() == pytest.approx(without)


def test_it_is_the_same_dispute_from_either_side(scene, odds):
    scene.me.role, scene.other.role = PEER, CLINICIAN
    scene.me.role_clarity, scene.other.exhaustion = 0.2, 0.8
    one = odds()
    scene.me, scene.other = scene.other, scene.me
    assert odds() == pytest.approx(one)


def test_settling_is_its_equation(scene, chance):
    climate, par = scene.climate, scene.par
    climate.leadership = 0.7
    for on in (0, 1):
        climate.leader_on = on
        log_odds = par.settle_base + par.settle_leadership * 0.2 + par.settle_present * on
        found = chance(lambda luck: settled(climate, par, luck))
        assert found == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_a_settled_dispute_costs_a_part(scene):
    assert dispute_severity(scene.par, False) == 1.0
    assert dispute_severity(scene.par, True) == scene.par.settled_severity


def test_a_dispute_across_groups_colours_trust_and_valuing(scene):
    par = scene.par
    spilled = par.trust_gain * par.bad_to_good * par.faultline_spill
    assert group_coloured(0.8, par, 1.0) == pytest.approx(0.8 * (1 - spilled))
    lose_valuing(scene.me, par, 0.5)
    lost = par.learning_valuing * par.bad_to_good * 0.5
    assert scene.me.valuing == pytest.approx(0.5 * (1 - lost))


SURELY = 60.0  # in log-odds


@pytest.fixture
def at_odds(team):
    """A unit in which everyone falls out with everyone, and nothing is settled."""

    def make(*roles):
        world = team(*roles)
        world.par.dispute_base, world.par.settle_base = SURELY, -SURELY
        return world

    return make


@pytest.mark.parametrize("was_settled", [False, True])
def test_a_dispute_costs_both_trust_and_energy_and_less_when_settled(at_odds, told, was_settled):
    world = at_odds(PEER, PEER)
    par = world.par
    if was_settled:
        par.settle_base = SURELY
    before = world.trust.copy()
    work_together(world, 0, 1, 5)
    severity = par.settled_severity if was_settled else 1.0
    lost = par.trust_gain * par.bad_to_good * severity
    assert world.trust[0, 1] == pytest.approx(before[0, 1] * (1 - lost))
    assert world.trust[1, 0] == pytest.approx(before[1, 0] * (1 - lost))
    for me in (world.staff[0], world.staff[1]):
        assert me.exhaustion == pytest.approx(0.5 + 0.5 * par.dispute_exhaustion_rise * severity)
        assert me.valuing == 0.5  # nothing is at stake between the professions
    assert world.counts[DISPUTES] == 1
    pair = (world.staff[0].address, world.staff[1].address, 5)
    kinds = [DISPUTE_HAPPENED, DISPUTE_SETTLED] if was_settled else [DISPUTE_HAPPENED]
    assert told(world) == [(kind, *pair) for kind in kinds]


def test_across_professions_it_costs_valuing_and_those_on_shift_take_sides(at_odds):
    world = at_odds(PEER, CLINICIAN, PEER, CLINICIAN, LEADER)
    expected = world.trust.copy()
    work_together(world, 0, 1, 5)
    par = world.par
    lost = par.trust_gain * par.bad_to_good
    wakes = awake(world.staff[0].role_clarity, world.climate)
    for pair in ((0, 1), (1, 0)):
        expected[pair] *= 1 - lost
    for pair in ((2, 1), (1, 2), (3, 0), (0, 3)):  # each with the one of the other side
        expected[pair] *= 1 - lost * par.faultline_spill * wakes
    assert world.trust == pytest.approx(expected)
    for me in (world.staff[0], world.staff[1]):
        assert me.valuing == pytest.approx(0.5 * (1 - par.learning_valuing * par.bad_to_good))


def test_nobody_takes_a_side_where_people_are_led_well_and_know_their_part(team):
    world = team(PEER, CLINICIAN, PEER, CLINICIAN)
    world.climate.leadership = 1.0
    for post in range(4):
        world.staff[post].role_clarity = 1.0
    before = world.trust.copy()
    colour_groups(world, 0, 1, 1.0)
    assert (world.trust == before).all()


def test_the_side_taken_does_not_depend_on_who_is_named_first(team):
    one = team(PEER, CLINICIAN, PEER, CLINICIAN)
    colour_groups(one, 0, 1, 0.7)
    found = one.trust.copy()
    other = team(PEER, CLINICIAN, PEER, CLINICIAN)
    colour_groups(other, 1, 0, 0.7)
    assert found == pytest.approx(other.trust)


def test_who_is_off_shift_takes_no_side(at_odds):
    world = at_odds(PEER, CLINICIAN, PEER)
    world.on_count = 2
    before = world.trust.copy()
    work_together(world, 0, 1, 5)
    assert (world.trust[2] == before[2]).all()
    assert (world.trust[:, 2] == before[:, 2]).all()


@pytest.mark.parametrize("roles", [(LEADER, PEER), (CLINICIAN, LEADER)])
def test_the_leader_is_party_to_no_dispute(at_odds, roles):
    world = at_odds(*roles)
    world.par.help_base = SURELY
    before = world.trust.copy()
    work_together(world, 0, 1, 5)
    assert world.counts[DISPUTES] == 0
    assert world.trust[0, 1] > before[0, 1]
    assert world.trust[1, 0] > before[1, 0]


def test_trust_of_both_keeps_from_dispute(team, chance):
    world = team(PEER, PEER)
    par = world.par
    par.dispute_trust, par.dispute_base = 2 * SURELY, 0.0
    for trust, back, disputes in ((1.0, 0.4, 0), (0.4, 1.0, 0), (0.55, 0.0, 1), (0.0, 0.55, 1)):
        world.counts[DISPUTES] = 0
        world.trust[0, 1], world.trust[1, 0] = trust, back
        work_together(world, 0, 1, 5)
        assert world.counts[DISPUTES] == disputes


def test_those_in_dispute_do_each_other_no_good_turn(at_odds):
    world = at_odds(PEER, PEER)
    world.par.help_base = SURELY
    work_together(world, 0, 1, 5)
    assert world.staff[0].colleague_support == world.staff[1].colleague_support == 0.5


def test_each_may_help_the_other_by_luck_of_their_own(team):
    world = team(PEER, CLINICIAN)
    par = world.par
    par.dispute_base, par.help_trust, par.help_exhaustion = -SURELY, 0.0, 0.0
    luck, back = world.between[luck_between(world, 0, 1, 5)].help
    middle = (luck + back) / 2
    par.help_base = math.log(middle / (1 - middle))
    work_together(world, 0, 1, 5)
    helped = [float(world.staff[post].colleague_support) > 0.5 for post in (1, 0)]
    assert helped == [luck < middle, back < middle] == [luck < back, back < luck]


@pytest.mark.parametrize(
    ("place", "base", "kind"),
    [(0, "dispute_base", DISPUTE_HAPPENED), (1, "settle_base", DISPUTE_SETTLED)],
)
def test_a_dispute_and_its_settling_come_by_the_pair_s_own_luck(at_odds, told, place, base, kind):
    for lucky, comes in ((-1e-6, False), (1e-6, True)):
        world = at_odds(PEER, PEER)
        par = world.par
        par.dispute_ambiguity = par.dispute_role_drift = par.dispute_exhaustion = (
            par.dispute_trust
        ) = 0.0
        par.dispute_leadership = par.settle_leadership = par.settle_present = 0.0
        one, other = int(world.staff[0].address), int(world.staff[1].address)
        luck = draw_four(world.key, DISPUTE, one, other, 5)[place]
        if place == 0:
            luck = finer(least_of_dispute(world.between[luck_between(world, 0, 1, 5)]), luck)
        par[base] = math.log(luck / (1 - luck)) + lucky
        work_together(world, 0, 1, 5)
        assert (kind in [told_kind for told_kind, *_ in told(world)]) == comes


@given(seed=st.integers(0, 2**32 - 1))
def test_no_dispute_comes_to_those_whose_luck_is_beyond_the_bound(seed):
    chance = np.random.default_rng(seed)
    [par] = parameter_sets(REGISTRY, 1, seed)
    par = SimpleNamespace(**par)
    bound = dispute_at_most(par)
    states = ("role_clarity", "role_drift", "exhaustion")
    for corner in (True, False):
        level = (lambda: float(chance.integers(0, 2))) if corner else chance.random
        one, other = (
            SimpleNamespace(role=role, **{state: level() for state in states})
            for role in (PEER, CLINICIAN)
        )
        climate = SimpleNamespace(leadership=level(), shared_expectations=level())
        for luck in (bound, bound + 1e-9, bound + (1 - bound) * chance.random()):
            assert not dispute_over_role(one, other, climate, par, level(), luck)


def test_whoever_is_beyond_the_bound_is_not_asked(at_odds, told):
    world = at_odds(PEER, PEER)
    world.par.dispute_base = SURELY
    world.pace.dispute_at_most = 0.0
    work_together(world, 0, 1, 5)
    assert told(world) == []
    world.pace.dispute_at_most = 1.0
    work_together(world, 0, 1, 5)
    assert DISPUTE_HAPPENED in [kind for kind, *_ in told(world)]
