"""Mechanism 2: what a shift costs a person, and what carries them."""

import math

import pytest

from ccu_sim.model.submodels.crises import crisis_severity
from ccu_sim.model.submodels.demands import demand, recuperate, resources, shaken, tire


def test_demand_is_its_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.load, me.overtime, me.alone = 1.3, 1, 1
    me.support_need, me.support_met = 0.8, 0.25
    assert demand(me, climate, par, 1.0) == pytest.approx(
        par.strain_load * 0.3
        + par.strain_ambiguity * 0.5
        + par.strain_drift * 0.5
        + par.strain_night
        + par.strain_overtime
        + par.strain_alone
        + par.strain_need * 0.6
    )


def test_resources_are_their_equation(scene):
    me, par = scene.me, scene.par
    me.leader_support, me.colleague_support, me.voice, me.supervised = 0.9, 0.8, 0.7, 0.6
    assert resources(me, par) == pytest.approx(
        par.strain_leader * 0.4
        + par.strain_colleagues * 0.3
        + par.strain_voice * 0.2
        + par.strain_supervision * 0.6
    )


def test_a_shift_moves_strain_toward_what_it_calls_for(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.susceptibility, climate.load = 1.5, 1.0
    called_for = par.strain_base + par.strain_spread * 1.5
    called_for += demand(me, climate, par, 0.0) - resources(me, par)
    target = 1 / (1 + math.exp(-called_for))
    kept = 0.5 ** (0.2 / par.strain_half_life)  # a shift is a fifth of a full-time week
    tire(me, climate, par, 0.0)
    assert me.strain == pytest.approx(target + (0.5 - target) * kept)


@pytest.mark.parametrize(
    "field", ["role_drift", "susceptibility", "overtime", "alone", "support_need"]
)
def test_what_wears(scene, field):
    assert strain_after(scene, field, 1) > strain_after(scene, field, 0)


@pytest.mark.parametrize(
    "field",
    ["role_clarity", "leader_support", "colleague_support", "voice", "supervised", "support_met"],
)
def test_what_carries(scene, field):
    assert strain_after(scene, field, 1) < strain_after(scene, field, 0)


def strain_after(scene, field, value):
    scene.me.strain = 0.5
    scene.me[field] = value
    tire(scene.me, scene.climate, scene.par, 0.0)
    return scene.me.strain


def test_load_and_nights_wear(scene):
    after = {}
    for load, night in ((1.0, 0.0), (1.5, 0.0), (1.0, 1.0)):
        scene.me.strain, scene.climate.load = 0.5, load
        tire(scene.me, scene.climate, scene.par, night)
        after[load, night] = float(scene.me.strain)
    assert after[1.5, 0.0] > after[1.0, 0.0]
    assert after[1.0, 1.0] > after[1.0, 0.0]


def test_rest_halves_strain_in_its_half_life(scene):
    scene.me.strain = 0.8
    recuperate(scene.me, scene.par, scene.par.rest_half_life)
    assert scene.me.strain == pytest.approx(0.4)


def test_an_upsetting_event_takes_a_share_of_what_is_left(scene):
    scene.me.strain = 0.6
    shaken(scene.me, 0.25)
    assert scene.me.strain == pytest.approx(0.7)


def test_a_crisis_weighs_less_when_well_met_and_more_without_a_clinician(scene):
    climate, par = scene.climate, scene.par
    climate.clinicians_on = 1
    assert crisis_severity(climate, par, False) == 1.0
    assert crisis_severity(climate, par, True) == par.crisis_eased
    climate.clinicians_on = 0
    assert crisis_severity(climate, par, True) == par.crisis_eased * (1 + par.crisis_unaided)
