"""How Python calls a compiled act: through an array of one world.

A bare record costs ten times as much to hand over as an array that holds it.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any

from ccu_sim.model.compiling import UNCOMPILED, rule


@cache
def reach(act: Callable[..., None]) -> Callable[..., None]:
    """Make an act callable on an array of one world.

    Parameters
    ----------
    act : callable
        ``act(world, when)``, ``act(world, who, when)`` or ``act(world, who, whom, when)``.

    Returns
    -------
    callable
        The same, of an array whose first world is meant.
    """
    makers = {2: _of_unit, 3: _of_one, 4: _of_two}
    arity = len(signature(act if UNCOMPILED else act.py_func).parameters)
    call = makers[arity](act)
    call.__name__ = call.__qualname__ = f"reach_{act.__name__}"
    return rule(call)


def _of_unit(act: Callable[..., None]) -> Callable[..., None]:
    def call(worlds: Any, when: int) -> None:
        act(worlds[0], when)

    return call


def _of_one(act: Callable[..., None]) -> Callable[..., None]:
    def call(worlds: Any, who: int, when: int) -> None:
        act(worlds[0], who, when)

    return call


def _of_two(act: Callable[..., None]) -> Callable[..., None]:
    def call(worlds: Any, who: int, whom: int, when: int) -> None:
        act(worlds[0], who, whom, when)

    return call
