"""Mechanism 10: anyone can become unwell; support lessens and shortens it."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.submodels.health import (
    absence_felt,
    falls_ill,
    meet_need,
    shifts_away,
    unmet_need,
)


@pytest.fixture
def rate(scene, chance):
    """Episodes a year."""

    def of_illness():
        found = chance(lambda luck: falls_ill(scene.me, scene.par, 1.0, luck))
        return -math.log(1 - found) * WEEKS_A_YEAR

    return of_illness


def test_the_rate_is_its_equation(scene, rate):
    me, par = scene.me, scene.par
    me.strain, me.support_need, me.support_met, me.nights = 0.7, 0.6, 0.25, 0.4
    assert unmet_need(me) == pytest.approx(0.45)
    log_ratio = par.illness_strain * 0.2 + par.illness_need * 0.45 + par.illness_nights * 0.4
    assert rate() == pytest.approx(par.illness_rate * math.exp(log_ratio))


def test_strain_and_unmet_need_raise_it_and_support_lowers_it(scene, rate):
    usual = rate()
    scene.me.strain = 0.9
    assert rate() > usual
    scene.me.strain, scene.me.support_met = 0.5, 1.0
    assert rate() < usual


def test_an_absence_is_whole_days_of_exponential_length_shorter_with_support(scene):
    me, par = scene.me, scene.par
    me.support_met = 0.5
    mean = par.illness_days * (1 - par.support_shortens * 0.5)
    lengths = [shifts_away(me, par, (i + 0.5) / 2000) for i in range(2000)]
    assert all(length % 3 == 0 for length in lengths)
    assert sum(lengths) / 3 / 2000 == pytest.approx(mean, rel=0.02)
    assert shifts_away(me, par, 0.0) == 3
    me.support_met = 1.0
    assert shifts_away(me, par, 0.99) < shifts_away(unsupported(me), par, 0.99)


def unsupported(me):
    other = me.copy()
    other.support_met = 0.0
    return other


def test_an_absence_costs_standing_less_where_support_covers_for_it(scene):
    me, par = scene.me, scene.par
    me.support_met = 0.25
    assert absence_felt(0.8, me, par) == pytest.approx(0.8 * (1 - par.absence_standing * 0.75))
    me.support_met = 1.0
    assert absence_felt(0.8, me, par) == 0.8


def test_support_follows_the_better_of_what_is_offered(scene):
    me, par = scene.me, scene.par
    me.leader_support, me.support_met = 0.5, 0.0
    meet_need(me, par, 0.9, par.met_half_life)
    assert me.support_met == pytest.approx((par.met_base + (1 - par.met_base) * 0.9) / 2)
    me.support_met = 0.0
    meet_need(me, par, 0.0, par.met_half_life)
    offered = par.met_leader * 0.5
    assert me.support_met == pytest.approx((par.met_base + (1 - par.met_base) * offered) / 2)
