"""Studies: what is compared, how many runs, and where files are looked for."""

import pickle
from pathlib import Path

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import load_study, load_unit, scenario_files
from ccu_sim.inputs.paths import find_scenario


def test_a_study_holds_everything_it_names(write, base_text):
    study = load_study(write("study", base_text("study")), parameters=())
    assert study.units == ("site-1",)
    assert study.unit_objects == (load_unit("site-1"),)
    both = "professional-supervision + permanent-contracts"
    assert study.strategies == ("as-usual", both)
    assert [policy.name for policy in study.policies] == ["as-usual", both]
    assert study.settings() == [{"leadership": 0.25}, {"leadership": 0.75}]
    assert study.size == 1 * 2 * 2 * 3 * 2


def test_as_usual_always_comes_first(write, base_text):
    text = base_text("study").replace("  - as-usual\n", "")
    assert load_study(write("study", text), parameters=()).strategies[0] == "as-usual"
    late = (
        base_text("study").replace("  - as-usual\n", "").replace("\nsweep", "\n  - as-usual\nsweep")
    )
    assert load_study(write("study", late), parameters=()).strategies[0] == "as-usual"


def test_a_combination_may_have_a_name_of_its_own(write, base_text):
    text = base_text("study").replace(
        "[professional-supervision, permanent-contracts]",
        "{name: both, combine: [professional-supervision, permanent-contracts]}",
    )
    study = load_study(write("study", text), parameters=())
    assert study.strategies == ("as-usual", "both")
    assert study.policies[1].name == "both"
    assert len(study.policies[1].strategies) == 2


def test_without_a_sweep_there_is_one_empty_setting():
    study = load_study("supervision-or-security", parameters=())
    assert study.settings() == [{}]
    assert study.size == 2 * 4 * 100 * 2


@pytest.mark.parametrize("overrides", [{"central": True}, {"parameter_sets": 0}])
def test_the_central_set_alone(overrides):
    study = load_study("supervision-or-security", overrides, parameters=())
    assert study.central
    assert study.size == 2 * 4 * 2


def test_overrides_replace_what_the_file_says():
    overrides = {"months": 12, "seed": 5, "replicates": 4, "parameter_sets": 6}
    study = load_study("supervision-or-security", overrides, parameters=())
    assert (study.months, study.seed, study.replicates, study.parameter_sets) == (12, 5, 4, 6)
    two = load_study("default", {"units": ["site-2"], "strategies": ["leadership"]}, ())
    assert (two.units, two.strategies) == (("site-2",), ("as-usual", "leadership"))


OBSERVED = {"headcount": 26, "leavers_12m": 5}


def observing(study, *names):
    units = [
        unit.varied({"observed": OBSERVED}) if unit.name in names else unit
        for unit in study.unit_objects
    ]
    return study.model_copy(update={"unit_objects": tuple(units)})


def test_one_unit_with_a_history_weighs_the_sets():
    one = load_study("default", {"units": ["site-1"]}, ())
    assert one.weighing_unit is None
    ours = observing(one, "site-1")
    assert ours.weighing_unit == ours.unit_objects[0]
    assert ours.cautions() == ()
    assert ours.model_copy(update={"parameter_sets": 0}).weighing_unit is None


def test_among_several_units_no_history_weighs_and_a_caution_says_so():
    two = load_study("default", parameters=())
    assert two.cautions() == ()
    (said,) = observing(two, "site-2").cautions()
    first, second = (unit.title for unit in two.unit_objects)
    assert said.startswith(f"What the file of {second} says of its own last year is not used here")
    both = observing(two, "site-1", "site-2")
    assert both.weighing_unit is None
    assert both.cautions()[0].startswith(f"What the files of {first} and {second} say of their")
    assert both.model_copy(update={"parameter_sets": 0}).cautions() == ()


def test_a_study_travels_to_worker_processes():
    study = load_study("supervision-or-security", parameters=())
    assert study.policies
    assert pickle.loads(pickle.dumps(study)) == study


def test_a_studys_own_folder_is_looked_in_first(write, base_text, monkeypatch, tmp_path):
    write("unit", base_text("unit"))
    path = write("study", base_text("study").replace("[site-1]", "[mine]")).resolve()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert load_study(path, parameters=()).units == ("mine",)


def test_a_study_may_name_files_by_path(write, base_text):
    write("unit", base_text("unit"))
    path = write("study", base_text("study").replace("[site-1]", "[../units/mine.yaml]"))
    assert load_study(path, parameters=()).units == ("mine",)


def test_two_files_for_one_strategy_are_refused(write, base_text, folder):
    strategy = base_text("strategy").replace("name: mine", "name: leadership")
    Path("leadership.yaml").write_text(strategy.replace("add: 2", "add: 1"))
    text = base_text("study").replace(
        "  - [professional-supervision, permanent-contracts]",
        f"  - [leadership, permanent-contracts]\n  - {folder}/leadership.yaml",
    )
    with pytest.raises(UserError, match=r"line 6: two different files describe .*'leadership'"):
        load_study(write("study", text), parameters=())


def test_a_file_in_the_working_folder_hides_a_shipped_one(write, base_text):
    shipped = find_scenario("unit", "site-1")
    text = base_text("unit").replace("name: mine", "name: site-1").replace("beds: 20", "beds: 5")
    write("unit", text, name="site-1")
    assert load_unit("site-1").beds == 5
    assert find_scenario("unit", "site-1") != shipped
    assert list(scenario_files("unit")).count("site-1") == 1


def test_scenario_files_takes_either_number():
    assert scenario_files("unit") == scenario_files("units")
    with pytest.raises(UserError, match="no kind 'untis'; did you mean 'unit'"):
        scenario_files("untis")
