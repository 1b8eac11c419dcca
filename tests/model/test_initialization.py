"""Day 0: from a unit, a policy and a parameter set to a world."""

from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVER_INDEX, Policy, baseline_doses, compose
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.pricing import prices
from ccu_sim.inputs.scenario import DAY_ZERO
from ccu_sim.model.calendar import month_start, weekday_of
from ccu_sim.model.compiled import run_months, walk
from ccu_sim.model.initialization import initialize
from ccu_sim.model.portable import LOGS
from ccu_sim.model.records import (
    CASUAL_KIND,
    CLINICIAN,
    LEADER,
    MONTHS,
    PEER,
    PERMANENT,
    POSTS,
    ROLE_NAMES,
)
from ccu_sim.model.streams import KIND_PLACE
from ccu_sim.model.warm_up import WARM_UP_SHIFTS


@pytest.fixture(scope="session")
def opened(as_usual, central):
    """Found a unit, as usual unless told otherwise, and give its world."""

    def open_unit(unit, policy=as_usual, months=12, seed=1, **parameters):
        return initialize(unit, policy, {**central, **parameters}, months=months, seed=seed)[0]

    return open_unit


def regular(world, role):
    staff = world["staff"]
    return staff[(staff["open"] == 1) & (staff["casual"] == 0) & (staff["role"] == role)]


@pytest.mark.parametrize("name", ["site-1", "site-2", "established-unit"])
def test_posts_are_the_unit_s_groups(opened, units, name):
    unit = units[name]
    world = opened(unit)
    for role, title in enumerate(ROLE_NAMES):
        posts = regular(world, role)
        assert len(posts) == unit.heads(title)
        assert posts["fte"].sum() == pytest.approx(sum(g.fte for g in unit.groups(title)))
        for discipline in set(posts["discipline"]):
            ordinals = posts["ordinal"][posts["discipline"] == discipline]
            assert sorted(ordinals) == list(range(len(ordinals)))
    casual = world["staff"][world["staff"]["casual"] == 1]
    assert (casual["role"] == PEER).sum() == unit.casual_pool.peer_worker
    assert (casual["role"] == CLINICIAN).sum() == unit.casual_pool.clinician
    assert (casual["fte"] == 0).all()
    assert (casual["contract_end"] == PERMANENT).all()
    assert world["unit"]["posts"] == unit.total_heads + len(casual)


def test_everyone_is_there_on_opening_day(opened, site_1):
    world = opened(site_1)
    staff = world["staff"][: world["unit"]["posts"]]
    for field, value in {"here": 1, "founding": 1, "holder": 1, "started": 0, "away": 0}.items():
        assert (staff[field] == value).all(), field
    assert world["spell_count"] == len(staff)
    residents = world["residents"][: site_1.beds]
    assert (residents["here"] == 1).all()
    assert (residents["occupant"] == 1).all()


def test_what_the_unit_says_is_in_the_world(opened, units):
    for unit in units.values():
        facts = opened(unit)["unit"]
        assert facts["beds"] == unit.beds
        assert facts["first_weekday"] == unit.opens.weekday()
        assert facts["stigma"] == unit.context.stigma
        assert facts["planned"][0, PEER] == unit.roster.weekday.day.peer_worker.planned
        assert facts["planned"][5, CLINICIAN] == unit.roster.weekend.night.clinician.planned
        assert facts["minimum"][4, PEER] == unit.roster.weekend.evening.peer_worker.minimum


