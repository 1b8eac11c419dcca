"""What strategies cost at a unit: A$ for what is bought, its own pay for what people do."""

import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import Policy, Strategy, Unit, compose, load_strategy, load_unit, scenario_files
from ccu_sim.inputs.pricing import hourly, prices
from ccu_sim.inputs.strategy_cost import DOLLARS, PAID, Prices

SITE_1 = load_unit("site-1")
SPECIFICATION = dict.fromkeys(
    ("actor", "action", "target", "timing", "dose", "outcome", "justification"), "as in the test"
)
ROLES = ("peer_worker", "clinician", "team_leader")

IN_DOLLARS = {
    "boundary-policy-and-reflective-practice": 137_196,
    "championing": 72_216,
    "co-reflection-and-peer-network": 167_616,
    "consistent-inclusion": 25_056,
    "credentialing": 184_824,
    "early-renewal-decisions": 2_000,
    "education-and-training": 55_416,
    "flexible-leave-and-adjustment": 193_544,
    "leadership": 47_376,
    "medication-upskilling": 17_304,
    "more-peers": 1_009_818,
    "peer-career-steps": 68_760,
    "peer-pay-parity": 407_592,
    "permanent-contracts": 5_000,
    "phased-start": 69_240,
    "professional-supervision": 197_168,
    "recruitment-and-induction": 184_704,
    "role-clarity": 121_968,
    "sector-liaison": 36_108,
    "shared-expectations": 40_896,
    "supervision-without-understanding": 188_660,
}
"""What 36 months of each cost with a full team at site 1 when files priced hours themselves; of the
boundary policy, with the time of all 26 staff in workshops (the file counted 23)."""


def policy(changes: tuple = ({},), **cost: object) -> Policy:
    """Return a policy of one strategy with that cost, in force as the changes say."""
    strategy = {
        "name": "a",
        "title": "a",
        "specification": SPECIFICATION,
        "changes": [{"lever": "role_clarity_sessions", "add": 1, **one} for one in changes],
        "cost": cost,
    }
    return Policy.of([Strategy.model_validate(strategy)])


def priced(unit: Unit = SITE_1, **cost: object) -> tuple[Prices, Prices]:
    """Return what the first and the second month cost."""
    _, first, second = prices(unit, policy(**cost), 2).tolist()
    return Prices(*first), Prices(*second)


def paid_more(unit: Unit, times: float) -> Unit:
    """Return the unit with that many times the pay."""
    return unit.varied(
        {f"staff.{place}.pay": round(one.pay * times) for place, one in enumerate(unit.staff)}
    )


def mean_pay(role: str) -> float:
    groups = [one for one in SITE_1.staff if role in (one.role, "staff")]
    return sum(one.pay * one.fte for one in groups) / sum(one.fte for one in groups)


def test_costs_fall_where_they_are_said_to():
    found = prices(
        SITE_1,
        policy(
            ({"from_month": 2, "until_month": 4},),
            once=1000.0,
            monthly=100.0,
            per_worker_monthly=10.0,
            workers="peers",
            per_starter=7.0,
        ),
        6,
    )
    assert Prices(*found[2]) == (1100, 10, 0, 0, 7)
    assert Prices(*found[3]) == Prices(*found[4]) == (100, 10, 0, 0, 7)
    assert not found[[0, 1, 5, 6]].any()


@pytest.mark.parametrize(
    ("workers", "counted"),
    [("peers", ROLES[:1]), ("clinicians", ROLES[1:2]), ("staff", ROLES)],
)
def test_costs_count_the_workers_named(workers, counted):
    found, _ = priced(per_worker_monthly=1.0, workers=workers)
    assert found == Prices(**dict.fromkeys(counted, 1.0))
    own, _ = priced(hours={"per_worker_monthly": {"own": 1}}, workers=workers)
    assert own == Prices(**{role: hourly(SITE_1)[role] for role in counted})


