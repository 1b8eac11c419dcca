"""`ccu-sim compare`, `batch`, `report` and `verify`."""

import json
import re
from pathlib import Path

import pytest

import ccu_sim.model
from ccu_sim.cli import comparing

STUDY = """\
name: "Small: a study"
units: [site-1]
strategies: [leadership, permanent-contracts]
parameter_sets: 2
replicates: 1
months: 2
seed: 3
"""
FOLDER = Path("results") / "small-a-study"
LINE = ("compare", "small.yaml", "--workers", 1)


@pytest.fixture
def study(folder):
    """A small study of one's own."""
    path = folder / "small.yaml"
    path.write_text(STUDY)
    return path.name


@pytest.fixture(scope="module")
def compared(make):
    """The small study, compared."""
    return make({"small.yaml": STUDY}, *LINE)


def test_it_compares_in_one_go(compared):
    folder, done = compared
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert "Permanent contracts" in done.out
    assert "As usual:" in done.out
    assert done.out.endswith(f"Report: {FOLDER / 'report.html'}\n")
    page = (folder / FOLDER / "report.html").read_text(encoding="utf-8")
    assert "ccu-sim compare small.yaml" in page
    assert "6 of 6 runs" in done.err


def test_the_central_set_has_a_folder_of_its_own_and_a_page_to_hand_out(program, study, folder):
    done = program(*LINE, "--central", "--format", "one-page", "-q")
    central = Path(f"{FOLDER}-central")
    handout = central / "one-page.html"
    assert (done.code, done.out) == (0, f"{handout}\n")
    page = (folder / handout).read_text(encoding="utf-8")
    assert '<h1 class="unit">Community Care Unit, site 1' in page
    assert "What to find out first" in page
    assert "<details" not in page
    assert (folder / central / "report.html").exists()
    (folder / handout).unlink()
    (folder / central / "report.html").unlink()
    assert program("report", central, "--format", "one-page").out == f"{handout}\n"
    assert (folder / handout).read_text(encoding="utf-8") == page
    assert (folder / central / "report.html").exists()
    wrong = program("report", central, "--format", "onepage")
    assert wrong.code == 2
    assert "one-page" in wrong.err


def test_few_sets_do_not_tell_how_far_effects_lean_on_unchecked_numbers(compared):
    assert re.search(
        "How far the effects of (permanent contracts|leadership coaching) at Site 1 lean on "
        "assumed or unchecked numbers cannot be told from two possible worlds; it takes 20.",
        " ".join(compared.done.out.split()),
    )


def test_how_far_effects_lean_on_unchecked_numbers(program, study):
    told = program(*LINE, "--sets", 24, "--out", "many").out
    assert "lean on assumed or unchecked numbers" in " ".join(told.split())
    reported = program("report", "many", "--format", "json")
    handout, page = Path("many") / "one-page.html", Path("many") / "report.html"
    assert reported.err == f"To hand out: {handout}\nReport: {page}\n"
    usual, *others = json.loads(reported.out)
    assert usual["strategy"] == "as-usual"
    assert usual["dependence"] == {}
    for row in others:
        assert set(row["dependence"]) == {
            "peers_2",
            "clinicians_2",
            "cohesion",
            "trust_gap",
            "cost",
        }
        for told in row["dependence"].values():
            assert told["assumed"] <= told["drivers"] == len(told["parameters"])
            assert (told["share"] is None) == (told["drivers"] == 0)


def test_the_same_line_goes_on_and_answers_again(program, compared, go_on):
    first = go_on(compared)
    again = program(*LINE)
    assert again.out == first.out
    assert "6 of them stored already" in again.err


def test_what_the_line_changes(program, study, folder):
    changes = ("--sets", 1, "--replicates", 2, "--months", 1, "--seed", 9)
    done = program("batch", study, "--out", "runs", *changes, "--workers", 1, "--quiet")
    assert done == (0, "6 runs are in runs\n", "")
    stored = json.loads((folder / "runs" / "study.json").read_text())["study"]
    sizes = ("parameter_sets", "replicates", "months", "seed")
    assert [stored[name] for name in sizes] == [1, 2, 1, 9]


def test_another_study_is_refused_and_more_of_the_same_is_added(program, study):
    line = ("batch", study, "--out", "runs", "--workers", 1, "-q")
    assert program(*line).code == 0
    assert program(*line, "--months", 1).code == 2
    more = program(*line, "--replicates", 2)
    assert more.code == 2
    assert "--extend" in more.err
    assert program(*line, "--replicates", 2, "--extend").out == "12 runs are in runs\n"


def test_a_folder_of_runs_can_be_reported(program, study, folder):
    program("batch", study, "--out", "runs", "--workers", 1)
    assert not (folder / "runs" / "report.html").exists()
    table = program("report", "runs", "--format", "csv").out.splitlines()
    assert table[0].startswith("unit,strategy,")
    assert len(table) == 4
    assert (folder / "runs" / "report.html").exists()


