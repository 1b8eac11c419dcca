"""Ranking: a best only where it can be told apart."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis import leading_group, ranking
from ccu_sim.analysis.ranking import best_in_set
from ccu_sim.errors import UserError


def runs_with(effects_by_strategy, outcome="cohesion"):
    """One run a set, so that effects in sets are exactly those given."""
    rows = []
    for strategy, of_sets in {"as-usual": None, **effects_by_strategy}.items():
        count = len(next(iter(effects_by_strategy.values())))
        values = np.zeros(count) if of_sets is None else np.asarray(of_sets)
        rows += [("here", strategy, 0, index, 0, 3.0 + v) for index, v in enumerate(values)]
    return pd.DataFrame(rows, columns=["unit", "strategy", "setting", "set", "replicate", outcome])


def test_probabilities_and_regret_by_hand():
    runs = runs_with({"a": [0.3, 0.1, -0.2, 0.4], "b": [0.1, 0.2, -0.1, 0.1]})
    table = ranking(runs, "cohesion").set_index("strategy")
    assert table.index[0] == "a"
    np.testing.assert_allclose(
        table.loc[["a", "b", "as-usual"], "probability_best"], [0.5, 0.25, 0.25]
    )
    np.testing.assert_allclose(table.loc[["a", "b"], "probability_of_benefit"], [0.75, 0.75])
    np.testing.assert_allclose(
        table.loc[["a", "b", "as-usual"], "regret"],
        [(0 + 0.1 + 0.2 + 0) / 4, (0.2 + 0 + 0.1 + 0.3) / 4, (0.3 + 0.2 + 0 + 0.4) / 4],
    )


def test_less_can_be_better():
    runs = runs_with({"a": [2.0, 3.0], "b": [-1.0, -2.0]}, "disputes")
    table = ranking(runs, "disputes")
    assert list(table["strategy"]) == ["b", "as-usual", "a"]
    assert table.set_index("strategy").loc["b", "probability_best"] == 1.0


def test_ties_are_shared():
    np.testing.assert_allclose(best_in_set(np.array([[1.0, 1.0, 0.0]])), [0.5, 0.5, 0.0])


def test_a_clear_leader_stands_alone_and_alike_ones_do_not():
    random = np.random.default_rng(2)
    noise = random.standard_normal((60, 3))
    clear = runs_with({"a": 2 + noise[:, 0] * 0.1, "b": 1 + noise[:, 1] * 0.1})
    assert leading_group(ranking(clear, "cohesion"), "here") == ["a"]
    alike = runs_with({"a": 1.01 + noise[:, 0] * 0.5, "b": 1 + noise[:, 1] * 0.5})
    group = leading_group(ranking(alike, "cohesion"), "here")
    assert set(group) == {"a", "b"}


def test_picking_the_leader_among_equals_seldom_calls_it_best():
    random = np.random.default_rng(3)
    studies = []
    for place in range(25):
        noise = random.standard_normal((40, 5))
        runs = runs_with({f"s{k}": 5 + noise[:, k] for k in range(5)})
        studies.append(runs.assign(setting=place))
    # side by side as settings of a sweep, each of which is ranked by itself
    ranked = ranking(pd.concat(studies), "cohesion").groupby("setting")
    assert len(ranked) == 25
    alone = sum(len(leading_group(one, "here")) == 1 for _, one in ranked)
    assert alone <= 3


def test_one_set_has_no_interval_so_no_best():
    table = ranking(runs_with({"a": [1.0], "b": [0.5]}), "cohesion")
    assert not table["differs_from_best"].any()
    assert len(leading_group(table, "here")) == 3


def test_as_usual_can_lead(made_up):
    table = ranking(made_up, "retention_24_all")
    assert {"as-usual", "steady", "nothing", "worse"} == set(table["strategy"])
    runs = made_up.runs[made_up.runs["strategy"].isin(["as-usual", "worse"])]
    assert ranking(runs, "retention_24_all")["strategy"].iloc[0] == "as-usual"


def test_what_has_no_better_is_not_ranked(made_up):
    with pytest.raises(UserError, match="no ranking"):
        ranking(made_up, "stay_months")


def test_a_set_without_a_difference_counts_half():
    runs = runs_with({"a": [0.3, 0.0, 0.0, 0.0], "b": [0.0] * 4})
    table = ranking(runs, "cohesion").set_index("strategy")
    assert table.loc["a", "probability_of_benefit"] == (1 + 1.5) / 4
    assert np.isnan(table.loc["b", "probability_of_benefit"])
