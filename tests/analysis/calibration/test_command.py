"""`ccu-sim calibrate`, small."""

import json

import pytest
from typer.testing import CliRunner

from ccu_sim.cli.program import app


@pytest.fixture(scope="module")
def calibrated_folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("calibration")
    line = ["calibrate", "--out", str(out), "--candidates", "20", "--waves", "1"]
    return line, out, CliRunner().invoke(app, [*line, "--workers", "1", "--format", "json"])


def test_it_tells_how_each_wave_went(calibrated_folder):
    _, out, result = calibrated_folder
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert [row["wave"] for row in rows] == [1]
    assert rows[0]["candidates"] == 20
    assert "An ensemble should have 500: repeat with --waves 2, or more." in result.stderr
    about = json.loads((out / "ensemble.json").read_text())
    assert about["accepted"] == rows[0]["accepted"]


def test_the_same_line_again_runs_nothing(calibrated_folder):
    line, out, result = calibrated_folder
    runs = {path: path.stat().st_mtime_ns for path in (out / "runs").iterdir()}
    again = CliRunner().invoke(app, [*line, "--workers", "1", "--format", "json"])
    assert again.stdout == result.stdout
    assert {path: path.stat().st_mtime_ns for path in (out / "runs").iterdir()} == runs


def test_another_seed_is_refused_there(calibrated_folder):
    line, _, _ = calibrated_folder
    refused = CliRunner().invoke(app, [*line, "--seed", "5"])
    assert refused.exit_code == 2
    assert "holds another calibration (seed was 2014 and is 5)" in refused.stderr


def test_a_unit_without_a_history_is_a_mistake(tmp_path):
    refused = CliRunner().invoke(app, ["calibrate", "--unit", "site-1", "--out", str(tmp_path)])
    assert refused.exit_code == 2
    assert "add observed: to its file" in refused.stderr
    assert not list(tmp_path.iterdir())
