"""Runs whose answer can be worked out with pencil and paper."""

import math

import numpy as np
import pytest
from scipy.stats import binomtest

from ccu_sim.model import simulate
from ccu_sim.model.calendar import WEEK, WEEKS_A_YEAR, month_start
from ccu_sim.model.records import REASONS

WEIGHTS = {f"leave_{reason}": 0.0 for reason in REASONS if reason != "base"}
IN_THE_BASE = ("leave_distance", "leave_fit", "leave_attachment")
WEIGHTS |= dict.fromkeys(IN_THE_BASE, 0.0)
NOBODY_CHOOSES_TO_LEAVE = {"leave_base": 0.0, "promotion_rate": 0.0, "reappointed": 0.0}
UNLIKELY = 1e-4
"""Probability of a result so far off by chance; seeds are fixed, so a test never flickers."""


@pytest.fixture(scope="session")
def tables(as_usual, central):
    """Run and measure, as usual unless told otherwise."""

    def run(unit, months, *, seed=1, replicate=0, policy=as_usual, **parameters):
        values = {**central, **parameters}
        return simulate(unit, policy, values, months=months, seed=seed, replicate=replicate)

    return run


@pytest.fixture(scope="session")
def permanent(site_1):
    """Site 1 with permanent contracts for all."""
    return site_1.varied({"contract_security": 1.0})


def decisions(months):
    """Weekly decisions whether to stay that come before a month's end."""
    return month_start(months) // WEEK


def founders(spells, role):
    return spells[
        spells["founding"] & (spells["role"] == role) & (spells["employment"] != "casual")
    ]


# Retention is exponential where the hazard is constant


@pytest.mark.parametrize("rate", [0.15, 0.6])
def test_with_no_effects_retention_is_exponential(tables, permanent, rate):
    stayed = {(role, month): [] for role in ("peer_worker", "clinician") for month in (6, 12, 18)}
    for replicate in range(60):
        run = tables(
            permanent, 18, replicate=replicate, leave_base=rate, promotion_rate=0.0, **WEIGHTS
        )
        for (role, month), found in stayed.items():
            team = founders(run.spells, role)
            found.extend((team["outcome"] == "in-post") | (team["end_month"] >= month))
    for (role, month), found in stayed.items():
        expected = math.exp(-rate * decisions(month) / WEEKS_A_YEAR)
        assert expected == pytest.approx(math.exp(-rate * month / 12), abs=0.01)
        p = binomtest(int(np.sum(found)), len(found), expected).pvalue
        assert p > UNLIKELY, (role, month, np.mean(found), expected)


def test_promotion_alone_is_exponential_too(tables, permanent):
    stayed = []
    for replicate in range(40):
        run = tables(
            permanent,
            12,
            replicate=replicate,
            leave_base=0.0,
            promotion_rate=0.5,
            promotion_standing=0.0,
        )
        team = run.spells[run.spells["founding"]]
        stayed.extend(team["outcome"] == "in-post")
        assert set(team["outcome"]) <= {"in-post", "promoted"}
    expected = math.exp(-0.5 * decisions(12) / WEEKS_A_YEAR)
    assert binomtest(int(np.sum(stayed)), len(stayed), expected).pvalue > UNLIKELY


def test_the_hazards_of_resigning_and_promotion_compete(tables, permanent):
    outcomes = []
    for replicate in range(60):
        run = tables(
            permanent,
            12,
            replicate=replicate,
            leave_base=0.6,
            promotion_rate=0.3,
            promotion_standing=0.0,
            **WEIGHTS,
        )
        team = run.spells[run.spells["founding"]]
        outcomes.extend(team["outcome"][team["outcome"] != "in-post"])
    resigned = sum(outcome == "resigned" for outcome in outcomes)
    assert binomtest(resigned, len(outcomes), 0.6 / 0.9).pvalue > UNLIKELY


def test_only_the_base_rate_explains_leaving_where_nothing_else_weighs(tables, permanent):
    run = tables(permanent, 24, leave_base=0.6, promotion_rate=0.0, **WEIGHTS)
    left = run.spells[run.spells["outcome"] == "resigned"]
    assert len(left) > 10
    assert (left["main_reason"] == "base").all()
    assert (left["reason_base"] == 1.0).all()


