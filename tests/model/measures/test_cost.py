"""What strategies, turnover and cover cost."""

import numpy as np
import pytest

from ccu_sim.inputs import Policy, Strategy, compose
from ccu_sim.model import measure, simulate
from ccu_sim.model.initialization import initialize
from ccu_sim.model.measures.cost import (
    A_CLINICIAN,
    A_LEADER,
    A_PEER,
    A_STARTER,
    COST_COVER,
    COST_TURNOVER,
    FIXED,
    observe_costs,
)
from ccu_sim.model.measures.cover import AGENCY_SHIFTS, CASUAL_SHIFTS, OVERTIME_SHIFTS
from ccu_sim.model.records import CONTRACT_ENDED, RESIGNED, ROLE_NAMES
from ccu_sim.model.submodels.leaving import depart
from ccu_sim.model.tables import MONTHLY_COLUMNS

LEFT = ("resigned_peer", "resigned_clinician", "promoted", "contract_ended")


@pytest.fixture
def opened(site_1, as_usual, central):
    """Site 1 on its opening day."""
    return initialize(site_1, as_usual, central, months=3, seed=1)[0]


def test_prices_stand_where_the_rule_looks_for_them():
    from ccu_sim.inputs.strategy_cost import Prices

    assert [Prices._fields[place] for place in (A_PEER, A_CLINICIAN, A_LEADER)] == list(ROLE_NAMES)
    assert (Prices._fields[FIXED], Prices._fields[A_STARTER]) == ("fixed", "starter")


def test_cover_costs_what_the_unit_says(opened, site_1):
    row = np.zeros(len(MONTHLY_COLUMNS))
    row[OVERTIME_SHIFTS], row[CASUAL_SHIFTS], row[AGENCY_SHIFTS] = 2, 3, 4
    observe_costs(opened, row, 1)
    costs = site_1.costs
    expected = 2 * costs.overtime_shift + 3 * costs.casual_shift + 4 * costs.agency_shift
    assert row[COST_COVER] == expected


@pytest.mark.parametrize("outcome", [RESIGNED, CONTRACT_ENDED])
def test_replacing_someone_costs_a_share_of_their_pay(opened, site_1, outcome):
    me = opened.staff[0]
    depart(opened, 0, 100, outcome)
    expected = site_1.costs.replacement_share_of_pay * me.pay * me.fte
    assert opened.counts[COST_TURNOVER] == pytest.approx(expected)
    assert expected > 0


def test_a_casual_worker_who_leaves_costs_nothing(opened):
    casual = next(post for post in range(opened.unit.posts) if opened.staff[post].casual)
    depart(opened, casual, 100, RESIGNED)
    assert opened.counts[COST_TURNOVER] == 0.0


def test_leaving_costs_in_the_month_that_counts_it(site_1, central, as_usual):
    """Also an expiry on a month's first shift: that row, and never beyond the horizon."""
    contract = {"kind": "fixed-term", "months": 3, "renewal": 0.0}
    unit = site_1.varied({"staff.0.contract": contract, "context.weeks_to_fill": 1.0})
    for months in (6, 8):
        monthly = simulate(unit, as_usual, central, months=months, seed=1).monthly
        left = sum(monthly[name] for name in LEFT)
        assert left.sum() > 10
        assert ((monthly["cost_turnover"] > 0) == (left > 0)).all()


def test_strategies_cost_what_they_say_month_by_month(site_1, central):
    monthly = simulate(site_1, compose(["more-peers"]), central, months=3, seed=1).monthly
    filled, paid = 3 * 0.21 * 85_000, 3 * 85_000 * 1.25 / 12
    assert monthly["cost_strategy"] == pytest.approx([0.0, filled + paid, paid, paid])


@pytest.mark.parametrize("stage", ["new", "established"])
def test_a_unit_that_pays_a_fifth_more_pays_a_fifth_more_for_what_people_do(site_1, central, stage):
    """The same run but for money: pay elsewhere is as much more, so nobody decides otherwise."""
    pay = {f"staff.{place}.pay": one.pay * 6 // 5 for place, one in enumerate(site_1.staff)}
    unit, richer = site_1.varied({"stage": stage}), site_1.varied({"stage": stage, **pay})
    strategies = compose(["role-clarity", "recruitment-and-induction", "peer-pay-parity"])
    costs, more = (
        simulate(one, strategies, central, months=6, seed=1).monthly for one in (unit, richer)
    )
    assert (more["staff_peer"] == costs["staff_peer"]).all()
    assert (costs["cost_strategy"][1:] > 0).all()
    assert more["cost_strategy"] == pytest.approx(1.2 * costs["cost_strategy"], rel=1e-12)
    assert more["cost_turnover"] == pytest.approx(1.2 * costs["cost_turnover"])
    assert (more["cost_cover"] == costs["cost_cover"]).all()


def test_strategies_cost_by_worker_and_by_starter(scenarios, site_1, central):
    change = scenarios.strategy([{"lever": "induction_days", "add": 1.0, "from_month": 2}])
    cost = {"per_worker_monthly": 10.0, "workers": "peers", "per_starter": 1000.0}
    strategy = Strategy.model_validate({**change.model_dump(), "cost": cost})
    monthly = simulate(site_1, Policy.of([strategy]), central, months=18, seed=1).monthly
    expected = 10.0 * monthly["staff_peer"] + 1000.0 * monthly["hired"]
    assert monthly["hired"][2:].sum() > 0
    assert monthly["cost_strategy"][:2].tolist() == [0.0, 0.0]
    assert monthly["cost_strategy"][2:] == pytest.approx(expected[2:])


def test_a_new_unit_s_founding_team_are_starters_of_a_strategy_in_force_on_opening(
    scenarios, site_1, central
):
    """As `StrategyCost` says; nobody starts in an established unit's first month."""
    change = scenarios.strategy([{"lever": "induction_days", "add": 5.0}])
    strategy = Strategy.model_validate({**change.model_dump(), "cost": {"per_starter": 1000.0}})
    policy = Policy.of([strategy])
    costs = {}
    for stage in ("new", "established"):
        run = simulate(site_1.varied({"stage": stage}), policy, central, months=1, seed=1)
        costs[stage] = run.monthly["cost_strategy"][1] - 1000.0 * run.monthly["hired"][1]
    assert costs["established"] == 0.0
    assert costs["new"] >= 1000.0 * site_1.total_heads


def test_costs_add_up(run, site_1):
    policy = compose(["more-peers"])
    row = measure(run(site_1, policy, months=12)[0]).run
    parts = row["cost_strategy"] + row["cost_turnover"] + row["cost_cover"]
    assert row["cost_total"] == pytest.approx(parts)
    assert row["cost_strategy"] > 0
