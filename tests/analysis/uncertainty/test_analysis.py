"""A whole analysis in small: its batches, its tables, and what can go wrong."""

import shutil
from dataclasses import replace
from itertools import count

import numpy as np
import pandas as pd
import pytest

import ccu_sim as ccu
import ccu_sim.model
from ccu_sim.analysis.uncertainty import (
    Analysis,
    Sizes,
    analysis,
    gains,
    salib,
    uncertain,
    unknowns,
)
from ccu_sim.batch import open_results, run_batch, verify
from ccu_sim.batch.points import EVENTS
from ccu_sim.errors import RunFailures, UserError
from ccu_sim.inputs.sweep import Sweep

pytest.importorskip("SALib")

SMALL = Sizes(trajectories=2, points=2, most=2, sets=24, replicates=2)
LITTLE = Sizes(trajectories=0, sets=24, replicates=1)
TABLES = ("screening", "sobol", "given", "convergence", "information", "choices", "luck")


def study_of(*strategies, **changes):
    return ccu.study_of(
        ["site-1"], strategies or ["permanent-contracts"], **{"months": 4} | changes
    )


def told(found):
    return {name: getattr(found, name) for name in TABLES}


def same(one, other):
    for name in TABLES:
        pd.testing.assert_frame_equal(told(one)[name], told(other)[name])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A whole analysis, and its folder."""
    folder = tmp_path_factory.mktemp("analysis")
    return Analysis(study_of(), folder, SMALL).carry_out(), folder


def test_it_runs_three_batches(done):
    found, _ = done
    assert sorted(found.batches) == ["ensemble", "screening", "sobol"]
    assert all(one.complete for one in found.batches.values())
    assert len(found.batches["screening"].parameters) == 2 * (len(uncertain()) + 1)
    assert set(found.screening["parameter"]) == set(uncertain())
    assert found.information["parameter"].nunique() == len(
        unknowns(found.batches["ensemble"], gains(found.batches["ensemble"])[0].points).columns
    )
    assert not found.information.isna()["workers"].any()


def test_points_of_the_designs_are_in_the_ranges_and_chance_is_no_parameter(done):
    found, _ = done
    parameters = found.batches["screening"].parameters
    assert EVENTS not in parameters
    for name in uncertain():
        known = ccu_sim.evidence.REGISTRY[name]
        low, high = known.low - 1e-9 * abs(known.low), known.high + 1e-9 * abs(known.high)
        assert parameters[name].between(low, high).all()
        assert parameters[name].nunique() > 1


def test_a_trajectory_meets_the_same_chance_events(done):
    """Its as-usual runs begin with the same people whatever the parameters are."""
    found, _ = done
    spells = found.batches["screening"].read("spells", ["role", "post"], strategy="as-usual")
    assert spells.groupby("set").size().min() > 20
    sets = found.batches["screening"]._store.sets
    events = sets.values[:, sets.names.index(EVENTS)]
    assert list(np.unique(events)) == [0, 1]
    assert (np.diff(events) >= 0).all()


def test_its_batches_can_be_verified(done):
    _, folder = done
    assert verify(folder / "screening", 5).runs == 5
    assert verify(folder / "sobol", 3).runs == 3


def test_the_same_again_runs_nothing_and_says_the_same(done, monkeypatch):
    found, folder = done

    def never(*_, **__):
        raise AssertionError("nothing is left to run")

    monkeypatch.setattr(ccu_sim.model, "simulate", never)
    same(found, Analysis(study_of(), folder, SMALL).carry_out())


def take_away_the_last(folder, count):
    """Take away the last chunks of a batch, as if it had been stopped before them."""
    for table in ("runs", "monthly", "spells"):
        for chunk in sorted((folder / table).glob("*.parquet"))[-count:]:
            chunk.unlink()


def test_one_that_was_stopped_goes_on_to_the_same_answer(done, tmp_path, monkeypatch):
    """Stopped before the last chunks of the screening, and once more within them."""
    found, folder = done
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "sobol")
    take_away_the_last(tmp_path / "screening", 3)
    stored = len(open_results(tmp_path / "screening").runs)
    simulate, calls = ccu_sim.model.simulate, count()

    def stop_once(*given, **address):
        if next(calls) == 100:
            raise KeyboardInterrupt
        return simulate(*given, **address)

    monkeypatch.setattr(ccu_sim.model, "simulate", stop_once)
    with monkeypatch.context() as patch:
        # what the ensemble shows is told before the screening begins, and nobody would hear it
        patch.setattr(analysis, "value_of_information", lambda *_: None)
        patch.setattr(analysis, "given_data", lambda *_: pd.DataFrame())
        with pytest.raises(KeyboardInterrupt):
            Analysis(study_of(), tmp_path, SMALL).carry_out()
    screening = open_results(tmp_path / "screening")
    assert not screening.complete
    assert len(screening.runs) > stored
    assert not (tmp_path / "sobol").exists()
    same(found, Analysis(study_of(), tmp_path, SMALL).carry_out())


def test_failed_runs_are_left_out_and_told_of(tmp_path, monkeypatch):
    simulate = ccu_sim.model.simulate

    def fail(*given, set_index, **address):
        if set_index == 3:
            raise ArithmeticError("made to fail")
        return simulate(*given, set_index=set_index, **address)

    monkeypatch.setattr(ccu_sim.model, "simulate", fail)
    found = Analysis(study_of(), tmp_path, LITTLE).carry_out()
    assert found.choices["points"].item() == 23
    [failures] = found.failures
    assert "2 of 48 runs failed" in str(failures)


def test_if_all_runs_fail_there_is_no_answer(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise ArithmeticError("made to fail")

    monkeypatch.setattr(ccu_sim.model, "simulate", fail)
    with pytest.raises(RunFailures, match="48 of 48 runs failed"):
        Analysis(study_of(), tmp_path, LITTLE).carry_out()


def test_one_set_and_one_replicate(tmp_path):
    found = Analysis(study_of(), tmp_path, replace(LITTLE, sets=1)).carry_out()
    assert found.given.empty
    assert found.information.empty
    assert np.isnan(found.choices["workers_perfect"].item())


def test_a_condition_that_is_swept_may_be_worth_knowing(tmp_path):
    sweep = Sweep.model_validate({"axes": [{"vary": "contract_security", "values": [0.1, 0.9]}]})
    study = study_of().model_copy(update={"sweep": sweep})
    found = Analysis(study, tmp_path, LITTLE).carry_out()
    assert found.choices["points"].item() == 48
    assert "contract_security" in set(found.information["parameter"])


def test_a_dose_that_is_swept_is_chosen(tmp_path):
    sweep = Sweep.model_validate({"axes": [{"vary": "strategy_dose", "values": [0.5, 1.0]}]})
    study = study_of().model_copy(update={"sweep": sweep, "parameter_sets": 1, "replicates": 1})
    with pytest.raises(UserError, match="chosen and not found out"):
        Analysis(study, tmp_path / "no", LITTLE)
    assert not (tmp_path / "no").exists()
    comparison = ccu.Comparison(run_batch(study, tmp_path / "runs"))
    with pytest.raises(UserError, match="chosen and not found out"):
        comparison.value_of_information()


def test_a_study_that_compares_nothing_has_no_choice(tmp_path):
    with pytest.raises(UserError, match="compares nothing with as usual"):
        Analysis(study_of("as-usual"), tmp_path, LITTLE)


def test_a_batch_tells_the_value_of_information_too(done):
    found, _ = done
    comparison = ccu.Comparison(found.batches["ensemble"])
    pd.testing.assert_frame_equal(comparison.value_of_information().choices, found.choices)


def test_the_folder_of_a_batch_is_refused(done):
    _, folder = done
    with pytest.raises(UserError, match="holds the runs of a batch"):
        Analysis(study_of(), folder / "ensemble", SMALL)


def test_another_study_is_refused(done):
    _, folder = done
    with pytest.raises(UserError, match="holds another study"):
        Analysis(study_of(seed=3), folder, SMALL).carry_out()


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ({"trajectories": 1}, "a screening takes at least 2"),
        ({"trajectories": -1}, "a screening takes at least 2"),
        ({"points": 100}, "a power of two, such as 64 or 128"),
        ({"points": 0}, "a power of two, such as 2 or 4"),
        ({"most": 0}, "most is 0"),
        ({"most": 1000}, "most is 1000"),
        ({"trajectories": 5000}, "at most 100,000"),
        ({"sets": 0}, "sets is 0"),
        ({"replicates": 0}, "replicates is 0"),
    ],
)
def test_sizes_that_cannot_be(sizes, sentence):
    with pytest.raises(UserError, match=sentence):
        Sizes(**sizes)


def test_without_salib_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(salib, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"needs SALib: pip install 'ccu-sim\[analysis\]'"):
        Analysis(study_of(), tmp_path, SMALL)
