"""Mechanism 9: closeness brings dilemmas; both ends of strictness cost something."""

import math

import pytest

from ccu_sim.model.measures.incidents import CROSSINGS, DILEMMAS
from ccu_sim.model.records import (
    BOUNDARY_CROSSED,
    BOUNDARY_KNOWN,
    BOUNDARY_MENDED,
    CLINICIAN,
    LEADER,
    PEER,
)
from ccu_sim.model.submodels.boundaries import (
    becomes_known,
    dilemma_arises,
    holds_line,
    keep_boundaries,
    mend_boundaries,
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
    me.boundary_skill, climate.boundary_clarity, me.exhaustion = 0.7, 0.4, 0.8
    me.supervised, me.reflection = 0.3, 0.2
    log_odds = (
        par.hold_base
        + par.hold_skill * 0.2
        + par.hold_clarity * -0.1
        + par.hold_supervision * 0.3
        + par.hold_reflection * 0.2
        - par.hold_exhaustion * 0.3
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
    scene.me.first_skill = 0.5
    practise_boundaries(scene.me, 0.2, scene.pace)
    assert scene.me.boundary_skill == pytest.approx(0.6)


def test_unpractised_skill_settles_to_what_a_person_came_with(scene):
    scene.me.boundary_skill, scene.me.first_skill = 0.9, 0.5
    practise_boundaries(scene.me, 0.0, scene.over(scene.par.skill_half_life))
    assert scene.me.boundary_skill == pytest.approx(0.7)


def test_a_dual_relationship_weighs_on_both(scene):
    weighs_on(scene.me, scene.resident, scene.par)
    assert scene.resident.dependency == pytest.approx(0.5 + 0.5 * scene.par.dual_dependency)
    assert scene.me.exhaustion == pytest.approx(0.5 + 0.5 * scene.par.dual_exhaustion)


def test_it_becomes_known_and_is_mended_by_support(scene, chance):
    me, climate, par = scene.me, scene.climate, scene.par
    assert chance(lambda luck: becomes_known(par, luck)) == pytest.approx(par.dual_known)
    me.supervised, me.reflection, climate.boundary_clarity = 0.9, 0.6, 0.3
    found = chance(lambda luck: mends(me, climate, par, luck))
    assert found == pytest.approx(par.dual_mend * 0.6)


@pytest.fixture
def close(team):
    """A unit whose first worker is as close to the second resident as can be."""

    def make(*roles, hold):
        world = team(*roles, beds=2)
        par = world.par
        par.dilemma_rate, par.dilemma_strictness, par.hold_base = 1.0, 0.0, hold
        world.familiarity[0, 1] = 1.0
        return world

    return make


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_a_dilemma_is_held_or_crossed_alike_in_every_role(close, told, role):
    world = close(role, hold=60.0)
    keep_boundaries(world, 0, 1, 5)
    assert (world.counts[DILEMMAS], world.counts[CROSSINGS], world.dual[0, 1]) == (1, 0, 0)
    assert told(world) == []
    world.par.hold_base = -60.0
    keep_boundaries(world, 0, 1, 5)
    assert (world.counts[DILEMMAS], world.counts[CROSSINGS], world.dual[0, 1]) == (2, 1, 1)
    crossed = (BOUNDARY_CROSSED, world.staff[0].address, world.residents[1].address, 5)
    assert told(world) == [crossed]
    keep_boundaries(world, 0, 1, 6)  # who has crossed already is in no new dilemma
    assert world.counts[DILEMMAS] == 2


def test_where_nobody_is_close_there_is_no_dilemma(close):
    world = close(PEER, hold=-60.0)
    keep_boundaries(world, 0, 0, 5)
    assert world.counts[DILEMMAS] == 0
    assert (world.dual == 0).all()


def test_a_dual_relationship_weighs_until_it_is_mended(close, told):
    world = close(PEER, CLINICIAN, hold=0.0)
    me, par = world.staff[0], world.par
    world.dual[0, 1], par.dual_mend, par.dual_known = 1, 0.0, 0.0
    before = world.trust.copy()
    mend_boundaries(world, 0, 20)
    assert world.dual[0, 1] == 1
    assert me.exhaustion == pytest.approx(0.5 + 0.5 * par.dual_exhaustion)
    assert world.residents[1].dependency > 0.5 == world.residents[0].dependency
    me.supervised = me.reflection = world.climate.boundary_clarity = par.dual_mend = 1.0
    mend_boundaries(world, 0, 41)
    assert world.dual[0, 1] == 0
    mended = (BOUNDARY_MENDED, me.address, world.residents[1].address, 41)
    assert told(world) == [mended]
    exhaustion = float(me.exhaustion)
    mend_boundaries(world, 0, 62)
    assert me.exhaustion == exhaustion
    assert (world.trust == before).all()


def test_once_known_it_costs_every_colleague_s_trust_and_once_only(close, told):
    world = close(PEER, CLINICIAN, LEADER, PEER, hold=0.0)
    world.staff[3].here = 0
    me, par = world.staff[0], world.par
    world.dual[0, 1], par.dual_mend, par.dual_known = 1, 0.0, 1.0
    expected = world.trust.copy()
    for when in (20, 41):
        mend_boundaries(world, 0, when)
    assert world.dual[0, 1] == 2
    for colleague in (1, 2):
        expected[colleague, 0] *= 1 - par.trust_gain * par.bad_to_good * par.known_severity
    assert world.trust == pytest.approx(expected)
    assert told(world) == [(BOUNDARY_KNOWN, me.address, world.residents[1].address, 20)]


@pytest.mark.parametrize("bed", [0, 1])
def test_one_weighs_whatever_bed_it_is_of(close, bed):
    world = close(PEER, hold=0.0)
    world.dual[0, bed], world.par.dual_mend, world.par.dual_known = 1, 0.0, 0.0
    mend_boundaries(world, 0, 20)
    assert [resident.dependency > 0.5 for resident in world.residents[:2]] == [bed == 0, bed == 1]


def test_a_known_one_is_mended_too(close):
    world = close(PEER, hold=0.0)
    me, par = world.staff[0], world.par
    world.dual[0, 1] = 2
    me.supervised = me.reflection = world.climate.boundary_clarity = par.dual_mend = 1.0
    mend_boundaries(world, 0, 20)
    assert world.dual[0, 1] == 0
