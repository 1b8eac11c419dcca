"""Who works this shift: planned cover first, then what fills a gap, then relief."""

import pytest

from ccu_sim.model.chance import luck_with_roster
from ccu_sim.model.lever_index import RELIEF_SHIFTS
from ccu_sim.model.measures.cover import (
    AGENCY_SHIFTS,
    CASUAL_SHIFTS,
    OVERTIME_SHIFTS,
    RELIEF_SHIFTS_WORKED,
    UNFILLED_SHIFTS,
)
from ccu_sim.model.records import CLINICIAN, LEADER, ON_ANNUAL_LEAVE, PEER, PRESENT
from ccu_sim.model.submodels.crises import need_of
from ccu_sim.model.submodels.rostering import (
    MOST_RELIEF_KEPT,
    MOST_WEEKS_OWED,
    bring_relief,
    cover,
    list_regulars,
    roster,
    roster_behind,
    roster_leader,
    roster_regulars,
    start_shift,
    weigh_load,
)

MONDAY, SATURDAY = 0, 15  # day shifts, of a unit that opens on a Monday
DAY, EVENING, NIGHT = 0, 1, 2
WORKING_DAY = False


@pytest.fixture
def rested(team):
    """A unit in which everyone is off shift, rested, and has three shifts left."""

    def make(*roles, beds=2):
        world = team(*roles, beds=beds)
        world.staff["owed"][: len(roles)] = 3.0
        world.par.casual_acceptance = world.par.overtime_acceptance = 0.0
        world.climate.peers_on = world.climate.clinicians_on = world.climate.leader_on = 0
        return world

    return make


def on(world):
    return [post for post in range(int(world.unit.posts)) if world.staff[post].on]


def test_a_shift_begins_with_everyone_off_and_leave_that_is_over(rested):
    world = rested(PEER, PEER, PEER)
    for post, until in ((0, 40), (1, 41)):
        me = world.staff[post]
        me.on = me.overtime = me.alone = 1
        me.away, me.away_until = ON_ANNUAL_LEAVE, until
    start_shift(world, 40, EVENING, True)
    assert world.staff["on"].sum() == world.staff["overtime"].sum() == 0
    assert world.staff["alone"].sum() == 0
    assert list(world.staff["away"][:3]) == [PRESENT, ON_ANNUAL_LEAVE, PRESENT]
    assert list(world.staff["owed"][:3]) == [3.0, 3.0, 3.0]  # hours are paid out once a week


def test_hours_are_paid_out_weekly_to_the_team_and_not_hoarded(rested):
    world = rested(PEER, PEER, PEER, PEER, PEER)
    world.staff["fte"][:5] = 0.6
    world.staff[1].owed = 2 * MOST_WEEKS_OWED * 3.0
    world.staff[2].casual = 1
    world.staff[3].here = 0
    world.staff[4].owed, world.staff[4].convalescence = 1.0, 0.25  # begins with fewer
    start_shift(world, 42, DAY, False)
    owed = [6.0, MOST_WEEKS_OWED * 3.0, 3.0, 3.0, 1.0 + 2.25]
    assert list(world.staff["owed"][:5]) == pytest.approx(owed)


@pytest.fixture
def various(rested):
    """A unit of people who may and may not work a weekday's shift, for one reason each."""
    world = rested(PEER, CLINICIAN, PEER, PEER, PEER, PEER, PEER, PEER, PEER)
    world.staff[2].casual = 1
    world.staff[3].owed = 0.99
    world.staff[4].last_shift = 88
    world.staff[5].works_day = 0
    world.staff[6].owed = 1.0
    world.staff[7].away, world.staff[7].away_until = ON_ANNUAL_LEAVE, 91
    world.staff[8].here = 0
    return world


def test_whoever_is_in_post_present_rested_and_of_the_pattern_is_ready(various):
    for shift, weekend, ready in (
        (DAY, False, [0, 1, 2, 3, 6]),
        (EVENING, False, [0, 1, 2, 3, 5, 6]),
        (DAY, True, [0, 1, 2, 3]),
    ):
        various.staff[6].weekdays_only = 1
        start_shift(various, 90, shift, weekend)
        assert list(various.ready[: various.ready_count]) == ready
        various.staff["on"] = 1  # whoever worked is sent home before anybody is listed


def test_those_listed_are_of_the_role_with_hours_left_rested_and_of_the_pattern(various):
    start_shift(various, 90, DAY, False)
    count = list_regulars(various, PEER)
    assert list(various.on_shift[:count]) == [0, 6]
    count = list_regulars(various, CLINICIAN)
    assert list(various.on_shift[:count]) == [1]


