"""What holds in every world, whatever the unit, the strategy, the evidence or the luck."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccu_sim.model import compiled
from ccu_sim.model.calendar import month_of, month_start
from ccu_sim.model.initialization import initialize
from ccu_sim.model.measures.declaration import MONTHLY
from ccu_sim.model.records import (
    CASUAL_KIND,
    CLIMATE,
    CLINICIAN,
    CONTRACT_ENDED,
    EVENT_NAMES,
    EVENTS,
    IN_POST,
    LEADER,
    NEVER,
    PEER,
    PERMANENT,
    PRESENT,
    RESIDENT,
    RESIGNED,
    STAFF,
)
from ccu_sim.model.streams import KIND_PLACE
from ccu_sim.model.tables import MONTHLY_COLUMNS

MOST = 1.0 + 1e-12
"""A relaxing state may round a hair beyond its target."""

LASTING = (
    "susceptibility",
    "disposition",
    "grasp",
    "ledness",
    "ease",
    "fit",
    "felt_fit",
    "frailty",
)
LASTING += (
    "regard",
    "outspokenness",
    "hours_wish",
    "outlook_ahead",
    "tasks",
    "attention",
    "company",
    "life",
)
"""Differences between people and their circumstances, in standard deviations."""

COUNTED_FOR = 42
"""Shifts for which a watched run is asked who is counted on shift."""

NOT_ON_THE_SCALE = {*LASTING, "fte", "pay", "decided_months_before"}
NOT_ON_THE_SCALE |= {"owed", "priority", "reasons", "load", "pay_elsewhere", "relative_pay"}
NOT_ON_THE_SCALE |= {"sick_days", "long_sick_days"}


def states(record):
    return [
        name for name in record.names if record[name].kind == "f" and name not in NOT_ON_THE_SCALE
    ]


# What is between groups; what speaks for staying; and who was refused renewal but left before.
BELOW_NOTHING = {"trust_gap", "modularity"}
BELOW_NOTHING |= {one.name for one in MONTHLY if one.name.startswith("expected_resigned_")}
BELOW_NOTHING |= {one.name for one in MONTHLY if one.name.startswith("expected_contract_ended_")}
BELOW_NOTHING |= {"expected_cost_turnover", "expected_founding_left_peer"}
BELOW_NOTHING |= {"expected_founding_left_clinician"}

STAFF_STATES, RESIDENT_STATES, CLIMATE_STATES = map(states, (STAFF, RESIDENT, CLIMATE))


def founded(run):
    return initialize(
        run["unit"], run["policy"], run["parameters"], months=run["months"], seed=run["seed"]
    )


def require_on_scale(world):
    """Every state in [0, 1], and no number that is none."""
    for name in STAFF_STATES:
        values = world["staff"][name]
        assert ((values >= 0) & (values <= MOST)).all(), (name, values.min(), values.max())
    for name in RESIDENT_STATES:
        values = world["residents"][name]
        assert ((values >= 0) & (values <= MOST)).all(), (name, values.min(), values.max())
    for name in CLIMATE_STATES:
        assert 0 <= world["climate"][name] <= MOST, (name, world["climate"][name])
    for name in ("trust", "alliance", "familiarity"):
        assert world[name].min() >= 0, (name, world[name].min())
        assert world[name].max() <= MOST, (name, world[name].max())
    assert np.isin(world["dual"], (0, 1, 2)).all()
    assert np.isfinite(world["climate"]["load"])
    assert world["climate"]["load"] >= 0
    for name in LASTING:
        assert (abs(world["staff"][name]) <= 3).all()
    for name in ("owed", "reasons"):
        assert np.isfinite(world["staff"][name]).all()


class Watch:
    """Who worked what, shift by shift."""

    def __init__(self, unit, worlds):
        self.unit, self.worlds = unit, worlds
        self.posts = int(worlds["unit"]["posts"][0])
        self.before = self.staff().copy()
        self.paid = np.maximum(self.before["owed"], 0.0)  # an established team has worked before
        self.worked = np.zeros(self.posts)
        self.holders = self.before["holder"].copy()

    def staff(self):
        return self.worlds["staff"][0][: self.posts]

    def see(self, when):
        """Check the shift that has just been worked against the one before."""
        staff, before = self.staff(), self.before
        new = staff["holder"] != self.holders  # took up the post at this shift's end
        # Whoever left at the shift's end has been taken off it; whoever came was not on it.
        on = (staff["last_shift"] == when) & (staff["holder"] > 0) & ~new
        assert not (on & (before["last_shift"] == when - 1)).any(), "two shifts running"
        away = (before["away"] != PRESENT) & (before["away_until"] > when)
        assert not (on & away).any(), "at work while away"
        assert not (on & (before["here"] == 0)).any(), "at work before the start"
        self._patterns(staff[on], when)
        self._hours(staff, on & (staff["overtime"] == 0) & (staff["casual"] == 0), when, new)
        self.before = staff.copy()

    def _patterns(self, on, when):
        field = ("works_day", "works_evening", "works_night")[when % 3]
        assert (on[field] == 1).all(), "a shift that the pattern does not have"
        today = self.unit.opens + timedelta(days=when // 3)
        if today.weekday() >= 5:
            assert not on["weekdays_only"].any(), "a weekday worker at the weekend"
        leaders = on[on["role"] == LEADER]
        assert when % 3 == 0 or len(leaders) == 0
        assert (on["overtime"][on["casual"] == 1] == 0).all()

    def _hours(self, staff, regular, when, new):
        if when % 21 == 0:
            self.paid += np.where(self.before["here"] == 1, 5 * staff["fte"], 0.0)
        self.worked += regular
        assert (self.worked <= self.paid + 1e-9).all(), "beyond contracted hours"
        self.worked[new] = self.paid[new] = 0.0
        self.holders = staff["holder"].copy()


def counted(run, world, counts, when):
    """See that who is counted on shift is on shift, and the minimum is met or made up for."""
    staff, climate = world["staff"], world["climate"]
    on = staff[(staff["last_shift"] == when) & (staff["holder"] > 0)]
    for role, field in ((PEER, "peers_on"), (CLINICIAN, "clinicians_on")):
        assert (on["role"] == role).sum() == climate[field]
    today = run["unit"].opens + timedelta(days=when // 3)
    kind = when % 3 + (3 if today.weekday() >= 5 else 0)
    minimum = world["unit"]["minimum"][kind].sum()
    made_up = {name: world["counts"][i] - counts[i] for i, name in enumerate(MONTHLY_COLUMNS)}
    covered = climate["peers_on"] + climate["clinicians_on"] + climate["agency_on"]
    assert covered + made_up["unfilled_shifts"] >= minimum
    casual, agency = (on["casual"] == 1).sum(), climate["agency_on"]
    assert made_up["overtime_shifts"] == (on["overtime"] == 1).sum()
    assert made_up["casual_shifts"] <= casual
    assert made_up["agency_shifts"] <= agency
    called = made_up["casual_shifts"] + made_up["agency_shifts"] + made_up["relief_shifts"]
    assert called == casual + agency


def watched(run, shifts):
    """Run shift by shift under watch."""
    worlds = founded(run)
    require_on_scale(worlds[0])
    watch = Watch(run["unit"], worlds)
    for when in range(shifts):
        counts = worlds[0]["counts"].copy()
        compiled.walk(worlds, 0, when, when + 1)
        watch.see(when)
        if when < COUNTED_FOR:
            counted(run, worlds[0], counts, when)
        if when % 7 == 0:
            require_on_scale(worlds[0])
    return worlds


quick = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
thorough = settings(
    max_examples=400, derandomize=False, suppress_health_check=[HealthCheck.too_slow]
)


@quick
@given(st.data())
def test_states_and_rosters_hold_shift_by_shift(scenarios, data):
    run = data.draw(scenarios.runs(months=2))
    watched(run, month_start(2))


@pytest.mark.slow
@thorough
@given(st.data())
def test_states_and_rosters_hold_shift_by_shift_in_many_worlds(scenarios, data):
    run = data.draw(scenarios.runs(months=6))
    watched(run, month_start(6))


@pytest.mark.parametrize("name", ["site-1", "site-2", "established-unit"])
def test_states_and_rosters_hold_in_the_shipped_units(units, as_usual, central, name):
    run = {"unit": units[name], "policy": as_usual, "parameters": central}
    watched({**run, "months": 6, "seed": 3}, month_start(6))


def events_of(world):
    assert world["event_count"] <= EVENTS
    return world["events"][: world["event_count"]]


def is_casual(address):
    kind = address >> KIND_PLACE
    return (kind > CASUAL_KIND) & (kind < 15)


#: Of each counted column: the event, and whether its date is the shift after (as for what
#: takes effect on the next shift) or the first shift of what follows the month's close.
COUNTED_EVENTS = {
    "contract_ended": ("contract-ended", 0),
    "promoted": ("promoted", 1),
    "hired": ("started", 0),
    "disputes": ("dispute", 0),
    "challenges_heard": ("challenge-heard", 0),
    "challenges_rebuffed": ("challenge-rebuffed", 0),
    "discrimination": ("discrimination", 0),
    "crossings": ("boundary-crossing", 0),
    "crises": ("crisis", 0),
    "graduations": ("graduated", 1),
    "unplanned_exits": ("left-unplanned", 1),
}


def counted_by_month(events, name, ahead, months):
    found = events[events["kind"] == EVENT_NAMES.index(name)]
    if name in ("contract-ended", "promoted", "resigned", "started"):
        found = found[~is_casual(found["who"])]
    in_month = np.array([month_of(int(when) - ahead) for when in found["when"]], dtype=int)
    return np.bincount(in_month, minlength=months + 2)[1 : months + 1]


def monthly_counts_are_the_diary_s_events(run, world):
    events, months = events_of(world), run["months"]
    monthly = dict(zip(MONTHLY_COLUMNS, world["monthly"][1 : months + 1].T, strict=True))
    for column, (name, ahead) in COUNTED_EVENTS.items():
        expected = counted_by_month(events, name, ahead, months)
        assert (monthly[column] == expected).all(), (column, monthly[column], expected)
    resigned = counted_by_month(events, "resigned", 1, months)
    assert (monthly["resigned_peer"] + monthly["resigned_clinician"] == resigned).all()


def months_hold_together(run, world):
    rows = world["monthly"][: run["months"] + 1]
    monthly = dict(zip(MONTHLY_COLUMNS, rows.T, strict=True))
    assert (monthly["month"] == np.arange(run["months"] + 1)).all()
    known = {name: values[~np.isnan(values)] for name, values in monthly.items()}
    for measure in MONTHLY:
        name, values = measure.name, known[measure.name]
        assert measure.of or len(values) == len(rows), name
        assert (values >= 0).all() or name in BELOW_NOTHING, name
        if not (measure.adds_up or measure.whole or name == "cohesion"):
            assert (values <= MOST).all(), name
    assert (abs(known["trust_gap"]) <= 1).all()
    assert (known["modularity"] >= -0.5 - 1e-12).all()
    assert ((known["cohesion"] >= 1) & (known["cohesion"] <= 5)).all()
    for name in ("peer", "clinician"):
        nobody = monthly[f"staff_{name}"] == 0
        assert (np.isnan(monthly[f"exhaustion_{name}"]) == nobody).all()
    assert (monthly["residents"] <= run["unit"].beds).all()
    assert (monthly["staff_leader"] <= 1).all()


def staff_and_vacancies_are_the_open_posts_and_the_spells_agree(run, world):
    staff = world["staff"][: world["unit"]["posts"]]
    monthly = dict(zip(MONTHLY_COLUMNS, world["monthly"].T, strict=True))
    spells = world["spells"][: world["spell_count"]]
    for role, name in ((PEER, "peer"), (CLINICIAN, "clinician")):
        regular = (staff["role"] == role) & (staff["casual"] == 0)
        always = (regular & (staff["extra"] == 0)).sum()
        most = regular.sum()
        for month in range(run["months"] + 1):
            posts = monthly[f"staff_{name}"][month] + monthly[f"vacancies_{name}"][month]
            assert always <= posts <= most
            # On a month's last shift: before an expiry or a start on the very next one.
            instant = month_start(month) - 1 if month else 0
            own = spells[(spells["role"] == role) & (spells["casual"] == 0)]
            held = (own["start"] <= instant) & ((own["end"] == NEVER) | (own["end"] > instant))
            left_tonight = (own["end"] == instant + 1) & (own["outcome"] != 3) & (month > 0)
            held &= ~left_tonight
            assert monthly[f"staff_{name}"][month] == held.sum()
            founding = (held & (own["founding"] == 1)).sum()
            assert monthly[f"founding_{name}"][month] == founding


def spells_follow_one_another_on_a_post(run, world):
    horizon = month_start(run["months"])
    spells = world["spells"][: world["spell_count"]]
    if run["unit"].stage == "new":  # an established unit may have a vacancy on day 0
        assert len(spells) >= run["unit"].total_heads
    ended = spells["end"] != NEVER
    assert (spells["outcome"][ended] != IN_POST).all()
    assert (spells["start"][ended] <= spells["end"][ended]).all()
    assert (spells["end"] <= horizon).all()
    assert (spells["founding"] == (spells["start"] == 0)).all()
    for post in range(world["unit"]["posts"]):
        own = spells[spells["post"] == post]
        own = own[np.argsort(own["holder"])]
        assert (np.diff(own["holder"]) == 1).all()
        if run["unit"].stage == "new":  # else some have come and gone before day 0
            assert (own["holder"][:1] == 1).all()
        assert (own["end"][:-1] != NEVER).all()
        assert (own["end"][:-1] < own["start"][1:]).all()
        here = world["staff"][post]["here"]
        assert here == (len(own) > 0 and own["end"][-1] == NEVER)
    resigned = spells[spells["outcome"] == RESIGNED]
    assert np.allclose(resigned["reasons"].sum(axis=1), 1.0)
    assert np.isfinite(spells["reasons"]).all()  # what held counts below 0


def stays_follow_one_another_in_a_bed(run, world):
    stays = world["stays"][: world["stay_count"]]
    assert (stays["start"] < stays["end"]).all()
    graduated = stays[stays["planned"] == 1]
    least = run["parameters"]["stay_least_months"] * 1461 / 16
    assert (graduated["end"] - graduated["start"] >= least).all()
    for bed in range(run["unit"].beds):
        own = stays[stays["bed"] == bed]
        assert (np.diff(own["occupant"]) == 1).all()
        assert (own["end"][:-1] < own["start"][1:]).all()
        resident = world["residents"][bed]
        if run["unit"].stage == "new":
            assert resident["occupant"] == len(own) + resident["here"]
        elif len(own):  # others have come and gone before day 0
            assert resident["occupant"] == own["occupant"][-1] + resident["here"]
    monthly = dict(zip(MONTHLY_COLUMNS, world["monthly"].T, strict=True))
    assert monthly["graduations"].sum() + monthly["unplanned_exits"].sum() == len(stays)


def contracts_end_or_go_on_as_they_say(run, world):
    spells = world["spells"][: world["spell_count"]]
    staff = world["staff"]
    ended = spells[(spells["outcome"] == CONTRACT_ENDED) & (spells["end"] != NEVER)]
    assert (ended["fixed_term"] == 1).all()
    assert (spells["fixed_term"][spells["casual"] == 1] == 0).all()
    terms = staff["contract_months"][spells["post"]]
    assert (terms[spells["fixed_term"] == 1] > 0).all()
    if run["unit"].stage == "new":
        whole = ended["end"] - ended["start"]
        term = np.array(
            [month_start(int(months)) for months in staff["contract_months"][ended["post"]]]
        )
        assert (whole % np.maximum(term, 1) == 0).all(), "ended between the ends of its terms"
    here = staff[staff["here"] == 1]
    horizon = month_start(run["months"])
    fixed = here["contract_end"] != PERMANENT
    assert (here["contract_end"][fixed] > horizon - 1).all()


@settings(quick, max_examples=60)
@given(st.data())
def test_a_run_that_is_over_holds_together(scenarios, data):
    """All look at the same run: to draw one takes far longer than to live it."""
    run = data.draw(scenarios.runs(months=4))
    worlds = founded(run)
    compiled.run_months(worlds, run["months"])
    monthly_counts_are_the_diary_s_events(run, worlds[0])
    months_hold_together(run, worlds[0])
    staff_and_vacancies_are_the_open_posts_and_the_spells_agree(run, worlds[0])
    spells_follow_one_another_on_a_post(run, worlds[0])
    stays_follow_one_another_in_a_bed(run, worlds[0])
    contracts_end_or_go_on_as_they_say(run, worlds[0])
