"""Mechanism 10: anyone can become unwell; support lessens and shortens it."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.chance import HEALTH, half_of_own_day
from ccu_sim.model.records import (
    CLINICIAN,
    LEADER,
    ON_ANNUAL_LEAVE,
    ON_SICK_LEAVE,
    PEER,
    PRESENT,
    SICK_LEAVE,
)
from ccu_sim.model.streams import ILLNESS, NOBODY, draw_four, finer, least_of
from ccu_sim.model.submodels.health import (
    LONG_DAYS,
    absence_felt,
    be_away_ill,
    convalesce,
    days_away,
    falls_ill,
    look_after_health,
    meet_need,
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
    me.exhaustion, me.support_need, me.support_met, me.nights = 0.7, 0.6, 0.25, 0.4
    me.frailty = -0.5
    assert unmet_need(me) == pytest.approx(0.45)
    log_ratio = par.illness_exhaustion * 0.2 + par.illness_need * 0.45 + par.illness_nights * 0.4
    log_ratio -= par.illness_spread * 0.5
    assert rate() == pytest.approx(par.illness_rate * math.exp(log_ratio))


def test_exhaustion_and_unmet_need_raise_it_and_support_lowers_it(scene, rate):
    usual = rate()
    scene.me.exhaustion = 0.9
    assert rate() > usual
    scene.me.exhaustion, scene.me.support_met = 0.5, 1.0
    assert rate() < usual


@pytest.mark.parametrize("long", [0, 1])
def test_an_absence_is_whole_days_of_exponential_length_shorter_with_support(scene, long):
    me, par = scene.me, scene.par
    me.support_met, par.long_illness_share = 0.5, 0.5
    kind = 0.75 - long / 2
    eased = 1 - par.support_shortens * 0.5
    mean = LONG_DAYS + par.long_illness_days * eased if long else par.illness_days * eased
    lengths = [days_away(me, par, (i + 0.5) / 2000, kind) for i in range(2000)]
    assert sum(lengths) / 2000 == pytest.approx(mean, rel=0.02)
    assert days_away(me, par, 0.0, kind) == (LONG_DAYS if long else 1)
    me.support_met = 1.0
    assert days_away(me, par, 0.99, kind) < days_away(unsupported(me), par, 0.99, kind)


def test_a_long_absence_is_remembered_and_wears_off_once_it_is_over(scene):
    me, par = scene.me, scene.par
    be_away_ill(me, 10, LONG_DAYS - 1)
    assert (me.sick_days, me.long_sick_days, me.convalescence) == (LONG_DAYS - 1, 0.0, 0.0)
    be_away_ill(me, 100, LONG_DAYS)
    assert (me.away, me.away_until) == (ON_SICK_LEAVE, 101 + 3 * LONG_DAYS)
    assert (me.sick_days, me.long_sick_days) == (2 * LONG_DAYS - 1, LONG_DAYS)
    convalesce(me, scene.pace)
    assert me.convalescence == 1.0  # not over
    me.away = PRESENT
    convalesce(me, scene.over(par.return_half_life))
    assert me.convalescence == pytest.approx(0.5)


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
    meet_need(me, par, 0.9, scene.over(par.met_half_life))
    assert me.support_met == pytest.approx((par.met_base + (1 - par.met_base) * 0.9) / 2)
    me.support_met = 0.0
    meet_need(me, par, 0.0, scene.over(par.met_half_life))
    offered = par.met_leader * 0.5
    assert me.support_met == pytest.approx((par.met_base + (1 - par.met_base) * offered) / 2)


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_whoever_falls_ill_is_away_until_well_and_it_costs_standing(team, told, role):
    world = team(role, PEER, CLINICIAN)
    world.staff[2].here = 0
    me, par = world.staff[0], world.par
    par.illness_rate, me.support_met = 1e9, 0.25
    expected = world.trust.copy()
    look_after_health(world, 0, 5)
    _, luck, kind, _ = draw_four(world.key, ILLNESS, int(me.address), NOBODY, 5)
    days = days_away(me, par, luck, kind)
    assert (me.away, me.away_until) == (ON_SICK_LEAVE, 6 + 3 * days)
    assert me.sick_days == days
    expected[1, 0] *= 1 - par.absence_standing * 0.75
    assert world.trust == pytest.approx(expected)
    assert told(world) == [(SICK_LEAVE, me.address, NOBODY, 5)]


@pytest.mark.parametrize("day", [1, 2, 9])
def test_illness_comes_by_one_s_own_luck_a_day_at_a_time(team, day):
    world = team(CLINICIAN, PEER)
    me, par = world.staff[1], world.par
    coarse = least_of(half_of_own_day(world, 1, HEALTH, 3 * day))
    luck = finer(coarse, draw_four(world.key, ILLNESS, int(me.address), NOBODY, 3 * day + 2)[0])
    for lucky, away in ((1 + 1e-6, PRESENT), (1 - 1e-6, ON_SICK_LEAVE)):
        chance = luck / lucky  # of falling ill on a day, as a rate a year of the middle of states
        par.illness_rate = -math.log(1 - chance) * 7 * WEEKS_A_YEAR
        par.illness_exhaustion = par.illness_need = par.illness_nights = 0.0
        look_after_health(world, 1, 3 * day + 2)
        assert me.away == away


def test_whoever_is_away_does_not_fall_ill_again(team, told):
    world = team(PEER)
    me, world.par.illness_rate = world.staff[0], 1e9
    me.away, me.away_until = ON_ANNUAL_LEAVE, 40
    look_after_health(world, 0, 5)
    assert (me.away, me.away_until, told(world)) == (ON_ANNUAL_LEAVE, 40, [])


def test_casual_staff_are_away_without_a_word(team, told):
    world = team(PEER, PEER)
    me, world.par.illness_rate, before = world.staff[0], 1e9, world.trust.copy()
    me.casual = 1
    look_after_health(world, 0, 5)
    assert me.away == ON_SICK_LEAVE
    assert told(world) == []
    assert (world.trust == before).all()
