"""Made-up results for the tests of the analysis."""

import importlib.util
from pathlib import Path

import pytest


def beside(name):
    """Load a module that stands beside this file."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def synthetic_results():
    """The function that makes results up; see synthetic.py beside this file."""
    return beside("synthetic").synthetic_results


@pytest.fixture(scope="session")
def known():
    """Comparisons of which the truth is known; see known_leaving.py beside this file."""
    return beside("known_leaving")


@pytest.fixture(scope="session")
def made_up(synthetic_results):
    """Two units, four strategies, twelve sets of two replicates, 36 months."""
    return synthetic_results()
