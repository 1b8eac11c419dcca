"""What a model of one's own will take, and how that is told."""

from itertools import accumulate
from types import SimpleNamespace

import pytest

from ccu_sim.batch import trial
from ccu_sim.batch.plan import Case, PlannedRun
from ccu_sim.batch.points import Points
from ccu_sim.batch.simulation_task import sets_of
from ccu_sim.batch.trial import Trial, try_model
from ccu_sim.inputs import OwnModel


@pytest.mark.parametrize(
    ("processes", "whole"),
    [
        (1, "some 60 s on this machine"),
        (4, "some 15 s on this machine"),
        (None, "some 60 s of one"),
    ],
)
def test_what_runs_take_is_told_for_those_who_share_them(processes, whole):
    found = Trial("OurUnit of ours.py", (), processes, seconds=2.0, times=34.6)
    assert found.sentence(30).startswith(
        "on OurUnit of ours.py a run takes about 30 times as long as on the model that ships; "
        f"30 runs, {whole}"
    )


def test_no_work_is_told_as_less_than_a_second():
    assert "1 runs, some 1 s" in Trial("OurUnit", (), 2, seconds=0.01, times=1.0).sentence(1)


def test_where_the_first_run_fails_nothing_is_promised():
    assert Trial("OurUnit", (), 1).sentence(30) == (
        "the first run on OurUnit fails, so how long others take cannot be said"
    )


@pytest.fixture
def tried(small_study):
    """Try a model on the small study, whose two months are of 24 runs."""

    def on(model=None):
        study = small_study()
        if model is not None:
            study = study.model_copy(update={"model": OwnModel.read(model)})
        return try_model(study, sets_of(study), Points.of([{}]), 3)

    return on


def test_the_model_that_ships_needs_no_trial(tried):
    assert tried() is None


def test_a_month_is_timed_once_it_has_been_run_and_stands_for_the_others(tried, monkeypatch):
    import odd_models

    clock = accumulate([100.0, 3.0, 50.0, 0.5])  # a month of ours, then the run as shipped
    monkeypatch.setattr(trial, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    runs, run = [], trial.SimulationTask.run

    def noted(task, one):
        tables = run(task, one)
        runs.append((task._study.model is not None, len(tables.monthly), one))
        return tables

    monkeypatch.setattr(trial.SimulationTask, "run", noted)
    found = tried(odd_models.Slow)
    assert (found.seconds, found.times, found.processes) == (2 * 3.0, 2 * 3.0 / 0.5, 3)
    first = PlannedRun(0, Case(0, 0, 0, 0))
    one_month, two_months = 1 + 1, 2 + 1  # the opening day is told, too
    assert runs == [(True, one_month, first)] * 2 + [(False, two_months, first)] * 2


def test_what_a_model_measures_is_told_even_where_it_fails(tried, tmp_path):
    ours = tmp_path / "ours.py"
    ours.write_text(
        "import ccu_sim as ccu\n\n\n"
        "class Unit(ccu.CCUModel):\n"
        "    measures = (\n"
        "        ccu.MonthlyMeasure('ours', 'how it is', lambda m: 1 / 0, unit='days', better=1),\n"
        "    )\n"
    )
    assert tried(f"{ours}:Unit").measures == (
        {"name": "ours", "meaning": "how it is", "unit": "days", "better": 1},
    )


def test_a_model_whose_first_month_fails_is_left_to_its_turn(tried, tmp_path):
    ours = tmp_path / "ours.py"
    ours.write_text("import ccu_sim as ccu\n\n\nclass Unit(ccu.CCUModel):\n    step = None\n")
    found = tried(f"{ours}:Unit")
    assert (found.seconds, found.times) == (None, None)
    assert found.sentence(30).startswith("the first run on Unit of ours.py fails")
