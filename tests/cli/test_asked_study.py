"""Studies that a line composes or changes, without a file."""

import json

import pytest

from ccu_sim.cli.asked_study import AskedStudy
from ccu_sim.cli.comparing import LONGEST_FOLDER, _folder_name
from ccu_sim.errors import UserError
from ccu_sim.inputs import load_study

NOTHING = {
    "study": None,
    "units": [],
    "strategies": [],
    "settings": [],
    "sweeps": [],
    "sets": None,
    "replicates": None,
    "months": None,
    "seed": None,
    "central": False,
}


def asked(**said: object) -> AskedStudy:
    return AskedStudy(**{**NOTHING, **said})


def test_a_line_composes_a_study():
    study = asked(units=["site-1"], strategies=["permanent-contracts", "leadership"]).load()
    assert study.units == ("site-1",)
    assert study.strategies == ("as-usual", "permanent-contracts", "leadership")
    assert study.name == "permanent-contracts, leadership at site-1"
    assert study.question is None
    default = load_study("default")
    assert (study.months, study.seed) == (default.months, default.seed)


def test_strategies_may_be_followed_together(folder):
    study = asked(strategies=["leadership", "leadership + championing"]).load()
    assert study.strategies[1:] == ("leadership", "leadership + championing")
    assert study.units == load_study("default").units


def test_values_are_set_and_swept():
    study = asked(
        settings=["leave_base=0.2"],
        sweeps=["leadership=0.2:0.8:3", "strategy_dose=0:1:2"],
        strategies=["leadership"],
    ).load()
    assert [setting["leadership"] for setting in study.settings()] == [0.2, 0.2, 0.5, 0.5, 0.8, 0.8]
    assert {setting["leave_base"] for setting in study.settings()} == {0.2}


def test_a_named_study_keeps_what_the_line_does_not_say():
    base = load_study("supervision-or-security")
    study = asked(study="supervision-or-security", units=["site-2"]).load()
    assert (study.units, study.strategies) == (("site-2",), base.strategies)
    assert study.question == base.question
    assert study.name == "Supervision or security at site-2"
    assert asked(study="supervision-or-security").load() == base


def test_a_sweep_of_the_line_takes_the_place_of_the_files():
    study = asked(study="dose-of-supervision", sweeps=["supervision=0:1:3"]).load()
    assert study.settings() == [{"supervision": value} for value in (0, 0.5, 1)]
    with pytest.raises(UserError, match="strategy_dose is both set and swept"):
        asked(study="dose-of-supervision", settings=["strategy_dose=1"]).load()


def test_a_file_of_ones_own_is_found_from_where_one_is(folder):
    text = load_study("default").unit_objects[0].resolved() | {"name": "mine"}
    (folder / "mine.yaml").write_text(json.dumps(text))
    assert asked(units=["mine.yaml"]).load().units == ("mine",)
    (folder / "scenarios" / "units").mkdir(parents=True)
    (folder / "scenarios" / "units" / "site-1.yaml").write_text(
        json.dumps(text | {"name": "site-1", "beds": 5})
    )
    assert asked(units=["site-1"]).load().unit_objects[0].beds == 5


def test_the_line_is_told_again():
    line = asked(units=["a b"], strategies=["x", "y+z"], settings=["q=1"], sets=3, central=True)
    assert line.line("compare") == (
        "ccu-sim compare --unit 'a b' --strategy x --strategy y+z --set q=1 --sets 3 --central"
    )


def test_long_names_have_folders_of_their_own():
    names = [
        _folder_name(asked(settings=[f"leave_base=0.2{place}", "leadership=0.5"]).load())
        for place in (1, 2)
    ]
    long = [
        _folder_name(
            asked(
                units=["site-1"],
                strategies=["permanent-contracts", "leadership", "championing"],
                settings=[f"leave_base=0.2{place}"],
            ).load()
        )
        for place in (1, 2)
    ]
    assert len({*names, *long}) == 4
    assert max(map(len, long)) <= LONGEST_FOLDER


