"""What a unit can choose from."""

import json

import pytest

import ccu_sim as ccu
from ccu_sim.errors import UserError
from ccu_sim.inputs import load_study
from ccu_sim.inputs.choices import as_stated, choices_for, why_not_for


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write a strategy of one's own, in a folder of one's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios" / "strategies").mkdir(parents=True)

    def write(name, changes):
        strategy = ccu.load_strategy("leadership").resolved() | {"name": name, "changes": changes}
        path = tmp_path / "scenarios" / "strategies" / f"{name}.yaml"
        path.write_text(json.dumps(strategy))

    return write


def test_a_new_unit_with_fixed_terms_may_choose_from_all_of_the_default_study(units):
    found = choices_for(units["site-1"])
    assert found.left_out == {}
    assert found.told() == ""
    names = tuple(policy.name for policy in found.policies)
    assert names == load_study("default").strategies[1:]
    assert [one.name for one in found.policies if one not in found.strategies] == [
        "professional-supervision + permanent-contracts",
        "organisational-readiness",
        "seven-actions",
    ]


def test_a_unit_that_is_full_is_offered_no_phased_start_and_no_contracts_it_has(units):
    found = choices_for(units["established-unit"])
    assert found.left_out["phased-start"] == "it is for a unit about to open"
    assert found.left_out["permanent-contracts"] == "nobody is on a fixed term"
    assert found.left_out["professional-supervision + permanent-contracts"] == (
        "permanent-contracts: nobody is on a fixed term"
    )
    assert "leadership" not in found.left_out
    assert "phased-start (it is for a unit about to open)" in found.told()


def test_a_lever_that_the_unit_has_at_its_highest_is_told(units):
    unit = units["site-1"].varied({"leadership_coaching_hours": 12})
    reason = why_not_for(unit, ccu.compose(["leadership"]))
    assert "brings leadership_coaching_hours to 16" in reason
    assert not reason.endswith(".")


def test_ones_own_strategies_are_among_them_and_those_not_valid_are_told(units, own):
    own("quiet-room", [{"lever": "relief_shifts", "add": 1}])
    own("too-much", [{"lever": "relief_shifts", "add": 1000}])
    found = choices_for(units["site-1"])
    assert found.policies[-1].name == "quiet-room"
    assert "ccu-sim check" in found.left_out["too-much"]


def test_nothing_to_choose_from_is_told(units, monkeypatch):
    monkeypatch.setattr("ccu_sim.inputs.choices._candidates", lambda: iter([("x", "no")]))
    with pytest.raises(UserError, match=r"No strategy fits site-1: .*x \(no\)"):
        choices_for(units["site-1"])


def test_policies_are_stated_so_that_a_study_reads_them_back(units):
    policies = choices_for(units["site-1"]).policies
    stated = {"strategies": [as_stated(policy) for policy in policies]}
    assert load_study("default", stated).policies[1:] == policies
