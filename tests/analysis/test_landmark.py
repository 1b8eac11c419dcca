"""The months at which staying is read, at any horizon."""

import pytest

from ccu_sim.analysis.landmark import (
    Landmark,
    duration,
    founding_heads,
    landmarks,
    runs_with_landmarks,
)
from ccu_sim.errors import RunFailures


@pytest.mark.parametrize(
    ("horizon", "months"),
    [(1, [1]), (12, [12]), (18, [18]), (24, [24]), (30, [24, 30]), (36, [24, 36]), (60, [24, 36])],
)
def test_staying_is_read_at_two_years_and_three_or_at_the_horizon(horizon, months):
    assert [landmark.months for landmark in landmarks(horizon)] == months


@pytest.mark.parametrize(
    ("months", "column"),
    [(12, "retention_12_peer"), (24, "retention_24_peer"), (30, "retention_end_peer")],
)
def test_a_landmark_is_a_column_of_the_runs_or_their_end(months, column):
    assert Landmark(months).column("peer") == column


@pytest.mark.parametrize(
    ("months", "words"),
    [
        *((1, "one month"), (2, "two months"), (10, "ten months"), (11, "11 months")),
        *((12, "one year"), (18, "18 months"), (24, "two years"), (120, "ten years")),
    ],
)
def test_months_in_words(months, words):
    assert duration(months) == words
    assert Landmark(months).words == f"after {words}"


def test_at_another_horizon_staying_is_read_from_the_last_month(synthetic_results):
    heads = {"peer_worker": 10, "clinician": 5}
    results = synthetic_results(months=30, heads=heads, units=("here",), sets=3)
    runs = runs_with_landmarks(results)
    assert len(runs) == len(results.runs)
    ids = ["unit", "strategy", "setting", "set", "replicate"]
    last = results.monthly.query("month == 30").set_index(ids)
    found = runs.set_index(ids).loc[last.index]
    peers, clinicians = last["founding_peer"], last["founding_clinician"]
    assert (found["retention_end_peer"] == peers / 10).all()
    assert (found["retention_end_clinician"] == clinicians / 5).all()
    assert found["retention_end_all"].to_numpy() == pytest.approx(
        ((peers + clinicians) / 15).to_numpy()
    )


def test_at_three_years_the_runs_have_it_already(made_up):
    found = runs_with_landmarks(made_up)
    assert found[list(made_up.runs)].equals(made_up.runs)
    assert all(name.startswith("luck_in_") for name in set(found) - set(made_up.runs))


def test_the_founding_team_is_counted_on_day_0(made_up):
    assert founding_heads(made_up, "site-1") == {"peer": 17, "clinician": 8, "all": 25}


def test_nothing_is_read_where_every_run_as_usual_failed(synthetic_results):
    results = synthetic_results(units=("here",), sets=2)
    results.runs = results.runs[results.runs["strategy"] != "as-usual"]
    results.failures = results.runs.iloc[:1].assign(
        strategy="as-usual", unit="here", error="ZeroDivisionError: by zero"
    )
    says = "every run as usual failed.* the first, at here: ZeroDivisionError: by zero"
    with pytest.raises(RunFailures, match=says):
        runs_with_landmarks(results)