def test_doses_of_every_month_are_in_the_world(opened, site_1):
    policy = compose(["professional-supervision"])
    world = opened(site_1, policy, months=6)
    doses, coverage = policy.doses(6)
    assert np.array_equal(world["dose"][:7], doses, equal_nan=True)
    assert np.array_equal(world["coverage"][:7], coverage)
    # What falls just beyond the horizon meets the last month's.
    assert np.array_equal(world["dose"][7], doses[6], equal_nan=True)
    assert np.array_equal(world["base_dose"], baseline_doses(site_1))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_founding_composes_doses_and_prices_as_checking_a_scenario_does(
    scenarios, opened, site_1, data
):
    """One definition, compiled and plain, to the last bit."""
    policy = Policy.of(data.draw(scenarios.strategies()))
    months = data.draw(st.integers(1, 60))
    try:
        require_fits(site_1, policy)
    except UserError:
        assume(False)
    world = opened(site_1, policy, months=months)
    for found_doses, doses in zip(
        (world["dose"], world["coverage"]), policy.doses(months), strict=True
    ):
        assert found_doses[: months + 1].tobytes() == doses.tobytes()
    found_prices = world["prices"][: months + 1]
    assert found_prices == pytest.approx(prices(site_1, policy, months), rel=1e-14)


def test_mean_pay_of_a_profession_is_weighted_by_hours(opened, site_1):
    facts = opened(site_1)["unit"]
    for place, role in enumerate(("peer_worker", "clinician")):
        groups = site_1.groups(role)
        total = sum(group.pay * group.fte for group in groups)
        assert facts["mean_pay"][place] == pytest.approx(total / sum(one.fte for one in groups))


def test_the_same_work_earns_elsewhere_what_the_unit_says_or_as_much_as_here(opened, site_1):
    pay = opened(site_1.varied({"staff.1.pay_elsewhere": 99_000}))["staff"]
    assert set(pay["pay_elsewhere"][(pay["role"] == CLINICIAN) & (pay["discipline"] == 1)]) == {
        99_000.0
    }
    here = pay["role"] == PEER
    assert (pay["pay_elsewhere"][here] == pay["pay"][here]).all()


@pytest.mark.parametrize(("stated", "odds"), [(None, 0.5), (None, 3.0), (0.7, 0.5)])
def test_the_chance_of_renewal_is_drawn_unless_the_unit_states_it(
    site_1, as_usual, central, stated, odds
):
    unit = site_1.varied({"staff.0.contract.renewal": stated})
    world = initialize(unit, as_usual, {**central, "renewal_odds": odds}, months=1, seed=1)[0]
    staff = world["staff"]
    peers = staff[(staff["role"] == PEER) & (staff["casual"] == 0) & (staff["here"] == 1)]
    drawn = 0.6 * odds / (0.4 + 0.6 * odds)
    assert peers["renewal_chance"] == pytest.approx(stated or drawn)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_opening_day_has_its_weekday(day):
    assert weekday_of((day - DAY_ZERO).days) == day.weekday()


def test_casual_staff_work_what_their_role_works(opened, site_1):
    facts = {"casual_pool.peer_worker": 2, "staff.0.shifts": ["day", "evening"]}
    roster = site_1.roster.model_dump()
    for shifts in roster.values():
        shifts["night"]["peer_worker"] = {"planned": 0, "minimum": 0}
    world = opened(site_1.varied({**facts, "roster": roster}))
    casual = world["staff"][(world["staff"]["casual"] == 1) & (world["staff"]["role"] == PEER)]
    assert len(casual) == 2
    for field, value in {"works_day": 1, "works_evening": 1, "works_night": 0}.items():
        assert (casual[field] == value).all(), field
    assert (casual["pay"] == site_1.staff[0].pay).all()


def test_peers_and_clinicians_begin_alike_but_for_small_spreads(opened, units):
    """No major differences between the groups on commencement: a trust gap must arise."""
    unit = units["site-1"]
    states = (
        "recovery_orientation",
        "medical_model",
        "valuing",
        "morale",
        "exhaustion",
        "expectation",
    )
    means = {role: {state: [] for state in states} for role in (PEER, CLINICIAN)}
    for seed in range(60):
        world = opened(unit, seed=seed)
        for role, found_means in means.items():
            for state, values in found_means.items():
                values.extend(regular(world, role)[state])
    for state in states:
        peers, clinicians = (np.array(means[role][state]) for role in (PEER, CLINICIAN))
        error = np.sqrt(peers.var() / len(peers) + clinicians.var() / len(clinicians))
        assert abs(peers.mean() - clinicians.mean()) < 4 * error, state
        assert peers.std() > 0.02, state


