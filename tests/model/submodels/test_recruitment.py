"""Mechanism 13: how a vacancy is filled, and how a newcomer begins."""

import math

import pytest

from ccu_sim.model.submodels.arrivals import induct, select_well
from ccu_sim.model.submodels.recruitment import shifts_to_fill, weeks_to_fill


def test_the_delay_is_a_fixed_part_and_an_exponential_one(scene):
    unit, climate, par = scene.unit, scene.climate, scene.par
    unit.weeks_to_fill, climate.standing = 10.0, 0.7
    mean = 10 * (1 - par.fill_standing * 0.2)
    waited = -math.log(1 - 0.4)
    expected = mean * (par.fill_fixed + (1 - par.fill_fixed) * waited)
    assert weeks_to_fill(unit, climate, par, 0.4) == pytest.approx(expected)
    assert shifts_to_fill(unit, climate, par, 0.4) == int(expected * 21) + 1


def test_a_unit_of_good_standing_fills_sooner_and_none_at_once(scene):
    scene.unit.weeks_to_fill = 10.0
    delays = []
    for standing in (0.1, 0.9):
        scene.climate.standing = standing
        delays.append(weeks_to_fill(scene.unit, scene.climate, scene.par, 0.5))
    assert delays[1] < delays[0]
    scene.unit.weeks_to_fill = 0.0
    assert shifts_to_fill(scene.unit, scene.climate, scene.par, 0.5) == 1


def test_selection_raises_what_a_hire_brings(scene):
    me, par = scene.me, scene.par
    select_well(me, par, 10.0)
    fit = 1 - (1 - par.selection_gain) ** 10
    assert me.recovery_orientation == pytest.approx(0.5 + 0.5 * fit)
    assert me.boundary_skill == pytest.approx(0.5 + 0.5 * fit)
    assert me.realism == pytest.approx(fit)


def test_induction_sets_clarity_skill_and_first_support(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.readiness = 0.6
    induct(me, climate, par, 0.0)
    assert me.role_clarity == pytest.approx(min(0.6 * par.start_clarity, 1.0))
    assert me.boundary_skill == 0.5
    assert me.colleague_support == pytest.approx(par.start_support)
    without = float(me.role_clarity)
    induct(me, climate, par, 5.0)
    share = 1 - (1 - par.induction_gain) ** 5
    assert me.role_clarity == pytest.approx(without + (1 - without) * share)
    assert me.boundary_skill == pytest.approx(0.5 + 0.5 * share)
    assert me.colleague_support == pytest.approx(
        par.start_support + (1 - par.start_support) * share
    )
