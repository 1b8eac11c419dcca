"""Strategies combine into doses, coverage and costs."""

import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import LEVER_INDEX, LEVERS, Policy, Strategy, compose, load_strategy, load_unit
from ccu_sim.inputs.clashes import combined_doses
from ccu_sim.inputs.pricing import prices

SPECIFICATION = dict.fromkeys(
    ("actor", "action", "target", "timing", "dose", "outcome", "justification"), "as in the test"
)
SITE_1 = load_unit("site-1")
CLARITY = LEVER_INDEX["role_clarity_sessions"]
NOTICE = LEVER_INDEX["renewal_notice_months"]
STRICTNESS = LEVER_INDEX["boundary_strictness"]


def strategy(name: str, *changes: dict, **cost: object) -> Strategy:
    return Strategy.model_validate(
        {
            "name": name,
            "title": name,
            "specification": SPECIFICATION,
            "changes": changes,
            "cost": cost,
        }
    )


def clarity(dose: float, **more: object) -> dict:
    return {"lever": "role_clarity_sessions", "add": dose, **more}


def test_nothing_and_as_usual_are_the_same_policy():
    for policy in (compose([]), compose(["as-usual"]), compose("as-usual")):
        assert policy.name == "as-usual"
        assert policy.strategies == ()
        doses, coverage = policy.doses(12)
        for index, lever in enumerate(LEVERS):
            if lever.combine == "set":
                assert np.isnan(doses[:, index]).all()
            else:
                assert (doses[:, index] == 0).all()
        assert (coverage == 1).all()
        assert not prices(SITE_1, policy, 12).any()


def test_as_usual_drops_out_of_a_combination():
    assert compose(["as-usual", "leadership"]) == compose(["leadership"])


def test_a_strategy_that_moves_no_lever_keeps_its_name_and_cost():
    policy = Policy.of([strategy("ours", monthly=100), load_strategy("as-usual")])
    assert policy.name == "ours"
    assert prices(SITE_1, policy, 1)[1].tolist() == [100, 0, 0, 0, 0]
    assert compose(["leadership"]).doses(3)[0].tobytes() == (
        Policy.of([strategy("ours"), load_strategy("leadership")]).doses(3)[0].tobytes()
    )


def test_a_change_starts_rises_and_ends():
    policy = Policy.of([strategy("a", clarity(2, from_month=3, ramp_months=3, until_month=8))])
    doses, _ = policy.doses(10)
    assert doses[:, CLARITY].tolist() == [0, 0, 0, 0.5, 1, 1.5, 2, 2, 2, 0, 0]


def test_day_0_has_the_doses_of_the_first_month():
    doses, coverage = Policy.of([strategy("a", clarity(1, coverage=0.5))]).doses(4)
    assert doses.shape == coverage.shape == (5, len(LEVERS))
    assert doses[0, CLARITY] == 1
    assert coverage[0, CLARITY] == 0.5


def test_a_horizon_shorter_than_the_start_sees_nothing():
    doses, _ = Policy.of([strategy("a", clarity(1, from_month=30))]).doses(12)
    assert (doses[:, CLARITY] == 0).all()


def test_added_doses_sum_and_coverage_is_their_mean_by_dose():
    policy = Policy.of(
        [strategy("a", clarity(2, coverage=1.0)), strategy("b", clarity(1, coverage=0.4))]
    )
    doses, coverage = policy.doses(2)
    assert doses[1, CLARITY] == 3
    assert coverage[1, CLARITY] == pytest.approx(0.8)
    assert policy.name == "a + b"


def test_of_other_levers_the_highest_counts():
    low = strategy("low", {"lever": "renewal_notice_months", "to": 3})
    high = strategy("high", {"lever": "renewal_notice_months", "to": 9, "from_month": 2})
    for order in ([low, high], [high, low]):
        doses, _ = Policy.of(order).doses(3)
        assert doses[1:, NOTICE].tolist() == [3, 9, 9]


