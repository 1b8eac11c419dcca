"""What is done first, next and not, where gains are known by construction."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.planning import sequence_of

SETS = 10


def runs_of(gains, luck=0.0):
    """Runs in which each policy keeps so many more, with luck of its own around it."""
    rows = []
    for place, (name, gain) in enumerate({"as-usual": 0.0, **gains}.items()):
        random = np.random.default_rng(place)
        for number in range(SETS):
            rows.append(
                {
                    "unit": "here",
                    "strategy": name,
                    "setting": 0,
                    "set": number,
                    "replicate": 0,
                    "workers": 10 + gain + luck * random.standard_normal(),
                    "cohesion": 4.0,
                    "spent": 1000.0 * place,
                    "cost": 1000.0 * place,
                }
            )
    return pd.DataFrame(rows)


def sequence(gains, luck=0.01):
    parts = {name: frozenset(name.split("+")) for name in gains}
    return sequence_of(runs_of(gains, luck), parts)


def names(found):
    return [step["package"] for step in found.steps]


def test_a_part_that_keeps_most_of_a_bundle_comes_first_and_the_rest_next():
    found = sequence({"a+b": 4.3, "a": 3.5, "b": 0.6, "c": 2.0})
    assert names(found) == ["a", "a+b"]
    assert [step["before"] for step in found.steps] == ["as-usual", "a"]
    assert found.steps[1]["workers"] == pytest.approx(0.8, abs=0.05)
    assert list(found.others["package"]) == ["c"]  # b is part of it already
    assert found.sharing.empty


def test_what_a_bundle_adds_must_be_seen():
    found = sequence({"a+b": 4.0, "a": 3.9}, luck=0.8)
    assert names(found) == ["a"]
    assert found.unseen["package"] == "a+b"
    assert found.unseen["workers_low"] < 0 < found.unseen["workers_high"]


def test_a_bundle_none_of_whose_parts_keeps_most_of_it_stays_whole():
    found = sequence({"a+b": 4.0, "a": 1.0, "b": 1.2})
    assert names(found) == ["a+b"]


def test_a_bundle_with_a_step_and_more_is_not_passed_over():
    found = sequence({"a": 4.0, "a+b": 3.0, "a+c": -1.0, "b": 1.0, "a+d": 0.0}, luck=0.3)
    assert names(found) == ["a"]
    assert list(found.sharing["package"]) == ["a+b"]
    assert list(found.others["package"]) == ["b"]
    assert list(found.fewer["package"]) == ["a+c"]
    assert list(found.unclear["package"]) == ["a+d"]


def test_a_single_strategy_leads_and_others_follow_by_themselves():
    found = sequence({"a": 1.0, "b": 3.0, "c": 2.0, "none": 0.0, "worse": -2.0})
    assert names(found) == ["b"]
    assert list(found.others["package"]) == ["a", "c"]  # A$1,000 a worker kept, and A$1,500
    assert list(found.fewer["package"]) == ["worse"]
    assert "none" not in [*found.others["package"], *found.fewer["package"]]


def test_what_saves_comes_before_what_costs_and_then_most_for_the_money():
    gains = {"first": 9.0, "dear": 3.0, "saves": 0.5, "saves more": 1.0, "cheap": 1.5}
    runs = runs_of(gains, luck=0.01)
    costs = {"dear": 9000.0, "saves": -10.0, "saves more": -5.0, "cheap": 300.0}
    runs["cost"] = runs["strategy"].map(costs).fillna(0.0)
    found = sequence_of(runs, {name: frozenset([name]) for name in gains})
    assert list(found.others["package"]) == ["saves more", "saves", "cheap", "dear"]


def test_where_nothing_keeps_more_nothing_is_done():
    found = sequence({"a": -1.0, "b": -2.0})
    assert found.steps == ()
    assert list(found.fewer["package"]) == ["a", "b"]


def test_as_usual_alone():
    found = sequence_of(runs_of({}), {})
    assert found.steps == ()
    assert found.others.empty
    assert found.fewer.empty


def test_of_one_pair_of_runs_the_larger_leads():
    runs = runs_of({"a": 1.0, "b": 0.0})
    found = sequence_of(runs[runs["set"] == 0], {"a": frozenset("a"), "b": frozenset("b")})
    assert names(found) == ["a"]
    assert list(found.unclear["package"]) == ["b"]
