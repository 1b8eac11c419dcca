"""What turns a choice: the facts of units, the study that tries them, and where it turns."""

import numpy as np
import pytest

from ccu_sim.analysis.tipping import (
    Fact,
    Tried,
    bases_of,
    facts_of,
    tipping_study,
    variants_of,
)
from ccu_sim.analysis.tipping import tipping as tipping_table
from ccu_sim.api import study_of
from ccu_sim.errors import UserError
from ccu_sim.inputs import load_study


def facts(unit, *names):
    return {fact.name: fact for fact in facts_of(unit, names)}


def test_the_facts_of_a_unit_and_how_they_are_known(units):
    site = facts(units["site-1"])
    renewal = site["renewal_peer_worker"]
    assert (renewal.known, renewal.value) == ("filled in", pytest.approx(0.6))
    assert [value for value, _ in renewal.others] == [0.2, 0.4, 0.8, 1.0]
    assert (site["leadership"].known, site["pay_peer_worker"].known) == ("judged", "stated")
    # 17 people cannot work 20 per cent more than 16 FTE
    assert [round(value, 1) for value, _ in site["hours_peer_worker"].others] == [12.8, 17.0]
    assert site["pay_peer_worker"].text(site["pay_peer_worker"].value) == "85.0"


def test_a_stated_renewal_is_told_as_stated(units):
    stated = units["site-1"].varied({"staff.0.contract.renewal": 0.9})
    renewal = facts(stated, "renewal")["renewal_peer_worker"]
    assert (renewal.known, renewal.value) == ("stated", 0.9)


def test_without_fixed_terms_there_is_no_renewal(units):
    known = facts(units["established-unit"])
    assert not any(name.startswith(("renewal", "decided", "contract")) for name in known)


def test_every_variant_differs_from_its_unit_in_that_fact_alone(units):
    unit = units["site-1"]
    variants, as_it_is = variants_of(unit), facts(unit)
    assert len({one.unit.name for one in variants}) == len(variants)
    for one in variants:
        again = facts(one.unit)
        if one.value:  # twice an empty pool is the same again, so it is no fact
            assert again[one.fact.name].value == pytest.approx(one.value)
        same = {"contract_security": ("renewal", "decided")}.get(one.fact.name, "-")
        for name, fact in as_it_is.items():
            if name != one.fact.name and not name.startswith(same):
                assert again[name].value == pytest.approx(fact.value), (one.unit.name, name)


def test_cover_moves_on_every_shift_that_has_any(units):
    variants = variants_of(units["site-1"], ("cover",))
    fewer = next(one for one in variants if one.unit.name.endswith("cover-peer-worker-0"))
    cells = list(fewer.unit.roster.cells())
    for day, shift in cells:
        was, now = (unit.roster[day][shift].peer_worker for unit in (units["site-1"], fewer.unit))
        assert (now.planned, now.minimum) == (was.planned - 1, was.minimum - 1)


def test_a_tipping_study_is_an_ordinary_study_that_knows_its_units(units):
    study = study_of(["site-1", "site-2"], ["permanent-contracts"], parameter_sets=2, months=2)
    made = tipping_study(study, ("renewal", "pay"))
    assert made.units[0] == "site-1"
    assert len(made.units) == 2 * (1 + 4 + 4)
    again = type(made).from_resolved(made.resolved())
    bases = bases_of(again)
    assert [unit.name for unit, _ in bases] == ["site-1", "site-2"]
    assert all(len(variants) == 8 for _, variants in bases)


def test_a_variant_that_some_strategy_does_not_fit_is_not_tried(units):
    full = units["site-1"].varied({"supervision_hours": 6.0})
    study = study_of([full], ["professional-supervision"], parameter_sets=2)
    assert len(tipping_study(study, ("supervision",)).units) > 1


def test_what_has_no_choice_to_turn_is_refused():
    with pytest.raises(UserError, match="has a sweep of its own"):
        tipping_study(load_study("dose-of-supervision"))
    with pytest.raises(UserError, match="no choice that could turn"):
        tipping_study(study_of(["site-1"], []))
    with pytest.raises(UserError, match="There is no fact 'weather' to vary"):
        tipping_study(study_of(["site-1"], ["leadership"]), ("weather",))
    with pytest.raises(UserError, match="nothing to try"):
        tipping_study(study_of(["established-unit"], ["leadership"]), ("renewal",))
    with pytest.raises(UserError, match="tries no other values"):
        bases_of(study_of(["site-1"], ["leadership"]))


def tried(leads, values=(0.0, 0.25, 0.5, 0.75, 1.0), own=0.5, sets=12, noise=0.01):
    """A fact at whose values the first strategy leads the second by `leads`."""
    luck = np.random.default_rng(3).standard_normal(sets)
    luck = noise * (luck - luck.mean())
    fact = Fact("leadership", "leadership", "judged", own, (), 2)
    gains = tuple(np.column_stack([lead + luck, np.zeros(sets)]) for lead in leads)
    return Tried("here", fact, np.array(values), ("bold", "as-usual"), gains, 0)


def row(*given, **more):
    return tipping_table([tried(*given, **more)]).iloc[0]


def test_the_value_at_which_the_choice_turns_lies_between_those_tried():
    found = row((0.5, 0.4, 0.3, 0.1, -0.3))
    assert found["verdict"] == "turns"
    assert found["clear"]
    assert found["turns_at"] == pytest.approx(0.75 + 0.25 * 0.1 / 0.4)
    assert found["turns_to"] == "as-usual"
    assert (found["stands_low"], found["stands_high"]) == (0.0, found["turns_at"])
    assert found["least_lead"] == pytest.approx(-0.3)
    assert found["distance"] == pytest.approx(found["turns_at"] - 0.5)
    assert found["turns_low"] < found["turns_at"] < found["turns_high"]


def test_it_may_turn_on_both_sides_and_the_nearer_is_told():
    found = row((-0.1, 0.3, 0.3, -0.3, -0.3))
    assert found["turns_at"] == pytest.approx(0.5 + 0.125)
    assert found["stands_low"] == pytest.approx(0.25 * 0.25)


def test_a_turn_within_monte_carlo_error_may_be_one():
    found = row((0.3, 0.2, 0.1, 0.05, -0.01), noise=0.1)
    assert found["verdict"] == "may turn"


def test_where_nothing_turns_the_choice_stands():
    found = row((0.5, 0.4, 0.3, 0.2, 0.1))
    assert found["verdict"] == "stands"
    assert (found["stands_low"], found["stands_high"]) == (0.0, 1.0)
    assert np.isnan(found["turns_at"])
    assert found["turns_to"] == ""
    alike = row((0.0,) * 5, noise=0.0)
    assert (alike["verdict"], alike["clear"]) == ("stands", False)


def test_one_parameter_set_may_turn_but_never_surely():
    found = row((0.5, 0.4, 0.3, 0.1, -0.3), sets=1)
    assert (found["verdict"], found["clear"]) == ("may turn", False)
    assert np.isnan(found["turns_low"])


def test_the_nearest_turn_comes_first():
    near, far = (
        tried((0.5, 0.4, 0.3, at_three_quarters, -0.3)) for at_three_quarters in (-0.2, 0.1)
    )
    calm = tried((0.5, 0.4, 0.3, 0.2, 0.1))
    table = tipping_table([calm, far, near])
    assert list(table["verdict"]) == ["turns", "turns", "stands"]
    assert table["distance"].iloc[0] < table["distance"].iloc[1]
