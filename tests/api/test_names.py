"""``import ccu_sim as ccu``: what it gives, and how little it costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim as ccu

HEAVY = ("numpy", "pandas", "numba", "mesa", "pydantic", "matplotlib", "scipy", "typer", "rich")


def test_importing_it_imports_next_to_nothing():
    code = f"import sys, ccu_sim; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [name for name in ccu.__all__ if not name.startswith("_")])
def test_every_name_is_there_and_explained(name):
    assert getattr(ccu, name).__doc__
    assert name in dir(ccu)


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'walk'"):
        _ = ccu.walk


def test_the_stub_lists_the_same_names():
    stub = Path(ccu.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    names = {
        alias.asname
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert names | {"__version__"} == set(ccu.__all__)


def test_a_model_can_be_stepped():
    model = ccu.CCUModel("site-2", rng=1)
    model.step()
    assert model.now == 1