@pytest.mark.parametrize("name", ["site-1", "site-2", "established-unit"])
@pytest.mark.parametrize(
    ("workers", "counted"),
    [("peers", ROLES[:1]), ("clinicians", ROLES[1:2]), ("staff", ROLES)],
)
def test_what_is_once_for_each_worker_goes_by_the_posts_of_the_unit(name, workers, counted):
    unit = load_unit(name)
    each = {"per_worker_once": {"own": 2, "casual": 1}}
    first, second = priced(unit, per_worker_once=10.0, hours=each, workers=workers)
    an_hour = hourly(unit)
    expected = sum(
        unit.heads(role) * (10 + 2 * an_hour[role] + an_hour["casual"]) for role in counted
    )
    assert first == pytest.approx((expected, 0, 0, 0, 0))
    assert second == Prices()


def test_what_peer_workers_alone_give_counts_no_one_else():
    found, _ = priced(hours={"per_worker_monthly": {"own": 1, "own_of_peers": 2}}, workers="staff")
    hour = hourly(SITE_1)
    assert found.peer_worker == pytest.approx(3 * hour["peer_worker"])
    assert found.clinician == pytest.approx(hour["clinician"])
    clinicians = priced(hours={"per_worker_monthly": {"own_of_peers": 2}}, workers="clinicians")
    assert clinicians == (Prices(), Prices())


def test_workshops_cost_the_time_of_everyone_who_works_there():
    policies = compose(["boundary-policy-and-reflective-practice"])
    once = {}
    for unit in (SITE_1, load_unit("site-2")):
        first, second = prices(unit, policies, 2)[1:, 0]
        own = sum(unit.heads(role) * hourly(unit)[role] for role in ROLES)
        once[unit.name] = (first - second - 3600) / own
    assert once == pytest.approx({"site-1": 10.2, "site-2": 10.2})


def test_costs_of_strategies_add_up():
    one, other = policy(monthly=5.0).strategies[0], policy(monthly=7.0).strategies[0]
    both = Policy.of([one, other.model_copy(update={"name": "b"})])
    assert prices(SITE_1, both, 1)[1].tolist() == [12, 0, 0, 0, 0]


@pytest.mark.parametrize("whose", ["peer_worker", "clinician", "team_leader", "staff"])
def test_an_hour_costs_the_mean_pay_of_whose_it_is_with_on_costs(whose):
    assert hourly(SITE_1)[whose] == pytest.approx(mean_pay(whose) * 1.25 / 1824)
    other = SITE_1.varied({"costs.on_costs": 0.5, "costs.paid_hours_a_year": 1700.0})
    assert hourly(other)[whose] == pytest.approx(mean_pay(whose) * 1.5 / 1700)


def test_an_hour_of_casual_staff_costs_the_unit_s_casual_shift():
    assert hourly(SITE_1.varied({"costs.casual_shift": 760.0}))["casual"] == pytest.approx(100)


@pytest.mark.parametrize("whose", PAID)
def test_hours_are_priced_where_they_are_counted(whose):
    hours = {"once": {whose: 2}, "monthly": {whose: 3}, "per_starter": {whose: 5}}
    hours["per_worker_monthly"] = {whose: 7}
    first, second = priced(hours=hours, workers="clinicians")
    hour = hourly(SITE_1)[whose]
    assert first == pytest.approx((5 * hour, 0, 7 * hour, 0, 5 * hour))
    assert second == pytest.approx((3 * hour, 0, 7 * hour, 0, 5 * hour))


def test_hours_and_dollars_add_up():
    (found, _), hour = priced(monthly=100.0, hours={"monthly": {"staff": 2}}), hourly(SITE_1)
    assert found.fixed == pytest.approx(100 + 2 * hour["staff"])


def test_a_post_is_filled_once_and_paid_every_month():
    unit = SITE_1.varied({"costs.replacement_share_of_pay": 0.5, "costs.on_costs": 0.2})
    first, second = priced(unit, posts={"peer_worker": 2})
    assert second == pytest.approx((2 * 85_000 * 1.2 / 12, 0, 0, 0, 0))
    assert first.fixed - second.fixed == pytest.approx(2 * 0.5 * 85_000)


def test_a_share_of_pay_is_of_what_people_have_for_the_hours_they_work():
    found, _ = priced(share_of_pay=0.08, workers="peers")
    assert found == pytest.approx((0, 0.08 * 85_000 * 1.25 / 12 * 16 / 17, 0, 0, 0))
    part_time = SITE_1.varied({"staff.0.fte": 17.0, "costs.paid_hours_a_year": 1500.0})
    assert priced(part_time, share_of_pay=0.08, workers="peers")[0].peer_worker == pytest.approx(
        0.08 * 85_000 * 1.25 / 12
    )


