"""`ccu-sim robustness` and `tipping`."""

import csv
import json
import re
import shutil
from io import StringIO

import pytest

STUDY = """\
name: Small
units: [site-1]
strategies: [leadership, permanent-contracts]
parameter_sets: 4
replicates: 1
months: 3
seed: 3
"""
RENEWAL = ("--strategy", "permanent-contracts", "--fact", "renewal")
SMALL = ("--sets", 3, "--replicates", 1, "--months", 2, "--workers", 1)
ROBUST = ("robustness", "small.yaml", "--out", "runs", "--workers", 1)
TIPPED = ("tipping", "site-1", *RENEWAL, *SMALL, "--out", "tip")


@pytest.fixture
def study(folder):
    """A small study of one's own."""
    (folder / "small.yaml").write_text(STUDY)
    return "small.yaml"


@pytest.fixture(scope="module")
def robust(make):
    """The small study carried out, and how robust a choice from it is."""
    return make({"small.yaml": STUDY}, *ROBUST)


@pytest.fixture(scope="module")
def tipped(make):
    """The values of a fact tried at a unit."""
    return make({}, *TIPPED)


def no_gap(text):
    """Whether a text is free of what a missing number leaves behind."""
    return not re.search(r"\b(nan|NaN|inf|None)\b", text)


def test_robustness_runs_a_study_and_answers_from_its_folder(program, robust, go_on, folder):
    done = go_on(robust)
    assert done.code == 0
    assert max(map(len, done.out.splitlines()[:-1])) <= 80
    assert no_gap(done.out)
    for name in ("robustness.csv", "failures.csv", "acceptability.csv", "acceptability.svg"):
        assert (folder / "runs" / name).stat().st_size > 0
    assert '<svg role="img"' in (folder / "runs" / "acceptability.svg").read_text()
    again = program(*ROBUST)
    assert again.out == done.out
    assert "12 of them stored already" in again.err
    told = program("robustness", "runs")
    assert told.out == done.out
    assert program("compare", "small.yaml", "--out", "runs", "--workers", 1).code == 0


def test_robustness_in_csv_and_json(program, robust, go_on):
    go_on(robust)
    rows = list(csv.DictReader(StringIO(program("robustness", "runs", "--format", "csv").out)))
    assert {row["strategy"] for row in rows} == {"as-usual", "leadership", "permanent-contracts"}
    told = json.loads(program("robustness", "runs", "--format", "json").out)
    assert [row["strategy"] for row in told] == [row["strategy"] for row in rows]
    shares = [sum(row["acceptability"][step]["acceptable"] for row in told) for step in (0, -1)]
    assert shares == pytest.approx([1, 1])
    assert [one["failure"] for row in told for one in row["failures"]] == ["short", "beaten"]