def test_of_an_unfinished_batch_it_is_said_everywhere(program, study, folder, unfinish):
    line = ("batch", study, "--sets", 24, "--months", 1, "--out", "runs", "--workers", 1)
    program(*line)
    unfinish(folder / "runs")
    told = program("report", "runs")
    assert told.code == 0
    said = "The batch is not finished; this is what is stored so far."
    assert said in told.err
    assert "over up to" in " ".join(told.out.split())
    page = (folder / "runs" / "report.html").read_text(encoding="utf-8")
    assert page.index(said) < page.index('class="lead"')
    assert "Every way was tried" not in page
    assert said in (folder / "runs" / "one-page.html").read_text(encoding="utf-8")
    program(*line)
    whole = program("report", "runs")
    assert "not finished" not in whole.err
    assert "not finished" not in (folder / "runs" / "one-page.html").read_text(encoding="utf-8")


def test_a_folder_can_be_verified(program, compared, go_on):
    go_on(compared)
    verified = program("verify", FOLDER, "--sample", 2, "--quiet")
    assert verified.code == 0
    assert "2 runs came out the same again" in verified.out
    assert verified.err == ""


def test_a_changed_folder_does_not_verify(program, compared, go_on, folder):
    go_on(compared)
    (chunk,) = (folder / FOLDER / "spells").glob("*.parquet")
    chunk.write_bytes(chunk.read_bytes()[:-1])
    done = program("verify", FOLDER, "--quiet")
    assert done.code == 1
    assert "does not hold what it should" in done.err


@pytest.fixture
def failing(monkeypatch):
    """Let the runs of some strategies fail."""
    simulate = ccu_sim.model.simulate

    def let_fail(*names):
        def fail(unit, policy, *rest, **more):
            if policy.name in names:
                raise ArithmeticError("made to fail")
            return simulate(unit, policy, *rest, **more)

        monkeypatch.setattr(ccu_sim.model, "simulate", fail)

    return let_fail


def test_some_failed_runs_exit_with_1_and_the_rest_is_answered(program, study, failing, folder):
    failing("leadership")
    done = program("compare", study, "--workers", 1, "--format", "json")
    assert done.code == 1
    assert "2 of 6 runs failed" in done.err
    assert [row["strategy"] for row in json.loads(done.out)] == ["as-usual", "permanent-contracts"]
    assert (folder / FOLDER / "report.html").exists()


def test_a_batch_with_failed_runs_exits_with_1(program, study, failing):
    failing("leadership")
    done = program("batch", study, "--out", "runs", "--workers", 1)
    assert done.code == 1
    assert done.out == ""
    assert "failed" in done.err


def test_if_every_run_fails_there_is_no_answer(program, study, failing, folder):
    failing("as-usual", "leadership", "permanent-contracts")
    done = program("compare", study, "--workers", 1)
    assert done.code == 1
    assert done.out == ""
    assert "6 of 6 runs failed" in done.err
    assert not (folder / FOLDER / "report.html").exists()


def test_if_every_run_as_usual_fails_the_reason_is_told(program, study, failing, folder):
    failing("as-usual")
    reason = (
        "every run as usual failed, so there is nothing to compare with; the first, at site-1: "
        "ArithmeticError: made to fail"
    )
    done = program("compare", study, "--workers", 1)
    assert done.code == 1
    assert reason in done.err
    assert "add" not in done.err.splitlines()[-1]
    reported = program("report", FOLDER)
    assert (reported.code, reported.err.splitlines()[-1]) == (1, reason)
    assert not (folder / FOLDER / "report.html").exists()


def test_a_folder_that_is_not_there_is_named(program):
    for command in ("verify", "report"):
        done = program(command, "results/nope")
        assert (done.code, done.err) == (2, f"there is no folder {Path('results') / 'nope'}\n")


@pytest.mark.parametrize("quiet", [False, True])
def test_stopping_is_one_sentence(program, study, monkeypatch, quiet):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ccu_sim.model, "simulate", stop)
    done = program("compare", study, "--workers", 1, *(["--quiet"] if quiet else []))
    assert done.code == 130
    assert done.out == ""
    assert done.err.lower().count("stopped") == 1
    assert "the same line goes on" in done.err


def test_stopping_before_the_first_run_is_one_sentence_too(program, study, monkeypatch):
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ccu_sim.model, "prepare", stop)
    done = program("compare", study, "--workers", 1)
    assert done == (130, "", "stopped; what is stored is kept, and the same line goes on\n")


@pytest.mark.parametrize(
    ("name", "folder_name"),
    [
        ("Every strategy at both sites", "every-strategy-at-both-sites-central"),
        ("../../etc: passwd", "etc-passwd-central"),
        ("研究", "study-central"),
    ],
)
def test_folders_are_named_after_studies(name, folder_name):
    import ccu_sim as ccu

    study = ccu.study_of(["site-1"], ["as-usual"], name=name, parameter_sets=0)
    assert comparing._folder_name(study) == folder_name
