"""One run from Python."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import ccu_sim as ccu
from ccu_sim.inputs import Strategy, Unit, compose, load_strategy, load_unit
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS, SPELL_COLUMNS, run_world

FILES = {
    "events.csv",
    "monthly.csv",
    "monthly.parquet",
    "picture.png",
    "run.json",
    "runs.csv",
    "runs.parquet",
    "spells.csv",
    "spells.parquet",
    "story.md",
}


def test_a_run_has_its_tables(short):
    assert short.monthly["month"].tolist() == [0, 1, 2, 3]
    assert set(short.monthly.columns) == set(MONTHLY_COLUMNS)
    assert list(short.spells.columns) == list(SPELL_COLUMNS)
    assert list(short.summary.index) == list(RUN_COLUMNS)
    assert short.summary.loc["cohesion", "value"] > 1
    assert "professional-supervision" in repr(short)


def test_names_and_objects_mean_the_same(short):
    unit, strategy = load_unit("site-2"), load_strategy("professional-supervision")
    for strategies in (strategy, [strategy], "professional-supervision", compose([strategy])):
        again = ccu.run(unit, strategies, months=3, seed=5)
        pd.testing.assert_frame_equal(again.monthly, short.monthly)


def test_both_engines_give_the_same_run():
    runs = [
        ccu.run("site-2", "leadership", months=1, seed=3, engine=e) for e in ("compiled", "mesa")
    ]
    for name in ("monthly", "spells", "events", "summary"):
        pd.testing.assert_frame_equal(*(getattr(run, name) for run in runs))


def test_the_record_is_enough_to_make_the_run_again(short):
    record = json.loads(json.dumps(short.record()))
    again = ccu.run(
        Unit.from_resolved(record["unit"]),
        [Strategy.from_resolved(strategy) for strategy in record["strategies"]],
        months=record["months"],
        seed=record["seed"],
        parameters=record["parameters"],
    )
    pd.testing.assert_frame_equal(again.monthly, short.monthly)
    pd.testing.assert_frame_equal(again.events, short.events)


@pytest.mark.parametrize("whole", [np.int64, np.int32, np.uint8])
def test_numbers_of_numpy_are_as_good(short, whole):
    again = ccu.run("site-2", "professional-supervision", months=whole(3), seed=whole(5))
    assert again.record() == short.record()
    assert json.loads(json.dumps(again.record()))["seed"] == 5
    unit = load_unit("site-2", {"beds": whole(12), "leadership": np.float32(0.5)})
    assert (type(unit.beds), unit.beds, unit.conditions.leadership) == (int, 12, 0.5)
    study = ccu.load_study("default", {"months": whole(6), "seed": whole(3)})
    assert json.loads(json.dumps(study.resolved()))["seed"] == 3


def test_parameters_change_the_run(short):
    leaving = ccu.run("site-2", months=3, seed=5, parameters={"leave_base": 0.2})
    assert leaving.parameters["leave_base"] == 0.2
    assert leaving.record() != short.record()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"unit": "site-9"}, "There is no unit 'site-9'; did you mean 'site-"),
        ({"strategies": "leadrship"}, "did you mean 'leadership'"),
        ({"months": 0}, "months is 0; it must be a whole number from 1 to 120."),
        ({"months": 2.5}, "months is 2.5"),
        ({"seed": -1}, "seed is -1"),
        ({"seed": True}, "seed is True"),
        ({"seed": np.float64(3)}, "seed is 3.0"),
        ({"seed": np.int64(-1)}, "seed is -1"),
        ({"engine": "fast"}, "There is no engine 'fast'"),
        ({"parameters": {"leave_bass": 1}}, "did you mean leave_base?"),
        ({"parameters": {"leave_base": 99}}, "outside its range"),
        ({"strategies": ["leadership", "leadership"]}, "combined with itself"),
    ],
)
def test_mistakes_are_one_sentence(asked, sentence):
    with pytest.raises(ccu.UserError) as caught:
        ccu.run(**{"unit": "site-1", "months": 1, **asked})
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_its_digest_is_that_of_its_world_as_on_the_page(short):
    world = run_world(short.unit, short.policy, short.parameters, months=3, seed=5)
    assert short.digest == hashlib.sha256(world.tobytes()).hexdigest()


def test_a_run_is_kept_whole(short, tmp_path):
    folder = short.save(tmp_path / "deep" / "kept")
    assert {path.name for path in folder.iterdir()} == FILES
    monthly = pd.read_parquet(folder / "monthly.parquet")
    pd.testing.assert_frame_equal(monthly, short.monthly)
    assert len(pd.read_parquet(folder / "runs.parquet")) == 1
    events = pd.read_csv(folder / "events.csv")
    assert len(events) == len(short.events)
    assert (folder / "story.md").read_text(encoding="utf-8") == short.story().markdown()
    assert (folder / "picture.png").read_bytes().startswith(b"\x89PNG")
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["digest"] == short.digest


def test_the_same_run_may_be_kept_again_and_another_may_not(short, tmp_path):
    folder = short.save(tmp_path / "kept")
    before = (folder / "run.json").stat().st_mtime_ns
    short.save(folder)
    assert (folder / "run.json").stat().st_mtime_ns == before
    other = ccu.run("site-2", months=1)
    with pytest.raises(ccu.UserError, match="holds another run"):
        other.save(folder)


@pytest.mark.parametrize("kind", ["file", "full"])
def test_what_is_there_is_left_as_it_is(short, tmp_path, kind):
    there = tmp_path / "there"
    if kind == "file":
        there.write_text("mine")
    else:
        there.mkdir()
        (there / "mine.txt").write_text("mine")
    with pytest.raises(ccu.UserError, match="choose another folder"):
        short.save(there)
    mine = there if kind == "file" else there / "mine.txt"
    assert mine.read_text() == "mine"


def test_nothing_is_half_written(short, tmp_path, monkeypatch):
    def full_disk(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full_disk)
    with pytest.raises(ccu.UserError, match="cannot be written: No space left on device"):
        short.save(tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_will_do(short, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert {path.name for path in Path(short.save(empty)).iterdir()} == FILES
