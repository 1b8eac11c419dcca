"""Mechanism 3: hope meets experience."""

import pytest

from ccu_sim.model.submodels.disillusionment import (
    experience,
    see_prospects,
    take_heart,
    unmet_expectation,
)


def test_experience_is_the_mean_of_seven_aspects(scene):
    me = scene.me
    me.belonging, me.voice, me.role_clarity = 0.1, 0.2, 0.3
    me.leader_support, me.uplift, me.strain, me.colleague_support = 0.4, 0.5, 0.4, 0.7
    assert experience(me) == pytest.approx((0.1 + 0.2 + 0.3 + 0.4 + 0.5 + 0.6 + 0.7) / 7)


def test_only_hope_beyond_experience_is_unmet(scene):
    scene.me.expectation = 0.4
    assert unmet_expectation(scene.me, scene.par) == 0.0


def test_realism_cushions_what_is_unmet(scene):
    scene.me.expectation = 0.9
    assert unmet_expectation(scene.me, scene.par) == pytest.approx(0.4)
    scene.me.realism = 1.0
    cushioned = 0.4 * (1 - scene.par.realism_cushion)
    assert unmet_expectation(scene.me, scene.par) == pytest.approx(cushioned)


def test_morale_expectation_and_satisfaction_relax_to_their_targets(scene):
    me, par = scene.me, scene.par
    me.expectation, me.disposition, me.prospects, me.valued = 0.7, 1.0, 0.9, 0.2
    take_heart(me, par, 1.0)
    target = 0.5 + par.morale_spread - par.disappointment * 0.2
    morale = relaxed(0.5, target, par.morale_half_life)
    assert me.morale == pytest.approx(morale)
    assert me.expectation == pytest.approx(relaxed(0.7, 0.5, par.expectation_half_life))
    weights = (par.satisfaction_morale, par.satisfaction_prospects, par.satisfaction_respect)
    content = sum(w * x for w, x in zip(weights, (morale, 0.9, 0.2), strict=True)) / sum(weights)
    assert me.satisfaction == pytest.approx(relaxed(0.5, content, par.satisfaction_half_life))


def test_realists_expectations_come_down_sooner(scene):
    me, par = scene.me, scene.par
    me.expectation, me.realism = 0.9, 1.0
    take_heart(me, par, par.expectation_half_life / par.realism_revision)
    assert me.expectation == pytest.approx(0.7)


def relaxed(state, target, half_life):
    return target + (state - target) * 0.5 ** (1 / half_life)


def test_high_hope_hurts_at_first_and_then_comes_down(scene):
    hopeful, level = [], []
    for course, hope in ((hopeful, 0.95), (level, 0.5)):
        scene.me.morale, scene.me.expectation = 0.5, hope
        for _ in range(150):
            take_heart(scene.me, scene.par, 1.0)
            course.append(float(scene.me.morale))
    assert min(hopeful) < min(level) - 0.05
    assert hopeful[-1] == pytest.approx(level[-1], abs=0.02)


def test_prospects_are_their_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.standing, me.senior, me.credential = 0.6, 1, 0.5
    see_prospects(me, climate, par, 0.9, 0.0)
    assert me.prospects == pytest.approx(
        par.prospects_base
        - par.prospects_pay * 0.1
        + par.prospects_senior
        + par.prospects_standing * 0.1
        + par.prospects_credential * 0.5
    )
    without = float(me.prospects)
    see_prospects(me, climate, par, 0.9, 1.0)
    assert me.prospects == pytest.approx(without + par.prospects_steps)


@pytest.mark.parametrize("pay_ratio", [0.0, 50.0])
def test_prospects_stay_on_their_scale(scene, pay_ratio):
    see_prospects(scene.me, scene.climate, scene.par, pay_ratio, 1.0)
    assert 0.0 <= scene.me.prospects <= 1.0
