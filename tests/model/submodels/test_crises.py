"""Residents becoming unwell, and crises: who carries them."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.measures.incidents import CRISES
from ccu_sim.model.records import CLINICIAN, CRISIS_HAPPENED, LEADER, PEER
from ccu_sim.model.streams import CRISIS, NOBODY, draw, draw_four
from ccu_sim.model.submodels.crises import (
    becomes_unwell,
    come_to_crisis,
    crisis_comes,
    crisis_severity,
    is_well_again,
    need_of,
)

NIGHT = 2


def a_year(weekly):
    return -math.log(1 - weekly) * WEEKS_A_YEAR


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


def test_need_is_its_equation(scene):
    resident, par = scene.resident, scene.par
    resident.dependency = 0.4
    for unwell in (0, 1):
        resident.unwell = unwell
        need = 1 + par.need_unwell * unwell + par.need_dependency * 0.4
        assert need_of(resident, par) == pytest.approx(need)


def test_a_crisis_weighs_less_when_well_met_and_more_without_a_clinician(scene):
    climate, par = scene.climate, scene.par
    climate.clinicians_on = 1
    assert crisis_severity(climate, par, False) == 1.0
    assert crisis_severity(climate, par, True) == par.crisis_eased
    climate.clinicians_on = 0
    assert crisis_severity(climate, par, True) == par.crisis_eased * (1 + par.crisis_unaided)


@pytest.fixture
def in_crisis(team):
    """A unit whose second resident is unwell and comes to a crisis."""

    def make(*roles):
        world = team(*roles, beds=2)
        world.par.crisis_rate = 1.0
        world.residents[1].unwell = 1
        return world

    return make


@pytest.mark.parametrize("roles", [(PEER,), (PEER, CLINICIAN)])
def test_without_a_clinician_it_weighs_more_and_draws_work_outside_the_role(in_crisis, roles):
    world = in_crisis(*roles)
    me, par = world.staff[0], world.par
    come_to_crisis(world, 1, NIGHT)
    assert world.counts[CRISES] == 1
    unaided = 2 - len(roles)
    share = par.crisis_exhaustion * (1 + par.crisis_unaided * unaided)  # nobody on has an alliance
    assert me.exhaustion == pytest.approx(0.5 + 0.5 * share)
    assert me.role_drift == pytest.approx(0.5 + 0.5 * par.crisis_role_drift * unaided)


def test_nobody_who_is_well_comes_to_a_crisis(in_crisis, told):
    world = in_crisis(PEER)
    come_to_crisis(world, 0, NIGHT)
    assert world.counts[CRISES] == 0
    assert told(world) == []
    assert world.staff[0].exhaustion == 0.5


def test_it_comes_by_the_resident_s_own_luck(in_crisis):
    world = in_crisis(PEER)
    luck = draw(world.key, CRISIS, int(world.residents[1].address), NOBODY, NIGHT)
    for rate, crises in ((luck - 1e-9, 0), (luck + 1e-9, 1)):
        world.par.crisis_rate = rate
        come_to_crisis(world, 1, NIGHT)
        assert world.counts[CRISES] == crises


@pytest.mark.parametrize("well_met", [True, False])
def test_the_strongest_alliance_on_shift_may_ease_it(in_crisis, told, well_met):
    world = in_crisis(PEER, CLINICIAN, LEADER, PEER)
    world.on_count = 3
    par, resident, climate = world.par, world.residents[1], world.climate
    luck = draw_four(world.key, CRISIS, int(resident.address), NOBODY, NIGHT)[1]
    world.alliance[:, 0] = world.alliance[3, 1] = 1.0  # with somebody else, and off shift
    world.alliance[0, 1], world.alliance[2, 1] = 0.5 * luck, 0.4 * luck
    world.alliance[1, 1] = luck * (1.001 if well_met else 0.999)
    come_to_crisis(world, 1, NIGHT)
    share = par.crisis_exhaustion * (par.crisis_eased if well_met else 1.0)
    for post in range(3):
        assert world.staff[post].exhaustion == pytest.approx(0.5 + 0.5 * share)
    assert world.staff[3].exhaustion == 0.5
    assert resident.engagement == pytest.approx(0.5 * (1 - par.crisis_harm * (not well_met)))
    assert climate.standing == 0.5 if well_met else climate.standing < 0.5
    assert world.residents[0].engagement == 0.5
    assert told(world) == [(CRISIS_HAPPENED, resident.address, NOBODY, NIGHT)]
