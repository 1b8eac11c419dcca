"""What is looked at in a run."""

import numpy as np
import pytest

from ccu_sim.analysis.calibration.pooling import survey_items
from ccu_sim.analysis.calibration.summary import observe, summarise
from ccu_sim.evidence import REGISTRY, TARGETS
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import simulate
from ccu_sim.model.records import SURVEY


@pytest.fixture(scope="module")
def tables():
    return simulate(load_unit("site-1"), compose([]), REGISTRY.central(), months=36, seed=5)


def test_every_target_is_in_the_summary():
    row = observe("site-2", REGISTRY.central(), seed=1, set_index=0, replicate=0)
    each = [target.name for target in TARGETS.targets if target.each]
    assert set(each) <= set(row)
    assert set(survey_items(TARGETS)) <= set(SURVEY)
    assert row == observe("site-2", REGISTRY.central(), seed=1, set_index=0, replicate=0)


def test_who_resigned_or_was_promoted_agrees_with_the_run(tables):
    row = summarise(tables, np.array([]), np.array([], dtype=bool))
    assert row["resigned_or_promoted_peer"] == pytest.approx(
        tables.run["resigned_or_promoted_12_peer"]
    )
    assert row["resigned_or_promoted_clinician"] == pytest.approx(
        tables.run["resigned_or_promoted_12_clinician"]
    )
    assert np.isnan(row["stay_median"])


def test_states_are_those_of_the_second_year(tables):
    row = summarise(tables, np.array([]), np.array([], dtype=bool))
    months = tables.monthly["month"]
    second_year = tables.monthly[(months >= 13) & (months <= 24)]
    assert len(second_year) == 12
    assert row["cohesion"] == second_year["cohesion"].mean()


def test_stays(tables):
    stayed = np.array([3.0, 6.0, 10.0, 24.0, 30.0, 26.0])
    ended = np.array([True, True, True, True, True, False])
    row = summarise(tables, stayed, ended)
    assert row["stay_inside"] == 0.5
    assert row["stay_median"] == 17.0


def test_survey_counts_who_resigned_in_the_year_after(tables):
    row = summarise(tables, np.array([]), np.array([], dtype=bool))
    spells = tables.spells
    answered = spells[
        (spells["employment"] != "casual")
        & (spells["role"] != "team_leader")
        & ~np.isnan(spells["survey_satisfaction"])
    ]
    gone = answered["end_month"] < 24
    resigned = gone & (answered["outcome"] == "resigned")
    assert row["survey_resigned"] == resigned.sum()
    assert row["survey_n"] == (resigned | ~gone).sum()
    assert row["products_satisfaction"] == pytest.approx(
        answered["survey_satisfaction"][resigned].sum()
    )
