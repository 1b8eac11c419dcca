"""Satisficing and regret over parameter sets, on runs whose answers are known."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.outcomes import OUTCOMES
from ccu_sim.analysis.robustness import gains, robustness
from ccu_sim.errors import UserError

STAYING = OUTCOMES["retention_36_all"]
LEVELS = {
    "as-usual": [0.5, 0.5, 0.5, 0.5],
    "steady": [0.6, 0.6, 0.6, 0.6],
    "bold": [0.9, 0.8, 0.5, 0.4],
}


def runs(levels=LEVELS, column="retention_36_all", settings=1):
    """A run for each strategy, set and setting; settings differ by a tenth."""
    return pd.DataFrame(
        [
            {
                "unit": "here",
                "strategy": strategy,
                "setting": setting,
                "set": number,
                "replicate": 0,
                column: value + (0.1 * setting if strategy == "steady" else 0.0),
            }
            for strategy, values in levels.items()
            for setting in range(settings)
            for number, value in enumerate(values)
        ]
    )


def _neither():
    return next(one for one in OUTCOMES.values() if one.better == 0)


def table(found, outcome=STAYING, aim=0.1):
    rows = robustness(list(gains(found, outcome)), {"here": aim}, outcome.better)
    return rows.set_index("strategy")


def test_how_often_the_aim_is_reached_and_what_is_forgone():
    rows = table(runs())
    assert list(rows.index) == ["bold", "steady", "as-usual"]
    assert rows["effect"].to_numpy() == pytest.approx([0.15, 0.1, 0.0])
    assert rows["satisficing"].to_numpy() == pytest.approx([0.5, 1.0, 0.0])
    # forgone: steady 0.3 and 0.2 in the first two sets, bold 0.1 and 0.2 in the others
    assert rows["regret"].to_numpy() == pytest.approx([0.075, 0.125, 0.225])
    assert rows["regret_most"].to_numpy() == pytest.approx([0.2, 0.3, 0.4])
    assert rows["probability_best"].to_numpy() == pytest.approx([0.5, 0.5, 0.0])


def test_less_may_be_better():
    gap = OUTCOMES["trust_gap"]
    rows = table(runs(column="trust_gap"), gap)
    assert list(rows.index) == ["as-usual", "steady", "bold"]
    assert rows.loc["bold", "effect"] == pytest.approx(0.15)
    assert rows.loc["bold", "satisficing"] == 0.25
    with pytest.raises(UserError, match="Neither more nor less"):
        list(gains(runs(), _neither()))


def test_settings_are_never_taken_together():
    found = list(gains(runs(settings=2), STAYING))
    assert [one.setting for one in found] == [0, 1]
    assert [one.preferred for one in found] == ["bold", "steady"]


def test_where_nobody_leaves_or_everyone_does_all_are_alike():
    for level in (0.0, 1.0):
        rows = table(runs({name: [level] * 3 for name in LEVELS}))
        assert rows[["effect", "regret", "satisficing"]].to_numpy().sum() == 0
        assert rows["probability_best"].to_numpy() == pytest.approx([1 / 3] * 3)
        assert np.isfinite(rows.select_dtypes("number")).all(axis=None)


def test_sets_without_a_value_are_left_out():
    found = runs()
    found.loc[(found["strategy"] == "bold") & (found["set"] == 3), "retention_36_all"] = np.nan
    [one] = gains(found, STAYING)
    assert list(one.sets) == [0, 1, 2]


def test_one_parameter_set_or_no_strategy_is_told():
    with pytest.raises(UserError, match="there is only one"):
        table(runs({name: values[:1] for name, values in LEVELS.items()}))
    with pytest.raises(UserError, match="No strategy was run"):
        list(gains(runs({"as-usual": [0.5, 0.5]}), STAYING))
