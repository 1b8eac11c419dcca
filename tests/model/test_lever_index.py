"""The model's constants of levers follow from where the levers are declared."""

import importlib

import pytest

from ccu_sim.inputs import LEVERS
from ccu_sim.model import lever_index


def test_every_lever_has_its_place_under_its_name_in_capitals():
    places = [getattr(lever_index, lever.name.upper()) for lever in LEVERS]
    assert places == list(range(len(LEVERS)))


@pytest.mark.parametrize("name", ["TRAINING_SESSION", "training_sessions", "Training_Sessions"])
def test_a_misspelt_lever_cannot_be_imported(name):
    module = importlib.import_module("ccu_sim.model.lever_index")
    with pytest.raises(AttributeError, match="there is no lever"):
        getattr(module, name)