def test_where_nobody_has_a_role_its_hours_cost_those_of_all_staff():
    roster = SITE_1.resolved()["roster"]
    for shifts in roster.values():
        for covers in shifts.values():
            covers["peer_worker"] = {"planned": 0, "minimum": 0}
    clinical = Unit.model_validate(
        {
            **SITE_1.resolved(),
            "staff": SITE_1.resolved()["staff"][1:],
            "roster": roster,
            "casual_pool": {"peer_worker": 0, "clinician": 2},
        }
    )
    hour = hourly(clinical)
    assert hour["peer_worker"] == hour["staff"] == pytest.approx(798_300 / 8.5 * 1.25 / 1824)
    found, _ = priced(clinical, hours={"monthly": {"peer_worker": 2}}, share_of_pay=0.1)
    assert found.fixed == pytest.approx(2 * hour["staff"])
    assert found.peer_worker == 0


def test_a_fifth_more_pay_costs_a_fifth_more_wherever_people_are_paid():
    richer = paid_more(SITE_1, 1.2)
    for name in scenario_files("strategy"):
        cost = load_strategy(name).cost
        bought = policy(**{key: cost[key] for key in DOLLARS}, workers=cost.workers)
        casual = policy(
            hours={basis: {"casual": time.casual} for basis, time in cost.hours if time.casual},
            workers=cost.workers,
        )
        paid = policy(
            hours={basis: time.model_dump() | {"casual": 0} for basis, time in cost.hours},
            posts=cost.posts.model_dump(),
            share_of_pay=cost.share_of_pay,
            workers=cost.workers,
        )
        for fixed in (bought, casual):
            assert (prices(richer, fixed, 2) == prices(SITE_1, fixed, 2)).all()
        assert prices(richer, paid, 2) == pytest.approx(1.2 * prices(SITE_1, paid, 2), rel=1e-12)


@pytest.mark.parametrize("name", IN_DOLLARS)
def test_at_site_1_the_shipped_strategies_cost_what_they_did(name):
    found = prices(SITE_1, compose([name]), 36)
    heads = [SITE_1.heads(role) for role in ROLES]
    per_month = found[:, 0] + found[:, 1:4] @ heads
    total = per_month.sum() + found[1, 4] * SITE_1.total_heads
    assert total == pytest.approx(IN_DOLLARS[name], rel=0.005)


def test_every_shipped_strategy_was_priced():
    assert set(IN_DOLLARS) | {"as-usual"} == set(scenario_files("strategy"))


def test_scaled_costs_scale_every_part():
    whole = policy(
        once=1.0,
        per_worker_once=1.0,
        hours={
            "once": {"staff": 1},
            "per_worker_once": {"own": 1},
            "per_worker_monthly": {"own": 2, "casual": 1},
        },
        posts={"peer_worker": 1},
        share_of_pay=0.1,
    )
    half = prices(SITE_1, whole.scaled(0.5), 3)
    assert half == pytest.approx(prices(SITE_1, whole, 3) / 2)
    assert np.count_nonzero(half[1]) == 4


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        ({"hours": {"monthly": {"own": 2}}}, "'own' stands only under hours.per_worker_once and"),
        ({"hours": {"once": {"own_of_peers": 2}}}, "'own_of_peers' stands only under hours.per_"),
        ({"hours": {"monthly": {"peers": 2}}}, "unknown key 'peers'; did you mean 'peer_worker'"),
        ({"hours": {"monthly": 8}}, "it must be a group of keys and values"),
        ({"hours": {"monthly": {"staff": -1}}}, "is -1; it must be at least 0"),
        ({"posts": {"staff": 2}}, "the keys here are peer_worker, clinician, team_leader"),
        ({"share_of_pay": 8}, "is 8; it must be at most 1"),
    ],
)
def test_a_cost_that_cannot_be_is_one_clear_sentence(cost, sentence):
    with pytest.raises(UserError, match=sentence):
        load_strategy("sector-liaison", {f"cost.{key}": value for key, value in cost.items()})