MISTAKES = {
    "--strategy leadership,championing": "--strategy leadership --strategy championing, or --strat",
    "--unit site-1,site-2": "name one at a time, --unit site-1 --unit site-2.",
    "--strategy a+leadership": "There is no strategy 'a'",
    "--strategy leadership+leadership": "'leadership' is combined with itself",
    "--strategy leadership --strategy leadership": "is given twice; give it once",
    "--unit site-9": "There is no unit 'site-9'; did you mean",
    "--set leadership=0,5": "write leadership=0.5",
    "--set leave_base=0.01": "leave_base = 0.01 is outside its range",
    "--sweep leave_base=0.05:0.2:3": "leave_base = 0.05 is outside its range",
    "--sweep leadership=0,2:0,8:4": "'0,2' is not a number; write leadership=0.2:0.8:4",
    "--sweep leadership=0.2:0.8": "write it as PARAMETER=LOW:HIGH:STEPS",
    "--sweep leadership": "write it as PARAMETER=LOW:HIGH:STEPS",
    "--sweep leadership=0.8:0.2:3": "LOW must be below HIGH",
    "--sweep leadership=0.2:0.8:1": "a whole number from 2",
    "--sweep leadership=0.2:0.8:2.5": "a whole number from 2",
    "--sweep leadership=nan:0.8:3": "LOW must be below HIGH",
    "--sweep leadership=0.2:inf:3": "ordinary number",
    "--sweep leadrship=0.2:0.8:3": "did you mean 'leadership'?",
    "--sweep more=0:1:3": "There is no parameter, condition or lever 'more'",
    "--sweep leadership=0:1:2 --sweep leadership=0:1:3": "leadership is swept twice",
    "--sweep leadership=0:1:2 --set leadership=0.5": "--set sets leadership already",
    "--sweep extra_peer_posts=0:3:3": "must be a whole number",
    "--sweep strategy_dose=0:9:2 --strategy role-clarity": "so use a factor up to 4",
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_is_one_sentence_and_nothing_is_done(program, folder, line):
    done = program("compare", *line.split())
    assert done.code == 2
    assert MISTAKES[line] in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("line", [("show",), ("compare", "--unit", "site-2", "--strategy")])
def test_a_combination_of_a_study_is_told_by_its_parts(program, folder, line):
    (folder / "scenarios" / "studies").mkdir(parents=True)
    for name, text in {"a": "strategies: [2020-99-99]", "b": "[" * 3000, "c": "- 1"}.items():
        (folder / "scenarios" / "studies" / f"{name}.yaml").write_text(text)
    done = program(*line, "organisational-readiness")
    assert done.code == 2
    assert (
        "'organisational-readiness'; it is a combination in the study 'default': write "
        "role-clarity+recruitment-and-induction." in " ".join(done.err.split())
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [("Leadership coaching", "leadership"), ("a phased, resourced start", "phased-start")],
)
def test_a_title_is_told_from_a_name(program, title, name):
    done = program("compare", "--strategy", title)
    assert done.code == 2
    assert f"that is the title of '{name}'; write {name}." in done.err


def test_a_batch_names_or_composes_its_study(program, folder):
    done = program("batch", "--out", "runs")
    assert (done.code, done.err) == (
        2,
        "Name a study, or compose one with --unit and --strategy.\n",
    )
    line = ("--unit", "site-1", "--strategy", "leadership", "--sets", 1, "--replicates", 1)
    done = program("batch", *line, "--months", 1, "--out", "runs", "--workers", 1, "-q")
    assert done == (0, "2 runs are in runs\n", "")


def test_a_composed_comparison_answers_and_says_how_it_was_made(program, folder):
    line = ("--unit", "site-1", "--strategy", "permanent-contracts", "--set", "leave_base=0.2")
    done = program(
        "compare", *line, "--sets", 1, "--replicates", 1, "--months", 2, "--workers", 1, "-q"
    )
    assert done.code == 0
    assert "Permanent contracts" in done.out
    (page,) = folder.glob("results/*/report.html")
    assert f"ccu-sim compare {' '.join(line)} --sets 1" in page.read_text(encoding="utf-8")
