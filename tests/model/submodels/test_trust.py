"""Trust between two colleagues: slowly built, quickly lost."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.evidence import REGISTRY
from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.submodels.trust import (
    bad_turn,
    fades,
    feel_supported,
    gains,
    lend_a_hand,
    lends_a_hand,
    loses,
    relate,
    resting_trust,
    trust_in_work,
)
from ccu_sim.model.world import new_world


def test_good_turns_close_a_share_of_the_distance(scene):
    assert gains(0.6, scene.par, 1) == pytest.approx(0.6 + 0.4 * scene.par.trust_gain)
    assert gains(0.6, scene.par, 0) == 0.6


def test_bad_turns_weigh_several_times_as_much(scene):
    par = scene.par
    assert bad_turn(0.01, par) == pytest.approx(0.01 * par.bad_to_good)
    lost = par.trust_gain * par.bad_to_good
    assert loses(0.6, par, 1.0) == pytest.approx(0.6 * (1 - lost))
    assert loses(0.6, par, 0.5) == pytest.approx(0.6 * (1 - lost / 2))


def test_a_bad_turn_never_costs_more_than_all(scene):
    assert bad_turn(0.9, scene.par) == 1.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_trust_stays_in_bounds_over_all_that_the_registry_allows(trust, gain, ratio, severity):
    worlds = new_world()
    par = worlds[0].par
    par.trust_gain = REGISTRY["trust_gain"].at(gain)
    par.bad_to_good = REGISTRY["bad_to_good"].at(ratio)
    known = REGISTRY["known_severity"].at(severity)
    for worth in (1.0, known):
        assert 0.0 <= loses(trust, par, worth) <= trust
    assert trust <= gains(trust, par, 1) <= 1.0


def test_unused_trust_returns_to_where_it_began_and_lower_for_the_insecure(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.safety = 0.5
    assert resting_trust(me, climate, par) == pytest.approx(par.trust_start)
    me.job_insecurity = 0.6
    level = par.trust_start * (1 - par.trust_job_insecurity * 0.6)
    assert resting_trust(me, climate, par) == pytest.approx(level)
    assert fades(0.9, level, scene.over(par.trust_half_life)) == pytest.approx((0.9 + level) / 2)


def test_trust_rests_higher_where_it_is_safe_to_speak(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.safety = 0.2
    guarded = resting_trust(me, climate, par)
    climate.safety = 0.8
    assert resting_trust(me, climate, par) - guarded == pytest.approx(0.6 * par.trust_safety)


@pytest.mark.parametrize(("role", "counts"), [(PEER, 0.0), (CLINICIAN, 1.0), (LEADER, 1.0)])
def test_valuing_the_other_profession_makes_for_trust_in_its_members(scene, role, counts):
    me, other, par = scene.me, scene.other, scene.par
    me.role, other.role = PEER, role
    me.valuing = 0.8
    assert trust_in_work(me, other, par) == pytest.approx(0.3 * par.trust_valuing * counts)
    me.valuing = 0.3
    assert trust_in_work(me, other, par) == pytest.approx(-0.2 * par.trust_valuing * counts)


def test_help_is_its_equation(scene, chance):
    scene.me.exhaustion = 0.7
    par = scene.par
    log_odds = par.help_base + par.help_trust * 0.3 - par.help_exhaustion * 0.2
    found = chance(lambda luck: lends_a_hand(scene.me, 0.8, par, luck))
    assert found == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_support_follows_how_often_one_is_lent_a_hand(scene):
    me, par = scene.me, scene.par
    feel_supported(me, par, 1)
    felt = 0.5 + 0.5 * par.support_gain
    assert me.colleague_support == pytest.approx(felt)
    feel_supported(me, par, 0)
    assert me.colleague_support == pytest.approx(felt * (1 - par.support_gain))
    for turn in (1, 1, 0, 1) * 400:
        feel_supported(me, par, turn)
    assert me.colleague_support == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize(("luck", "helps"), [(0.0, True), (0.999999, False)])
def test_who_is_helped_trusts_the_helper_and_feels_supported(team, luck, helps):
    world = team(PEER, CLINICIAN)
    expected = world.trust.copy()
    lend_a_hand(world, 0, 1, luck)
    if helps:
        expected[1, 0] += (1 - expected[1, 0]) * world.par.trust_gain * world.par.help_turn
    assert world.trust == pytest.approx(expected)
    assert (world.staff[1].colleague_support > 0.5) == helps
    assert world.staff[0].colleague_support == 0.5


def test_help_depends_on_the_helper_s_trust(team):
    world = team(PEER, CLINICIAN)
    world.par.help_trust, world.par.help_base = 400.0, 0.0
    world.trust[0, 1], world.trust[1, 0] = 0.0, 1.0
    lend_a_hand(world, 0, 1, 0.5)
    assert world.staff[1].colleague_support < 0.5
    lend_a_hand(world, 1, 0, 0.5)
    assert world.staff[0].colleague_support > 0.5


def test_people_take_in_once_a_week_how_they_stand(team):
    world = team(PEER, PEER, CLINICIAN, LEADER, CLINICIAN)
    world.staff[4].here = 0
    world.staff[2].valuing, world.staff[3].valuing, world.staff[1].valuing = 0.9, 0.7, 0.1
    before = world.trust.copy()
    me, par = world.staff[0], world.par
    me.company, me.valuing, world.ease[0, 1] = 0.3, 0.6, -0.2
    world.climate.safety = 0.5
    relate(world, 0, 20)
    assert me.trust_received == pytest.approx((before[1, 0] + before[2, 0] + before[3, 0]) / 3)
    kept = 0.5 ** (1 / par.valued_half_life)
    respect = (0.9 + before[2, 0] + 0.7 + before[3, 0]) / 4
    assert me.valued == pytest.approx(respect + (0.5 - respect) * kept)
    faded = 0.5 ** (1 / par.trust_half_life)
    for other in (1, 2, 3):
        start = par.trust_start + par.bond_spread * 0.3 + world.ease[0, other]
        start = min(start + (par.trust_valuing * 0.1 if other > 1 else 0.0), 1.0)
        assert world.trust[0, other] == pytest.approx(start + (before[0, other] - start) * faded)
    assert world.trust[0, 4] == before[0, 4]  # nobody is there
    assert world.trust[0, 0] == before[0, 0]
    assert (world.trust[1:] == before[1:]).all()
    assert me.belonging != 0.5
    assert me.trust_given == pytest.approx(world.trust[0, 1:4].mean())
    assert me.attachment == pytest.approx(
        me.trust_given * (1 - 0.5 ** (1 / par.attachment_half_life))
    )


def test_whoever_is_alone_hears_from_nobody(team):
    world = team(PEER)
    me = world.staff[0]
    me.trust_received, me.valued = 0.7, 0.2
    relate(world, 0, 20)
    assert (me.trust_received, me.valued) == (0.7, 0.2)


def test_colleagues_of_one_role_do_not_tell_how_the_role_is_valued(team):
    world = team(PEER, PEER)
    world.staff[1].valuing, world.staff[0].valued = 0.9, 0.2
    relate(world, 0, 20)
    assert world.staff[0].valued == 0.2
    assert world.staff[0].trust_received == world.trust[1, 0]


def test_help_and_what_it_earns_are_between_the_two(team):
    world = team(PEER, CLINICIAN)
    par = world.par
    par.help_trust, par.help_base = 400.0, 0.0
    world.trust[0, 0], world.trust[1, 1] = 0.1, 1.0  # nobody's trust in themselves counts
    world.trust[0, 1], world.trust[1, 0] = 0.0, 0.4
    lend_a_hand(world, 0, 1, 0.5)
    assert world.trust[1, 0] == 0.4
    world.trust[0, 1] = 1.0
    lend_a_hand(world, 0, 1, 0.5)
    assert world.trust[1, 0] == pytest.approx(0.4 + 0.6 * par.trust_gain * par.help_turn)


def test_of_a_single_colleague_one_takes_in_as_much(team):
    world = team(PEER, CLINICIAN)
    world.staff[1].valuing, world.trust[1, 0] = 0.9, 0.3
    me, par = world.staff[0], world.par
    relate(world, 0, 20)
    assert me.trust_received == 0.3
    assert me.trust_given == world.trust[0, 1]
    kept = 0.5 ** (1 / par.valued_half_life)
    assert me.valued == pytest.approx(0.6 + (0.5 - 0.6) * kept)
