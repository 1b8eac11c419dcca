"""An ensemble is scored again: what still meets the targets stays, nothing else comes in."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ccu_sim.analysis.calibration import (
    Rescoring,
    calibrate,
    ensemble_of,
    rescore,
    write_ensemble,
)
from ccu_sim.errors import RunFailures, UserError
from ccu_sim.evidence import Targets, read_ensemble


@pytest.fixture(scope="module")
def ensemble(toy, tmp_path_factory):
    return ensemble_of(calibrate(toy.toy(), tmp_path_factory.mktemp("calibration")))


@pytest.fixture
def rescoring(toy, ensemble):
    return Rescoring(ensemble, toy.REGISTRY, toy.TARGETS, toy.observe, toy.digest, toy.STAGES[-1])


def shifted(unit, parameters, *, seed, set_index, replicate):
    """Show a third of what `third` is on top, as a model whose rules have changed."""
    luck = np.random.default_rng([seed, set_index, replicate, len(unit)]).normal(0.0, 0.05)
    return {"sum": parameters["first"] + parameters["second"] + parameters["third"] / 3 + luck}


def test_a_model_that_has_not_changed_keeps_all(rescoring, tmp_path):
    found = rescore(rescoring, tmp_path)
    # Chance between runs is measured over other sets than in the calibration, so that a set at
    # the very edge may fall either way.
    assert found.kept.mean() > 0.95
    assert found.rescoring.runs == len(found.kept) * 2 * 6


def test_a_changed_model_keeps_what_still_meets_the_targets(rescoring, tmp_path):
    found = rescore(replace(rescoring, observe=shifted), tmp_path, workers=2)
    third = np.array(rescoring.ensemble.rows)[:, 2]
    assert 0.0 < found.kept.mean() < 1.0
    assert third[found.kept].max() < 0.5
    assert found.off["sum@here"] > 0.2
    kept = found.ensemble
    assert set(kept.rows) < set(rescoring.ensemble.rows)
    assert kept.about["rescored"]["kept"] == kept.about["accepted"] == len(kept)
    write_ensemble(kept, tmp_path)
    again = read_ensemble(tmp_path / "ensemble.csv", tmp_path / "ensemble.json")
    assert (again.names, again.rows, again.numbers) == (kept.names, kept.rows, kept.numbers)


def test_stopped_it_goes_on(rescoring, tmp_path):
    calls = []

    def stopped(unit, parameters, **address):
        calls.append((unit, address["set_index"], address["replicate"]))
        if len(calls) == 300:
            raise KeyboardInterrupt
        return shifted(unit, parameters, **address)

    halting = replace(rescoring, observe=stopped)
    with pytest.raises(KeyboardInterrupt):
        rescore(halting, tmp_path / "halted")
    found = rescore(halting, tmp_path / "halted")
    assert len(calls) - len(set(calls)) == 300 - 240  # a chunk is twenty sets, two units, six runs
    whole = rescore(replace(rescoring, observe=shifted), tmp_path / "whole")
    assert np.array_equal(found.kept, whole.kept)


def test_another_folder_is_refused(rescoring, tmp_path):
    rescore(rescoring, tmp_path)
    with pytest.raises(UserError, match="holds another calibration"):
        rescore(replace(rescoring, observe=shifted), tmp_path)
    assert json.loads((tmp_path / "calibration.json").read_text())["seed"] == 1


def test_when_none_is_left_that_is_said(rescoring, toy, tmp_path):
    far = Targets((toy.target("sum", 4.0, 4.1),), ("here", "there"), 0.1)
    with pytest.raises(RunFailures, match=r"none of the \d+ .* meets the targets any more"):
        rescore(replace(rescoring, targets=far), tmp_path)
