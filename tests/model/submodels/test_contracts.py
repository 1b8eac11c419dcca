"""Mechanism 11: insecurity is perceived."""

import math

import pytest

from ccu_sim.model.calendar import month_start
from ccu_sim.model.records import OFFERED, PERMANENT, REFUSED
from ccu_sim.model.submodels.contracts import doubt, feel_insecure, renewed


def test_doubt_is_its_equation_until_renewal_is_known(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.renewal_chance, climate.standing = 0.6, 0.8
    assert doubt(me, climate, par) == pytest.approx(0.4 * (1 - par.doubt_standing * 0.8))
    me.renewal = OFFERED
    assert doubt(me, climate, par) == 0.0
    me.renewal = REFUSED
    assert doubt(me, climate, par) == 1.0


def test_insecurity_relaxes_to_its_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.renewal, me.contract_end, me.insecurity = REFUSED, month_start(24), 0.0
    when = month_start(20)
    left = (month_start(24) - when) * 16 / 1461
    feel_insecure(me, climate, par, when, par.insecurity_half_life)
    assert me.insecurity == pytest.approx(math.exp(-left / par.insecurity_months) / 2)


def test_it_is_near_nothing_long_before_the_end_and_grows_as_it_nears(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.renewal_chance, me.contract_end = 0.5, month_start(24)
    felt = []
    for month in range(24):
        feel_insecure(me, climate, par, month_start(month), 4.0)
        felt.append(float(me.insecurity))
    assert felt[3] < 0.02
    assert felt == sorted(felt)
    assert felt[23] > 5 * felt[12]


def test_the_permanent_feel_none(scene):
    scene.me.contract_end, scene.me.insecurity = PERMANENT, 0.4
    feel_insecure(scene.me, scene.climate, scene.par, 100, scene.par.insecurity_half_life)
    assert scene.me.insecurity == pytest.approx(0.2)


def test_a_term_that_is_over_is_not_felt_more_than_fully(scene):
    me = scene.me
    me.renewal, me.contract_end = REFUSED, 10
    feel_insecure(me, scene.climate, scene.par, 1000, 500.0)
    assert me.insecurity == pytest.approx(1.0)


@pytest.mark.parametrize("offered", [0.0, 0.3, 1.0])
def test_renewal_comes_at_the_unit_s_stated_chance(scene, chance, offered):
    scene.me.renewal_chance = offered
    found = chance(lambda luck: renewed(scene.me, luck))
    assert found == pytest.approx(offered, abs=1e-12)
