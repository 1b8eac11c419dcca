"""Runs to look at, each carried out once."""

import pytest

import ccu_sim as ccu


@pytest.fixture(scope="session")
def made():
    """Three years of site 1 as usual."""
    return ccu.run("site-1", months=36, seed=1)


@pytest.fixture(scope="session")
def short():
    """A quarter of site 2 with a strategy."""
    return ccu.run("site-2", ["professional-supervision"], months=3, seed=5)


@pytest.fixture(scope="session")
def full():
    """Ten years of a unit in which people question practice so often that the diary is full."""
    lively = {"challenge_rate": 0.18, "challenge_everyday": 0.4, "crisis_rate": 0.06}
    return ccu.run("site-1", months=120, seed=1, parameters=lively)