def test_casual_people_have_addresses_of_their_own_kind(opened, site_1):
    world = opened(site_1)
    staff = world["staff"][: world["unit"]["posts"]]
    kinds = staff["address"] >> KIND_PLACE
    expected = staff["role"] + 1 + CASUAL_KIND * staff["casual"]
    assert (kinds == expected).all()
    assert len(set(staff["address"])) == len(staff)


# Contracts


def test_new_contracts_end_on_their_day(opened, site_1):
    peers = regular(opened(site_1), PEER)
    assert (peers["contract_end"] == month_start(24)).all()
    assert (regular(opened(site_1), CLINICIAN)["contract_end"] == PERMANENT).all()


def test_an_established_team_s_contracts_are_somewhere_in_their_term(opened, site_1):
    unit = site_1.varied({"stage": "established"})
    peers = np.concatenate([regular(opened(unit, seed=s), PEER) for s in range(40)])
    ends = peers["contract_end"][(peers["here"] != 0) & (peers["contract_end"] != PERMANENT)]
    assert (ends > 0).all()
    assert (ends <= month_start(24)).all()
    assert np.quantile(ends / month_start(24), (0.2, 0.8)) == pytest.approx((0.2, 0.8), abs=0.15)


def test_an_established_unit_has_a_history_of_which_nothing_is_told(opened, site_1):
    world = opened(site_1.varied({"stage": "established"}))
    staff = world["staff"][: world["unit"]["posts"]]
    here = staff[staff["here"] != 0]
    assert here["founding"].all()
    assert (here["started"] < 0).any()
    assert (here["started"] >= -WARM_UP_SHIFTS).all()
    assert here["attachment"].max() > 0.4
    assert (staff["holder"] > 1).any()
    assert world["key"] == world["scenario"]["key"]
    assert (world["event_count"], world["stay_count"], world["comings_and_goings"]) == (0, 0, 0)
    assert not world["counts"].any()
    assert not world["choices_drawn"].any()  # nor is luck kept that was drawn in it
    assert world["listed_for"] == 0
    spells = world["spells"][: world["spell_count"]]
    assert len(spells) == len(here)
    assert (spells["start"] == 0).all()
    assert spells["founding"].all()
    assert np.nan_to_num(world["monthly"][1:]).sum() == 0.0
    residents = world["residents"][world["residents"]["here"] != 0]
    assert (residents["admitted"] < 0).all()


@pytest.mark.parametrize("stage", ["new", "established"])
def test_pages_of_logs_that_are_not_written_are_empty(opened, site_1, stage):
    """Engines copy what is written, and a digest of a world counts every byte."""
    world = opened(site_1.varied({"stage": stage}))
    assert int(world.spell_count) > 0
    for log, count in LOGS.items():
        assert not any(np.asarray(world[log])[int(world[count]) :].tobytes())


def test_what_a_unit_does_in_any_case_it_did_before_day_0(units):
    """Practices are as much of a unit's history as of what follows it."""
    settled = []
    for seed in range(12):
        worlds = initialize(
            units["established-unit"], compose([]), REGISTRY.central(), months=24, seed=seed
        )
        before = _mean_supervised(worlds[0])
        run_months(worlds, 24)
        settled.append((before, _mean_supervised(worlds[0])))
    before, after = np.mean(settled, axis=0)
    assert before == pytest.approx(after, rel=0.05)


def _mean_supervised(world):
    staff = world["staff"][: world["unit"]["posts"]]
    return staff["supervised"][(staff["here"] != 0) & (staff["casual"] == 0)].mean()


def test_strategies_are_none_of_an_established_unit_s_history(site_1, central):
    unit = site_1.varied({"stage": "established"})
    policy = compose(["more-peers", "professional-supervision", "leadership"])
    usual, other = (
        initialize(unit, one, central, months=12, seed=3)[0] for one in (compose([]), policy)
    )
    posts = int(usual["unit"]["posts"])
    assert (usual["staff"][:posts] == other["staff"][:posts]).all()
    assert other["staff"][posts : posts + 3]["extra"].all()
    assert other["dose"].any()
    assert other["prices"].any()


