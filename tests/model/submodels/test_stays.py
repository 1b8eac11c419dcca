"""Residents' stays: living on, moving on or leaving early, and beds filling again."""

import math

import pytest

from ccu_sim.model.calendar import SHIFTS_A_WEEK, WEEKS_A_MONTH, WEEKS_A_YEAR, month_start
from ccu_sim.model.measures.residents import GRADUATIONS, UNPLANNED_EXITS
from ccu_sim.model.records import (
    ADMITTED,
    CLINICIAN,
    GRADUATED,
    LEADER,
    LEFT_UNPLANNED,
    NEVER,
    PEER,
    SPELLS,
)
from ccu_sim.model.streams import (
    BED_DELAY,
    NOBODY,
    RESIDENT_ENGAGEMENT,
    RESIDENT_RECOVERY,
    RESIDENT_WEEK,
    TRAIT_STAY,
    bell,
    draw,
)
from ccu_sim.model.submodels.crises import becomes_unwell, is_well_again
from ccu_sim.model.submodels.stays import (
    admit,
    graduates,
    leaves_unplanned,
    live_on,
    live_week,
    move_in,
    plan_opening,
)

WHEN = month_start(12) - 1


def a_year(weekly):
    return -math.log(1 - weekly) * WEEKS_A_YEAR


def test_between_contacts_recovery_grows_and_engagement_settles(scene):
    resident, par = scene.resident, scene.par
    live_on(resident, par, scene.over(par.recovery_half_life))
    assert resident.recovery == pytest.approx(0.75)
    resident.engagement = 0.9
    live_on(resident, par, scene.over(par.engagement_half_life))
    assert resident.engagement == pytest.approx((0.9 + par.start_engagement) / 2)


@pytest.mark.parametrize(("months", "beyond"), [(6.0, 0.0), (24.0, 0.0), (24.5, 0.5), (36.0, 12.0)])
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


@pytest.mark.parametrize("unwell", [0, 1])
def test_leaving_unplanned_is_its_equation(scene, chance, unwell):
    resident, par = scene.resident, scene.par
    resident.engagement, resident.unwell = 0.3, unwell
    found = chance(lambda luck: leaves_unplanned(resident, par, 1.0, luck))
    ratio = math.exp(par.exit_unwell * unwell + par.exit_engagement * 0.2)
    assert a_year(found) == pytest.approx(par.exit_rate * ratio)


@pytest.fixture
def house(team):
    """A unit of two beds where nobody moves, leaves or falls ill, unless one says so."""

    def make(*roles):
        world = team(*roles, beds=2)
        par = world.par
        par.graduate_rate = par.exit_rate = par.unwell_rate = 0.0
        world.unit.weeks_to_fill_bed = 3.0
        return world

    return make


def test_a_graduation_frees_the_bed_and_lifts_those_in_alliance(house, told):
    world = house(PEER, CLINICIAN, LEADER)
    resident, par = world.residents[1], world.par
    resident.admitted, resident.seen_by, par.graduate_rate = 4, 0, 1e9
    world.staff[2].here = 0
    world.alliance[0, 1], world.alliance[2, 1], world.alliance[1, 0] = 0.8, 0.8, 0.8
    live_week(world, 1, WHEN)
    assert (resident.here, resident.seen_by, world.residents[0].here) == (0, NEVER, 1)
    waited = (
        -3.0
        * SHIFTS_A_WEEK
        * math.log(1 - draw(world.key, BED_DELAY, int(resident.address), NOBODY, 0))
    )
    assert resident.arrives == WHEN + 1 + int(waited) + 1
    stay = world.stays[0]
    assert (stay.bed, stay.occupant, stay.start, stay.end, stay.planned) == (1, 1, 4, WHEN + 1, 1)
    assert (world.stay_count, world.comings_and_goings) == (1, 1)
    assert (world.counts[GRADUATIONS], world.counts[UNPLANNED_EXITS]) == (1, 0)
    assert told(world) == [(GRADUATED, resident.address, NOBODY, WHEN + 1)]
    assert world.staff[0].uplift == pytest.approx(0.5 + 0.5 * par.graduation_uplift * 0.8)
    assert world.staff[1].uplift == world.staff[2].uplift == 0.5
    assert world.climate.standing > 0.5


def test_an_unplanned_exit_frees_the_bed_and_lifts_nobody(house, told):
    world = house(PEER)
    resident, par = world.residents[1], world.par
    world.alliance[0, 1], par.exit_rate = 0.8, 1e9
    live_week(world, 1, WHEN)
    assert (resident.here, world.stays[0].planned, world.stay_count) == (0, 0, 1)
    assert (world.counts[GRADUATIONS], world.counts[UNPLANNED_EXITS]) == (0, 1)
    assert told(world) == [(LEFT_UNPLANNED, resident.address, NOBODY, WHEN + 1)]
    assert (world.staff[0].uplift, world.climate.standing) == (0.5, 0.5)


def test_who_graduates_does_not_leave_a_second_time(house):
    world = house(PEER)
    world.par.graduate_rate = world.par.exit_rate = 1e9
    live_week(world, 0, WHEN)
    assert (world.stay_count, world.counts[GRADUATIONS], world.counts[UNPLANNED_EXITS]) == (1, 1, 0)


