"""The shipped ensemble fits the ranges and targets as they are now."""

import math

import pytest

from ccu_sim.errors import UserError
from ccu_sim.evidence import (
    REGISTRY,
    TARGETS,
    Ensemble,
    Parameter,
    Registry,
    ensemble,
    ranges_hash,
    read_ensemble,
)

AGAIN = "make it again: python docs/make_calibration.py"


def test_it_is_of_the_ranges_that_the_registry_has():
    assert read_ensemble().is_of(REGISTRY), AGAIN


def test_it_is_of_the_targets_as_they_are():
    assert read_ensemble().about["targets"] == TARGETS.hash, AGAIN


def test_it_has_at_least_five_hundred_sets_inside_the_ranges():
    sets = ensemble()
    assert len(sets) >= 500
    assert len({tuple(one.values()) for one in sets}) == len(sets)
    for one in sets:
        assert tuple(one) == REGISTRY.names
        for name, value in one.items():
            assert REGISTRY[name].low <= value <= REGISTRY[name].high
            assert math.isfinite(value)


def test_it_says_how_it_was_made():
    about = read_ensemble().about
    assert about["command"].startswith("ccu-sim calibrate --out DIR --candidates ")
    assert about["accepted"] == len(ensemble())
    made = sum(wave["accepted"] for wave in about["waves"])
    assert about.get("rescored", {"kept": made})["kept"] == about["accepted"] <= made
    assert len(set(about["numbers"])) == about["accepted"]


def test_a_set_never_depends_on_how_many_are_asked_for():
    assert ensemble(3) == ensemble(10)[:3] == ensemble()[:3]


def test_more_sets_than_there_are_is_a_mistake():
    count = len(ensemble())
    with pytest.raises(UserError, match=f"the ensemble holds {count}"):
        ensemble(count + 1)


def _registry(low: float = 0.0, value: float = 0.5) -> Registry:
    return Registry(
        [
            Parameter("a", "g", value, low, 1, "linear", "", "assumed", (), False, ""),
            Parameter("b", "g", 2, 2, 2, "linear", "", "assumed", (), False, ""),
        ]
    )


def test_central_values_do_not_matter_and_ranges_do():
    made = Ensemble(("a",), ((0.25,), (0.75,)), {"registry": ranges_hash(_registry(), ["a"])})
    assert made.sets(_registry(value=0.6)) == [{"a": 0.25, "b": 2.0}, {"a": 0.75, "b": 2.0}]
    assert made.is_of(_registry(value=0.6))
    assert not made.is_of(_registry(low=0.1))
    assert not made.is_of(Registry([_registry()["b"]]))


def test_no_ensemble_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match="cannot read the ensemble"):
        read_ensemble(tmp_path / "none.csv", tmp_path / "none.json")


def test_two_files_that_do_not_belong_together_are_one_sentence(tmp_path):
    table, about = tmp_path / "ensemble.csv", tmp_path / "ensemble.json"
    table.write_text("a\n0.25\n0.75\n")
    about.write_text('{"numbers": [4]}')
    with pytest.raises(UserError, match=r"has 2 sets and .* tells of 1"):
        read_ensemble(table, about)
