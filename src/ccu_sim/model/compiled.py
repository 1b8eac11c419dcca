"""The compiled engine: the schedule walked in one compiled loop, for batches."""

from ccu_sim.model.calendar import DAY, MONTH, WEEK, is_due, month_start
from ccu_sim.model.compiling import unrolled
from ccu_sim.model.engine import entry
from ccu_sim.model.measures.observer import observe
from ccu_sim.model.opening import found
from ccu_sim.model.records import INITIALIZED
from ccu_sim.model.schedule import SCHEDULE
from ccu_sim.model.streams import key_of_run
from ccu_sim.model.warm_up import begin_history, end_history

TURNS = tuple((line, phase.every, phase.whose(phase.act)) for line, phase in enumerate(SCHEDULE))
_SELDOM = [line for line, every, _ in TURNS if every > DAY]
_FIRST, _BEYOND = _SELDOM[0], _SELDOM[-1] + 1
BEFORE, SELDOM, AFTER = TURNS[:_FIRST], TURNS[_FIRST:_BEYOND], TURNS[_BEYOND:]


def live(world, start, stop):
    """Live through the schedule from shift ``start`` up to, not including, ``stop``.

    Between weeks and months, what comes round with them is passed over as a whole.
    """
    for when in range(start, stop):
        for turn in unrolled(BEFORE):
            if is_due(turn[1], when):
                turn[2](world, when)
        if is_due(WEEK, when) or is_due(MONTH, when):
            for turn in unrolled(SELDOM):
                if is_due(turn[1], when):
                    turn[2](world, when)
        for turn in unrolled(AFTER):
            if is_due(turn[1], when):
                turn[2](world, when)


@entry
def address_run(worlds, which, seed_low, seed_high, set_index, replicate):
    """Write the key of a run's random numbers into its scenario, for whoever has no Python.

    Parameters
    ----------
    worlds : array of records of `WORLD`
    which : int
        Place of the world.
    seed_low, seed_high : int
        The two words of 32 bits of the seed.
    set_index, replicate : int
        Which parameter set, and which replicate of it.
    """
    world = worlds[which]
    world.scenario.key = key_of_run(seed_low, seed_high, set_index, replicate)


@entry
def initialize_world(worlds, which):
    """Found the unit that a world's scenario states; ``refusal`` says what stands in the way.

    An established unit is then as it was ``history`` shifts before day 0 (see `warm_up`): they are
    walked, and its doors opened.

    Parameters
    ----------
    worlds : array of records of `WORLD`
        Zeroed but for their scenarios.
    which : int
        Place of the world that is founded.
    """
    world = worlds[which]
    found(world)
    if world.refusal == INITIALIZED and world.unit.established != 0:
        begin_history(world)


@entry
def open_doors(worlds, which):
    """Bring an established unit from the end of its history to day 0 (see `warm_up`)."""
    end_history(worlds[which])


@entry
def walk(worlds, which, start, stop):
    """Run one world of an array from shift ``start`` up to, not including, ``stop``."""
    live(worlds[which], start, stop)


@entry
def walk_lines(worlds, which, when, first, last):
    """Live through the lines of the schedule from ``first`` up to ``last`` of one shift."""
    world = worlds[which]
    for turn in unrolled(TURNS):
        if first <= turn[0] and turn[0] < last and is_due(turn[1], when):
            turn[2](world, when)


@entry
def look(worlds, which, month):
    """Look at the team as it is now, and write what is seen into the row of a month."""
    world = worlds[which]
    observe(world, world.monthly[month], month)


def run_months(worlds, months):
    """Run every world of an array for some months from its founding.

    Parameters
    ----------
    worlds : numpy.ndarray of records
        Founded worlds; they are changed in place.
    months : int
        How long, 1 to 120.
    """
    for which in range(len(worlds)):
        walk(worlds, which, 0, month_start(months))
