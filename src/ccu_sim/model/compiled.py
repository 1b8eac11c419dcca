"""The compiled engine: the schedule walked in one compiled loop, for batches."""

from ccu_sim.model.calendar import is_due, month_start
from ccu_sim.model.compiling import rule, unrolled
from ccu_sim.model.engine import entry
from ccu_sim.model.measures.observer import observe
from ccu_sim.model.schedule import SCHEDULE

TURNS = tuple((line, phase.every, phase.whose(phase.act)) for line, phase in enumerate(SCHEDULE))


@rule
def require_numbers(world):
    """Stop a run that went astray: every state of people and climate is a finite number.

    Raises
    ------
    ZeroDivisionError
        If one is not, as plain Python does at once where a rule divides by zero.
    """
    climate = world.climate
    total = climate.leadership + climate.safety + climate.inclusion + climate.standing
    total += climate.strategic_alignment + climate.readiness + climate.boundary_clarity
    total += climate.stigma + climate.shared_expectations + climate.contagion + climate.load
    for post in range(world.unit.posts):
        me = world.staff[post]
        total += me.role_clarity + me.role_drift + me.strain + me.morale + me.expectation
        total += me.satisfaction + me.prospects + me.recovery_orientation + me.medical_model
        total += me.valuing + me.valued + me.voice + me.belonging + me.trust_received
        total += me.insecurity + me.boundary_skill + me.support_met + me.leader_support
        total += me.colleague_support + me.supervised + me.reflection + me.training + me.owed
    for bed in range(world.unit.beds):
        resident = world.residents[bed]
        total += resident.recovery + resident.engagement + resident.dependency
    if total - total != 0.0:
        raise ZeroDivisionError("division by zero")


@entry
def walk(worlds, which, start, stop):
    """Run one world of an array from shift ``start`` up to, not including, ``stop``."""
    world = worlds[which]
    for when in range(start, stop):
        for turn in unrolled(TURNS):
            if is_due(turn[1], when):
                turn[2](world, when)
    require_numbers(world)


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
