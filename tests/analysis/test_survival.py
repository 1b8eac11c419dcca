"""Survival curves against the product-limit method done by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from ccu_sim.analysis import kaplan_meier, reasons, runs_with_landmarks, survival
from ccu_sim.analysis.effects import mean_of_runs
from ccu_sim.analysis.reasons import REASON_WORDS
from ccu_sim.analysis.survival import CAUSES, at_months, cumulative_incidence
from ccu_sim.model.records import REASONS


def product_limit(durations, observed):
    """Kaplan & Meier (1958), written out."""
    left, curve, times = 1.0, [], sorted(set(durations))
    for time in times:
        at_risk = sum(d >= time for d in durations)
        ended = sum(d == time and o for d, o in zip(durations, observed, strict=True))
        left *= 1 - ended / at_risk
        curve.append(left)
    return times, curve


def spells_of(durations, outcomes, **others):
    count = len(durations)
    columns = {
        "unit": "here",
        "strategy": "as-usual",
        "setting": 0,
        "set": 0,
        "replicate": 0,
        "role": "peer_worker",
        "employment": "fixed-term",
        "founding": True,
        "start_month": 0.0,
        "end_month": durations,
        "outcome": outcomes,
    }
    return pd.DataFrame({**columns, **others}, index=range(count))


def test_the_textbook_example():
    # Remission in weeks, 6-mercaptopurine, Freireich 1963 as in Kalbfleisch & Prentice.
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    seen = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    times, curve = kaplan_meier(np.array(weeks, float), np.array(seen, bool))
    known = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    for week, value in known.items():
        assert curve[list(times).index(week)] == pytest.approx(value, abs=0.0006)


def test_against_the_product_limit_written_out():
    random = np.random.default_rng(5)
    durations = np.round(random.exponential(12, 200), 1) + 0.1
    observed = random.random(200) < 0.6
    times, curve = kaplan_meier(durations, observed)
    by_hand = product_limit(list(durations), list(observed))
    np.testing.assert_allclose(times, by_hand[0])
    np.testing.assert_allclose(curve, by_hand[1])


def test_against_scipy():
    random = np.random.default_rng(8)
    durations = np.round(random.exponential(12, 500)) + 1.0
    observed = random.random(500) < 0.6
    times, curve = kaplan_meier(durations, observed)
    known = stats.ecdf(stats.CensoredData.right_censored(durations, ~observed)).sf
    np.testing.assert_array_equal(times, known.quantiles)
    np.testing.assert_array_equal(curve, known.probabilities)


def test_causes_and_survival_sum_to_one():
    random = np.random.default_rng(6)
    durations = np.round(random.exponential(12, 300), 1) + 0.1
    outcomes = random.choice([*CAUSES, "in-post"], 300)
    times, curve = kaplan_meier(durations, np.isin(outcomes, CAUSES))
    other_times, shares = cumulative_incidence(durations, outcomes)
    np.testing.assert_allclose(times, other_times)
    np.testing.assert_allclose(curve + sum(shares.values()), 1.0)


def test_a_rate_of_leaving_comes_back():
    random = np.random.default_rng(7)
    stays = random.exponential(20, 20_000)
    outcomes = np.where(stays < 36, "resigned", "in-post")
    table = survival(spells_of(np.minimum(stays, 36.0), outcomes))
    at = table.set_index("month")["in_post"]
    for month in (6.0, 12.0, 24.0, 35.75):
        assert at[month] == pytest.approx(np.exp(-month / 20), abs=0.01)


def test_expiry_is_shown_and_read_just_after_the_day():
    table = survival(
        spells_of(
            [24.0, 24.0, 10.0, 36.0], ["contract-ended", "contract-ended", "resigned", "in-post"]
        )
    ).set_index("month")
    assert table.loc[23.75, "in_post"] == pytest.approx(0.75)
    assert table.loc[24.0, "in_post"] == pytest.approx(0.25)
    assert table.loc[24.0, "contract-ended"] == pytest.approx(0.5)
    assert table.loc[36.0, "resigned"] == pytest.approx(0.25)


def test_founding_staff_or_those_who_came_later():
    spells = spells_of(
        [12.0, 30.0, 36.0, 36.0],
        ["resigned", "resigned", "in-post", "in-post"],
        founding=[True, False, True, False],
        start_month=[0.0, 15.0, 0.0, 30.0],
    )
    founding = survival(spells).set_index("month")
    later = survival(spells, founding=False).set_index("month")
    assert founding.loc[15.0, "in_post"] == pytest.approx(0.5)
    assert founding["people"].iloc[0] == later["people"].iloc[0] == 2
    # One stayed fifteen months; the other has been seen for six.
    assert later.loc[14.75, "in_post"] == 1.0
    assert later.loc[15.0, "in_post"] == 0.0


def test_casual_staff_hold_no_post():
    spells = spells_of(
        [12.0, 36.0], ["resigned", "in-post"], employment=["casual", "permanent"], founding=True
    )
    assert survival(spells)["in_post"].min() == 1.0


def test_the_spread_is_over_sets():
    spells = pd.concat(
        [
            spells_of([10.0, 36.0], ["resigned", "in-post"], set=0),
            spells_of([36.0, 36.0], ["in-post", "in-post"], set=1),
        ]
    )
    at = survival(spells).set_index("month").loc[20.0]
    assert at["in_post"] == pytest.approx(0.75)
    assert (at["in_post_low"], at["in_post_high"]) == (pytest.approx(0.525), pytest.approx(0.975))
    alone = survival(spells[spells["set"] == 0])
    assert alone["in_post_low"].isna().all()


def test_curves_as_counted_agree_with_the_runs_table(made_up):
    curves = survival(made_up.spells, strategies=["as-usual"])
    runs = made_up.runs
    for unit in ("site-1", "site-2"):
        mine = runs[(runs["unit"] == unit) & (runs["strategy"] == "as-usual")]
        at = curves[(curves["unit"] == unit) & (curves["role"] == "peer_worker")]
        at = at.set_index("month")["in_post"]
        assert at[12.0] == pytest.approx(mine["retention_12_peer"].mean())
        # The runs table looks before an expiry on the day, the curve just after it.
        expired = made_up.spells[
            (made_up.spells["unit"] == unit)
            & (made_up.spells["strategy"] == "as-usual")
            & (made_up.spells["outcome"] == "contract-ended")
        ]
        fell = len(expired) / (17 * len(mine))
        assert fell > 0
        assert at[24.0] + fell == pytest.approx(mine["retention_24_peer"].mean())


def test_luck_is_taken_off_curves_as_it_is_off_the_runs(made_up):
    steadied, counted = survival(made_up), survival(made_up.spells, horizon=36.0)
    runs = runs_with_landmarks(made_up)
    by = ["unit", "strategy", "role", "month"]
    curve = steadied.set_index(by)
    for (unit, strategy), mine in runs.groupby(["unit", "strategy"], observed=True):
        share = curve.loc[(unit, strategy, "clinician", 36.0), "in_post"]
        # a curve that never rises may end a little off the mean of its end alone
        assert share == pytest.approx(mean_of_runs(mine, "retention_36_clinician"), abs=0.004)
        assert share != pytest.approx(mine["retention_36_clinician"].mean(), abs=0.002)
    np.testing.assert_allclose(steadied[["in_post", *CAUSES]].sum(axis=1), 1.0)
    falls = steadied.groupby(by[:3], observed=True)["in_post"].diff().dropna()
    assert falls.max() <= 1e-12
    width = [(table["in_post_high"] - table["in_post_low"]).mean() for table in (steadied, counted)]
    assert width[0] < 0.9 * width[1]


def test_before_the_first_step_everyone_is_there():
    read = at_months(np.array([5.0]), np.array([0.5]), np.array([0.0, 4.9, 5.0]), 1.0)
    np.testing.assert_allclose(read, [1.0, 1.0, 0.5])


def test_reasons_sum_to_one(made_up):
    table = reasons(made_up, unit="site-1", strategy="as-usual")
    np.testing.assert_allclose(table.groupby("role")["share"].sum(), 1.0)
    months = made_up.read("monthly", unit="site-1", strategy="as-usual")
    expected = table.loc[table["role"] == "clinician", "resignations"]
    assert expected.to_numpy() == pytest.approx(months["expected_resigned_clinician_base"].sum())


def test_every_reason_has_words():
    assert set(REASON_WORDS) == set(REASONS)
