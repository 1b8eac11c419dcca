"""`ccu-sim compare` and `batch` of one's own unit, whose last year chooses the parameter sets."""

import json
from pathlib import Path

import numpy as np
import pytest

import ccu_sim as ccu
from ccu_sim.analysis.calibration import history
from ccu_sim.analysis.calibration.observed import reweigh
from ccu_sim.evidence import parameter_sets

STUDY = """\
name: Our own
units: [{units}]
strategies: [leadership]
parameter_sets: 4
replicates: 1
months: 2
seed: 3
"""
YEAR = {"headcount": 26, "leavers_12m": 5, "sick_days": 9}
SETS = parameter_sets(12, 1)
FOLDER = Path("results") / "our-own"
BATCH = ("batch", "own.yaml", "--out", "runs", "--workers", 1)


@pytest.fixture(autouse=True, scope="module")
def _an_ensemble_of_twelve():
    """Weigh twelve sets: what is tested is not how good they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "ensemble", lambda: SETS)
        yield


def files_of(observed, units):
    """Write a unit of one's own with what it observed, and a study of it and others."""
    shipped = ccu.load_unit("site-1")
    unit = shipped.varied({"observed": observed}).resolved() | {"name": "ours"}
    return {
        "scenarios/units/ours.yaml": json.dumps(unit),
        "own.yaml": STUDY.format(units=units),
    }


@pytest.fixture
def ours(folder):
    """Give a unit file of one's own with what it observed, and a study of it and others."""

    def write(observed=YEAR, units="ours"):
        (folder / "scenarios" / "units").mkdir(parents=True, exist_ok=True)
        for name, text in files_of(observed, units).items():
            (folder / name).write_text(text)
        return "own.yaml"

    return write


@pytest.fixture(scope="module")
def carried_out(make):
    """The study of one's own unit, carried out."""
    return make(files_of(YEAR, "ours"), *BATCH)


@pytest.fixture
def weighings(monkeypatch):
    """Count how often the sets are weighed."""
    counted = []

    def counting(*given, **named):
        counted.append(given)
        return reweigh(*given, **named)

    monkeypatch.setattr(history, "reweigh", counting)
    return counted


def stored(folder):
    return json.loads((folder / "study.json").read_text(encoding="utf-8"))


def test_the_last_year_chooses_the_sets(program, carried_out, go_on, folder, weighings):
    first = go_on(carried_out)
    assert first.code == 0
    told = stored(folder / "runs")["selection"]
    assert told["sentence"].startswith("The unit's own last year could have come by chance in")
    assert told["sentence"] in first.err
    expected = reweigh(ccu.load_unit("ours"), SETS)
    assert told["matches"] == expected.matches
    results = ccu.open_results("runs")
    chosen = [list(SETS[index].values()) for index in expected.select(4)]
    assert results.parameters.to_numpy().tolist() == chosen
    assert told["sentence"] in ccu.Comparison(results).in_short()
    assert told["sentence"] in program("report", "runs").err
    page = (folder / "runs" / "report.html").read_text(encoding="utf-8")
    assert page.count("The unit&#39;s own last year could have come by chance in") == 2
    assert "drawn by the unit&#39;s own last year" in page
    assert program("verify", "runs", "--sample", 3, "-q").code == 0
    assert not weighings  # whatever tells of a folder takes the sets as they were chosen


def test_either_command_goes_on_with_the_sets_as_they_were_weighed(
    program, carried_out, go_on, folder, weighings
):
    go_on(carried_out)
    again = program("compare", *BATCH[1:])
    assert again.code == 0
    assert "8 of them stored already" in again.err
    assert stored(folder / "runs")["selection"]["sentence"] in again.err
    assert program(*BATCH, "-q").err == ""
    assert not weighings


def test_more_sets_are_added_behind_those_there_are(program, ours, folder, weighings):
    line = (*BATCH, "-q")
    ours()
    program(*line)
    before = ccu.open_results("runs")
    assert program(*line, "--sets", 7, "--extend").out == "14 runs are in runs\n"
    after = ccu.open_results("runs")
    assert after.parameters.head(4).equals(before.parameters)
    assert len(weighings) == 2
    assert after.manifest.mark == before.manifest.mark
    large = program("batch", "own.yaml", "--out", "large", "--sets", 7, "--workers", 1, "-q")
    assert large.code == 0
    assert after.digest() == ccu.open_results("large").digest()
    assert program("verify", "runs", "--sample", 14, "-q").code == 0


def test_python_and_the_program_do_the_same(carried_out, go_on):
    go_on(carried_out)
    found = ccu.compare("own.yaml")
    assert found.results.digest() == ccu.open_results("runs").digest()
    assert found.results.manifest.hash == ccu.open_results("runs").manifest.hash


def test_a_year_that_no_set_gives_is_told_before_all_else(program, ours, folder, weighings):
    study = ours({"headcount": 26, "leavers_12m": 52})
    done = program("compare", study, "--workers", 1)
    assert done.code == 0
    told = stored(folder / FOLDER)["selection"]
    assert told["matches"] == 0
    assert told["sentence"] in done.err
    assert len(weighings) == 1
    assert told["sentence"].startswith("The unit's own last year fits no possible world")
    page = (folder / FOLDER / "report.html").read_text(encoding="utf-8")
    first = page[page.index('<article class="first">') :]
    said = "<strong>The unit&#39;s own last year fits no possible world"
    assert first.index(said) < first.index('class="lead"')
    assert len(np.unique(ccu.open_results(FOLDER).parameters.to_numpy(), axis=0)) == 1


def test_several_units_are_not_weighed_and_it_is_said(program, ours, folder, weighings):
    done = program("compare", ours(units="ours, site-2"), "--sets", 1, "--workers", 1)
    assert done.code == 0
    said = f"What the file of {ccu.load_unit('ours').title} says of its own last year is not used"
    assert said in done.err
    assert not weighings
    assert "selection" not in stored(folder / FOLDER)
    page = (folder / FOLDER / "report.html").read_text(encoding="utf-8")
    assert said in page
    assert said in program("check", "own.yaml").out


def test_the_central_set_needs_no_history(program, ours, folder, weighings):
    done = program("batch", ours(), "--out", "runs", "--central", "--workers", 1)
    assert done.code == 0
    assert not weighings
    assert "last year" not in done.err
    assert "selection" not in stored(folder / "runs")


def test_sets_that_were_not_chosen_are_another_study(program, ours):
    from ccu_sim.batch import Selection, run_batch

    study = ccu.load_study(ours())
    run_batch(study, "runs", selection=Selection(SETS[:4], "Chosen by hand.", 4))
    again = program("batch", "own.yaml", "--out", "runs", "--workers", 1, "-q")
    assert again == (0, "8 runs are in runs\n", "")
    with pytest.raises(ccu.UserError, match=r"chosen by a unit's own year \(Chosen by hand"):
        run_batch(study, "runs", selection=Selection(SETS[:4], "Chosen otherwise.", 4))
    with pytest.raises(ccu.UserError, match="3 parameter sets were chosen and the study is of 4"):
        run_batch(study, "runs", selection=Selection(SETS[:3], "Too few.", 4))
