"""Runs to look at, each carried out once."""

import pytest

import ccu_sim as ccu
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import run_world


@pytest.fixture(scope="session")
def made():
    """Three years of site 1 as usual."""
    return ccu.run("site-1", months=36, seed=1)


@pytest.fixture(scope="session")
def short():
    """A quarter of site 2 with a strategy."""
    return ccu.run("site-2", ["professional-supervision"], months=3, seed=5)


@pytest.fixture(scope="session")
def worlds(made):
    """The world behind `made`."""
    return run_world(load_unit("site-1"), compose([]), made.parameters, months=36, seed=1)
