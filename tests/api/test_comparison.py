"""A comparison from Python."""

import gc
from pathlib import Path

import numpy as np
import pytest

import ccu_sim as ccu

SMALL = {"parameter_sets": 2, "replicates": 2, "months": 3}


@pytest.fixture(scope="module")
def found():
    study = ccu.study_of(["site-1"], ["leadership", ["leadership", "permanent-contracts"]], **SMALL)
    return ccu.compare(study)


def test_a_study_of_names_is_the_study_of_the_objects():
    units, strategies = ["site-1"], ["leadership", ["leadership", "championing"]]
    named = ccu.study_of(units, strategies, **SMALL)
    leadership, championing = map(ccu.load_strategy, ("leadership", "championing"))
    made = ccu.study_of([ccu.load_unit("site-1")], [leadership, [leadership, championing]], **SMALL)
    assert named == made
    assert named.strategies == ("as-usual", "leadership", "leadership + championing")


def test_a_unit_of_ones_own_can_be_compared():
    unit = ccu.load_unit("site-1", {"leadership": 0.9})
    study = ccu.study_of([unit], ["as-usual"], **SMALL)
    assert study.unit_objects[0].conditions.leadership == 0.9


def test_values_are_set_and_swept():
    study = ccu.study_of(
        ["site-1"],
        ["leadership"],
        parameters={"leave_base": 0.2},
        sweep={"leadership": np.linspace(0, 1, 3), "strategy_dose": [0, 1]},
        **SMALL,
    )
    assert len(study.settings()) == 6
    assert study.settings()[1] == {"leave_base": 0.2, "leadership": 0.0, "strategy_dose": 1.0}
    as_in_a_file = [{"vary": "leadership", "values": [0, 0.5, 1]}]
    again = ccu.study_of(["site-1"], ["leadership"], sweep=as_in_a_file, **SMALL)
    assert again.settings() == [{"leadership": value} for value in (0, 0.5, 1)]
    drawn = {
        "design": "sobol",
        "points": 4,
        "axes": [{"vary": "leave_base", "low": 0.15, "high": 0.3}],
    }
    assert ccu.study_of(["site-1"], ["leadership"], sweep=drawn, **SMALL).sweep.size == 4


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"parameters": {"leave_base": 0.01}}, "leave_base = 0.01 is outside its range"),
        ({"parameters": {"leave_bass": 0.2}}, "did you mean 'leave_base'"),
        ({"parameters": {"leave_base": "low"}}, "it must be a number"),
        ({"parameters": {"leadership": float("nan")}}, "ordinary number"),
        ({"sweep": {"leave_base": [0.05, 0.2]}}, "leave_base = 0.05 is outside its range"),
        ({"sweep": {"leave_bass": [0.2]}}, "did you mean 'leave_base'"),
        ({"sweep": {"leadership": []}}, "it must have at least 1"),
        ({"sweep": {"leadership": 0.5}}, "it must be a list"),
        ({"sweep": {"leadership": [0.5, 0.5]}}, "takes the value 0.5 twice"),
        ({"sweep": {"leadership": [0.5]}, "parameters": {"leadership": 0.2}}, "set and swept"),
        ({"sweep": {"strategy_dose": [9]}}, "so use a factor up to"),
    ],
)
def test_what_cannot_be_set_or_swept_is_one_sentence(given, says):
    with pytest.raises(ccu.UserError, match=says):
        ccu.study_of(["site-1"], ["leadership"], **SMALL, **given)


@pytest.mark.parametrize(
    ("units", "strategies", "sizes", "sentence"),
    [
        (["site-1", "site-1"], ["leadership"], {}, "'site-1' is listed twice among the units"),
        (["site-1"], ["leadership", "leadership"], {}, "listed twice among the strategies"),
        (["site-1"], ["leadership"], {"months": 500}, "months is 500; it must be at most 120"),
        (["site-1"], ["leadership"], {"replicates": 0}, "replicates is 0"),
        (["site-1"], ["leadreship"], {}, "did you mean 'leadership'"),
        ([], ["leadership"], {}, "unit_objects has 0 entries"),
    ],
)
def test_mistakes_are_one_sentence(units, strategies, sizes, sentence):
    with pytest.raises(ccu.UserError) as caught:
        ccu.study_of(units, strategies, **sizes)
    assert sentence in str(caught.value)


def test_two_strategies_of_one_name_are_refused():
    other = ccu.load_strategy("leadership", {"cost.once": 1.0})
    with pytest.raises(ccu.UserError, match="Two different strategies are called 'leadership'"):
        ccu.study_of(["site-1"], ["leadership", [other, "championing"]])


def test_it_has_its_answers(found):
    assert found.table["strategy"].tolist() == ["as-usual", *found.findings.order]
    assert {"effect", "mc_low", "parameter_low", "stochastic_low"} <= set(found.effects.columns)
    assert set(found.survival["role"]) == {"peer_worker", "clinician", "team_leader"}
    assert len(found.ranking)
    assert len(found.costs)
    assert len(found.results.runs) == 3 * 2 * 2
    assert "Leadership" in found._repr_html_()
    assert "A comparison" in repr(found)


def test_it_draws_itself(found):
    for name in ("effects", "retention", "course", "people", "costs"):
        assert getattr(found, f"plot_{name}")().alt


def test_it_says_what_it_cannot_draw(found):
    with pytest.raises(ccu.UserError, match="does not vary exactly one thing"):
        found.plot_sweep()
    with pytest.raises(ccu.UserError, match="There is no unit 'site-2' in the study"):
        found.plot_effects("site-2")


def test_it_reports_and_can_be_opened_again(tmp_path):
    study = ccu.study_of(["site-1"], ["leadership"], parameter_sets=0, replicates=1, months=1)
    found = ccu.compare(study, out=tmp_path / "runs")
    page = found.report(tmp_path / "report.html", command="made by hand")
    assert "made by hand" in page.read_text(encoding="utf-8")
    again = ccu.Comparison(ccu.open_results(tmp_path / "runs"))
    assert again.table.equals(found.table)


def test_without_a_folder_the_runs_last_as_long_as_the_comparison(tmp_path):
    study = ccu.study_of(["site-1"], ["leadership"], parameter_sets=0, replicates=1, months=1)
    found = ccu.compare(study)
    folder = Path(found.results.folder)
    found.report(tmp_path / "report.html")
    assert folder.exists()
    del found
    gc.collect()
    assert not folder.exists()


def test_the_runs_last_as_long_as_whatever_reads_them():
    study = ccu.study_of(
        ["site-1"],
        ["as-usual"],
        parameter_sets=0,
        replicates=1,
        months=1,
        sweep={"role_clarity": [0.2, 0.8]},
    )
    results = ccu.compare(study).at(1).results
    gc.collect()
    assert len(results.runs) == 1
    folder = Path(results.folder)
    del results
    gc.collect()
    assert not folder.exists()
