"""Mechanism 16: leadership, championing, inclusion, alignment, standing."""

import pytest

from ccu_sim.model.submodels.climate import (
    champion,
    expect_differences,
    forget_departures,
    include,
    keep_safe,
    unsettle,
)
from ccu_sim.model.submodels.climate import keep_policy as keep_boundaries
from ccu_sim.model.submodels.climate import move_standing as reputation
from ccu_sim.model.submodels.climate import settle_standing as stand
from ccu_sim.model.submodels.leadership import be_led, coach, lead, miss_leader


def test_leadership_as_practised_follows_who_leads(scene):
    lead(scene.climate, 0.9, scene.par, scene.par.leadership_half_life)
    assert scene.climate.leadership == pytest.approx(0.7)


def test_coaching_raises_a_leader_s_quality(scene):
    coach(scene.me, scene.par, 4.0)
    share = 1 - (1 - scene.par.coaching_gain) ** 4
    assert scene.me.leading == pytest.approx(0.5 + 0.5 * share)


def test_safety_follows_leadership_trust_and_inclusion(scene):
    climate, par = scene.climate, scene.par
    climate.leadership, climate.inclusion = 0.8, 0.3
    keep_safe(climate, 0.6, par, par.safety_half_life)
    target = par.safety_leadership * 0.8 + (1 - par.safety_leadership) * 0.6
    target = (target + par.safety_inclusion * 0.3) / (1 + par.safety_inclusion)
    assert climate.safety == pytest.approx((0.5 + target) / 2)


def test_inclusion_follows_leadership_and_alignment_and_is_raised_by_meetings(scene):
    climate, par = scene.climate, scene.par
    climate.leadership, climate.strategic_alignment, climate.inclusion = 0.4, 0.8, 0.2
    include(climate, par, 0.0, par.inclusion_half_life)
    assert climate.inclusion == pytest.approx(0.4)
    climate.inclusion = 0.6
    include(climate, par, 2.0, 1.0)
    assert climate.inclusion == pytest.approx(0.6 + 0.4 * (1 - (1 - par.inclusion_gain) ** 2))


def test_a_champion_raises_alignment_and_lowers_stigma_and_both_return(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    unit.strategic_alignment, unit.stigma = 0.5, 0.5
    champion(climate, unit, par, 5.0, 1.0)
    share = 1 - (1 - par.champion_gain) ** 5
    assert climate.strategic_alignment == pytest.approx(0.5 + 0.5 * share)
    assert climate.stigma == pytest.approx(0.5 - 0.5 * share)
    climate.stigma = 0.1
    champion(climate, unit, par, 0.0, par.culture_half_life)
    assert climate.stigma == pytest.approx(0.3)


def test_the_boundary_policy_fades_and_is_made_clearer_and_moved(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    unit.boundary_clarity = 0.5
    keep_boundaries(climate, unit, par, 0.9, 2.0, par.policy_half_life)
    assert climate.boundary_strictness == pytest.approx(0.7)
    share = 1 - (1 - par.boundary_workshop_gain) ** 2
    assert climate.boundary_clarity == pytest.approx(0.5 + 0.5 * share)


def test_standing_settles_and_is_raised_by_liaison(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    unit.standing = 0.1
    stand(climate, unit, par, 0.0, par.culture_half_life)
    assert climate.standing == pytest.approx(0.3)
    climate.standing = unit.standing = 0.5
    stand(climate, unit, par, 3.0, 1.0)
    assert climate.standing == pytest.approx(0.5 + 0.5 * (1 - (1 - par.liaison_gain) ** 3))


def test_graduations_and_crises_move_standing(scene):
    climate, share = scene.climate, scene.par.standing_event
    scene.unit.beds = scene.par.reference_places
    reputation(climate, scene.unit, scene.par, True)
    assert climate.standing == pytest.approx(0.5 + 0.5 * share)
    climate.standing = 0.5
    reputation(climate, scene.unit, scene.par, False)
    assert climate.standing == pytest.approx(0.5 - 0.5 * share)


@pytest.mark.parametrize("good", [True, False])
def test_as_many_events_a_place_move_standing_alike_in_units_of_any_size(scene, good):
    after = []
    for beds in (7, 20, 80):
        scene.climate.standing, scene.unit.beds = 0.5, beds
        for _ in range(2 * beds):
            reputation(scene.climate, scene.unit, scene.par, good)
        after.append(float(scene.climate.standing))
    assert after == pytest.approx([after[0]] * 3)
    assert abs(after[0] - 0.5) > 0.1


def test_shared_expectations_fade_unless_they_are_named_again(scene):
    climate, par = scene.climate, scene.par
    expect_differences(climate, par, 0.0, par.expectations_half_life)
    assert climate.shared_expectations == pytest.approx(0.25)
    climate.shared_expectations = 0.0
    expect_differences(climate, par, 1.0, 1.0)
    assert climate.shared_expectations == pytest.approx(par.workshop_gain)


def test_departures_unsettle_and_are_forgotten(scene):
    climate, par = scene.climate, scene.par
    climate.contagion = 0.0
    unsettle(climate, 0.04)
    unsettle(climate, 0.04)
    assert climate.contagion == pytest.approx(1 - 0.96**2)
    forget_departures(climate, par, par.contagion_half_life)
    assert climate.contagion == pytest.approx((1 - 0.96**2) / 2)


def test_support_is_felt_beside_the_leader_and_fades_at_a_distance(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.leadership, me.ledness = 0.8, 0.5
    led = 0.8 + par.led_spread * 0.5
    be_led(me, climate, par)
    kept = 0.5 ** (0.2 / par.rounds_half_life)
    assert me.leader_support == pytest.approx(led + (0.5 - led) * kept)
    me.leader_support = 0.5
    miss_leader(me, climate, par, par.distance_half_life)
    assert me.leader_support == pytest.approx((0.5 + led * par.led_at_distance) / 2)
