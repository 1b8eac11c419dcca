"""Paired effects are what they were built to be."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis import effects, set_effects
from ccu_sim.analysis.effects import EFFECT_COLUMNS
from ccu_sim.analysis.outcomes import OUTCOMES
from ccu_sim.analysis.pairs import pairs
from ccu_sim.errors import UserError
from ccu_sim.model import RUN_COLUMNS


def built_runs(effect_of_set, *, luck=5.0, replicates=2, settings=1, units=("here",)):
    """Runs whose paired effect is known exactly, under luck that pairs share."""
    random = np.random.default_rng(1)
    rows = []
    for unit in units:
        for set_index, effect in enumerate(effect_of_set):
            for setting in range(settings):
                for replicate in range(replicates):
                    usual = 3.0 + luck * random.standard_normal()
                    for strategy, gain in (("as-usual", 0.0), ("other", effect * (1 + setting))):
                        rows.append((unit, strategy, setting, set_index, replicate, usual + gain))
    columns = ["unit", "strategy", "setting", "set", "replicate", "cohesion"]
    table = pd.DataFrame(rows, columns=columns)
    table["disputes"] = table["cohesion"]
    table["stay_months"] = table["cohesion"]
    return table.sample(frac=1, random_state=2)


def row_of(table, outcome, **where):
    kept = table[table["outcome"] == outcome]
    for column, value in where.items():
        kept = kept[kept[column] == value]
    assert len(kept) == 1
    return kept.iloc[0]


def test_a_constant_effect_is_found_exactly_whatever_the_luck():
    table = effects(built_runs([0.25] * 5))
    row = row_of(table, "cohesion")
    assert list(table.columns) == list(EFFECT_COLUMNS)
    for column in ("effect", "mc_low", "mc_high", "parameter_low", "stochastic_high"):
        assert row[column] == pytest.approx(0.25)
    assert row["level"] - row["as_usual"] == pytest.approx(0.25)
    assert row["probability_of_benefit"] == 1.0
    assert (row["sets"], row["pairs"]) == (5, 10)


def test_direction_decides_what_helps():
    table = effects(built_runs([0.3, 0.3, 0.3, -0.1]))
    assert row_of(table, "cohesion")["probability_of_benefit"] == 0.75
    assert row_of(table, "disputes")["probability_of_benefit"] == 0.25
    assert np.isnan(row_of(table, "stay_months")["probability_of_benefit"])


def test_the_effect_is_the_mean_of_sets_with_students_interval():
    of_sets = np.array([0.1, 0.2, 0.6])
    row = row_of(effects(built_runs(of_sets)), "cohesion")
    assert row["effect"] == pytest.approx(0.3)
    reach = 4.302652729911275 * of_sets.std(ddof=1) / np.sqrt(3)
    assert row["mc_low"] == pytest.approx(0.3 - reach)
    assert row["mc_high"] == pytest.approx(0.3 + reach)


def test_settings_are_never_taken_together():
    runs = built_runs([0.2, 0.3, 0.4], settings=2)
    both = effects(runs, ["cohesion"])
    assert list(both["setting"]) == [0, 1]
    np.testing.assert_allclose(both["effect"], [0.3, 0.6])
    for setting, row in both.set_index("setting").iterrows():
        alone = effects(runs[runs["setting"] == setting], ["cohesion"]).iloc[0]
        assert row.to_dict() == alone.drop("setting").to_dict()
    by_set = set_effects(runs, ["cohesion"]).groupby("setting")["cohesion"].mean()
    np.testing.assert_allclose(by_set, [0.3, 0.6])


def test_a_failed_run_takes_its_pair_away_and_nothing_else():
    runs = built_runs([0.25] * 4)
    lost = runs[(runs["strategy"] == "other") & (runs["set"] == 2)].index[0]
    row = row_of(effects(runs.drop(index=lost)), "cohesion")
    assert row["pairs"] == 7
    assert row["effect"] == pytest.approx(0.25)


def test_an_effect_on_a_group_is_over_the_pairs_in_which_both_runs_have_it():
    """Where the strategy alone fills the post, that run says nothing of what it does to them."""
    runs = built_runs([0.25] * 4)
    usual = runs[(runs["strategy"] == "as-usual") & (runs["set"] == 2)].index
    runs.loc[usual, "cohesion"] = np.nan
    runs.loc[runs[(runs["strategy"] == "other") & (runs["set"] == 2)].index, "cohesion"] = 99.0
    row = row_of(effects(runs), "cohesion")
    assert (row["pairs"], row["sets"]) == (6, 3)
    assert row["effect"] == pytest.approx(0.25)
    assert row["level"] - row["as_usual"] == pytest.approx(0.25)
    assert row["level"] < 50


def test_one_run_each_gives_an_effect_and_no_interval():
    row = row_of(effects(built_runs([0.4], replicates=1)), "cohesion")
    assert row["effect"] == pytest.approx(0.4)
    intervals = [c for c in EFFECT_COLUMNS if c.endswith(("_low", "_high"))]
    assert row[[c for c in intervals if c[:2] in ("mc", "si", "pa", "ch")]].isna().all()
    assert row["simultaneous_method"] == "none"


def test_an_outcome_beyond_the_horizon_is_left_out():
    runs = built_runs([0.4] * 2)
    runs["retention_24_all"] = np.nan
    assert "retention_24_all" not in set(effects(runs)["outcome"])
    asked = row_of(effects(runs, ["retention_24_all"]), "retention_24_all")
    assert asked["pairs"] == 0
    assert np.isnan(asked["effect"])


def test_without_as_usual_there_is_nothing_to_compare_with():
    runs = built_runs([0.4] * 2)
    with pytest.raises(UserError, match="as-usual"):
        effects(runs[runs["strategy"] != "as-usual"])


def test_as_usual_alone_gives_an_empty_table():
    runs = built_runs([0.4] * 2)
    table = effects(runs[runs["strategy"] == "as-usual"])
    assert table.empty
    assert list(table.columns) == list(EFFECT_COLUMNS)


def test_simultaneous_intervals_are_wider(made_up):
    table = effects(made_up, ["retention_24_peer"])
    inside = table[table["strategy"] != "nothing"]
    assert (inside["simultaneous_low"] < inside["mc_low"]).all()
    assert (inside["simultaneous_high"] > inside["mc_high"]).all()


def test_a_strategy_that_changes_nothing_has_no_effect(made_up):
    table = effects(made_up)
    nothing = table[table["strategy"] == "nothing"]
    assert (nothing["effect"] == 0).all()
    assert (nothing["mc_high"] == 0).all()
    assert not (nothing["probability_of_benefit"] > 0).any()


def test_set_effects_have_a_row_for_each_set():
    of_sets = [0.1, 0.2, 0.6]
    table = set_effects(built_runs(of_sets, units=("here", "there")), ["cohesion"])
    assert len(table) == 6
    np.testing.assert_allclose(table["cohesion"], of_sets * 2)


def test_pairs_share_everything_but_the_strategy():
    found = list(pairs(built_runs([0.1, 0.2]), ["cohesion"]))
    assert [(pair.unit, pair.strategy) for pair in found] == [("here", "other")]
    np.testing.assert_allclose(found[0].difference[:, 0], [0.1, 0.1, 0.2, 0.2])


def test_every_outcome_says_what_it_is():
    for name, outcome in OUTCOMES.items():
        assert outcome.name == name
        assert outcome.better in (-1, 0, 1)
        assert outcome.plain.endswith(".")
        assert outcome.unit


def test_every_measure_of_a_run_is_an_outcome():
    missing = set(RUN_COLUMNS) - set(OUTCOMES)
    assert not missing
    made_here = {name for name in OUTCOMES if name.startswith("retention_end")}
    assert set(OUTCOMES) - set(RUN_COLUMNS) == made_here


def test_outcomes_speak_in_their_unit():
    retention = OUTCOMES["retention_24_peer"]
    assert retention.text(0.534) == "53.4 %"
    assert retention.difference(-0.0712) == "−7.1"
    assert retention.difference_unit == "percentage points"
    assert OUTCOMES["cost_total"].text(1_086_448.6) == "1,086.4"
    assert OUTCOMES["cohesion"].text(float("nan")) == "–"
    assert OUTCOMES["cohesion"].difference(-0.0001) == "+0.00"
