"""A run is compared with the run as usual that saw the same people and chance, or not at all."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.pairs import (
    compared_strategies,
    luck_in,
    pairs,
    require_as_usual,
    require_one_setting,
)
from ccu_sim.errors import RunFailures, UserError


def table(*rows):
    """Runs by unit, strategy, setting, set and replicate, each with two outcomes."""
    columns = ["unit", "strategy", "setting", "set", "replicate", "trust", "voice"]
    return pd.DataFrame(rows, columns=columns)


RUNS = table(
    ("there", "more", 0, 0, 0, 0.9, 9.0),
    ("there", "as-usual", 0, 0, 0, 0.5, 5.0),
    ("here", "less", 0, 1, 0, 0.1, 1.0),
    ("here", "as-usual", 0, 1, 0, 0.2, 2.0),
    ("here", "as-usual", 0, 0, 1, 0.3, 3.0),
    ("here", "more", 0, 0, 1, 0.6, 6.0),
    ("here", "as-usual", 0, 0, 0, 0.4, 4.0),
    ("here", "more", 0, 0, 0, 0.8, 8.0),
    ("here", "more", 0, 1, 1, 0.7, 7.0),  # its run as usual failed
)


def test_each_run_stands_beside_its_own_run_as_usual():
    found = {(one.unit, one.strategy): one for one in pairs(RUNS, ["trust", "voice"])}
    assert list(found) == [("there", "more"), ("here", "more"), ("here", "less")]
    more = found["here", "more"]
    assert more.as_usual.tolist() == [[0.4, 4.0], [0.3, 3.0]]
    assert more.with_strategy.tolist() == [[0.8, 8.0], [0.6, 6.0]]
    assert more.difference == pytest.approx(np.array([[0.4, 4.0], [0.3, 3.0]]))
    assert found["here", "less"].sets.tolist() == [1]


def test_the_order_of_the_table_changes_no_pair():
    shuffled = RUNS.sample(frac=1, random_state=3)
    found = {(one.unit, one.strategy): one.difference.tolist() for one in pairs(RUNS, ["trust"])}
    for one in pairs(shuffled, ["trust"]):
        assert one.difference.tolist() == found[one.unit, one.strategy]


def test_settings_of_a_sweep_are_kept_apart():
    swept = pd.concat([RUNS, RUNS.assign(setting=1, trust=RUNS["trust"] * 2)])
    apart = [one for one in pairs(swept, ["trust"]) if one.strategy == "less"]
    assert [one.setting for one in apart] == [0, 1]
    assert [one.difference.item() for one in apart] == pytest.approx([-0.1, -0.2])


def test_any_strategy_can_be_what_the_others_are_compared_with():
    assert compared_strategies(RUNS, "more") == ["as-usual", "less"]
    found = list(pairs(RUNS, ["trust"], baseline="more"))
    assert {one.strategy for one in found} == {"as-usual"}
    with pytest.raises(UserError, match="no runs of 'most' in the table to compare with"):
        list(pairs(RUNS, ["trust"], baseline="most"))


def test_luck_is_taken_off_what_is_counted_where_it_is_known():
    (known,) = pairs(
        RUNS.query("unit == 'there'").assign(**{luck_in("trust"): [0.3, 0.1]}), ["trust", "voice"]
    )
    assert known.luck_with_strategy.tolist() == [[0.3, 0.0]]
    assert known.luck_as_usual.tolist() == [[0.1, 0.0]]
    assert known.counted_difference == pytest.approx(np.array([[0.4, 4.0]]))
    assert known.difference == pytest.approx(np.array([[0.2, 4.0]]))


def test_settings_are_never_taken_together():
    require_one_setting(RUNS)
    with pytest.raises(UserError, match="of 2 settings of a sweep, which are never taken togeth"):
        require_one_setting(pd.concat([RUNS, RUNS.assign(setting=1)]))


def test_without_a_run_as_usual_it_is_told_whether_they_failed_or_are_to_come():
    failed = pd.DataFrame(
        [
            ("here", "more", "no"),
            ("here", "as-usual", "ValueError: never"),
            ("there", "as-usual", ""),
        ],
        columns=["unit", "strategy", "error"],
    )
    without = RUNS.query("strategy != 'as-usual'")
    require_as_usual(SimpleNamespace(runs=RUNS, failures=failed))
    for failures, says in (
        (failed, "every run as usual failed.*; the first, at here: ValueError: never"),
        (failed.head(1), "no run as usual is stored in FOLDER yet; finish the batch"),
    ):
        results = SimpleNamespace(runs=without, failures=failures, folder="FOLDER")
        with pytest.raises(RunFailures, match=says):
            require_as_usual(results)
