"""Strategies at doses, and packages of them."""

import pytest

import ccu_sim as ccu
from ccu_sim.analysis.planning import NOTHING, Package, options_for


def named(unit, *strategies):
    return {one.name: one for one in options_for(unit, [ccu.load_strategy(s) for s in strategies])}


def test_doses_scale_what_is_done_and_what_it_costs(units):
    found = named(units["site-1"], "leadership")
    assert list(found) == ["leadership-half", "leadership", "leadership-double"]
    for name, hours, monthly in (("leadership-half", 2, 500), ("leadership-double", 8, 2000)):
        strategy = found[name].strategy
        assert strategy.changes[0].add == hours
        assert strategy.cost.monthly == monthly
        assert strategy.cost.hours.monthly.team_leader == hours
    assert found["leadership-half"].strategy.title == "Leadership coaching, half the dose"
    assert found["leadership-double"].dose_words == "double the dose"


def test_a_dose_that_cannot_be_is_left_out(units):
    assert list(named(units["site-1"], "permanent-contracts")) == [
        "permanent-contracts-half",
        "permanent-contracts",
    ]  # no more than everybody
    assert "more-peers-half" not in named(units["site-1"], "more-peers")  # one post and a half
    near = units["site-1"].varied({"leadership_coaching_hours": 6})
    assert "leadership-double" not in named(near, "leadership")  # 6 + 8 hours


def test_what_does_not_change_with_the_dose_has_one(units):
    only = ccu.load_strategy("professional-supervision").resolved()
    only |= {"name": "who-supervises", "changes": only["changes"][1:]}
    found = options_for(units["site-1"], [ccu.inputs.Strategy.model_validate(only)])
    assert [one.name for one in found] == ["who-supervises"]


def test_a_package_has_one_dose_of_a_strategy_and_one_name(units):
    found = named(units["site-1"], "leadership", "championing")
    both = NOTHING.with_option(found["leadership"]).with_option(found["championing"])
    assert both == Package.of([found["championing"], found["leadership"]])
    assert both.name == "championing + leadership"
    more = both.with_option(found["leadership-double"])
    assert more.name == "championing + leadership-double"
    assert both.without(found["championing"]) == Package.of([found["leadership"]])
    assert NOTHING.name == "as-usual"


def test_strategies_that_contradict_each_other_are_no_package(units):
    found = named(units["site-1"], "professional-supervision", "supervision-without-understanding")
    pair = Package.of(
        [found["professional-supervision"], found["supervision-without-understanding"]]
    )
    assert not pair.fits(units["site-1"])


@pytest.mark.parametrize("strategy", ["leadership", "role-clarity", "peer-career-steps"])
def test_every_dose_is_read_back_as_a_strategy(units, strategy):
    for one in named(units["site-1"], strategy).values():
        assert ccu.inputs.Strategy.from_resolved(one.strategy.resolved()) == one.strategy