def test_certain_security_makes_everyone_permanent_at_the_start(opened, site_1):
    world = opened(site_1.varied({"contract_security": 1.0}))
    assert (regular(world, PEER)["contract_end"] == PERMANENT).all()
    assert not world["spells"]["fixed_term"].any()


# Extra posts


def test_extra_posts_wait_until_they_are_funded_and_filled(site_1, central):
    policy = compose(["more-peers"])
    worlds = initialize(site_1, policy, central, months=12, seed=1)
    staff = worlds["staff"][0]
    extra = staff["extra"] == 1
    assert extra.sum() == 3
    assert not staff["open"][extra].any()
    assert (staff["fte"][extra] == site_1.staff[0].fte / site_1.staff[0].heads).all()
    walk(worlds, 0, 0, 3)
    assert staff["open"][extra].all()
    assert not staff["here"][extra].any()
    walk(worlds, 0, 3, month_start(12))
    assert staff["holder"][extra].all()


def test_extra_posts_that_a_unit_has_in_any_case_are_posts_too(opened, site_1):
    usual = opened(site_1)["unit"]["posts"]
    unit = site_1.varied({"extra_peer_posts": 2})
    assert baseline_doses(unit)[LEVER_INDEX["extra_peer_posts"]] == 2
    assert opened(unit)["unit"]["posts"] == usual + 2
    assert opened(unit, compose(["more-peers"]))["unit"]["posts"] == usual + 5


def test_extra_posts_beyond_capacity_are_refused(opened, site_1):
    full = POSTS - site_1.total_heads - site_1.casual_pool.clinician
    unit = site_1.varied({"casual_pool.peer_worker": full})
    assert opened(unit)["unit"]["posts"] == POSTS
    with pytest.raises(UserError, match="123 posts; the model holds 120"):
        opened(unit, compose(["more-peers"]))


def test_extra_peers_need_terms_to_be_hired_on(opened, site_1):
    nobody = {"planned": 0, "minimum": 0}
    roster = site_1.roster.model_dump()
    for shifts in roster.values():
        for cover in shifts.values():
            cover["peer_worker"] = nobody
    staff = [group.model_dump(mode="json") for group in site_1.staff[1:]]
    facts = {"staff": staff, "roster": roster, "casual_pool.peer_worker": 0}
    unit = site_1.varied(facts)
    assert unit.heads("peer_worker") == 0
    with pytest.raises(UserError, match="no peer workers"):
        opened(unit, compose(["more-peers"]))


# What cannot be founded


@pytest.mark.parametrize("months", [0, -1, MONTHS + 1])
def test_a_horizon_beyond_the_calendar_is_refused(opened, site_1, months):
    with pytest.raises(UserError, match=f"months is {months}"):
        opened(site_1, months=months)


def test_a_parameter_set_must_be_whole(site_1, as_usual, central):
    lacking = {name: value for name, value in central.items() if name != "leave_base"}
    with pytest.raises(KeyError, match="leave_base"):
        initialize(site_1, as_usual, lacking, months=1, seed=1)


def test_every_parameter_reaches_the_world(opened, site_1):
    world = opened(site_1, **{name: one.high for name, one in REGISTRY.items()})
    assert all(world["par"][name] == one.high for name, one in REGISTRY.items())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_valid_unit_can_be_founded(scenarios, as_usual, data):
    unit = data.draw(scenarios.units())
    parameters = data.draw(scenarios.parameter_sets())
    world = initialize(unit, as_usual, parameters, months=1, seed=0)[0]
    posts = world["staff"][: world["unit"]["posts"]]
    team = posts[(posts["casual"] == 0) & (posts["extra"] == 0)]
    assert (team["role"] == PEER).sum() == unit.heads("peer_worker")
    assert (team["role"] == LEADER).sum() == 1
    assert world["event_count"] == 0
