"""Whose turn it is: makers of loops that give each agent its turn at an act.

Each maker takes an act and returns a function of the world and the shift that the compiled
engine unrolls. Numba tells closures of one maker apart by name, so each gets its own.
"""

from ccu_sim.model.chance import draw_pairs, pair_of
from ccu_sim.model.compiling import rule


def _named(turn, maker, act):
    """Compile a turn under a name of its own, or two would share one place in the cache."""
    turn.__name__ = turn.__qualname__ = f"{maker}_{act.__name__}"
    return rule(turn)


def the_unit(act):
    """Give the unit as a whole its turn."""

    def turn(world, when):
        act(world, when)

    return _named(turn, "the_unit", act)


def in_post(act):
    """Give everyone in post their turn, present or away."""

    def turn(world, when):
        for who in range(world.unit.posts):
            if world.staff[who].here != 0:
                act(world, who, when)

    return _named(turn, "in_post", act)


def on_shift(act):
    """Give everyone on shift their turn."""

    def turn(world, when):
        for place in range(world.on_count):
            act(world, world.on_shift[place], when)

    return _named(turn, "on_shift", act)


def pairs_on_shift(act):
    """Give each pair on shift one turn, the lower post first."""

    def turn(world, when):
        for one in range(world.on_count):
            for other in range(one + 1, world.on_count):
                act(world, world.on_shift[one], world.on_shift[other], when)

    return _named(turn, "pairs_on_shift", act)


def each_with_each_who_may(act):
    """Give everyone on shift a turn with each colleague to whom chance lets something rare happen.

    Between others the act would do nothing.
    """

    def turn(world, when):
        if world.listed_for != when + 1:
            draw_pairs(world, when)
        for place in range(world.listed_count):
            who, whom = pair_of(world.listed[place])
            act(world, who, whom, when)

    return _named(turn, "each_with_each_who_may", act)


def residents_in_house(act):
    """Give every resident in house their turn."""

    def turn(world, when):
        for bed in range(world.unit.beds):
            if world.residents[bed].here != 0:
                act(world, bed, when)

    return _named(turn, "residents_in_house", act)


def contacts(act):
    """Give each worker sought out by a resident a turn with that resident."""

    def turn(world, when):
        for bed in range(world.unit.beds):
            if world.residents[bed].here != 0 and world.residents[bed].seen_by >= 0:
                act(world, world.residents[bed].seen_by, bed, when)

    return _named(turn, "contacts", act)
