"""Mechanism 6: a task that both could claim becomes a dispute."""

import math

import pytest

from ccu_sim.model.records import CLINICIAN, PEER
from ccu_sim.model.submodels.role_conflict import (
    dispute_over_role,
    dispute_severity,
    group_coloured,
    lose_valuing,
    settled,
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
    me.role_clarity, me.role_drift, other.strain = 0.3, 0.7, 0.9
    climate.leadership, climate.shared_expectations = 0.8, 0.6
    assert odds(trust=0.4) == pytest.approx(
        par.dispute_base
        + par.dispute_ambiguity * 0.1
        + par.dispute_drift * 0.6
        + par.dispute_strain * 0.2
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
    scene.me.role_clarity, scene.other.strain = 0.2, 0.8
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
