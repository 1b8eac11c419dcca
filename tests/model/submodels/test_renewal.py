"""Mechanism 11: the chance of renewal, and what people expect of it."""

import math

import pytest

from ccu_sim.model.records import PEER
from ccu_sim.model.streams import NOBODY, RENEWAL, TRAIT_RENEWAL_VIEW, bell, draw
from ccu_sim.model.submodels.renewal import expect_renewal, foresee_renewal, renewed


@pytest.mark.parametrize("offered", [0.0, 0.3, 1.0])
def test_renewal_comes_at_its_chance(scene, chance, offered):
    scene.me.renewal_chance = offered
    found = chance(lambda luck: renewed(scene.me, luck))
    assert found == pytest.approx(offered, abs=1e-12)


def test_an_expectation_is_its_equation(scene):
    me, par = scene.me, scene.par
    me.renewal_chance, par.renewal_optimism, par.renewal_foresight = 0.6, -0.4, 0.25
    for luck, decided in ((0.5, 1.0), (0.7, 0.0)):
        foresee_renewal(me, par, 1.5, luck)
        odds = 1.5 * math.exp(-0.4 + par.renewal_view_spread * 1.5)
        likely = odds / (1 + odds)
        assert me.renewal_expected == pytest.approx(0.75 * likely + 0.25 * decided)


def test_it_errs_both_ways_and_not_at_all_where_all_is_foreseen(scene):
    me, par = scene.me, scene.par
    me.renewal_chance, par.renewal_foresight = 0.6, 0.0
    expected = []
    for view in (-2.0, 0.0, 2.0):
        foresee_renewal(me, par, view, 0.5)
        expected.append(float(me.renewal_expected))
    assert expected[0] < 0.4
    assert expected[1] == pytest.approx(0.6)
    assert expected[2] > 0.8
    par.renewal_foresight = 1.0
    foresee_renewal(me, par, -2.0, 0.5)
    assert me.renewal_expected == 1.0


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_what_is_certain_is_expected(scene, certain):
    scene.me.renewal_chance = certain
    foresee_renewal(scene.me, scene.par, 2.0, 0.5)
    assert scene.me.renewal_expected == certain


def test_each_term_has_the_view_of_its_person_and_the_luck_of_its_end(team):
    world = team(PEER)
    me, par = world.staff[0], world.par
    me.renewal_chance, me.contract_end = 0.6, 900
    expect_renewal(world, me)
    found = float(me.renewal_expected)
    luck = draw(world.key, RENEWAL, int(me.address), NOBODY, 900)
    foresee_renewal(me, par, bell(world.key, TRAIT_RENEWAL_VIEW, int(me.address), 0), luck)
    assert found == me.renewal_expected