def test_robustness_keeps_the_settings_of_a_sweep_apart(program, folder):
    sweep = "sweep:\n  - {vary: leave_base, values: [0.15, 0.3]}\n"
    (folder / "swept.yaml").write_text(STUDY + sweep)
    done = program("robustness", "swept.yaml", "--out", "runs", "--workers", 1)
    assert done.code == 0
    assert "Site 1, leave base 0.15" in done.out
    rows = list(csv.DictReader((folder / "runs" / "robustness.csv").open()))
    assert {row["setting"] for row in rows} == {"0", "1"}
    assert "of 8 parameter sets and settings" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("small.yaml", "--sets", 1), "there is only one"),
        (("runs", "--sets", 2), "runs holds runs already"),
        (("runs", "--strategy", "magic"), "There is no strategy 'magic' in the study"),
        (("runs", "--outcome", "cohesion"), "What counts as good in cohesion"),
        (("runs", "--outcome", "joy", "--at-least", 1), "The runs have no outcome 'joy'"),
        (("runs", "--at-least", "nan"), "The least gain is nan"),
        (("runs", "--worth", "nan"), "--worth"),
        (("small.yaml", "--strategy", "magic"), "There is no strategy 'magic' in the study"),
        (("small.yaml", "--outcome", "joy", "--at-least", 1), "There is no outcome 'joy'"),
        (("nothing",), "There is no study 'nothing'"),
    ],
)
def test_mistakes_about_robustness(program, robust, go_on, folder, words, sentence):
    go_on(robust)
    before = sorted(path.name for path in folder.iterdir())
    done = program("robustness", *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_robustness_by_another_outcome(program, robust, go_on):
    go_on(robust)
    done = program("robustness", "runs", "--outcome", "cohesion", "--at-least", 0.1)
    assert done.code == 0
    assert "at least 0.1" in " ".join(done.out.split())
    assert no_gap(done.out)


def test_where_strategies_do_nothing_no_choice_is_made_up(program, folder):
    (folder / "short.yaml").write_text(STUDY + "parameters: {strategy_dose: 0}\n")
    line = ("short.yaml", "--sets", 2, "--workers", 1)
    robust = " ".join(program("robustness", *line, "--out", "runs").out.split())
    rows = list(csv.DictReader((folder / "runs" / "robustness.csv").open()))
    assert {float(row["effect"]) for row in rows} == {0.0}
    assert "No strategy makes any difference in any parameter set" in robust
    turning = " ".join(program("tipping", *line, "--fact", "pay", "--out", "tip").out.split())
    assert "No strategy does better than as usual at any value tried." in turning
    assert no_gap(robust + turning)


def test_a_study_without_a_strategy_has_nothing_to_choose_from(program, folder):
    (folder / "usual.yaml").write_text(
        STUDY.replace("[leadership, permanent-contracts]", "[as-usual]")
    )
    done = program("robustness", "usual.yaml", "--workers", 1, "--quiet")
    assert done.code == 2
    assert "nothing to choose from" in done.err
    assert program("tipping", "usual.yaml").code == 2


def test_tipping_of_a_unit_is_a_batch_that_goes_on(program, tipped, go_on, folder):
    done = go_on(tipped)
    assert done.code == 0
    assert "5 units to try and 30 runs in all" in done.err
    assert "chance of renewal, peers" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert no_gap(done.out)
    assert '<svg role="img"' in (folder / "tip" / "tipping.svg").read_text()
    assert program("verify", "tip", "--sample", 2, "--quiet").code == 0
    again = program(*TIPPED)
    assert again.out == done.out
    assert "30 of them stored already" in again.err
    assert program("tipping", "tip").out == done.out


def test_tipping_tells_what_the_file_leaves_out(program, tipped, go_on, folder):
    told = " ".join(go_on(tipped).out.split())
    assert "filled in from contract security: chance of renewal, peers 0.60" in told
    [row] = csv.DictReader((folder / "tip" / "tipping.csv").open())
    assert (row["fact"], row["known"]) == ("renewal_peer_worker", "filled in")
    [same] = json.loads(program("tipping", "tip", "--format", "json").out)
    assert same["value"] == pytest.approx(0.6)
    assert same["turns_at"] is None or 0.2 <= same["turns_at"] <= 1


def test_tipping_of_a_study_and_of_the_central_set(program, study):
    done = program("tipping", study, "--fact", "pay", "--central", "--workers", 1)
    assert done.code == 0
    assert no_gap(done.out)
    assert "nothing here is beyond Monte Carlo error" in " ".join(done.out.split())


def test_an_unfinished_batch_is_told_of_as_far_as_it_is(program, study, folder, unfinish):
    sizes = ("--sets", 24, "--months", 1, "--out", "tip", "--workers", 1)
    line = ("tipping", study, "--fact", "leadership", *sizes)
    program(*line)
    unfinish(folder / "tip")
    done = program("tipping", "tip")
    assert done.code == 0
    assert "is not finished; this is of what is stored so far" in done.err
    assert no_gap(done.out)
    assert "is not finished" in program("robustness", "tip").err
    assert "not finished" not in program(*line).err
    assert "not finished" not in program("tipping", "tip").err


def test_a_batch_of_which_nothing_is_stored_is_one_sentence(program, robust, go_on, folder):
    go_on(robust)
    for table in ("runs", "monthly", "spells"):
        shutil.rmtree(folder / "runs" / table)
        (folder / "runs" / table).mkdir()
    for command in ("robustness", "tipping"):
        done = program(command, "runs")
        assert (done.code, done.out) == (2, "")
        assert "nothing of the study" in done.err or "tries no other values" in done.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("leadership",), "'leadership' is a strategy"),
        (("nobody",), "nobody"),
        (("small.yaml", "--strategy", "leadership"), "A study names its own strategies"),
        (("site-1", "--fact", "weather"), "There is no fact 'weather' to vary"),
        (("site-1", "--central", "--sets", 2), "--central is one parameter set"),
        (("small.yaml", "--outcome", "joy"), "There is no outcome 'joy'"),
        (("dose-of-supervision",), "has a sweep of its own"),
        (("runs", "--fact", "pay"), "holds runs already"),
        (("runs",), "tries no other values of the facts of site-1"),
    ],
)
def test_mistakes_about_tipping(program, robust, go_on, folder, words, sentence):
    go_on(robust)
    before = sorted(path.name for path in folder.iterdir())
    done = program("tipping", *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.slow
def test_a_unit_with_a_year_of_its_own_weighs_its_sets_once(program, folder, monkeypatch):
    from ccu_sim.inputs import scenario_files

    # What was weighed once is kept for whoever asks the same another day.
    monkeypatch.setenv("CCU_SIM_CACHE_DIR", str(folder / "cache"))
    text = scenario_files("unit")["site-1"].read_text(encoding="utf-8")
    text = text.replace("name: site-1", "name: ours", 1)
    observed = "\nobserved: {headcount: 26, leavers_12m: 4}\n"
    (folder / "ours.yaml").write_text(text + observed, encoding="utf-8")
    line = ("tipping", "ours.yaml", *RENEWAL, *SMALL, "--out", "tip")
    done = program(*line)
    assert done.code == 0
    assert "is first run for a year in each of " in done.err
    again = program(*line)
    assert again.code == 0
    assert "is first run for a year" not in again.err
    assert again.out == done.out
