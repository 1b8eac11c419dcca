"""Mechanism 8: who is included, and whose view carries."""

import math

import pytest

from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.submodels.voice import belong, feel_valued, gain_or_lose_voice, heard


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
    me.role, me.role_clarity, me.insecurity, me.credential = role, 0.8, 0.4, 0.3
    climate.inclusion, scene.unit.medical_model = 0.6, 0.7
    assert odds(share_on=0.2) == pytest.approx(
        par.heard_base
        + par.heard_inclusion * 0.1
        + par.heard_mass * -0.3
        + par.heard_clarity * 0.3
        - par.heard_insecurity * 0.4
        + par.heard_credential * 0.3
        + par.heard_authority * 0.7 * authority
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
    weights = (par.belonging_trust, par.belonging_voice, par.belonging_valued)
    target = (weights[0] * 0.9 + weights[1] * 0.6 + weights[2] * 0.3) / sum(weights)
    belong(me, par, par.belonging_half_life)
    assert me.belonging == pytest.approx((0.5 + target) / 2)


def test_being_valued_follows_the_other_profession(scene):
    feel_valued(scene.me, 0.9, scene.par, scene.par.valued_half_life)
    assert scene.me.valued == pytest.approx(0.7)
