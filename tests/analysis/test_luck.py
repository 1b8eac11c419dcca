"""Luck in who left, from the model's own runs and from runs in which all or nobody leave."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from ccu_sim import study_of
from ccu_sim.analysis import effects
from ccu_sim.analysis.luck import (
    FOUNDING,
    KEYS,
    REPLACING,
    Courses,
    courses,
    curve_shifts,
    expected_left,
    with_luck,
)
from ccu_sim.analysis.pairs import luck_in, pairs
from ccu_sim.batch import run_batch
from ccu_sim.model.measures.declaration import PROFESSIONS

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


HAZARDS = {"peer": 0.1, "clinician": 0.02}
"""The chance of each who is there to leave within a month, the same for all of a profession."""
HEADS = {"peer": 20, "clinician": 8}
MONTHS = 15


def of_one_hazard(runs=6, usual=None, times=1.0):
    """Make months in which all of a profession leave at the same chance, and nobody comes."""
    random = np.random.default_rng(11)
    columns = {}
    for role, heads in HEADS.items():
        hazard = HAZARDS[role] * times
        there = np.full((runs, MONTHS + 1), heads)
        for month in range(MONTHS):
            there[:, month + 1] = random.binomial(there[:, month], 1.0 - hazard)
        due = np.pad(hazard * there[:, :-1], ((0, 0), (1, 0)))
        columns[f"founding_{role}"] = columns[f"staff_{role}"] = there.astype(float)
        columns[f"expected_founding_left_{role}"] = columns[f"expected_promoted_{role}"] = due
    gone = HEADS["peer"] - columns["founding_peer"]
    columns["cost_turnover"] = np.diff(gone, prepend=5.0) * 100.0
    columns["expected_cost_turnover"] = columns["expected_founding_left_peer"] * 100.0
    keys = dict.fromkeys(KEYS, 0) | {
        "unit": "here",
        "strategy": "as-usual" if usual is None else "x",
    }
    return Courses(pd.DataFrame({**keys, "set": np.arange(runs)}), columns, usual)


@pytest.mark.parametrize("role", list(HEADS))
def test_with_one_hazard_for_all_nothing_of_luck_is_left(role):
    one, kept = of_one_hazard(), 1.0 - HAZARDS[role]
    assert one.horizon == MONTHS
    assert one.staying(role) == pytest.approx(kept ** np.arange(MONTHS + 1))
    expected = []
    for mark in range(MONTHS + 1):
        there = one.columns[f"founding_{role}"][:, mark]
        expected.append(there - one.stayed_by_luck(role, mark))
        assert expected[-1] == pytest.approx(np.full(6, HEADS[role] * kept**mark))
    months = one.columns[f"founding_{role}"][:, 1:].sum(axis=1) - one.months_by_luck(role)
    assert months == pytest.approx(sum(expected[1:]))


def test_luck_is_discounted_as_the_team_as_usual_stays():
    usual = of_one_hazard()
    more = of_one_hazard(usual=usual, times=3.0)
    assert more.staying("peer") == pytest.approx(usual.staying("peer"))
    excess = more.excess("peer")
    by_luck = -(excess[:, 0] * 0.9 + excess[:, 1])
    assert more.stayed_by_luck("peer", 2) == pytest.approx(by_luck)


def test_what_was_overspent_is_counted_from_the_first_month_to_the_mark():
    one = of_one_hazard()
    assert one.overspent(2) == pytest.approx(100.0 * one.excess("peer")[:, :2].sum(axis=1))


def test_where_nobody_began_there_is_no_luck():
    one = of_one_hazard()
    none = {name: np.zeros_like(values) for name, values in one.columns.items()}
    nobody = Courses(one.keys, none)
    assert (nobody.staying("peer") == 1.0).all()
    assert (nobody.months_by_luck("peer") == 0.0).all()


def test_no_more_can_leave_than_are_there():
    one = of_one_hazard()
    one.columns["expected_founding_left_peer"][:, 3] = 99.0
    assert (one.staying("peer")[3:] == 0.0).all()


def results_of(one):
    """Give results that hold these months and no others."""
    columns = [name for role in PROFESSIONS for name in expected_left(role)]
    columns = [*FOUNDING, *REPLACING, *(f"staff_{role}" for role in PROFESSIONS), *columns]
    months = one.keys.loc[one.keys.index.repeat(MONTHS + 1)].reset_index(drop=True)
    for name in columns:
        months[name] = one.columns[name].ravel() if name in one.columns else 0.0
    return SimpleNamespace(
        runs=one.keys,
        study=SimpleNamespace(months=MONTHS),
        columns=lambda table: list(months),
        read=lambda table, columns, unit: months[[*KEYS, *columns]],
    )


def test_curves_move_to_what_was_expected():
    one = of_one_hazard(runs=200)
    found = curve_shifts(results_of(one))
    assert set(found) == {("here", "as-usual", 0, name) for name in ("peer_worker", "clinician")}
    shift, sets = found["here", "as-usual", 0, "peer_worker"]
    share = one.columns["founding_peer"] / HEADS["peer"]
    assert sets.tolist() == list(range(200))
    assert share + shift == pytest.approx(one.staying("peer")[None].repeat(200, 0), abs=0.02)
    assert share[:, 5].std() > 0.05  # as counted


def test_each_outcome_has_its_luck_by_head_and_year():
    one = of_one_hazard()
    left = {role: HEADS[role] - one.columns[f"founding_{role}"][:, -1] for role in HEADS}
    filled = {role: one.columns[f"founding_{role}"][:, 1:].mean(axis=1) for role in HEADS}
    left["all"], filled["all"] = sum(left.values()), sum(filled.values())
    years = MONTHS / 12
    turnover = {f"turnover_{name}": left[name] / filled[name] / years for name in left}
    found = with_luck(results_of(one), one.keys.assign(**turnover))
    luck = {name.removeprefix(luck_in("")): found[name].to_numpy() for name in found}
    for group, roles in {"peer": ["peer"], "all": ["peer", "clinician"]}.items():
        heads = sum(HEADS[role] for role in roles)
        for mark, name in ((12, "12"), (MONTHS, "end")):
            stayed = sum(one.stayed_by_luck(role, mark) for role in roles) / heads
            assert luck[f"retention_{name}_{group}"] == pytest.approx(stayed)
        chose = luck[f"resigned_or_promoted_12_{group}"]
        assert chose == pytest.approx(-luck[f"retention_12_{group}"])
        together = sum(one.months_by_luck(role) for role in roles)
        assert luck[f"rmst_months_{group}"] == pytest.approx(together / heads)
        excess = sum(one.excess(role).sum(axis=1) for role in roles)
        by_luck = excess / filled[group].mean() / years
        assert luck[f"turnover_{group}"] == pytest.approx(by_luck)
    for name in ("cost_turnover", "cost_total"):
        assert luck[name] == pytest.approx(one.overspent(MONTHS) / years)
    # 24 is no mark of so short a study, and its end none for those who chose to go
    assert luck.keys().isdisjoint({"retention_24_all", f"resigned_or_promoted_{MONTHS}_all"})