def test_levers_that_are_set_must_agree_while_both_hold():
    early = strategy("early", {"lever": "boundary_strictness", "to": 0.2, "until_month": 6})
    late = strategy("late", {"lever": "boundary_strictness", "to": 0.8, "from_month": 7})
    same = strategy("same", {"lever": "boundary_strictness", "to": 0.2, "until_month": 3})
    doses, _ = Policy.of([early, late, same]).doses(8)
    assert doses[1:, STRICTNESS].tolist() == [0.2] * 6 + [0.8] * 2
    overlapping = strategy("late", {"lever": "boundary_strictness", "to": 0.8, "from_month": 6})
    with pytest.raises(
        UserError, match=r"early sets boundary_strictness to 0.2 and late .* month 6"
    ):
        Policy.of([early, overlapping])


def test_doses_beyond_the_range_are_refused_rather_than_cut():
    with pytest.raises(UserError, match="role_clarity_sessions adds up to 5 in month 1 with b"):
        Policy.of([strategy("a", clarity(3)), strategy("b", clarity(2))])
    Policy.of([strategy("a", clarity(3, until_month=6)), strategy("b", clarity(2, from_month=7))])


def test_fractions_that_sum_to_the_limit_are_allowed():
    parts = [clarity(0.4) for _ in range(10)]
    doses, _ = combined_doses(strategy("a", *parts).changes, 1)
    assert doses[1, CLARITY] == pytest.approx(4)


def test_the_order_of_strategies_does_not_matter_to_doses():
    names = ["leadership", "role-clarity", "phased-start", "recruitment-and-induction"]
    one, two = compose(names), compose(names[::-1])
    for left, right in zip(one.doses(36), two.doses(36), strict=True):
        np.testing.assert_allclose(left, right)


@pytest.mark.parametrize("months", [0, -1, 121])
def test_a_horizon_beyond_the_range_is_refused(months):
    with pytest.raises(UserError, match=f"months is {months}"):
        compose([]).doses(months)


def test_scaling_moves_doses_and_costs_but_not_what_is_set():
    policy = compose(["professional-supervision", "more-peers"])
    half = policy.scaled(0.5)
    assert half.name == "professional-supervision + more-peers x 0.5"
    full_doses, half_doses = policy.doses(6)[0][6], half.doses(6)[0][6]
    hours, kind = LEVER_INDEX["supervision_hours"], LEVER_INDEX["supervisor_understanding"]
    assert half_doses[hours] == full_doses[hours] / 2
    assert half_doses[kind] == full_doses[kind] == 1
    assert half_doses[LEVER_INDEX["extra_peer_posts"]] == 2  # 1.5 posts rounded
    assert prices(SITE_1, half, 6) == pytest.approx(prices(SITE_1, policy, 6) / 2)
    assert prices(SITE_1, half, 6)[3].any()
    np.testing.assert_array_equal(policy.scaled(1).doses(6)[0][6], full_doses)


def test_scaling_beyond_a_levers_range_is_refused():
    with pytest.raises(UserError, match=r"permanent_share by 1.5.*factor up to 1"):
        compose(["permanent-contracts"]).scaled(1.5)
    with pytest.raises(UserError, match="from 0 up"):
        compose(["leadership"]).scaled(-1)


def test_overrides_reach_into_a_strategy():
    changed = load_strategy("championing", {"changes.0.add": 2, "cost.once": 2632})
    assert changed.changes[0].dose == 2
    assert changed.cost.once == 2632


def test_who_gives_dollars_says_what_becomes_of_the_hours_beside_them():
    with pytest.raises(UserError) as refused:
        load_strategy("leadership", {"cost.monthly": 2632})
    assert str(refused.value) == (
        "leadership with cost.monthly = 2632: its file counts paid hours there, too "
        "(cost.hours.monthly: {'team_leader': 4.0}); give 'cost.hours.monthly': {} if the A$ stand "
        "for them, or 'cost.hours.monthly': {'team_leader': 4.0} if they come on top."
    )


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({"cost.hours.monthly": {}}, 0),
        ({"cost.hours": {}}, 0),
        ({"cost.hours.monthly": {"team_leader": 4}}, 4),
        ({"cost.hours.monthly.team_leader": 2}, 2),
    ],
)
def test_hours_are_what_is_said_of_them(said, left):
    changed = load_strategy("leadership", {"cost.monthly": 2632, **said})
    assert changed.cost.monthly == 2632
    assert changed.cost.hours.monthly.team_leader == left
