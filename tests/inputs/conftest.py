"""A working folder with scenario files of its own, made from the shipped ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ccu_sim.inputs.paths import FOLDERS, scenario_files

SHIPPED = {"unit": "site-1", "strategy": "professional-supervision"}

STUDY = """\
name: A small study
units: [site-1]
strategies:
  - as-usual
  - [professional-supervision, permanent-contracts]
sweep:
  - vary: leadership
    values: [0.25, 0.75]
parameter_sets: 3
replicates: 2
months: 36
seed: 7
"""


@pytest.fixture
def base_text() -> Callable[[str], str]:
    """Return a function that gives the text of a valid scenario file named `mine`."""
    return valid_text


def valid_text(kind: str) -> str:
    if kind == "study":
        return STUDY
    name = SHIPPED[kind]
    text = scenario_files(kind)[name].read_text(encoding="utf-8")
    return text.replace(f"name: {name}", "name: mine")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder that the test runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[[str, str | bytes], Path]:
    """Return a function that writes scenarios/<kind>/mine.yaml."""

    def write_scenario(kind: str, text: str | bytes, name: str = "mine") -> Path:
        path = Path("scenarios") / FOLDERS[kind] / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write_scenario
