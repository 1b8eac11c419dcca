"""What every test may lean on."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples everywhere and every time; the compiled model takes its time once. A slow
# test that asks for more examples may explore with `derandomize=False`.
settings.register_profile("ccu_sim", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ccu_sim")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def units() -> Mapping[str, object]:
    """The shipped units by name."""
    from ccu_sim.inputs import load_unit, scenario_files

    return {name: load_unit(name) for name in scenario_files("unit")}
