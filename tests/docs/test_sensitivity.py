"""The guide to sensitivity works as it stands, through the program itself."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import ccu_sim
from ccu_sim.evidence import REGISTRY

pytest.importorskip("SALib")

BLOCK = re.compile(r"(?:`([\w/.-]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)
FOLDER = Path("results") / "what-matters"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guide(checkout):
    """Blocks of the guide: the file that each is, if one; its language; its text."""
    return BLOCK.findall((checkout / "docs" / "sensitivity.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def followed(guide, tmp_path_factory):
    """What each command of the guide did, and the folder that it was given in."""
    folder = tmp_path_factory.mktemp("guide")
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])
    done = []
    for name, language, text in guide:
        if name:
            (folder / name).write_text(text, encoding="utf-8")
        if language == "console":
            for line in text.splitlines():
                words = line.removeprefix("$ ccu-sim ").split()
                done.append(
                    subprocess.run(
                        [sys.executable, "-m", "ccu_sim", *words],
                        cwd=folder,
                        env=os.environ | {"PYTHONPATH": path, "COLUMNS": "80"},
                        capture_output=True,
                        text=True,
                    )
                )
    return done, folder


def test_every_command_of_the_guide_works(followed):
    done, _ = followed
    assert len(done) == 5
    assert [one.stderr for one in done if one.returncode] == []
    first, table, unsure, verified, _ = done
    assert first.stdout.startswith(
        "Site 1. To keep most of the staff of the opening day over six months"
    )
    assert max(map(len, first.stdout.splitlines())) <= 80
    assert "stored already" in table.stderr
    assert table.stdout.startswith("method,unit,strategy,parameter,measure,value,low,high")
    assert "Site 1" in unsure.stdout
    assert "5 runs came out the same again" in verified.stdout
    assert not [one.stdout for one in done if re.search(r"\bnan\b", one.stdout, re.IGNORECASE)]


def test_the_folder_holds_what_the_guide_says(followed, guide, checkout):
    _, folder = followed
    text = (checkout / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    table = text.partition("## What is in the folder")[2].partition("## ")[0]
    named = re.findall(r"`([\w.-]+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert len(named) == 9
    for name in named:
        assert (folder / FOLDER / name.replace("UNIT", "site-1")).exists()
    for name in ("ensemble", "screening", "sobol"):
        assert (folder / FOLDER / name / "study.json").exists()
    about = json.loads((folder / FOLDER / "sensitivity.json").read_text(encoding="utf-8"))
    assert about["command"].startswith("ccu-sim sensitivity our-study.yaml --out")
    assert about["screened"] == sum(
        REGISTRY[name].low < REGISTRY[name].high for name in REGISTRY.names
    )
    assert f"{about['screened']} parameters" in text
    unsure = pd.read_csv(folder / "results" / "unsure" / "information.csv")
    assert "contract_security" in set(unsure["parameter"])


def test_python_does_the_same(followed, guide, monkeypatch):
    _, folder = followed
    monkeypatch.chdir(folder)
    names = {}
    for _, language, text in guide:
        if language == "python":
            exec(text, names)
    told = names["told"]
    stored = pd.read_csv(FOLDER / "information.csv")
    assert list(told.information["parameter"]) == list(stored["parameter"])
    assert told.plot().alt.startswith("Four bar charts of what matters at Site 1.")