def test_most_hours_left_go_first_and_chance_decides_among_equals(rested):
    world = rested(PEER, PEER, PEER, PEER)
    world.staff[2].owed = 4.5
    luck = [luck_with_roster(world, post, 90) for post in range(4)]
    start_shift(world, 90, DAY, False)
    count = list_regulars(world, PEER)
    assert roster_regulars(world, count, 2, 90) == 2
    equal = max((0, 1, 3), key=luck.__getitem__)
    assert on(world) == sorted([2, equal])
    assert (world.staff[2].owed, world.staff[equal].owed) == (3.5, 2.0)
    assert world.staff[equal].last_shift == 90


def test_where_too_few_can_come_it_says_how_many_did(rested):
    world = rested(PEER, PEER, PEER)
    start_shift(world, 90, DAY, False)
    count = list_regulars(world, PEER)
    assert roster_regulars(world, count, 5, 90) == 3
    assert on(world) == [0, 1, 2]
    assert list(world.staff["owed"][:3]) == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(("when", "least"), [(42, 6.0), (42 + 12, 1 + 5 * 9 / 21)])
def test_who_is_well_behind_the_pace_of_their_hours_comes_on_above_plan(rested, when, least):
    world = rested(PEER, PEER, CLINICIAN, PEER, PEER)
    world.staff[3].casual = 1
    world.staff[4].works_day = 0
    start_shift(world, when, DAY, False)
    world.staff["owed"][:5] = least + 0.001  # what was paid out included
    world.staff[1].owed = least - 0.001
    assert roster_behind(world, PEER, when) == 1
    assert on(world) == [0]
    assert world.staff[0].owed == pytest.approx(least + 0.001 - 1)


@pytest.mark.parametrize(("shift", "above"), [(DAY, 1), (EVENING, 1), (NIGHT, 0)])
def test_a_shift_whose_plan_is_met_takes_them_but_no_night_does(rested, shift, above):
    for planned, come in ((1, 1 + above), (0, 0)):  # none where nobody is planned for
        world = rested(PEER, PEER)
        start_shift(world, 42 + shift, shift, False)
        world.staff["owed"][:2] = 9.0
        assert cover(world, PEER, planned, planned, 42 + shift, shift, False) == come


@pytest.mark.parametrize(
    ("casual", "overtime", "agency", "column"),
    [
        (1, 1, 1, CASUAL_SHIFTS),
        (0, 1, 1, OVERTIME_SHIFTS),
        (0, 0, 1, AGENCY_SHIFTS),
        (0, 0, 0, UNFILLED_SHIFTS),
    ],
)
def test_a_gap_goes_to_the_pool_then_overtime_then_an_agency_or_stays(
    rested, casual, overtime, agency, column
):
    world = rested(PEER, PEER, PEER)
    world.staff[1].casual, world.staff[2].owed = 1, 0.0
    world.par.casual_acceptance, world.par.overtime_acceptance = casual, overtime
    world.unit.agency = agency
    start_shift(world, 90, DAY, False)
    own = cover(world, PEER, 2, 2, 90, DAY, False)
    assert own == (2 if casual or overtime else 1)
    assert (world.counts[column], world.counts.sum()) == (1, 1)
    assert world.climate.agency_on == (column == AGENCY_SHIFTS)


def test_a_gap_above_the_minimum_is_left(rested):
    world = rested(PEER, PEER)
    world.staff[1].casual, world.par.casual_acceptance = 1, 1.0
    start_shift(world, 90, DAY, False)
    assert cover(world, PEER, 3, 1, 90, DAY, False) == 1
    assert world.counts.sum() == 0


def test_agency_staff_count_toward_the_minimum_and_what_is_missing_is_counted(rested):
    world = rested(PEER)
    world.unit.agency = 1
    start_shift(world, 90, DAY, False)
    assert cover(world, PEER, 4, 4, 90, DAY, False) == 1
    assert (world.climate.agency_on, world.counts[AGENCY_SHIFTS]) == (3, 3)
    world = rested(PEER)
    start_shift(world, 90, DAY, False)
    assert cover(world, PEER, 4, 4, 90, DAY, False) == 1
    assert world.counts[UNFILLED_SHIFTS] == 3


