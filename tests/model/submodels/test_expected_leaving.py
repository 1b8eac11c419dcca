"""Expected leaving: chances added up as they are drawn from, so that luck is zero in the mean."""

import math

import numpy as np
import pytest

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose
from ccu_sim.model import simulate
from ccu_sim.model.calendar import WEEKS_A_YEAR, month_start
from ccu_sim.model.engine import UNCOMPILED
from ccu_sim.model.measures.declaration import MONTHLY
from ccu_sim.model.measures.expected import (
    EXPECTED_CONTRACT_ENDED,
    EXPECTED_COST_TURNOVER,
    EXPECTED_FOUNDING_LEFT,
    EXPECTED_PROMOTED,
    EXPECTED_RESIGNED,
)
from ccu_sim.model.records import CLINICIAN, LEADER, PEER, REASONS, REFUSED, UNDECIDED
from ccu_sim.model.streams import NOBODY, RENEWAL, draw
from ccu_sim.model.submodels.contracts import end_contracts, weigh_contract
from ccu_sim.model.submodels.leaving import consider_leaving

END = month_start(3)
BASE = len(REASONS) - 1


@pytest.fixture
def week(team):
    """A week in which one person of a role, who has no reason but the base rate, may leave."""

    def make(role=PEER, *, resigning=0.0, promotion=0.0):
        world = team(role, CLINICIAN)
        for name in world.par.dtype.names:
            if name.startswith("leave_"):
                world.par[name] = 0.0
        world.par.promotion_standing = 0.0
        world.par.leave_base = -math.log1p(-resigning) * WEEKS_A_YEAR
        world.par.promotion_rate = -math.log1p(-promotion) * WEEKS_A_YEAR
        world.costs.replacement_share_of_pay, world.staff[0].pay = 0.5, 80_000.0
        world.unit.weeks_to_fill = 6.0
        return world

    return make


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_promotion_is_expected_of_those_who_do_not_resign(week, role):
    world = week(role, resigning=0.2, promotion=0.1)
    world.staff[0].founding = 1
    consider_leaving(world, 0, 20)
    resigned, promoted = 0.2, 0.8 * 0.1
    of_role = EXPECTED_RESIGNED + role * len(REASONS)
    found = {place: value for place, value in enumerate(world.counts) if "expected" in named(place)}
    expected = dict.fromkeys(found, 0.0)
    expected |= {of_role + BASE: resigned, EXPECTED_PROMOTED + role: promoted}
    expected[EXPECTED_COST_TURNOVER] = (resigned + promoted) * 40_000
    if role != LEADER:
        expected[EXPECTED_FOUNDING_LEFT + role] = resigned + promoted
    assert found == pytest.approx(expected)


def named(place):
    return MONTHLY[place].name


def test_a_resignation_is_expected_by_the_shares_of_its_reasons(week):
    world = week(resigning=0.01)
    me, par = world.staff[0], world.par
    par.leave_exhaustion, me.exhaustion = 2.0, 0.75
    consider_leaving(world, 0, 20)
    shares = world.counts[EXPECTED_RESIGNED : EXPECTED_RESIGNED + len(REASONS)]
    rate = par.leave_base * math.exp(2.0 * 0.25)  # the base rate is of the middle of the scale
    assert shares.sum() == pytest.approx(1 - math.exp(-rate / WEEKS_A_YEAR))
    pull = 2.0 * (0.75 - par.good_exhaustion)  # and a reason counts from the good anchor
    assert shares[BASE] / shares.sum() == pytest.approx(math.exp(-pull))
    assert shares[REASONS.index("exhaustion")] == pytest.approx(shares.sum() - shares[BASE])


def test_casual_staff_and_those_who_came_later_are_not_of_the_founding_team(week):
    world = week(resigning=0.2)
    consider_leaving(world, 0, 20)
    assert world.counts[EXPECTED_FOUNDING_LEFT] == 0.0
    world = week(resigning=0.2)
    world.staff[0].casual = world.staff[0].founding = 1
    consider_leaving(world, 0, 20)
    assert not world.counts.any()


@pytest.fixture
def term(week):
    """Somebody of the founding team whose term ends with month 3, decided a month before."""

    def make(*, renewal):
        world = week()
        me = world.staff[0]
        me.founding, me.contract_end, me.contract_months = 1, END, 3
        me.renewal, me.renewal_chance, me.decided_months_before = UNDECIDED, renewal, 1.0
        world.par.reappointed = 0.25  # of those not renewed
        return world

    return make


def luck_of_renewal(world):
    return draw(world.key, RENEWAL, int(world.staff[0].address), NOBODY, END)


