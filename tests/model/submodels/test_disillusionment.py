"""Mechanism 3: hope meets experience."""

import pytest

from ccu_sim.model.lever_index import ADJUSTMENT_COVERAGE
from ccu_sim.model.records import LEADER, PEER
from ccu_sim.model.submodels.disillusionment import (
    experience,
    take_heart,
    take_stock,
    unmet_expectation,
)
from ccu_sim.model.submodels.fit import find_out


def test_experience_is_the_mean_of_seven_aspects(scene):
    me = scene.me
    me.belonging, me.voice, me.role_clarity = 0.1, 0.2, 0.3
    me.leader_support, me.uplift, me.exhaustion, me.colleague_support = 0.4, 0.5, 0.4, 0.7
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
    par.satisfaction_morale = 1.5  # weights need not add up to 1
    me.life = -0.5
    me.felt_fit = 0.6
    take_heart(me, par, scene.pace)
    lean = par.disposition_share - (1 - par.disposition_share) * 0.5
    target = 0.5 + par.morale_spread * lean - par.disappointment * 0.2
    morale = relaxed(0.5, target, par.morale_half_life)
    assert me.morale == pytest.approx(morale)
    assert me.expectation == pytest.approx(relaxed(0.7, 0.5, par.expectation_half_life))
    weights = (par.satisfaction_morale, par.satisfaction_prospects, par.satisfaction_respect)
    content = sum(w * x for w, x in zip(weights, (morale, 0.9, 0.2), strict=True)) / sum(weights)
    content += par.fit_spread * 0.6
    assert me.satisfaction == pytest.approx(relaxed(0.5, content, par.satisfaction_half_life))


def test_realists_expectations_come_down_sooner(scene):
    me, par = scene.me, scene.par
    me.expectation, me.realism = 0.9, 1.0
    par.expectation_half_life = par.realism_revision  # weeks, of which a realist needs one
    take_heart(me, par, scene.pace)
    assert me.expectation == pytest.approx(0.7)


def relaxed(state, target, half_life):
    return target + (state - target) * 0.5 ** (1 / half_life)


def test_high_hope_hurts_at_first_and_then_comes_down(scene):
    hopeful, level = [], []
    for course, hope in ((hopeful, 0.95), (level, 0.5)):
        scene.me.morale, scene.me.expectation = 0.5, hope
        for _ in range(150):
            take_heart(scene.me, scene.par, scene.pace)
            course.append(float(scene.me.morale))
    assert min(hopeful) < min(level) - 0.05
    assert hopeful[-1] == pytest.approx(level[-1], abs=0.02)


def test_a_week_takes_in_morale_support_clarity_and_need(team, give):
    world = team(PEER)
    me, par, climate = world.staff[0], world.par, world.climate
    give(world, ADJUSTMENT_COVERAGE, 0.9)
    me.expectation, me.grasp, climate.readiness, me.support_met = 0.8, 0.4, 0.9, 0.2
    me.fit, me.convalescence = 1.2, 0.5
    heart = me.copy()
    find_out(heart, world.pace)
    take_stock(world, 0, 20)
    take_heart(heart, par, world.pace)
    assert me.convalescence == pytest.approx(0.5 * 0.5 ** (1 / par.return_half_life))
    for name in ("felt_fit", "morale", "expectation", "satisfaction"):
        assert me[name] == heart[name]

    def relaxed_to(start, target, half_life):
        return target + (start - target) * 0.5 ** (1 / par[half_life])

    assert me.uplift == pytest.approx(relaxed_to(0.5, 0.0, "uplift_half_life"))
    led = climate.leadership * par.led_at_distance
    assert me.leader_support == pytest.approx(relaxed_to(0.5, led, "distance_half_life"))
    clear = 0.9 * (1 - par.clarity_role_drift * 0.5) + par.clarity_spread * 0.4
    assert me.role_clarity == pytest.approx(relaxed_to(0.5, clear, "clarity_half_life"))
    met = par.met_base + (1 - par.met_base) * 0.9
    assert me.support_met == pytest.approx(relaxed_to(0.2, met, "met_half_life"))


def test_the_leader_misses_no_leader(team):
    world = team(LEADER)
    world.climate.leadership = 0.9
    take_stock(world, 0, 20)
    assert world.staff[0].leader_support == 0.5
