"""The register covers the founding texts, and what it moves exists."""

from typing import get_args

import pytest

from ccu_sim.analysis.factors import SITES, factors, mechanisms, parts_of_mechanisms
from ccu_sim.analysis.factors.register import factor_named
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import load_unit
from ccu_sim.inputs.strategy import Table1Row
from ccu_sim.model.submodels import SUBMODELS

CONCERNS = {
    "job-security",
    "shift-work",
    "leadership-and-team",
    "care-after-hours",
    "power-and-equality",
    "optimism-without-realism",
    "optimism-with-realism",
    "mutual-learning",
    "medications-upskilling",
    "standing",
    "career-and-location",
}


def test_every_row_of_table_1_has_one_factor():
    rows = [factor.source for factor in factors() if factor.origin == "table-1"]
    assert sorted(rows) == sorted(get_args(Table1Row))


def test_every_action_of_the_review_has_one_factor():
    actions = [factor for factor in factors() if factor.origin == "review"]
    assert len(actions) == 7


def test_every_concern_of_the_paper_has_a_factor():
    assert {factor.name for factor in factors() if factor.origin == "concern"} == CONCERNS


def test_names_are_used_once():
    names = [factor.name for factor in factors()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.name)
@pytest.mark.parametrize("site", SITES)
def test_arms_can_be_set_up(factor, site):
    for arm in (factor.low, factor.high):
        arm.unit(load_unit(site))
        arm.policy().doses(36)
        assert set(arm.values(REGISTRY.central())) == set(REGISTRY.names)


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.name)
def test_low_and_high_differ(factor):
    assert factor.low != factor.high


@pytest.mark.parametrize("factor", factors(), ids=lambda factor: factor.name)
def test_a_factor_works_through_submodels(factor):
    assert set(factor.mechanisms) <= set(SUBMODELS)


def test_only_credentialing_is_contested():
    assert [factor.name for factor in factors() if factor.impact == "contested"] == [
        "credentialing"
    ]


def test_what_a_contested_factor_turns_on_ranges_across_zero():
    for name in ("credential_assimilation", "heard_credential", "prospects_credential"):
        assert REGISTRY[name].low < 0 < REGISTRY[name].high


def test_eighteen_mechanisms_in_order():
    assert [one.number for one in mechanisms()] == list(range(1, 19))


def test_every_submodel_belongs_to_a_mechanism():
    assert {name for one in mechanisms() for name in one.submodels} == set(SUBMODELS)


@pytest.mark.parametrize(
    "mechanism", [*mechanisms(), *parts_of_mechanisms()], ids=lambda one: one.name
)
@pytest.mark.parametrize("site", SITES)
def test_mechanisms_can_be_switched_off(mechanism, site):
    mechanism.neutral.unit(load_unit(site))
    mechanism.neutral.values(REGISTRY.central())


def test_an_unknown_factor_is_one_sentence():
    with pytest.raises(UserError, match="no factor 'kindness'"):
        factor_named("kindness")
