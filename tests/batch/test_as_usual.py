"""Whether accepted sets count for a model is told by its runs as usual."""

import math
from dataclasses import replace

import pytest

from ccu_sim import evidence
from ccu_sim.batch import as_usual, open_results, run_batch
from ccu_sim.batch.as_usual import as_usual_digest, why_unaccepted
from ccu_sim.batch.selection import Selection
from ccu_sim.evidence import TARGETS, Parameter, Registry, ensemble, read_ensemble
from ccu_sim.model import simulate

UNITS = TARGETS.units


@pytest.fixture
def changed_model(monkeypatch):
    """Change the model: everybody's cohesion is a little higher from month 20 on."""

    def simulated(*args, **kwargs):
        tables = simulate(*args, **kwargs)
        tables.monthly["cohesion"][20:] += 1e-3
        return tables

    monkeypatch.setattr("ccu_sim.model.simulate", simulated)


def test_the_shipped_sets_count_for_the_model_as_it_is():
    assert why_unaccepted(read_ensemble()) is None, "ccu-sim calibrate --rescore"


def test_a_changed_model_is_told_with_what_scoring_again_takes(changed_model):
    runs = read_ensemble().about["runs"]
    assert why_unaccepted(read_ensemble()) == (
        "The parameter sets of the ensemble were accepted for another version of the model, so "
        "runs as usual may miss the published targets; `ccu-sim calibrate --rescore` scores them "
        f"again in {runs:,} runs."
    )


def test_a_model_that_fails_as_usual_is_told_likewise(monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("ccu_sim.model.simulate", fail)
    assert "accepted for another version of the model" in as_usual.unaccepted()


def test_an_ensemble_of_fewer_sets_than_tell_counts_too():
    shown = as_usual_digest(ensemble(2), UNITS)
    whole = read_ensemble()
    few = replace(whole, rows=whole.rows[:2], about=whole.about | {"as_usual": shown})
    assert why_unaccepted(few) is None


def test_the_shipped_sets_are_looked_at_once_for_each_model(monkeypatch):
    runs = []

    def counted(*args, **kwargs):
        runs.append(kwargs)
        return simulate(*args, **kwargs)

    monkeypatch.setattr("ccu_sim.model.simulate", counted)
    assert [as_usual.unaccepted(), as_usual.unaccepted()] == [None, None]
    assert len(runs) == as_usual.SETS * len(UNITS)


def test_a_last_bit_that_another_machine_rounds_otherwise_changes_nothing(monkeypatch):
    before = as_usual_digest(ensemble(1), UNITS)

    def rounded(*args, **kwargs):
        tables = simulate(*args, **kwargs)
        tables.monthly["cohesion"][:] = [math.nextafter(x, 9.0) for x in tables.monthly["cohesion"]]
        return tables

    monkeypatch.setattr("ccu_sim.model.simulate", rounded)
    assert as_usual_digest(ensemble(1), UNITS) == before


def test_a_parameter_that_came_later_is_welcome():
    more = Parameter("new", "g", 0.5, 0.0, 1.0, "linear", "", "assumed", (), False, "")
    registry = Registry([*evidence.REGISTRY.values(), more])
    sets = read_ensemble().sets(registry, 2)
    assert [one["new"] for one in sets] == [0.5, 0.5]
    assert read_ensemble().is_of(registry)


def test_other_targets_are_told(monkeypatch):
    other = read_ensemble()
    assert "were accepted for other targets than there are now" in why_unaccepted(
        replace(other, about=other.about | {"targets": "0" * 16})
    )


def test_other_ranges_are_told(monkeypatch):
    low = evidence.REGISTRY["leave_base"].low
    wider = replace(evidence.REGISTRY["leave_base"], low=low / 2)
    monkeypatch.setitem(evidence.REGISTRY._parameters, "leave_base", wider)
    assert "were accepted for other ranges than the registry has" in why_unaccepted(read_ensemble())


def test_uncompiled_it_is_not_looked_at(monkeypatch):
    def run(*args, **kwargs):
        raise AssertionError("a run takes minutes")

    monkeypatch.setattr("ccu_sim.model.engine.UNCOMPILED", True)
    monkeypatch.setattr(as_usual, "as_usual_digest", run)
    assert why_unaccepted(read_ensemble()).endswith("was not looked at, uncompiled.")


def test_a_batch_runs_all_the_same_and_its_folder_says_so(small_study, tmp_path, changed_model):
    told = []

    class Progress:
        begin = advance = end = staticmethod(lambda *_: None)
        note = staticmethod(told.append)

    out = tmp_path / "study"
    for _ in range(2):  # a batch that goes on says it again
        assert run_batch(small_study(), out, progress=Progress()).complete
    assert told == [as_usual.unaccepted()] * 2
    assert open_results(out).manifest.unaccepted == told[0]


def test_sets_that_count_and_the_central_one_need_no_word(sound, small_study, tmp_path):
    assert open_results(sound).manifest.unaccepted is None
    run_batch(small_study(), tmp_path / "central", central=True)
    assert open_results(tmp_path / "central").manifest.unaccepted is None


@pytest.mark.parametrize("matches", [None, 2])
def test_points_of_a_design_are_plausible_for_no_model(
    small_study, tmp_path, changed_model, matches
):
    chosen = Selection(ensemble(1), "Chosen.", matches)
    study = small_study(parameter_sets=1, replicates=1, months=1)
    found = run_batch(study, tmp_path / "study", selection=chosen).manifest
    assert found.is_design == (matches is None)
    assert found.unaccepted == (None if found.is_design else as_usual.unaccepted())


def test_a_model_of_ones_own_is_told(small_study, tmp_path):
    import odd_models

    found = run_batch(small_study(), tmp_path / "study", model=odd_models.Slow)
    assert "accepted for the model as shipped" in found.manifest.unaccepted