def test_each_weight_raises_leaving_through_its_own_reason(tables, site_1):
    for name in ("exhaustion", "role_drift", "hours"):
        weights = {**WEIGHTS, f"leave_{name}": 5.0}
        run = tables(site_1, 12, leave_base=0.1, promotion_rate=0.0, **weights)
        left = run.spells[run.spells["outcome"] == "resigned"]
        shares = {reason: np.nansum(left[f"reason_{reason}"]) for reason in REASONS}
        assert shares[name] > 0
        assert shares[name] + shares["base"] == pytest.approx(len(left))


def test_with_no_hazard_nobody_leaves(tables, permanent):
    run = tables(permanent, 36, **NOBODY_CHOOSES_TO_LEAVE)
    assert (run.spells["outcome"] == "in-post").all()
    assert run.run["retention_36_all"] == 1.0
    assert run.run["rmst_months_all"] == 36.0
    assert run.run["turnover_all"] == 0.0
    assert (run.monthly["hired"] == 0).all()


# Contracts end when they end


def with_contract(unit, **terms):
    contract = {"kind": "fixed-term", "months": 24, "renewed_as": "permanent", **terms}
    return unit.varied({"staff.0.contract": contract})


def fixed_term_founders(run):
    return run.spells[run.spells["founding"] & (run.spells["employment"] == "fixed-term")]


@pytest.mark.parametrize("notice", [0.0, 3.0, 12.0])
def test_certain_non_renewal_empties_exactly_the_fixed_term_posts_on_the_day(
    tables, site_1, notice
):
    unit = with_contract(site_1, renewal=0.0, decided_months_before=notice)
    run = tables(unit, 30, **NOBODY_CHOOSES_TO_LEAVE)
    posts = fixed_term_founders(run)
    assert len(posts) == site_1.heads("peer_worker")
    assert (posts["role"] == "peer_worker").all()
    assert (posts["outcome"] == "contract-ended").all()
    assert (posts["end_month"] == 24.0).all()
    others = run.spells[run.spells["employment"] != "fixed-term"]
    assert (others["outcome"] == "in-post").all()


def test_the_observation_at_24_months_is_before_the_expiry_on_that_day(tables, site_1):
    unit = with_contract(site_1, renewal=0.0, decided_months_before=3.0)
    for months in (24, 25, 36):
        run = tables(unit, months, **NOBODY_CHOOSES_TO_LEAVE)
        assert run.run["retention_24_peer"] == 1.0
        assert run.monthly["founding_peer"][24] == site_1.heads("peer_worker")
        assert run.monthly["staff_peer"][24] == site_1.heads("peer_worker")
    assert run.monthly["founding_peer"][25] == 0
    assert run.run["retention_36_peer"] == 0.0
    assert run.run["retention_36_clinician"] == 1.0
    assert run.run["resigned_or_promoted_12_peer"] == 0.0


@pytest.mark.parametrize("renewed_as", ["permanent", "fixed-term"])
def test_certain_renewal_empties_none(tables, site_1, renewed_as):
    unit = with_contract(site_1, months=6, renewal=1.0, renewed_as=renewed_as)
    run = tables(unit, 36, **NOBODY_CHOOSES_TO_LEAVE)
    assert (run.spells["outcome"] == "in-post").all()


def test_renewal_is_decided_afresh_for_every_term(tables, site_1):
    """Half of each term's people go at its end: a half, a quarter, an eighth remain.

    The study is a month longer than four terms: what ends as a study does is not in it.
    """
    unit = with_contract(site_1, months=6, renewal=0.5, renewed_as="fixed-term")
    left = np.zeros(4)
    founding = 0
    for replicate in range(30):
        run = tables(unit, 25, replicate=replicate, **NOBODY_CHOOSES_TO_LEAVE)
        posts = fixed_term_founders(run)
        founding += len(posts)
        gone = posts["end_month"][posts["outcome"] == "contract-ended"]
        assert np.isin(gone, (6.0, 12.0, 18.0, 24.0)).all()
        left += [(gone == end).sum() for end in (6.0, 12.0, 18.0, 24.0)]
    remaining = founding - np.cumsum(left)
    for terms, stayed in enumerate(remaining, 1):
        assert binomtest(int(stayed), founding, 0.5**terms).pvalue > UNLIKELY, remaining


def test_a_share_made_permanent_is_that_share(tables, scenarios, site_1):
    from ccu_sim.inputs import Policy

    unit = with_contract(site_1, renewal=0.0, decided_months_before=3.0)
    made = []
    for share in (0.0, 0.4, 1.0):
        policy = Policy.of([scenarios.strategy([{"lever": "permanent_share", "to": share}])])
        outcomes = []
        for replicate in range(20):
            run = tables(unit, 25, policy=policy, replicate=replicate, **NOBODY_CHOOSES_TO_LEAVE)
            peers = founders(run.spells, "peer_worker")
            outcomes.extend(peers["outcome"] == "in-post")
        made.append(outcomes)
    assert not any(made[0])
    assert binomtest(sum(made[1]), len(made[1]), 0.4).pvalue > UNLIKELY
    assert all(made[2])


