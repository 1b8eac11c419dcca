"""Safety, inclusion, alignment, boundary policy, standing: what everybody shares."""

import numpy as np
import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.lever_index import (
    BOUNDARY_STRICTNESS,
    BOUNDARY_WORKSHOPS,
    CHAMPION_DAYS,
    EXPECTATION_WORKSHOPS,
    INCLUSION_MEETINGS,
    LIAISON_DAYS,
    ROLE_CLARITY_SESSIONS,
    TRAINING_SESSIONS,
)
from ccu_sim.model.records import CLINICIAN, PEER
from ccu_sim.model.submodels.climate import (
    champion,
    expect_differences,
    forget_departures,
    include,
    keep_policy,
    keep_safe,
    move_standing,
    settle_standing,
    tend_climate,
    unsettle,
)


def test_safety_follows_leadership_trust_and_inclusion(scene):
    climate, par = scene.climate, scene.par
    climate.leadership, climate.inclusion = 0.8, 0.3
    keep_safe(climate, 0.6, par, scene.over(par.safety_half_life))
    target = par.safety_leadership * 0.8 + (1 - par.safety_leadership) * 0.6
    target = (target + par.safety_inclusion * 0.3) / (1 + par.safety_inclusion)
    assert climate.safety == pytest.approx((0.5 + target) / 2)


def test_inclusion_follows_leadership_and_alignment_and_is_raised_by_meetings(scene):
    climate, par = scene.climate, scene.par
    climate.leadership, climate.strategic_alignment, climate.inclusion = 0.4, 0.8, 0.2
    include(climate, par, 0.0, scene.over(par.inclusion_half_life))
    assert climate.inclusion == pytest.approx(0.4)
    climate.inclusion = 0.6
    include(climate, par, 2.0, scene.pace)
    assert climate.inclusion == pytest.approx(0.6 + 0.4 * (1 - (1 - par.inclusion_gain) ** 2))


