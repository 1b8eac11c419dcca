"""Made-up results for the tests of the reports."""

import importlib.util
from pathlib import Path

import pytest


def _module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def in_browser():
    """How a page is measured in a browser; see in_browser.py."""
    return _module(Path(__file__).parent / "in_browser.py")


@pytest.fixture(scope="session")
def synthetic_results():
    """The function that makes results up; see tests/analysis/synthetic.py."""
    return _module(Path(__file__).parents[1] / "analysis" / "synthetic.py").synthetic_results


@pytest.fixture(scope="session")
def made_up(synthetic_results):
    """Two units, four strategies, twelve sets of two replicates, 36 months."""
    return synthetic_results()
