"""How Python calls one act: by its line in the schedule, on an array of one world.

A bare record costs ten times as much to hand over as an array that holds it; and one entry
for all acts of a kind is found in the cache, where a wrapper for each would be compiled
anew in every process.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any

from ccu_sim.model.compiling import unrolled
from ccu_sim.model.engine import UNCOMPILED, Engine, Native, Plain, has_numba
from ccu_sim.model.schedule import SCHEDULE


def _arguments(act: Callable[..., None]) -> int:
    """Count an act's arguments: world and shift, whose turn it is, and with whom."""
    return len(signature(act).parameters)


def _lines(arguments: int) -> tuple[tuple[int, Any], ...]:
    """Give the schedule's acts that take so many arguments, each with its line."""
    return tuple(
        (line, phase.act)
        for line, phase in enumerate(SCHEDULE)
        if _arguments(phase.act) == arguments
    )


OF_THE_UNIT, OF_ONE, OF_TWO = _lines(2), _lines(3), _lines(4)


def perform_of_unit(worlds, line, when):
    """Perform the unit's act on that line of the schedule."""
    for entry in unrolled(OF_THE_UNIT):
        if entry[0] == line:
            entry[1](worlds[0], when)


def perform_of_one(worlds, line, who, when):
    """Perform one agent's act on that line of the schedule."""
    for entry in unrolled(OF_ONE):
        if entry[0] == line:
            entry[1](worlds[0], who, when)


def perform_of_two(worlds, line, who, whom, when):
    """Perform an act of one agent with another on that line of the schedule."""
    for entry in unrolled(OF_TWO):
        if entry[0] == line:
            entry[1](worlds[0], who, whom, when)


_PERFORM: dict[int, Callable[..., None]] = {
    2: perform_of_unit,
    3: perform_of_one,
    4: perform_of_two,
}


@cache
def _engine() -> Engine:
    """Give what performs single acts: they are too short to be worth a call of the module."""
    return Native() if has_numba() and not UNCOMPILED else Plain()


def reach(act: Callable[..., None]) -> Callable[..., None]:
    """Give the function by which Python performs an act of the schedule.

    Parameters
    ----------
    act : callable
        One of the schedule's.

    Returns
    -------
    callable
        ``perform(worlds, ..., when)``.
    """
    entry = _PERFORM[_arguments(act)]
    line = next(line for line, phase in enumerate(SCHEDULE) if phase.act is act)

    def perform(worlds: Any, *numbers: int) -> None:
        _engine()(entry, worlds, line, *numbers)

    return perform
