"""Trust between two colleagues: slowly built, quickly lost."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.evidence import REGISTRY
from ccu_sim.model.submodels.trust import (
    bad_turn,
    fades,
    feel_supported,
    gains,
    lends_a_hand,
    loses,
    resting_trust,
    support_fades,
)
from ccu_sim.model.world import new_world


def test_good_turns_close_a_share_of_the_distance(scene):
    assert gains(0.6, scene.par) == pytest.approx(0.6 + 0.4 * scene.par.trust_gain)


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
    assert trust <= gains(trust, par) <= 1.0


def test_unused_trust_returns_to_where_it_began_and_lower_for_the_insecure(scene):
    me, par = scene.me, scene.par
    weeks = par.trust_half_life
    assert fades(0.9, resting_trust(me, par), weeks, par.trust_half_life) == pytest.approx(
        (0.9 + par.trust_start) / 2
    )
    me.insecurity = 0.6
    level = par.trust_start * (1 - par.trust_insecurity * 0.6)
    assert fades(0.9, resting_trust(me, par), weeks, par.trust_half_life) == pytest.approx(
        (0.9 + level) / 2
    )


def test_help_is_its_equation(scene, chance):
    scene.me.strain = 0.7
    par = scene.par
    log_odds = par.help_base + par.help_trust * 0.3 - par.help_strain * 0.2
    found = chance(lambda luck: lends_a_hand(scene.me, 0.8, par, luck))
    assert found == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_a_good_turn_is_felt_as_support_that_fades(scene):
    me, par = scene.me, scene.par
    feel_supported(me, par)
    felt = 0.5 + 0.5 * par.support_gain
    assert me.colleague_support == pytest.approx(felt)
    support_fades(me, par, par.support_half_life)
    assert me.colleague_support == pytest.approx(felt / 2)
