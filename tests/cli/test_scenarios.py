"""`ccu-sim list`, `show`, `check`, `new`, `schema`, and names completed by the shell."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ccu_sim.cli import options
from ccu_sim.inputs import scenario_files

KINDS = {"unit": "units", "strategy": "strategies", "study": "studies"}


def test_list_names_every_scenario(program):
    done = program("list")
    assert done.code == 0
    for kind in KINDS:
        for name in scenario_files(kind):
            assert f"\n{name} " in done.out


def test_list_of_one_kind_is_only_of_it(program):
    done = program("list", "units", "--format", "csv")
    names = [line.split(",")[1] for line in done.out.splitlines()[1:]]
    assert names == list(scenario_files("unit"))
    rows = json.loads(program("list", "strategies", "--format", "json").out)
    assert {row["kind"] for row in rows} == {"strategies"}
    assert all(Path(row["file"]).exists() for row in rows)


def test_list_goes_on_where_a_file_is_not_valid(program, folder):
    mine = folder / "scenarios" / "units" / "mine.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("name: mine\n")
    done = program("list", "units")
    assert done.code == 0
    assert "not valid" in done.out
    assert "site-1" in done.out


@pytest.mark.parametrize("kind", KINDS)
def test_show_explains_every_shipped_scenario(program, kind):
    for name in scenario_files(kind):
        done = program("show", name)
        assert done.code == 0
        assert len(done.out.splitlines()) > 3
        assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_scenario_is_valid_and_can_be_used(program, kind):
    done = program("new", kind, "mine")
    path = Path("scenarios") / KINDS[kind] / "mine.yaml"
    assert done.out == f"{path}\n"
    assert f"ccu-sim check {path}" in done.err
    checked = program("check", path)
    assert checked.code == 0
    assert f"{path}: a valid {kind}." in checked.out
    assert "mine" in program("list", KINDS[kind]).out
    assert program("show", "mine").code == 0
    again = program("new", kind, "mine")
    assert again.code == 2
    assert "exists already" in again.err


def test_check_tells_every_mistake_of_every_file(program, folder):
    text = scenario_files("unit")["site-1"].read_text(encoding="utf-8")
    wrong = folder / "site-1.yaml"
    wrong.write_text(text.replace("beds: 20 ", "beds: 0 ").replace("stage: new", "stage: old"))
    shutil.copy(scenario_files("strategy")["leadership"], folder)
    done = program("check", "site-1.yaml", "leadership.yaml", "nowhere.yaml")
    assert done.code == 2
    assert "beds is 0" in done.out
    assert "stage is 'old'" in done.out
    assert "leadership.yaml: a valid strategy." in done.out
    assert "nowhere.yaml: there is no such file." in done.out
    assert done.err == ""


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_json(program, kind):
    schema = json.loads(program("schema", kind).out)
    assert schema == json.loads(program("schema").out)[kind]
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_names_are_completed():
    assert options.complete_names("unit")("site") == ["site-1", "site-2"]
    assert "permanent-contracts" in options.complete_names("strategy")("perm")
    assert set(options.scenario_names("")) >= {"site-1", "leadership", "default"}
    assert "leave_base" in options.parameter_names("leave_")
    assert {"leadership=", "supervision_hours="} <= set(options.settable_names(""))


def test_the_shell_is_answered(folder, monkeypatch):
    monkeypatch.setenv("_CCU_SIM_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "ccu-sim run si")
    monkeypatch.setenv("COMP_CWORD", "2")
    done = subprocess.run(
        [sys.executable, "-m", "ccu_sim"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["site-1", "site-2"]
