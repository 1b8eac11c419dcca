"""Killed at any moment, the same line goes on; another line is refused."""

import os
import random
import shutil
import signal
import sys
import time

import pytest

from ccu_sim.batch import digest, open_results, require_startable, run, run_batch
from ccu_sim.batch.points import Points
from ccu_sim.batch.progress import Lines
from ccu_sim.batch.simulation_task import sets_of
from ccu_sim.errors import UserError


def kill_at_random_moments(start, out, kills, luck):
    """Start the batch again and again, and kill its process group `kills` times."""
    for _ in range(kills):
        process = start()
        # Some die while they are starting, some at work, a few would have been done.
        begun = luck.random() < 0.8
        while begun and process.poll() is None and not (out / "study.json").exists():
            time.sleep(0.01)
        time.sleep(luck.uniform(0.0, 2.0))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_killed_and_resumed(start_line, study, tmp_path, kills):
    out = tmp_path / "killed"
    luck = random.Random()

    def start():
        return start_line(out, runs="slow", workers=2, parameter_sets=study.parameter_sets)

    kill_at_random_moments(start, out, kills, luck)
    # Lines went on from where one was killed; of the last, this process does what is left.
    run_batch(study, out)
    run_batch(study, tmp_path / "whole")
    assert open_results(out).complete
    assert digest(out) == digest(tmp_path / "whole")
    assert not list(out.glob("**/*.part"))


def test_killed_three_times_the_values_are_the_same(start_line, small_study, tmp_path):
    is_killed_and_resumed(start_line, small_study(parameter_sets=16), tmp_path, kills=3)


@pytest.mark.slow
def test_killed_fifty_times_the_values_are_the_same(start_line, small_study, tmp_path):
    is_killed_and_resumed(start_line, small_study(parameter_sets=150), tmp_path, kills=50)


def test_what_is_stored_is_not_done_again(small_study, chunked, tmp_path, capsys):
    out = shutil.copytree(chunked, tmp_path / "study")
    chunks = sorted((out / "runs").iterdir())
    chunks[1].unlink()
    times = [path.stat().st_mtime_ns for path in chunks if path.exists()]
    run_batch(small_study(), out, progress=Lines(sys.stderr))
    assert "24 runs, 16 of them stored already" in capsys.readouterr().err
    assert [p.stat().st_mtime_ns for p in chunks if p != chunks[1]] == times


@pytest.mark.parametrize("table", ["runs", "monthly", "spells"])
def test_a_folder_that_was_copied_without_one_of_its_own_is_made_whole(
    small_study, chunked, tmp_path, table
):
    out = shutil.copytree(chunked, tmp_path / "study")
    shutil.rmtree(out / table)
    assert run_batch(small_study(), out).complete
    assert digest(out) == digest(chunked)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"months": 3}, "another study: months is 2 there and 3 here"),
        ({"seed": 7}, "another study: seed is 2014 there and 7 here"),
        ({"units": ["site-2"]}, r"another study: unit_objects\[site-1\].name is 'site-1' there"),
        ({"strategies": ["as-usual"]}, "another study: strategy_objects is"),
        ({"sweep": [{"vary": "leadership", "values": [0.2]}]}, "another study: sweep is None"),
        ({"parameter_sets": 2}, "3 parameter sets and 2 replicates; 2 and 2 .* never removed"),
        ({"parameter_sets": 5}, "3 parameter sets and 2 replicates; 5 and 2 .* --extend"),
        ({"parameter_sets": 0}, "parameter sets of the ensemble, not of the central parameter set"),
    ],
)
def test_another_study_is_refused_with_what_differs(small_study, sound, changes, sentence):
    before = digest(sound)
    with pytest.raises(UserError, match=sentence):
        run_batch(small_study(**changes), sound)
    with pytest.raises(UserError, match=sentence):
        require_startable(small_study(**changes), sound)
    assert digest(sound) == before


def test_another_parameter_file_is_refused(small_study, sound, monkeypatch):
    study = small_study()
    as_shipped = sets_of(study)
    changed = as_shipped.values.copy()
    changed[1, 0] += 1.0
    monkeypatch.setattr(run, "sets_of", lambda _: Points(as_shipped.names, changed))
    name = as_shipped.names[0]
    with pytest.raises(UserError, match=f"other parameters: {name} in set 1 was .* and is now"):
        run_batch(study, sound)


@pytest.mark.parametrize("what", ["ccu_sim", "engine"])
def test_another_environment_is_refused(small_study, sound, monkeypatch, what):
    here = run.environment() | {what: "another"}
    monkeypatch.setattr(run, "environment", lambda: here)
    with pytest.raises(UserError, match=f"begun with {what} .* and this is {what} another"):
        run_batch(small_study(), sound)


def test_another_version_of_the_model_is_refused(small_study, sound, monkeypatch):
    here = run.environment() | {"model": "another"}
    monkeypatch.setattr(run, "environment", lambda: here)
    with pytest.raises(UserError, match="begun before the model's code"):
        run_batch(small_study(), sound)


def test_another_model_is_refused(small_study, sound):
    import odd_models

    with pytest.raises(UserError, match=r"runs of the model that ships, not of Slow of odd"):
        run_batch(small_study(), sound, model=odd_models.Slow)


@pytest.mark.parametrize(
    "totals", [{"parameter_sets": 5}, {"replicates": 3}, {"parameter_sets": 4, "replicates": 4}]
)
def test_an_extension_adds_and_touches_nothing(small_study, chunked, tmp_path, totals):
    out = shutil.copytree(chunked, tmp_path / "study")
    stored = {path: path.read_bytes() for path in out.glob("*/*.parquet")}
    results = run_batch(small_study(**totals), out, extend=True)
    assert {path: path.read_bytes() for path in stored} == stored
    assert results.complete
    assert results.study.size == small_study(**totals).size == len(results.runs)
    run_batch(small_study(**totals), tmp_path / "at once")
    assert digest(out) == digest(tmp_path / "at once")
    # The longer line now resumes; the shorter one is refused.
    run_batch(small_study(**totals), out)
    with pytest.raises(UserError, match="never removed"):
        run_batch(small_study(), out)


def test_where_a_batch_cannot_begin_is_told_before_its_sets_are_weighed(
    small_study, sound, tmp_path
):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="file/study cannot be made: "):
        require_startable(small_study(), tmp_path / "file" / "study")
    require_startable(small_study(), tmp_path / "study")
    require_startable(small_study(), sound)
    require_startable(small_study(parameter_sets=4), sound, extend=True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_of_something_else_is_refused(small_study, tmp_path):
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(UserError, match=r"something other than a study \(thesis.docx\)"):
        run_batch(small_study(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_results_without_their_study_are_refused(small_study, chunked, tmp_path):
    out = shutil.copytree(chunked, tmp_path / "study")
    (out / "study.json").unlink()
    with pytest.raises(UserError, match=r"its study.json is gone"):
        run_batch(small_study(), out)


def test_a_changed_study_file_is_told(small_study, chunked, tmp_path):
    out = shutil.copytree(chunked, tmp_path / "study")
    path = out / "study.json"
    path.write_text(path.read_text().replace('"months": 2', '"months": 3'))
    with pytest.raises(UserError, match="was changed after it was written"):
        run_batch(small_study(), out)
    with pytest.raises(UserError, match="was changed after it was written"):
        open_results(out)