@pytest.mark.parametrize(
    ("gap_peers", "gap_clinicians", "role"), [(3, 1, PEER), (1, 3, CLINICIAN), (-1, 0, CLINICIAN)]
)
def test_relief_comes_where_cover_is_furthest_below_plan(rested, gap_peers, gap_clinicians, role):
    world = rested(PEER, CLINICIAN)
    climate, world.relief_owed = world.climate, 1.5
    world.staff["casual"][:2] = 1
    world.par.casual_acceptance = 1.0
    start_shift(world, 90, DAY, False)
    bring_relief(world, gap_peers, gap_clinicians, 90, DAY)
    assert on(world) == [role]
    assert (climate.peers_on, climate.clinicians_on) == ((1, 0) if role == PEER else (0, 1))
    assert world.relief_owed == 0.5
    assert (world.counts[RELIEF_SHIFTS_WORKED], world.counts.sum()) == (1, 1)


def test_relief_above_plan_comes_by_day_only(rested):
    for shift, comes in ((DAY, 1), (EVENING, 1), (NIGHT, 0)):
        world = rested(PEER)
        world.relief_owed, world.unit.agency = 1.0, 1
        bring_relief(world, 0, 0, 90 + shift, shift)
        assert world.climate.agency_on == comes
        assert world.relief_owed == 1.0 - comes
    for gaps in ((1, 0), (0, 1)):
        world = rested(PEER)
        world.relief_owed, world.unit.agency = 1.0, 1
        bring_relief(world, *gaps, 92, NIGHT)
        assert world.climate.agency_on == 1


def test_relief_that_nobody_can_give_stays_owed(rested):
    world = rested(PEER)
    world.relief_owed = 2.0
    start_shift(world, 90, DAY, False)
    bring_relief(world, 5, 5, 90, DAY)
    assert (world.relief_owed, world.counts.sum()) == (2.0, 0)
    world.relief_owed, world.unit.agency = 0.99, 1
    bring_relief(world, 5, 5, 90, DAY)
    assert (world.relief_owed, world.climate.agency_on) == (0.99, 0)


@pytest.mark.parametrize(
    ("field", "value", "comes"),
    [("owed", 1.0, 1), ("owed", 0.9, 0), ("works_day", 0, 0), ("away", ON_ANNUAL_LEAVE, 0)],
)
def test_the_leader_comes_on_when_the_pattern_and_hours_allow(rested, field, value, comes):
    world = rested(PEER, LEADER)
    leader = world.staff[1]
    leader.away_until = 91
    leader[field] = value
    before = float(leader.owed)
    start_shift(world, 90, DAY, False)
    assert roster_leader(world, 90) == comes
    assert on(world) == [1] * comes
    assert leader.owed == before - comes


def test_load_is_need_against_those_on_and_shortfall_what_is_missing(rested):
    world = rested(PEER, beds=3)
    climate, par = world.climate, world.par
    world.residents[0].unwell, world.residents[2].here = 1, 0
    climate.peers_on, climate.clinicians_on, climate.agency_on = 1, 1, 1
    need = need_of(world.residents[0], par) + need_of(world.residents[1], par)
    for shift, usual in enumerate((par.reference_day, par.reference_evening, par.reference_night)):
        weigh_load(world, 4.0, shift)
        assert climate.load == pytest.approx(need / (3 * usual))
    assert climate.shortfall == pytest.approx(0.25)
    weigh_load(world, 3.0, 0)
    assert climate.shortfall == 0.0
    climate.peers_on = climate.clinicians_on = climate.agency_on = 0
    weigh_load(world, 4.0, 0)
    assert climate.load == pytest.approx(need / par.reference_day)
    assert climate.shortfall == 1.0


@pytest.fixture
def planned(rested):
    """A unit with a plan of one peer worker and two clinicians, on one kind of shift."""

    def make(kind, *roles):
        world = rested(*roles)
        world.unit.planned[kind] = (1, 2)
        world.staff["owed"][: len(roles)] = 1.0  # just enough, and nobody is behind
        world.staff["fte"][: len(roles)] = 0.5
        return world

    return make


@pytest.mark.parametrize(
    ("when", "kind"), [(MONDAY + 21, 0), (22, 1), (23, 2), (SATURDAY + 21, 3), (37, 4), (38, 5)]
)
def test_the_plan_is_that_of_the_shift_and_the_kind_of_day(planned, when, kind):
    world = planned(kind, PEER, CLINICIAN, LEADER, PEER, CLINICIAN)
    roster(world, when)
    climate = world.climate
    assert (climate.peers_on, climate.clinicians_on, climate.leader_on) == (1, 2, 1)
    others = [post for post in on(world) if post not in (0, 3)]
    assert others == [1, 2, 4]
    assert list(world.on_shift[: world.on_count]) == on(world)
    assert climate.shortfall == 0.0
    assert [int(world.staff[post].alone) for post in on(world)] == [
        int(world.staff[post].role == PEER) for post in on(world)
    ]


