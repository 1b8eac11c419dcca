"""Whose turn it is: each maker gives every agent meant its turn, once and in order."""

import numpy as np
import pytest

from ccu_sim.model import activation
from ccu_sim.model.chance import least_of_challenge, least_of_slight, luck_between
from ccu_sim.model.records import NEVER

WHEN = 42
ON_SHIFT = [(3,), (0,), (5,)]
EXPECTED = {
    "the_unit": [()],
    "in_post": [(0,), (2,), (3,), (5,)],
    "on_shift": ON_SHIFT,
    "pairs_on_shift": [(3, 0), (3, 5), (0, 5)],
    "each_with_each_who_may": [(3, 0), (3, 5), (0, 3), (0, 5), (5, 3), (5, 0)],
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
    world.par.challenge_rate = 1.0  # anybody may question anybody
    return world


def turns(world, whose, when=WHEN):
    """Let everybody have their turn, and tell who had one, with whom and when."""
    taken = []

    def act(world, *who_and_when):
        taken.append(tuple(map(int, who_and_when)))

    getattr(activation, whose)(act)(world, when)
    assert {turn[-1] for turn in taken} <= {when}
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


def test_only_those_have_a_turn_to_whom_chance_lets_something_rare_happen(world):
    par, reasons = world.par, set()
    world.on_shift[:3] = sorted(world.on_shift[:3])  # as the roster lists them
    for post in range(6):
        world.staff[post].address = post + 1
    for when in range(WHEN, WHEN + 60):
        par.challenge_rate, par.slight_rate = 0.1, 0.05
        expected = []
        for who, whom in sorted(EXPECTED["each_with_each_who_may"]):
            kept = world.between[luck_between(world, who, whom, when)]
            may = (
                least_of_challenge(kept, 0) < par.challenge_rate,
                least_of_challenge(kept, 1) < par.challenge_rate,
                least_of_slight(kept) < par.slight_rate,
            )
            reasons.add(may)
            if any(may):
                expected.append((who, whom))
        assert turns(world, "each_with_each_who_may", when) == expected
        world.listed_for = 0  # the rates are others'
        par.challenge_rate, par.slight_rate = 0.0, 0.0
        assert turns(world, "each_with_each_who_may", when) == []
    alone = {
        (False, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    }
    assert reasons >= alone
