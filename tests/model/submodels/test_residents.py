"""Mechanism 15: residents' recovery, through alliance."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.submodels.boundaries import rapport
from ccu_sim.model.submodels.crises import becomes_unwell, crisis_comes, is_well_again, need_of
from ccu_sim.model.submodels.stays import graduates, leaves_unplanned, live_on
from ccu_sim.model.submodels.support import (
    build_alliance,
    call_on,
    grow,
    quality_of_support,
    seeks_support,
    take_courage,
    uplift_fades,
)


def a_year(weekly):
    return -math.log(1 - weekly) * WEEKS_A_YEAR


def test_seeking_support_is_its_equation(scene, chance):
    resident, par = scene.resident, scene.par
    resident.engagement = 0.4
    well = par.seek_base + (1 - par.seek_base) * 0.4
    assert chance(lambda luck: seeks_support(resident, par, luck)) == pytest.approx(well)
    resident.unwell = 1
    unwell = well + (1 - well) * par.seek_unwell
    assert chance(lambda luck: seeks_support(resident, par, luck)) == pytest.approx(unwell)


def test_alliance_draws_a_resident_to_a_worker(scene):
    assert call_on(0.0, scene.par, 0.5) == 0.5
    assert call_on(0.8, scene.par, 0.5) == pytest.approx(0.5 * (1 - scene.par.seek_alliance * 0.8))


def test_quality_is_the_mean_of_orientation_clarity_and_energy(scene):
    me = scene.me
    me.recovery_orientation, me.role_clarity, me.strain = 0.9, 0.6, 0.4
    assert quality_of_support(me) == pytest.approx(0.7)


def test_alliance_moves_toward_the_quality_of_contact_at_the_pace_of_rapport(scene):
    pace = scene.par.alliance_gain * rapport(scene.climate, scene.par)
    assert build_alliance(0.2, 0.7, scene.climate, scene.par) == pytest.approx(0.2 + 0.5 * pace)


def test_a_contact_grows_recovery_and_engagement(scene):
    me, resident, par = scene.me, scene.resident, scene.par
    resident.dependency = 0.25
    grow(resident, me, 0.6, 0.8, par)
    assert resident.recovery == pytest.approx(0.5 + 0.5 * par.recovery_gain * 0.8 * 0.6 * 0.75)
    assert resident.engagement == pytest.approx(0.5 + 0.5 * par.engagement_gain * 0.6)


def test_doing_for_feeds_dependency_and_doing_with_lessens_it(scene):
    def after(medical, drift, orientation):
        scene.me.medical_model, scene.me.role_drift = medical, drift
        scene.me.recovery_orientation = orientation
        scene.resident.dependency = 0.5
        grow(scene.resident, scene.me, 0.5, 0.5, scene.par)
        return float(scene.resident.dependency)

    assert after(1.0, 1.0, 0.0) > 0.5 > after(0.0, 0.0, 1.0)


def test_dependency_slows_recovery(scene):
    def after(dependency):
        scene.resident.recovery, scene.resident.dependency = 0.5, dependency
        grow(scene.resident, scene.me, 0.5, 0.5, scene.par)
        return float(scene.resident.recovery)

    assert after(0.1) > after(0.9)
    assert after(1.0) == 0.5


def test_seeing_a_resident_well_lifts_and_the_lift_fades(scene):
    me, resident, par = scene.me, scene.resident, scene.par
    resident.recovery = 0.9
    take_courage(me, resident, par)
    lifted = 0.5 + 0.5 * par.uplift_gain * 0.9
    assert me.uplift == pytest.approx(lifted)
    uplift_fades(me, par, par.uplift_half_life)
    assert me.uplift == pytest.approx(lifted / 2)


def test_becoming_unwell_is_its_equation(scene, chance):
    resident, par = scene.resident, scene.par
    resident.engagement, resident.recovery = 0.7, 0.4
    found = chance(lambda luck: becomes_unwell(resident, par, 1.0, luck))
    ratio = math.exp(-par.unwell_engagement * 0.2 + par.unwell_recovery * 0.1)
    assert a_year(found) == pytest.approx(par.unwell_rate * ratio)


def test_an_episode_lasts_its_mean(scene, chance):
    found = chance(lambda luck: is_well_again(scene.par, 1.0, luck))
    assert -1 / math.log(1 - found) == pytest.approx(scene.par.unwell_weeks)


def test_a_crisis_comes_at_its_rate(scene, chance):
    found = chance(lambda luck: crisis_comes(scene.resident, scene.par, luck))
    assert found == pytest.approx(scene.par.crisis_rate)


def test_between_contacts_recovery_grows_and_engagement_settles(scene):
    resident, par = scene.resident, scene.par
    live_on(resident, par, par.recovery_half_life)
    assert resident.recovery == pytest.approx(0.75)
    resident.engagement = 0.9
    live_on(resident, par, par.engagement_half_life)
    assert resident.engagement == pytest.approx((0.9 + par.start_engagement) / 2)


@pytest.mark.parametrize(("months", "beyond"), [(6.0, 0.0), (24.0, 0.0), (36.0, 12.0)])
def test_graduating_is_its_equation(scene, chance, months, beyond):
    resident, par = scene.resident, scene.par
    resident.recovery = 0.7
    found = chance(lambda luck: graduates(resident, months, par, luck))
    log_ratio = par.graduate_recovery * (0.7 - par.ready_level)
    log_ratio += par.graduate_overstay * beyond / par.stay_most_months
    assert a_year(found) == pytest.approx(par.graduate_rate * math.exp(log_ratio))


def test_nobody_graduates_before_the_least_stay(scene):
    scene.resident.recovery = 1.0
    early = float(scene.par.stay_least_months) - 0.01
    assert not graduates(scene.resident, early, scene.par, 0.0)


def test_leaving_unplanned_is_its_equation(scene, chance):
    resident, par = scene.resident, scene.par
    resident.engagement, resident.unwell = 0.3, 1
    found = chance(lambda luck: leaves_unplanned(resident, par, 1.0, luck))
    ratio = math.exp(par.exit_unwell + par.exit_engagement * 0.2)
    assert a_year(found) == pytest.approx(par.exit_rate * ratio)


def test_need_is_its_equation(scene):
    resident, par = scene.resident, scene.par
    resident.unwell, resident.dependency = 1, 0.4
    assert need_of(resident, par) == pytest.approx(1 + par.need_unwell + par.need_dependency * 0.4)