def test_strangers_of_both_professions_are_counted_and_stay_strangers(planned):
    world = planned(1, PEER, CLINICIAN)
    world.staff["owed"][:2], world.unit.agency = 0.0, 1
    world.unit.planned[1] = world.unit.minimum[1] = (2, 3)
    roster(world, 22)
    climate = world.climate
    assert (climate.agency_on, climate.peers_on, climate.clinicians_on) == (5, 0, 0)
    assert (world.on_count, world.counts[AGENCY_SHIFTS]) == (0, 5)
    assert climate.shortfall == 0.0
    roster(world, 23)  # at night nobody is planned for
    assert climate.agency_on == 0


def test_relief_grows_by_the_shift_and_what_nobody_comes_for_lapses(planned, give):
    world = planned(0, PEER)
    give(world, RELIEF_SHIFTS, 2.1)
    roster(world, 43)
    assert world.relief_owed == pytest.approx(0.1)
    for when in range(44, 44 + 21 * 10):
        roster(world, when)
    assert world.relief_owed == pytest.approx(2.1 + MOST_RELIEF_KEPT)


def test_whoever_is_one_of_two_is_not_alone(planned):
    world = planned(0, PEER, CLINICIAN, CLINICIAN)
    roster(world, 21)
    assert list(world.staff["alone"][:3]) == [1, 0, 0]
    roster(world, 22)  # nobody is planned in the evening
    assert world.on_count == 0
    assert world.staff["alone"].sum() == 0


def test_relief_that_is_owed_closes_the_gaps_of_the_shift_s_own_plan(planned):
    for kind, plan, clinicians in ((1, (0, 3), 2), (4, (3, 0), 0)):
        world = planned(kind, *[CLINICIAN, CLINICIAN, PEER, PEER])
        world.staff["casual"][:4] = 1
        world.par.casual_acceptance, world.relief_owed = 1.0, 2.0
        world.unit.planned[kind] = plan
        roster(world, 22 if kind == 1 else 37)
        assert (world.climate.clinicians_on, world.climate.peers_on) == (clinicians, 2 - clinicians)
        assert world.on_count == world.counts[RELIEF_SHIFTS_WORKED] == 2
        assert world.climate.shortfall == pytest.approx(1 / 3)


def test_the_leader_is_never_alone_in_a_role(planned):
    world = planned(1, PEER, CLINICIAN, LEADER)
    world.unit.planned[1] = (1, 1)
    roster(world, 22)
    assert list(world.staff["alone"][:3]) == [1, 1, 0]
    assert list(world.staff["on"][:3]) == [1, 1, 1]


@pytest.fixture
def pool(rested):
    """A unit whose casual staff of either role always come."""
    world = rested(PEER, PEER, PEER, CLINICIAN, CLINICIAN, CLINICIAN)
    world.staff["casual"][:6] = 1
    world.par.casual_acceptance = 1.0
    return world


def peers_among_relief(world, gap_peers, gap_clinicians, owed=1, shifts=200):
    """Bring so much relief on each of some shifts; count the peer workers among it."""
    peers = []
    for when in range(0, 3 * shifts, 3):
        start_shift(world, when, DAY, WORKING_DAY)
        world.climate.peers_on = world.climate.clinicians_on = 0
        world.relief_owed = owed
        bring_relief(world, gap_peers, gap_clinicians, when, DAY)
        assert world.climate.peers_on + world.climate.clinicians_on == owed
        peers.append(int(world.climate.peers_on))
    return peers


@pytest.mark.parametrize("gap", [1, 0])
def test_relief_goes_to_either_role_alike_where_both_are_as_far_from_plan(pool, gap):
    assert 70 < sum(peers_among_relief(pool, gap, gap)) < 130


@pytest.mark.parametrize(("gaps", "peers"), [((2, 1), 1), ((1, 2), 0)])
def test_relief_goes_where_cover_is_furthest_below_plan(pool, gaps, peers):
    assert set(peers_among_relief(pool, *gaps, shifts=20)) == {peers}


def test_each_call_of_a_shift_has_a_luck_of_its_own(pool):
    first = peers_among_relief(pool, 2, 2, shifts=60)
    pool.staff["last_shift"] = -9
    third = [peers - 1 for peers in peers_among_relief(pool, 2, 2, owed=3, shifts=60)]
    assert 15 < sum(one == other for one, other in zip(first, third, strict=True)) < 45
