"""A model with a known answer."""

import sys
from pathlib import Path

import pytest

LINES = Path(__file__).with_name("lines")


@pytest.fixture(scope="session")
def lines():
    """Folder of what other processes run."""
    return LINES


@pytest.fixture(scope="session")
def toy():
    """The module lines/toy.py."""
    sys.path.insert(0, str(LINES))
    try:
        import toy
    finally:
        sys.path.remove(str(LINES))
    return toy


@pytest.fixture(scope="session")
def calibrated(toy, tmp_path_factory):
    """The toy calibrated: 400 candidates in each of 2 waves."""
    from ccu_sim.analysis.calibration import calibrate

    return calibrate(toy.toy(candidates=400), tmp_path_factory.mktemp("toy"))
