"""The compiled engine: the schedule walked in one compiled loop, for batches."""

from numba import literal_unroll

from ccu_sim.model.calendar import is_due, month_start
from ccu_sim.model.compiling import rule
from ccu_sim.model.schedule import SCHEDULE

TURNS = tuple((phase.every, phase.whose(phase.act)) for phase in SCHEDULE)


@rule
def walk(worlds, which, start, stop):
    """Run one world of an array from shift ``start`` up to, not including, ``stop``."""
    world = worlds[which]
    for when in range(start, stop):
        for phase in literal_unroll(TURNS):
            if is_due(phase[0], when):
                phase[1](world, when)


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
