"""Luck in who left, from the model's own runs and from runs in which all or nobody leave."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim import study_of
from ccu_sim.analysis import effects
from ccu_sim.analysis.luck import FOUNDING, courses, with_luck
from ccu_sim.analysis.pairs import luck_in, pairs
from ccu_sim.batch import run_batch

STRATEGIES = (
    *("leadership", "professional-supervision", "role-clarity", "education-and-training"),
    "permanent-contracts",
)
CLAIMED = (
    *("retention_12_all", "retention_24_all", "rmst_months_all", "turnover_all", "cost_turnover"),
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Runs of the model as it ships: five programmes, one run each in eight parameter sets."""
    study = study_of(["site-2"], STRATEGIES, parameter_sets=8, replicates=1, months=24)
    return run_batch(study, tmp_path_factory.mktemp("luck") / "results")


def test_no_set_is_left_without_a_difference(ran):
    found = {pair.strategy: pair for pair in pairs(with_luck(ran, ran.runs), CLAIMED)}
    assert set(found) == set(STRATEGIES)
    counted = np.stack([pair.counted_difference for pair in found.values()])
    assert (counted == 0).any(axis=(0, 1)).all(), "counting leaves some without, in each outcome"
    for name, pair in found.items():
        assert (pair.difference != 0).all(), name


def test_a_strategy_that_changes_nothing_makes_no_difference(synthetic_results):
    results = synthetic_results(units=("site-1",), sets=5)
    table = effects(results, ["retention_24_all", "turnover_all", "cost_turnover"])
    nothing = table[table["strategy"] == "nothing"]
    assert len(nothing) == 3
    assert (nothing[["effect", "mc_low", "mc_high"]] == 0).all(axis=None)


def test_what_is_counted_stays_as_it_is_beside_its_luck(ran):
    both = with_luck(ran, ran.runs)
    pd.testing.assert_frame_equal(both[list(ran.runs)], ran.runs)
    luck = both[[luck_in(name) for name in CLAIMED]]
    assert np.isfinite(luck).all(axis=None)
    assert (luck != 0).all(axis=None)


def test_luck_is_less_than_what_it_may_move(ran):
    """Taken off whole, a share in post is still a share, and months in post are not too many."""
    both = with_luck(ran, ran.runs)
    for name, most in {"retention_12_all": 1, "retention_24_all": 1, "rmst_months_all": 24}.items():
        expected = both[name] - both[luck_in(name)]
        assert expected.between(-0.1 * most, 1.1 * most).all(), name


def test_expected_staying_falls_and_is_near_what_was_counted(ran):
    for one in courses(ran, FOUNDING):
        for role in ("peer", "clinician"):
            staying = one.staying(role)
            usual = (one.usual or one).columns[f"founding_{role}"].mean(axis=0)
            assert staying[0] == 1.0
            assert (np.diff(staying) <= 0).all()
            assert staying == pytest.approx(usual / usual[0], abs=0.25)


def test_a_single_run_of_the_model_gives_levels_that_can_be(ran):
    runs = with_luck(ran, ran.runs)
    shares = ["retention_12_all", "retention_24_peer", "retention_24_clinician"]
    table = effects(runs[runs["set"] == 0], shares)
    assert table[["as_usual", "level"]].apply(lambda x: x.between(0, 1)).all(axis=None)
    assert table[["mc_low", "mc_high"]].isna().all(axis=None)  # one pair has no interval


@pytest.mark.parametrize(("sets", "replicates"), [(1, 1), (1, 3), (4, 1)])
@pytest.mark.parametrize("hazard", [1e-12, 1e6], ids=["nobody", "everybody"])
def test_where_nobody_or_everybody_leaves_there_is_an_answer(
    synthetic_results, hazard, sets, replicates
):
    """If all leave at once, what was expected in that month still differs from what came."""
    hazards = {"as-usual": hazard, "other": 2 * hazard}
    design = {"sets": sets, "replicates": replicates, "units": ("site-1",)}
    results = synthetic_results(hazards=hazards, heads={"clinician": 5}, **design)
    table = effects(results, ["retention_24_clinician", "retention_24_all"])
    levels = table[["as_usual", "level"]].to_numpy()
    if hazard < 1:
        assert levels == pytest.approx(1.0)
        assert table["effect"].to_numpy() == pytest.approx(0.0)
    else:
        assert ((levels >= 0) & (levels < 0.3)).all()


def test_months_of_earlier_releases_leave_runs_as_they_were_counted(synthetic_results):
    results = synthetic_results(units=("site-1",), sets=2)
    months = results.monthly
    results._tables["monthly"] = months[[x for x in months if not x.startswith("expected")]]
    assert with_luck(results, results.runs) is results.runs