def test_a_champion_raises_alignment_and_lowers_stigma_and_both_return(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    unit.strategic_alignment, unit.stigma = 0.5, 0.5
    champion(climate, unit, par, 5.0, scene.pace)
    share = 1 - (1 - par.champion_gain) ** 5
    assert climate.strategic_alignment == pytest.approx(0.5 + 0.5 * share)
    assert climate.stigma == pytest.approx(0.5 - 0.5 * share)
    climate.stigma, climate.strategic_alignment = 0.1, 0.7
    champion(climate, unit, par, 0.0, scene.over(par.culture_half_life))
    assert climate.stigma == pytest.approx(0.3)
    assert climate.strategic_alignment == pytest.approx(0.6)


def test_the_boundary_policy_fades_and_is_made_clearer_and_moved(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    unit.boundary_clarity = 0.5
    keep_policy(climate, unit, par, 0.9, 2.0, scene.over(par.policy_half_life))
    assert climate.boundary_strictness == pytest.approx(0.7)
    share = 1 - (1 - par.boundary_workshop_gain) ** 2
    assert climate.boundary_clarity == pytest.approx(0.5 + 0.5 * share)


def test_standing_settles_and_is_raised_by_liaison(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    unit.standing = 0.1
    settle_standing(climate, unit, par, 0.0, scene.over(par.culture_half_life))
    assert climate.standing == pytest.approx(0.3)
    climate.standing = unit.standing = 0.5
    settle_standing(climate, unit, par, 3.0, scene.pace)
    assert climate.standing == pytest.approx(0.5 + 0.5 * (1 - (1 - par.liaison_gain) ** 3))


def test_graduations_and_crises_move_standing(scene):
    climate, share = scene.climate, scene.par.standing_event
    scene.unit.beds = scene.par.reference_places
    move_standing(climate, scene.unit, scene.par, True)
    assert climate.standing == pytest.approx(0.5 + 0.5 * share)
    climate.standing = 0.5
    move_standing(climate, scene.unit, scene.par, False)
    assert climate.standing == pytest.approx(0.5 - 0.5 * share)


@pytest.mark.parametrize("good", [True, False])
def test_as_many_events_a_place_move_standing_alike_in_units_of_any_size(scene, good):
    after = []
    for beds in (7, 20, 80):
        scene.climate.standing, scene.unit.beds = 0.5, beds
        for _ in range(2 * beds):
            move_standing(scene.climate, scene.unit, scene.par, good)
        after.append(float(scene.climate.standing))
    assert after == pytest.approx([after[0]] * 3)
    assert abs(after[0] - 0.5) > 0.1


def test_shared_expectations_fade_unless_they_are_named_again(scene):
    climate, par = scene.climate, scene.par
    expect_differences(climate, par, 0.0, scene.over(par.expectations_half_life))
    assert climate.shared_expectations == pytest.approx(0.25)
    climate.shared_expectations = 0.0
    expect_differences(climate, par, 1.0, scene.pace)
    assert climate.shared_expectations == pytest.approx(par.workshop_gain)


def test_departures_unsettle_and_are_forgotten(scene):
    climate, par = scene.climate, scene.par
    climate.contagion = 0.0
    unsettle(climate, 0.04)
    unsettle(climate, 0.04)
    assert climate.contagion == pytest.approx(1 - 0.96**2)
    forget_departures(climate, scene.over(par.contagion_half_life))
    assert climate.contagion == pytest.approx((1 - 0.96**2) / 2)


@pytest.fixture
def settled(team):
    """A unit whose climate is where it settles, so that a week as usual moves nothing."""

    def make(*roles):
        world = team(*roles)
        unit, climate = world.unit, world.climate
        unit.role_clarity = unit.strategic_alignment = unit.stigma = unit.standing = 0.5
        unit.boundary_clarity = 0.5
        world.dose[:, BOUNDARY_STRICTNESS] = np.nan
        world.base_dose[BOUNDARY_STRICTNESS] = 0.5
        climate.peer_share = 0.0
        return world

    return make


def floats(climate):
    return {
        name: float(climate[name])
        for name in climate.dtype.names
        if climate.dtype[name].kind == "f"
    }


def test_as_usual_a_settled_climate_stays_and_the_share_of_peers_is_taken_in(settled):
    world = settled(PEER, CLINICIAN, PEER, PEER)
    before = floats(world.climate)
    tend_climate(world, 20)
    after = floats(world.climate)
    assert after.pop("peer_share") == 0.75
    before.pop("peer_share")
    assert after == pytest.approx(before)


@pytest.mark.parametrize(
    ("lever", "parameter", "moved"),
    [
        (ROLE_CLARITY_SESSIONS, "readiness_gain", {"readiness": 1}),
        (INCLUSION_MEETINGS, "inclusion_gain", {"inclusion": 1}),
        (CHAMPION_DAYS, "champion_gain", {"strategic_alignment": 1, "stigma": 0}),
        (TRAINING_SESSIONS, "training_stigma", {"stigma": 0}),
        (BOUNDARY_WORKSHOPS, "boundary_workshop_gain", {"boundary_clarity": 1}),
        (LIAISON_DAYS, "liaison_gain", {"standing": 1}),
        (EXPECTATION_WORKSHOPS, "workshop_gain", {"shared_expectations": 1}),
    ],
)
def test_each_lever_moves_its_own_part_by_a_week_s_dose(settled, give, lever, parameter, moved):
    world = settled(PEER)
    expected = floats(world.climate)
    give(world, lever, 3.0, coverage=0.5)  # in the whole unit a dose counts as far as it reaches
    share = 1 - (1 - world.par[parameter]) ** (1.5 / WEEKS_A_MONTH)
    for name, end in moved.items():
        expected[name] += (end - expected[name]) * share
    tend_climate(world, 20)
    expected["peer_share"] = 1.0
    assert floats(world.climate) == pytest.approx(expected)


def test_strictness_moves_to_what_is_decided_and_contagion_fades(settled, give):
    world = settled(PEER)
    climate, par = world.climate, world.par
    give(world, BOUNDARY_STRICTNESS, 0.9)
    climate.contagion, climate.readiness = 0.4, 0.9
    tend_climate(world, 20)
    assert climate.boundary_strictness == pytest.approx(
        0.9 - 0.4 * 0.5 ** (1 / par.policy_half_life)
    )
    assert climate.contagion == pytest.approx(0.4 * 0.5 ** (1 / par.contagion_half_life))
    assert climate.readiness == pytest.approx(0.5 + 0.4 * 0.5 ** (1 / par.readiness_half_life))


def test_a_policy_that_nobody_refreshes_fades_to_the_unit_s_own_clarity(scene):
    climate, unit, par = scene.climate, scene.unit, scene.par
    climate.boundary_clarity, unit.boundary_clarity = 0.9, 0.3
    keep_policy(climate, unit, par, 0.5, 0.0, scene.over(par.readiness_half_life))
    assert climate.boundary_clarity == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("part", "end", "half_life"),
    [
        ("readiness", 0.5, "readiness_half_life"),
        ("inclusion", 0.5, "inclusion_half_life"),
        ("strategic_alignment", 0.5, "culture_half_life"),
        ("stigma", 0.5, "culture_half_life"),
        ("boundary_clarity", 0.5, "readiness_half_life"),
        ("standing", 0.5, "culture_half_life"),
        ("shared_expectations", 0.0, "expectations_half_life"),
        ("contagion", 0.0, "contagion_half_life"),
    ],
)
def test_whatever_was_moved_settles_by_one_week_a_week(settled, part, end, half_life):
    world = settled(PEER)
    climate, par = world.climate, world.par
    climate.leadership = 0.5
    climate[part] = end + 0.3
    if part == "strategic_alignment":  # by which inclusion goes
        climate.inclusion = 0.65
    tend_climate(world, 20)
    assert climate[part] == pytest.approx(end + 0.3 * 0.5 ** (1 / par[half_life]))
