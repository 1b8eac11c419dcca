"""Mechanism 7: discrimination, from stigma, exclusion and permissive leadership."""

import pytest

from ccu_sim.model.submodels.discrimination import hurt_by_slight, slighted


@pytest.fixture
def slight(scene, chance):
    return lambda: chance(lambda luck: slighted(scene.me, scene.climate, scene.par, luck))


def test_the_chance_is_its_equation(scene, slight):
    climate, par = scene.climate, scene.par
    climate.stigma, scene.me.valuing = 0.6, 0.7
    climate.leadership, climate.inclusion = 0.4, 0.3
    assert slight() == pytest.approx(
        par.slight_rate
        * 0.6
        * (1 - par.slight_valuing * 0.7)
        * (1 - par.slight_leadership * 0.4)
        * (1 - par.slight_inclusion * 0.3)
    )


def test_without_stigma_there_is_none(scene, slight):
    scene.climate.stigma = 0.0
    assert slight() == 0.0


def test_it_depends_on_who_acts_and_where_never_on_the_one_who_is_hurt(scene, slight):
    before = slight()
    for name in scene.other.dtype.names:
        if scene.other.dtype[name].kind == "f":
            scene.other[name] = 0.9
    assert slight() == before


def test_it_costs_belonging_voice_and_being_valued(scene):
    me, par = scene.me, scene.par
    hurt_by_slight(me, par)
    for state in (me.belonging, me.voice, me.valued):
        assert state == pytest.approx(0.5 * (1 - par.slight_harm))
    assert me.strain == pytest.approx(0.5 + 0.5 * par.slight_strain)
