"""Mechanism 9: closeness brings dilemmas; both ends of strictness cost something."""

import math

import pytest

from ccu_sim.model.submodels.boundaries import (
    becomes_known,
    dilemma_arises,
    holds_line,
    mends,
    practise_boundaries,
    rapport,
    weighs_on,
)


def test_a_dilemma_is_its_equation(scene, chance):
    scene.climate.boundary_strictness = 0.3
    par = scene.par
    found = chance(lambda luck: dilemma_arises(0.6, scene.climate, par, luck))
    assert found == pytest.approx(par.dilemma_rate * 0.6 * (1 - par.dilemma_strictness * 0.3))


def test_holding_the_line_is_its_equation(scene, chance):
    me, climate, par = scene.me, scene.climate, scene.par
    me.boundary_skill, climate.boundary_clarity, me.strain = 0.7, 0.4, 0.8
    me.supervised, me.reflection = 0.3, 0.2
    log_odds = (
        par.hold_base
        + par.hold_skill * 0.2
        + par.hold_clarity * -0.1
        + par.hold_supervision * 0.3
        + par.hold_reflection * 0.2
        - par.hold_strain * 0.3
    )
    found = chance(lambda luck: holds_line(me, climate, par, luck))
    assert found == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_both_ends_of_strictness_cost_something(scene, chance):
    def at(strictness):
        scene.climate.boundary_strictness = strictness
        risk = chance(lambda luck: dilemma_arises(1.0, scene.climate, scene.par, luck))
        return risk, rapport(scene.climate, scene.par)

    loose, strict = at(0.0), at(1.0)
    assert loose[0] > strict[0]
    assert loose[1] == 1.0
    assert strict[1] == pytest.approx(1 - scene.par.rapport_strictness)
    assert at(0.3)[1] > 1 - scene.par.rapport_strictness * 0.3  # everyday limits cost little


def test_practice_raises_skill(scene):
    practise_boundaries(scene.me, scene.par, 0.2)
    assert scene.me.boundary_skill == pytest.approx(0.6)


def test_a_dual_relationship_weighs_on_both(scene):
    weighs_on(scene.me, scene.resident, scene.par)
    assert scene.resident.dependency == pytest.approx(0.5 + 0.5 * scene.par.dual_dependency)
    assert scene.me.strain == pytest.approx(0.5 + 0.5 * scene.par.dual_strain)


def test_it_becomes_known_and_is_mended_by_support(scene, chance):
    me, climate, par = scene.me, scene.climate, scene.par
    assert chance(lambda luck: becomes_known(par, luck)) == pytest.approx(par.dual_known)
    me.supervised, me.reflection, climate.boundary_clarity = 0.9, 0.6, 0.3
    found = chance(lambda luck: mends(me, climate, par, luck))
    assert found == pytest.approx(par.dual_mend * 0.6)
