"""History matching finds what is known to be there."""

import numpy as np
import pytest

from ccu_sim.analysis.calibration import (
    calibrate,
    ensemble_of,
    every_candidate,
    pairs_tied,
    ranges_moved,
    success,
    targets_met,
    what_drives,
    write_ensemble,
)
from ccu_sim.errors import RunFailures, UserError
from ccu_sim.evidence import read_ensemble


def test_accepted_sets_meet_the_target(calibrated):
    total = calibrated.accepted_values[:, :2].sum(axis=1)
    # Half the range, and two standard deviations of discrepancy and of twelve runs.
    reach = 0.05 + 2 * np.hypot(0.1 * 0.05, 0.05 / np.sqrt(6))
    assert len(total) > 200
    assert np.all(np.abs(total - 1) < reach + 4 * 0.05 / np.sqrt(12))
    assert abs(np.mean(total) - 1) < 0.01


def test_first_wave_accepts_what_the_prior_holds(calibrated):
    # Of a square, the share where |x + y - 1| < d is 2d - d^2; d lies between the bare range
    # and the range with its allowance.
    share = success(calibrated).loc[0, "accepted_share"]
    assert 0.08 < share < 0.20


def test_later_waves_look_where_it_pays(calibrated):
    table = success(calibrated)
    assert table.loc[1, "accepted_share"] > 2 * table.loc[0, "accepted_share"]
    assert table.loc[0, "draws"] == 400
    assert table.loc[1, "draws"] > 2 * 400


def test_a_wave_accepts_no_other_sets_than_the_first(calibrated):
    first, second = (wave.values[calibrated.accepted(wave)][:, 0] for wave in calibrated.waves)
    assert abs(np.median(first) - np.median(second)) < 0.12
    assert second.min() < 0.05
    assert second.max() > 0.95


def test_what_makes_up_for_what_is_told(calibrated):
    strongest = pairs_tied(calibrated).iloc[0]
    assert {strongest["one"], strongest["other"]} == {"first", "second"}
    assert strongest["r"] < -0.95
    moved = ranges_moved(calibrated)
    assert (moved["distance"] < 0.15).all()
    drivers = what_drives(calibrated)
    assert list(drivers["parameter"][:2].sort_values()) == ["first", "second"]
    assert drivers["change"][0] == pytest.approx(1 / 0.05, rel=0.05)
    assert drivers["explained"][0] > 0.9


def test_targets_table(calibrated):
    table = targets_met(calibrated).set_index("place")
    assert list(table.index) == ["here", "there", "together"]
    assert table.loc["together", "prior_low"] < 0.4
    assert table.loc["together", "accepted_low"] > 0.9
    # One target: whatever was ruled out was ruled out by it alone.
    assert table.loc["here", "ruled_out"] == table.loc["here", "alone"] > 0.5


def test_every_candidate_is_told(calibrated):
    table = every_candidate(calibrated)
    assert len(table) == 800
    assert table["accepted"].sum() == len(calibrated.accepted_values)
    assert (table.loc[table["accepted"], "implausibility"] <= 2).all()


def test_same_seed_same_sets(toy, tmp_path):
    texts = []
    for name in ("one", "other"):
        folder = tmp_path / name
        write_ensemble(ensemble_of(calibrate(toy.toy(), folder)), folder)
        texts.append((folder / "ensemble.csv").read_bytes())
    assert texts[0] == texts[1]
    other = calibrate(toy.toy(seed=2), tmp_path / "seed")
    write_ensemble(ensemble_of(other), tmp_path)
    assert (tmp_path / "ensemble.csv").read_bytes() != texts[0]


def test_what_is_written_is_what_was_run(toy, tmp_path):
    found = calibrate(toy.toy(), tmp_path)
    write_ensemble(ensemble_of(found), tmp_path)
    ensemble = read_ensemble(tmp_path / "ensemble.csv", tmp_path / "ensemble.json")
    assert ensemble.names == ("first", "second", "third")
    assert np.array_equal(np.array(ensemble.rows), found.accepted_values)
    assert ensemble.sets(toy.REGISTRY, 1)[0]["fixed"] == 7
    assert ensemble.about["accepted"] == len(ensemble)
    assert "--seed 1" in ensemble.about["command"]
    assert ensemble.about["as_usual"] == "as-ever"
    assert ensemble.about["runs"] == len(ensemble) * 2 * 6
    for number, row in zip(ensemble.numbers, ensemble.rows, strict=True):
        wave, candidate = divmod(number, 100)
        assert tuple(found.waves[wave].values[candidate]) == row


def test_waves_can_be_added(toy, tmp_path):
    calibrate(toy.toy(waves=1), tmp_path / "grown")
    grown = calibrate(toy.toy(waves=2), tmp_path / "grown")
    whole = calibrate(toy.toy(waves=2), tmp_path / "whole")
    assert np.array_equal(grown.accepted_values, whole.accepted_values)


def test_a_target_out_of_reach_accepts_nothing_and_says_so(toy, tmp_path):
    from ccu_sim.evidence import Targets

    far = Targets((toy.target("sum", 4.0, 4.1),), ("here", "there"), 0.1)
    alone = calibrate(toy.toy(waves=1, targets=far), tmp_path)
    assert len(alone.accepted_values) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ccu_sim.analysis.calibration.candidates.MOST_BLOCKS", 5)
        with pytest.raises(RunFailures, match="cannot be met together"):
            calibrate(toy.toy(waves=2, targets=far), tmp_path)


def test_another_calibration_is_refused(toy, tmp_path):
    calibrate(toy.toy(waves=1), tmp_path)
    with pytest.raises(UserError, match=r"another calibration \(seed was 1"):
        calibrate(toy.toy(waves=1, seed=3), tmp_path)


def test_a_folder_of_something_else_is_refused(toy, tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(UserError, match="no calibration"):
        calibrate(toy.toy(), tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "mine"