@pytest.mark.parametrize("refused", [True, False])
def test_the_luck_of_a_decision_is_taken_off_when_the_term_ends(term, refused):
    world = term(renewal=0.5)
    chance = luck_of_renewal(world) * (0.9 if refused else 1.1)
    world.staff[0].renewal_chance = chance
    weigh_contract(world, 0, month_start(2))
    luck = ((1.0 if refused else 0.0) - (1.0 - chance)) * 0.75
    assert world.counts[EXPECTED_CONTRACT_ENDED] == 0.0
    row = world.monthly[4]  # a term that ends with a month is the next month's
    assert row[EXPECTED_CONTRACT_ENDED] == pytest.approx(-luck)
    assert row[EXPECTED_FOUNDING_LEFT] == pytest.approx(-luck)
    assert row[EXPECTED_COST_TURNOVER] == pytest.approx(-luck * 40_000)
    end_contracts(world, END - 1)
    assert world.counts[EXPECTED_CONTRACT_ENDED] == (0.75 if refused else 0.0)


def test_whoever_is_refused_and_leaves_before_is_not_expected_twice(term):
    world = term(renewal=0.0)
    weigh_contract(world, 0, month_start(2))
    assert world.staff[0].renewal == REFUSED
    world.par.leave_base = 1e9
    consider_leaving(world, 0, month_start(2))
    end_contracts(world, END - 1)
    resigned = world.counts[EXPECTED_RESIGNED : EXPECTED_RESIGNED + len(REASONS)].sum()
    ended = world.counts[EXPECTED_CONTRACT_ENDED] + world.monthly[4, EXPECTED_CONTRACT_ENDED]
    assert (resigned, ended) == (pytest.approx(1.0), 0.0)


def test_a_term_that_ends_after_the_study_is_not_expected(term):
    world = term(renewal=0.5)
    world.months = 3
    weigh_contract(world, 0, month_start(2))
    assert not world.monthly[:, EXPECTED_CONTRACT_ENDED].any()


def test_a_decision_at_the_end_is_expected_by_its_chance(term):
    world = term(renewal=0.3)
    end_contracts(world, END - 1)
    ended = world.counts[EXPECTED_CONTRACT_ENDED] + world.monthly[4, EXPECTED_CONTRACT_ENDED]
    assert ended == pytest.approx(0.7 * 0.75)


def test_whoever_gets_the_post_again_was_expected_as_much_as_whoever_does_not(term):
    gone = []
    for reappointed in (0.0, 0.5, 1.0):
        world = term(renewal=0.0)
        world.par.reappointed = reappointed
        end_contracts(world, END - 1)
        ended = world.counts[EXPECTED_CONTRACT_ENDED] + world.monthly[4, EXPECTED_CONTRACT_ENDED]
        assert ended == pytest.approx(1.0 - reappointed)
        gone.append(int(world.staff[0].here == 0))
    assert (gone[0], gone[-1]) == (1, 0)


def luck_in_runs(unit, runs, months, values):
    """Who left less who was expected to, a row a run: by way, of the founding team, in A$."""
    rows = []
    for replicate in range(runs):
        drawn = {"months": months, "seed": 31, "replicate": replicate}
        table = simulate(unit, compose([]), values, **drawn).monthly
        total = {name: table[name].sum() for name in table.dtype.names}
        expected = {
            way: sum(value for name, value in total.items() if name.startswith(f"expected_{way}"))
            for way in ("resigned", "promoted", "contract_ended", "cost_turnover")
        }
        left = {way: total[way] for way in ("promoted", "contract_ended", "cost_turnover")}
        left["resigned"] = total["resigned_peer"] + total["resigned_clinician"]
        row = {way: left[way] - value for way, value in expected.items()}
        for role in ("peer", "clinician"):
            gone = table[f"founding_{role}"][0] - table[f"founding_{role}"][-1]
            row[f"founding_{role}"] = gone - total[f"expected_founding_left_{role}"]
        rows.append({**row, "ended": left["contract_ended"]})
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def require_no_bias(units, runs, months):
    """See that luck is zero in the mean, where people leave in all ways, some in mid-month."""
    terms = {"kind": "fixed-term", "months": 2, "renewal": 0.4, "renewed_as": "fixed-term"}
    unit = units["site-2"].varied({"staff.0.contract": {**terms, "decided_months_before": 1}})
    values = {**REGISTRY.central(), "leave_base": REGISTRY["leave_base"].high}
    values["promotion_rate"] = REGISTRY["promotion_rate"].high
    found = luck_in_runs(unit, runs, months, values)
    assert found.pop("ended").mean() > 1
    for name, luck in found.items():
        error = luck.std(ddof=1) / math.sqrt(runs)
        assert error > 0, name
        assert abs(luck.mean()) < 4 * error, name


HOURS_OF_PYTHON = pytest.mark.skipif(UNCOMPILED, reason="hours of plain Python")


@HOURS_OF_PYTHON
def test_luck_is_zero_in_the_mean(units):
    require_no_bias(units, 300, 5)


@HOURS_OF_PYTHON
@pytest.mark.slow
def test_luck_is_zero_in_the_mean_of_ten_thousand_runs(units):
    require_no_bias(units, 10_000, 5)