def test_the_stay_counts_to_the_shift_after_the_week(house):
    world = house(PEER)
    par = world.par
    par.graduate_rate, par.stay_least_months = 1e9, 6.0
    for admitted, here in ((WHEN + 2 - month_start(6), 1), (WHEN + 1 - month_start(6) - 1, 0)):
        world.residents[0].admitted = admitted
        live_week(world, 0, WHEN)
        assert world.residents[0].here == here


def test_a_full_table_of_stays_is_counted_and_not_written_beyond(house):
    world = house(PEER)
    world.par.exit_rate, world.stay_count = 1e9, SPELLS
    live_week(world, 0, WHEN)
    assert world.stay_count == SPELLS + 1
    assert (world.stays["end"] == 0).all()


def test_residents_become_unwell_and_well_again_by_their_own_luck(house):
    world = house(PEER)
    resident, par = world.residents[0], world.par
    par.unwell_rate, par.unwell_weeks, seen = 20.0, 3.0, []
    for when in range(20, 20 + 21 * 400, 21):
        before = int(resident.unwell)
        luck = draw(world.key, RESIDENT_WEEK, int(resident.address), NOBODY, when)
        if before:
            expected = 0 if is_well_again(par, 1.0, luck) else 1
        else:
            expected = int(becomes_unwell(resident, par, 1.0, luck))
        live_week(world, 0, when)
        assert resident.unwell == expected
        seen.append((before, expected))
    assert set(seen) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_week_grows_recovery_and_settles_engagement(house):
    world = house(PEER)
    resident, par = world.residents[0], world.par
    resident.engagement = 0.9
    live_week(world, 0, WHEN)
    assert resident.recovery == pytest.approx(1 - 0.5 * 0.5 ** (1 / par.recovery_half_life))
    kept = 0.5 ** (1 / par.engagement_half_life)
    start = par.start_engagement
    assert resident.engagement == pytest.approx(start + (0.9 - start) * kept)


def test_a_bed_is_filled_on_its_day_by_somebody_new(house, told):
    world = house(PEER)
    resident = world.residents[1]
    address, world.familiarity[0, 1], world.alliance[0, 1] = int(resident.address), 0.4, 0.5
    resident.here, resident.unwell, resident.arrives, world.dual[0, 1] = 0, 1, 100, 2
    resident.seen_by, resident.bed = 0, 7
    admit(world, 98)
    assert resident.here == 0
    admit(world, 99)
    assert (resident.here, resident.occupant, resident.admitted, resident.unwell) == (1, 2, 100, 0)
    assert resident.address == address + 1
    assert (world.alliance[0, 1], world.familiarity[0, 1], world.dual[0, 1]) == (0.0, 0.0, 0)
    assert (world.comings_and_goings, resident.seen_by, resident.bed) == (1, NEVER, 1)
    assert told(world) == [(ADMITTED, resident.address, NOBODY, 100)]
    assert world.residents[0].occupant == 1


def test_residents_begin_round_the_middle_that_the_registry_says(house):
    world = house(PEER)
    par, resident = world.par, world.residents[0]
    par.start_recovery, par.start_engagement, par.state_spread = 0.4, 0.5, 0.05
    move_in(world, 0, 7)
    who = int(resident.address)
    recovery = 0.4 + 0.05 * bell(world.key, RESIDENT_RECOVERY, who, 0)
    engagement = 0.5 + 0.05 * bell(world.key, RESIDENT_ENGAGEMENT, who, 0)
    assert resident.recovery == pytest.approx(recovery)
    assert resident.engagement == pytest.approx(engagement)
    assert resident.dependency == par.start_dependency


def test_a_new_unit_fills_at_once_or_over_the_opening_weeks(team):
    world = team(PEER, beds=4)
    world.residents["here"] = 0
    plan_opening(world, 0.0)
    assert list(world.residents["here"][:4]) == [1, 1, 1, 1]
    world = team(PEER, beds=4)
    world.residents["here"] = 0
    plan_opening(world, 8.0)
    assert list(world.residents["here"][:4]) == [1, 0, 0, 0]
    assert list(world.residents["arrives"][:4]) == [0, 42, 84, 126]


def test_an_established_unit_is_full_of_people_part_of_the_way_through(team):
    world = team(PEER, beds=4)
    world.residents["here"], world.unit.established = 0, 1
    plan_opening(world, 8.0)
    par = world.par
    for bed in range(4):
        resident = world.residents[bed]
        gone_by = draw(world.key, TRAIT_STAY, int(resident.address), NOBODY, 0)
        shifts = gone_by * par.settled_stay_months * SHIFTS_A_WEEK * WEEKS_A_MONTH
        assert (resident.here, resident.admitted) == (1, -int(shifts))
        began = par.start_recovery + par.state_spread * bell(
            world.key, RESIDENT_RECOVERY, int(resident.address), 0
        )
        recovery = began + (par.ready_level - began) * gone_by
        assert resident.recovery == pytest.approx(recovery)
