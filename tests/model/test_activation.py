"""Whose turn it is: each maker gives every agent meant its turn, once and in order."""

import numpy as np
import pytest

from ccu_sim.model import activation
from ccu_sim.model.records import NEVER

WHEN = 42
ON_SHIFT = [(3,), (0,), (5,)]
EXPECTED = {
    "the_unit": [()],
    "in_post": [(0,), (2,), (3,), (5,)],
    "on_shift": ON_SHIFT,
    "pairs_on_shift": [(3, 0), (3, 5), (0, 5)],
    "each_with_each_on_shift": [(3, 0), (3, 5), (0, 3), (0, 5), (5, 3), (5, 0)],
    "residents_in_house": [(0,), (1,), (3,)],
    "contacts": [(5, 0), (0, 3)],
}


@pytest.fixture
def world(scene):
    """Six posts, four of them held and three on shift; four beds, three of them occupied."""
    world = scene.world
    world.unit.posts, world.unit.beds = 6, 4
    for post in range(6):
        world.staff[post].here = int((post,) in EXPECTED["in_post"])
    for bed, worker in enumerate((5, NEVER, 2, 0)):
        world.residents[bed].here = int(bed != 2)
        world.residents[bed].seen_by = worker
    world.on_count = len(ON_SHIFT)
    world.on_shift[: world.on_count] = np.ravel(ON_SHIFT)
    return world


def turns(world, whose):
    """Let everybody have their turn, and tell who had one, with whom and when."""
    taken = []

    def act(world, *who_and_when):
        taken.append(tuple(map(int, who_and_when)))

    getattr(activation, whose)(act)(world, WHEN)
    assert {turn[-1] for turn in taken} <= {WHEN}
    return [turn[:-1] for turn in taken]


@pytest.mark.parametrize("whose", EXPECTED)
def test_everybody_meant_has_a_turn(world, whose):
    assert turns(world, whose) == EXPECTED[whose]


def test_whoever_goes_during_a_phase_has_no_turn_any_more(world):
    taken = []

    def leave(world, who, when):
        taken.append(int(who))
        world.staff[3].here = 0

    activation.in_post(leave)(world, WHEN)
    assert taken == [0, 2, 5]


def test_turns_of_different_acts_have_names_of_their_own():
    def one(world, who, when):
        """Do one thing."""

    def other(world, who, when):
        """Do another."""

    names = [
        getattr(activation, whose)(act).__qualname__ for whose in EXPECTED for act in (one, other)
    ]
    assert len(set(names)) == len(names)