def test_permanence_from_a_later_month_keeps_everyone_too(tables, scenarios, site_1):
    from ccu_sim.inputs import Policy

    unit = with_contract(site_1, renewal=0.0, decided_months_before=1.0)
    change = {"lever": "permanent_share", "to": 1.0, "from_month": 12}
    policy = Policy.of([scenarios.strategy([change])])
    run = tables(unit, 30, policy=policy, **NOBODY_CHOOSES_TO_LEAVE)
    assert (run.spells["outcome"] == "in-post").all()
    # Those who were refused before it came are not called back.
    late = Policy.of([scenarios.strategy([{**change, "from_month": 24}])])
    run = tables(unit, 30, policy=late, **NOBODY_CHOOSES_TO_LEAVE)
    assert (founders(run.spells, "peer_worker")["outcome"] == "contract-ended").all()


def test_notice_lets_job_insecurity_end_with_an_offer(tables, scenarios, site_1):
    from ccu_sim.inputs import Policy

    unit = with_contract(site_1, renewal=0.9, decided_months_before=0.0)
    early = Policy.of([scenarios.strategy([{"lever": "renewal_notice_months", "to": 6.0}])])
    runs = [
        tables(unit, 24, policy=policy, **NOBODY_CHOOSES_TO_LEAVE)
        for policy in (Policy.of([]), early)
    ]
    late_in_term = [run.monthly["job_insecurity_peer"][23] for run in runs]
    assert late_in_term[0] != late_in_term[1]
    before = [run.monthly["job_insecurity_peer"][17] for run in runs]
    assert before[0] == before[1]


# Residents


def test_without_exits_every_bed_stays_filled(tables, permanent):
    run = tables(permanent, 12, exit_rate=0.0, graduate_rate=0.0)
    assert (run.monthly["residents"] == permanent.beds).all()
    assert math.isnan(run.run["stay_months"])


def test_unplanned_exits_come_at_their_rate(tables, site_1):
    unit = site_1.varied({"context.weeks_to_fill_bed": 0.0})
    rate, exits, years = 1.0, 0, 0.0
    for replicate in range(20):
        run = tables(
            unit,
            12,
            replicate=replicate,
            exit_rate=rate,
            exit_engagement=0.0,
            exit_unwell=0.0,
            graduate_rate=0.0,
        )
        exits += run.run["unplanned_exits"]
        years += unit.beds * decisions(12) / WEEKS_A_YEAR
    # A bed is empty for up to a day after an exit, and a resident decides once a week.
    expected = years * WEEKS_A_YEAR * (1 - math.exp(-rate / WEEKS_A_YEAR))
    assert abs(exits - expected) < 4 * math.sqrt(expected)


def test_a_phased_start_fills_the_beds_evenly(tables, scenarios, permanent):
    from ccu_sim.inputs import Policy

    policy = Policy.of([scenarios.strategy([{"lever": "opening_weeks", "to": 26}])])
    run = tables(permanent, 7, policy=policy, exit_rate=0.0)
    for month in range(1, 6):
        weeks = month_start(month) / WEEK
        expected = min(permanent.beds, math.floor(permanent.beds * weeks / 26) + 1)
        assert abs(run.monthly["residents"][month] - expected) <= 1
    assert run.monthly["residents"][7] == permanent.beds


# Discrimination, boundaries, conflict switched off


@pytest.mark.parametrize(
    ("parameter", "column"),
    [
        ("slight_rate", "discrimination"),
        ("dilemma_rate", "dilemmas"),
        ("crisis_rate", "crises"),
        ("challenge_rate", "challenges_heard"),
        ("challenge_rate", "challenges_rebuffed"),
        ("illness_rate", "absence_peer"),
        ("casual_acceptance", "casual_shifts"),
        ("overtime_acceptance", "overtime_shifts"),
    ],
)
def test_a_rate_of_zero_switches_its_events_off(tables, site_1, parameter, column):
    usual, without = (
        tables(site_1, 6, **changed).monthly[column][1:] for changed in ({}, {parameter: 0.0})
    )
    assert usual.sum() > 0
    assert (without == 0).all()
