"""A scenario written down as one record: what was stated, and nothing worked out."""

import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVER_INDEX, Policy, Strategy, compose, load_strategy, load_unit
from ccu_sim.inputs.change import CAPACITY_CHANGES
from ccu_sim.inputs.conditions import CONDITION_NAMES
from ccu_sim.inputs.encoding import encode, encode_unit
from ccu_sim.inputs.staff import DISCIPLINES, ROLES

SITE = load_unit("site-1")


def encoded(unit=SITE, strategies=(), months=24, key=7):
    return encode(unit, compose(strategies), REGISTRY.central(), months, np.uint64(key))[0]


def test_a_scenario_holds_what_the_files_say():
    scenario = encoded(strategies=["professional-supervision", "leadership"])
    facts = scenario.unit
    assert (scenario.key, scenario.months, facts.beds) == (7, 24, SITE.beds)
    assert facts.conditions.tolist() == [SITE.conditions[name] for name in CONDITION_NAMES]
    assert facts.planned[0].tolist() == [
        SITE.roster.weekday.day.peer_worker.planned,
        SITE.roster.weekday.day.clinician.planned,
    ]
    assert all(scenario.par[name] == value for name, value in REGISTRY.central().items())
    changes = [
        change
        for name in ("professional-supervision", "leadership")
        for change in load_strategy(name).changes
    ]
    assert scenario.change_count == len(changes)
    for row, change in zip(scenario.changes, changes, strict=False):
        assert (row.lever, row.dose) == (LEVER_INDEX[change.lever], change.dose)
        assert (row.from_month, row.last_month) == (change.from_month, change.last_month)
        assert (row.ramp_months, row.coverage) == (change.ramp_months, change.coverage)


def test_groups_keep_their_order_and_terms():
    facts = encode_unit(SITE)
    assert facts["group_count"] == len(SITE.staff)
    for row, group in zip(facts["groups"], SITE.staff, strict=False):
        assert ROLES[row.role] == group.role
        assert DISCIPLINES[row.discipline] == (group.discipline or "")
        assert (row.heads, row.fte, row.pay) == (group.heads, group.fte, group.pay)
        assert row.works_night == ("night" in group.shifts)
        assert row.weekdays_only == (group.days == "weekdays")
        assert row.contract_months == (group.contract.months or 0)


def test_what_nobody_stated_is_not_a_number():
    facts = encode_unit(SITE)
    stated = {name for name, at in LEVER_INDEX.items() if not np.isnan(facts["practices"][at])}
    assert stated == set(SITE.practices)
    assert np.isnan(facts["groups"]["renewal"][0])
    said = encode_unit(SITE.varied({"staff.0.contract.renewal": 0.9}))
    assert said["groups"]["renewal"][0] == 0.9


def test_a_policy_of_too_many_changes_is_refused():
    one = load_strategy("role-clarity")
    change = {"lever": "champion_days", "add": 0.01}
    many = [
        Strategy.model_validate(
            {**one.model_dump(), "name": f"part-{part}", "changes": [change] * 60}
        )
        for part in range(5)
    ]
    assert CAPACITY_CHANGES == 240
    Policy.of(many[:4])
    with pytest.raises(UserError, match="make 300 changes; a policy can have at most 240"):
        Policy.of(many)
