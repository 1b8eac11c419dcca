"""Plans, of real runs: the known answer is found, and what is odd is told."""

import json

import numpy as np
import pytest

import ccu_sim as ccu
from ccu_sim.analysis.calibration import kept_years
from ccu_sim.analysis.planning import halves as halves_module
from ccu_sim.analysis.planning.halves import halves
from ccu_sim.batch.progress import Quiet
from ccu_sim.errors import UserError
from ccu_sim.evidence import parameter_sets
from ccu_sim.inputs import Unit

SMALL = {"sets": 4, "replicates": 1, "months": 9}
SOME = ("permanent-contracts", "leadership", "medication-upskilling", "championing")


@pytest.fixture(scope="module")
def ends(units):
    """Site 2, but every contract ends in month 6 and none is renewed."""
    data = units["site-2"].resolved()
    for group in data["staff"]:
        group["contract"] = {
            "kind": "fixed-term",
            "months": 6,
            "renewed_as": "permanent",
            "renewal": 0.0,
            "decided_months_before": 1.0,
        }
    return Unit.from_resolved(data | {"title": "Contracts that all end"})


@pytest.fixture(scope="module")
def found(ends, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan") / "plan"
    return ccu.plan(ends, 20_000, strategies=SOME, out=folder, **SMALL)


def test_the_known_answer_is_found(found):
    assert found.steps["strategy"].tolist() == ["permanent-contracts"]
    assert found.steps["dose"].tolist() == [1.0]
    assert found.whole["workers"] > 10  # of 19, of whom only those taken on again would be here
    assert found.whole["share_keeping_more"] == 1.0
    assert 1 < found.steps["month"].item() <= 7  # the day shows in month 7, fear of it before
    assert found.whole["cost"] < -100_000


def test_a_smaller_budget_buys_half_of_it(ends):
    half = ccu.plan(ends, 3_000, strategies=SOME, **SMALL)
    assert half.steps[["strategy", "dose"]].values.tolist() == [["permanent-contracts", 0.5]]
    assert 4 < half.whole["workers"] < 12


def test_more_money_is_spent_on_nothing_that_only_seems_to_help(ends, found):
    rich = ccu.plan(ends, 1e9, strategies=SOME, **SMALL)
    assert rich.steps["strategy"].iloc[0] == "permanent-contracts"
    others = rich.additions[rich.additions["strategy"] != "leadership"]
    assert (others["workers_low"] < 0.2).all()  # hardly a worker of 19


def test_it_is_estimated_on_sets_that_had_no_part_in_the_choice(found, ends):
    study = found.results.study
    searched = halves(ends, SMALL["sets"], Quiet()).search
    estimated = found.results.parameters.to_dict("records")
    assert len(searched) == len(estimated) == 4
    assert not [one for one in searched if one in estimated]
    assert study.strategies[0] == "as-usual"
    assert set(found.run_table["strategy"]) == set(study.strategies)


def test_tables_agree_with_each_other_and_with_the_comparison(found):
    effects = ccu.Comparison(found.results).costs.set_index("strategy")
    doses = found.doses.set_index("package")
    for name in doses.index:
        assert doses.loc[name, "workers"] == pytest.approx(effects.loc[name, "workers"])
        assert doses.loc[name, "cost"] == pytest.approx(effects.loc[name, "cost"])
    assert found.steps["total_workers"].iloc[-1] == pytest.approx(found.whole["workers"])
    assert found.steps["workers"].sum() == pytest.approx(found.whole["workers"])
    half, whole = doses.loc["leadership-half", "spent"], doses.loc["leadership", "spent"]
    assert whole == pytest.approx(2 * half)


def test_equal_spending_lies_on_the_line_between_doses(found):
    row = found.equal_spending.set_index("strategy").loc["leadership"]
    doses = found.doses[found.doses["strategy"] == "leadership"]
    assert row["workers"] == pytest.approx(
        np.interp(row["spent"], doses["spent"], doses["workers"])
    )
    assert row["dose"] == pytest.approx(np.interp(row["spent"], doses["spent"], doses["dose"]))
    assert "permanent-contracts" not in set(found.equal_spending["strategy"])  # never so dear


def test_the_same_plan_goes_on_and_another_is_refused(ends, found):
    folder = found.results.folder.parent
    before = json.loads((folder / "plan.json").read_text())
    again = ccu.plan(ends, 20_000, strategies=SOME, out=folder, **SMALL)
    assert again.results.digest() == found.results.digest()
    assert again.steps.equals(found.steps)
    assert again.found == found.found
    with pytest.raises(UserError, match="holds another plan"):
        ccu.plan(ends, 20_001, strategies=SOME, out=folder, **SMALL)
    assert json.loads((folder / "plan.json").read_text()) == before


def test_a_folder_with_anything_else_in_it_is_left_alone(ends, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="something other than a plan"):
        ccu.plan(ends, 20_000, strategies=SOME, out=tmp_path, **SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_run(ends, tmp_path, monkeypatch):
    def search(*_):
        raise AssertionError("it takes minutes")

    monkeypatch.setattr("ccu_sim.api.planning.halves", search)
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="file/plan cannot be made: "):
        ccu.plan(ends, 20_000, strategies=SOME, out=tmp_path / "file" / "plan", **SMALL)


def test_everything_is_written_and_can_be_read(found, tmp_path):
    written = found.write(tmp_path / "told", command="ccu-sim plan ours --budget 20000")
    names = {path.name for path in (tmp_path / "told").iterdir()}
    assert {path.name for path in written} == {"plan.html", "one-page.html", "plan.xlsx"}
    assert names >= {"steps.csv", "doses.csv", "frontier.svg", "people-here.png", "methods.txt"}
    methods = (tmp_path / "told" / "methods.txt").read_text()
    assert ccu.__version__ in methods
    assert "4 parameter sets" in methods
    assert "Meurk" in methods


ODD = {
    "one set and one replicate": {"sets": 1, "replicates": 1},
    "one month, in which hardly anybody leaves": {"months": 1, "sets": 2},
    "cohesion": {"wanted": "cohesion", "sets": 2, "months": 4},
    "both": {"wanted": "both", "sets": 2, "months": 4},
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_plans_are_told_without_a_number_that_is_none(units, odd, tmp_path):
    asked = {"months": 3, "replicates": 1, **ODD[odd]}
    made = ccu.plan(units["site-2"], 40_000, strategies=SOME[:3], **asked)
    said = made.in_short()
    made.write(tmp_path)
    said += (tmp_path / "one-page.html").read_text()
    assert " nan" not in said.lower()
    assert " inf " not in said.lower()
    assert "still here after" in said


def test_everyone_leaves_and_nothing_helps(ends):
    made = ccu.plan(ends, 30_000, strategies=["championing"], **SMALL)
    assert made.arms.steps == ()
    assert made.whole is None
    assert "Nothing that A$30,000 buys over nine months was found to do better" in made.in_short()
    assert "of the 19 staff of the opening day are still here" in made.in_short()


MISTAKES = {
    "no budget": ({"budget": 0}, "The budget is 0; it must be an amount above zero"),
    "a budget that is no number": ({"budget": float("nan")}, "must be an amount above zero"),
    "a budget that buys nothing": (
        {"budget": 10},
        r"A budget of A\$10 buys none of the",
    ),
    "another aim": ({"wanted": "profit"}, "retention, cohesion or both, not 'profit'"),
    "no sets": ({"sets": 0}, "sets is 0; it must be at least 1"),
    "too many sets": ({"sets": 5000}, "give at most --sets"),
    "a strategy twice": ({"strategies": ["leadership"] * 2}, "'leadership' is named twice"),
    "as usual": ({"strategies": ["as-usual"]}, "nothing to plan"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_told(units, mistake):
    given, sentence = MISTAKES[mistake]
    asked = {"budget": 5000, "strategies": ["leadership"], **SMALL, **given}
    with pytest.raises(UserError, match=sentence):
        ccu.plan(units["site-2"], **asked)


def test_a_strategy_that_does_not_fit_is_told(units):
    with pytest.raises(UserError, match="phased-start does not fit established-unit: it is for a"):
        ccu.plan(units["established-unit"], 5000, strategies=["phased-start"], **SMALL)


def test_a_units_own_year_is_shared_out_to_both_halves(units, monkeypatch, tmp_path):
    monkeypatch.setenv("CCU_SIM_CACHE_DIR", str(tmp_path))
    sets = parameter_sets(12, 1)
    monkeypatch.setattr(halves_module, "ensemble", lambda: sets)
    unit = units["site-2"].varied({"observed": {"headcount": 20, "leavers_12m": 4}})
    split = halves(unit, 5, Quiet())
    estimated = split.selection.sets
    assert len(split.search) == len(estimated) == 5
    assert not [one for one in split.search if one in estimated]
    assert split.weighed.figures_met()["seen"].tolist() == [4]
    assert kept_years.recall(kept_years.question(unit, sets, 4, 2014), (12, 4, 3)) is not None
