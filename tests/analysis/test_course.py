"""Months: the mean course, and from when a strategy shows."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis import course, landmarks, months_until_effect, runs_with_landmarks
from ccu_sim.analysis.landmark import duration, founding_heads


class Results:
    """Cohesion that departs from as usual in month 5, alike in every set but for noise."""

    def __init__(self):
        random = np.random.default_rng(1)
        rows = []
        for set_index in range(6):
            for month in range(13):
                usual = 4.0 + 0.1 * random.standard_normal()
                noise = 0.001 * random.standard_normal()
                gain = 0.1 * (month >= 5) + noise
                rows.append(("as-usual", set_index, month, usual))
                rows.append(("other", set_index, month, usual + gain))
        table = pd.DataFrame(rows, columns=["strategy", "set", "month", "cohesion"])
        self._monthly = table.assign(unit="here", setting=0, replicate=0)
        self.runs = table[["strategy"]].drop_duplicates().assign(unit="here")

    def read(self, table, columns=None, *, strategy=None, unit=None):
        return self._monthly[self._monthly["strategy"].isin(np.atleast_1d(strategy))]


def test_the_month_from_which_it_shows():
    results = Results()
    found = months_until_effect(results, "cohesion", unit="here", strategy="other")
    assert found == 5


def test_as_usual_never_differs_from_itself():
    results = Results()
    assert months_until_effect(results, "cohesion", unit="here", strategy="as-usual") is None


def test_the_mean_course():
    results = Results()
    table = course(results, ["cohesion"], strategies=["other"])
    monthly = results.read("monthly", strategy="other")
    np.testing.assert_allclose(table["mean"], monthly.groupby("month")["cohesion"].mean())
    assert (table["low"] <= table["mean"]).all()
    assert list(table["month"]) == list(range(13))


@pytest.mark.parametrize(
    ("horizon", "columns", "words"),
    [
        (60, ["retention_24_peer", "retention_36_peer"], "after three years"),
        (36, ["retention_24_peer", "retention_36_peer"], "after three years"),
        (30, ["retention_24_peer", "retention_end_peer"], "after 30 months"),
        (24, ["retention_24_peer"], "after two years"),
        (18, ["retention_end_peer"], "after 18 months"),
        (12, ["retention_12_peer"], "after one year"),
        (1, ["retention_end_peer"], "after one month"),
    ],
)
def test_the_landmarks(horizon, columns, words):
    found = landmarks(horizon)
    assert [mark.column("peer") for mark in found] == columns
    assert found[-1].words == words


def test_durations_in_words():
    assert [duration(m) for m in (1, 6, 12, 18, 36)] == [
        "one month",
        "six months",
        "one year",
        "18 months",
        "three years",
    ]


def test_staying_at_a_short_horizon_comes_from_the_monthly_table(synthetic_results):
    results = synthetic_results(months=6, sets=2, replicates=1)
    runs = runs_with_landmarks(results)
    assert len(runs) == len(results.runs)
    row = runs.iloc[0]
    last = results.monthly[
        (results.monthly["month"] == 6)
        & (results.monthly["unit"] == row["unit"])
        & (results.monthly["strategy"] == row["strategy"])
        & (results.monthly["set"] == row["set"])
    ].iloc[0]
    assert row["retention_end_peer"] == pytest.approx(last["founding_peer"] / 17)
    assert row["retention_end_all"] == pytest.approx(
        (last["founding_peer"] + last["founding_clinician"]) / 25
    )


def test_a_unit_without_peer_workers(synthetic_results):
    results = synthetic_results(months=6, sets=1, heads={"clinician": 8}, units=("clinic",))
    runs = runs_with_landmarks(results)
    assert runs["retention_end_peer"].isna().all()
    assert runs["retention_end_clinician"].notna().all()
    assert founding_heads(results, "clinic") == {"peer": 0, "clinician": 8, "all": 8}
