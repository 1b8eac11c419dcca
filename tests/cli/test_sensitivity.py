"""`ccu-sim sensitivity`: how it ends, whatever ends it."""

import inspect
import json

import pytest

import ccu_sim.model
from ccu_sim.analysis.uncertainty import salib
from ccu_sim.cli.sensitivity import sensitivity as command

pytest.importorskip("SALib")

# At no dose a strategy changes nothing, so that no parameter can turn the choice.
STUDY = """\
name: Small
units: [site-1]
strategies: [permanent-contracts]
months: 1
parameters: {strategy_dose: 0}
"""
SMALL = ("--trajectories", 0, "--replicates", 1, "--workers", 1)


@pytest.fixture
def study(folder):
    """A small study of one's own."""
    path = folder / "small.yaml"
    path.write_text(STUDY)
    return path.name


def test_the_line_and_python_have_the_same_defaults():
    line = inspect.signature(command).parameters
    python = inspect.signature(ccu_sim.sensitivity).parameters
    for name in ("trajectories", "points", "most", "sets", "replicates", "willing"):
        assert line[name].default == python[name].default


def test_where_the_strategy_does_nothing_nothing_turns_the_choice(program, study):
    done = program("sensitivity", study, "--out", "out", *SMALL, "--sets", 20)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "as far as these runs show, nothing that is not known would turn it" in said
    assert "cannot be told: it takes 20 different sets, and an effect that varies" in said
    assert "nan" not in said.lower()


def test_one_set_says_what_it_takes(program, study):
    done = program("sensitivity", study, "--out", "out", *SMALL, "--sets", 1)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "what to find out cannot be told from one different parameter set; it takes 20" in said
    assert "nan" not in said.lower()


def test_its_tables_as_json_have_null_for_what_is_not_there(program, study):
    done = program("sensitivity", study, "--out", "out", *SMALL, "--sets", 20, "--format", "json")
    rows = json.loads(done.out)
    assert {row["measure"] for row in rows} == {"workers", "dollars"}
    assert rows[-1]["low"] is None
    assert done.err.endswith("Tables, figures and how they were made: out/sensitivity.json\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--trajectories", 1), "trajectories is 1; a screening takes at least 2"),
        (("--points", 48), "a power of two, such as 32 or 64"),
        (("--most", 500), "most is 500"),
        (("--willing", "nan"), "give A$ for one more worker kept"),
        (("--willing", -1), "give A$ for one more worker kept"),
        (("--sets", 99_999), "99999 parameter sets were asked for"),
    ],
)
def test_mistakes_leave_nothing_behind(program, study, folder, words, sentence):
    done = program("sensitivity", study, "--out", "out", *words, "--workers", 1)
    assert done.code == 2
    assert sentence in done.err
    assert not (folder / "out").exists() or not list((folder / "out").rglob("*"))


def test_without_salib_it_says_what_to_install(program, study, folder, monkeypatch):
    monkeypatch.setattr(salib, "find_spec", lambda name: None)
    done = program("sensitivity", study, "--out", "out", *SMALL)
    assert done == (
        2,
        "",
        "Sensitivity analysis needs SALib: pip install 'ccu-sim[analysis]'.\n",
    )
    assert not (folder / "out").exists()


def test_a_study_of_as_usual_alone_is_refused(program, folder):
    (folder / "alone.yaml").write_text(STUDY.replace("permanent-contracts", "as-usual"))
    done = program("sensitivity", "alone.yaml", "--out", "out", *SMALL)
    assert done.code == 2
    assert "compares nothing with as usual" in done.err


def test_runs_of_a_design_have_no_report(program, folder, study):
    few = ("--trajectories", 2, "--points", 2, "--most", 1, "--sets", 1, "--replicates", 1)
    assert program("sensitivity", study, "--out", "out", *few, "--workers", 1, "-q").code == 0
    done = program("report", "out/screening")
    assert done.code == 2
    assert "points of a sensitivity design" in done.err
    assert not (folder / "out" / "screening" / "report.html").exists()


@pytest.mark.parametrize("quiet", [False, True])
def test_stopping_is_one_sentence(program, study, folder, monkeypatch, quiet):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ccu_sim.model, "simulate", stop)
    line = ("sensitivity", study, "--out", "out", *SMALL, "--sets", 20)
    done = program(*line, *(["--quiet"] if quiet else []))
    assert (done.code, done.out) == (130, "")
    assert done.err.lower().count("stopped") == 1
    assert not (folder / "out" / "sensitivity.json").exists()


def test_some_failed_runs_exit_with_1_and_the_rest_is_answered(program, study, monkeypatch):
    simulate = ccu_sim.model.simulate

    def fail(*given, set_index, **address):
        if set_index == 2:
            raise ArithmeticError("made to fail")
        return simulate(*given, set_index=set_index, **address)

    monkeypatch.setattr(ccu_sim.model, "simulate", fail)
    done = program("sensitivity", study, "--out", "out", *SMALL, "--sets", 22)
    assert done.code == 1
    assert "2 of 44 runs failed" in done.err
    assert "Site 1" in done.out
