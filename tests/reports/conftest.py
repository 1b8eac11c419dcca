"""Made-up results for the tests of the reports."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def synthetic_results():
    """The function that makes results up; see tests/analysis/synthetic.py."""
    path = Path(__file__).parents[1] / "analysis" / "synthetic.py"
    spec = importlib.util.spec_from_file_location("synthetic", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.synthetic_results


@pytest.fixture(scope="session")
def made_up(synthetic_results):
    """Two units, four strategies, twelve sets of two replicates, 36 months."""
    return synthetic_results()
