"""Activation on the Mesa engine: whose turn it is, over agents; the loops of `turns` for people.

What nobody does in a way of their own, the rulebook lives through in one call; the rest goes
agent by agent, with the same result, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ccu_sim.model import activation
from ccu_sim.model.measures.observer import record_month
from ccu_sim.model.schedule import SCHEDULE, Phase

_ACTS = {phase.act.__name__: phase.act for phase in SCHEDULE}


def stretches(model: Any) -> Iterator[int | range]:
    """Part the schedule: a line that goes agent by agent, or a stretch of those that need not.

    Parameters
    ----------
    model : CCUModel

    Yields
    ------
    int or range
        A line of the schedule, or a stretch of lines.
    """
    own = own_behaviours(model)
    first = 0
    for line, phase in enumerate(SCHEDULE):
        if phase.act.__name__ in own:
            if first < line:
                yield range(first, line)
            yield line
            first = line + 1
    if first < len(SCHEDULE):
        yield range(first, len(SCHEDULE))


def own_behaviours(model: Any) -> set[str]:
    """Name the acts that a model, a class of people or a person does in a way of its own."""
    if model.agent_by_agent:
        return set(_ACTS)
    people = [person for person in (*model.posts, *model.beds) if person is not None]
    owners = {type(person) for person in people}
    owners.update(person for person in people if not _ACTS.keys().isdisjoint(vars(person)))
    own = {
        name
        for name, act in _ACTS.items()
        for owner in (model, *owners)
        if hasattr(owner, name) and getattr(getattr(owner, name), "__wrapped__", None) is not act
    }
    return own | {record_month.__name__} if model.measures else own


def activate(model: Any, phase: Phase) -> None:
    """Give everyone whose turn it is in a phase their turn, by the methods of the agents.

    Parameters
    ----------
    model : CCUModel
    phase : Phase
    """
    _WALKS[phase.whose](model, phase.act.__name__)


def _the_unit(model: Any, act: str) -> None:
    getattr(model, act)()


def _in_post(model: Any, act: str) -> None:
    for post, person in enumerate(model.posts):
        if model.here[post]:
            getattr(person, act)()


def _on_shift(model: Any, act: str) -> None:
    for post in np.flatnonzero(model.on):
        getattr(model.posts[post], act)()


def _pairs_on_shift(model: Any, act: str) -> None:
    on = [model.posts[post] for post in np.flatnonzero(model.on)]
    for place, person in enumerate(on):
        for other in on[place + 1 :]:
            getattr(person, act)(other)


def _each_with_each_on_shift(model: Any, act: str) -> None:
    on = [model.posts[post] for post in np.flatnonzero(model.on)]
    for person in on:
        for other in on:
            if other is not person:
                getattr(person, act)(other)


def _residents_in_house(model: Any, act: str) -> None:
    for bed, resident in enumerate(model.beds):
        if model.housed[bed]:
            getattr(resident, act)()


def _contacts(model: Any, act: str) -> None:
    for bed, resident in enumerate(model.beds):
        if model.housed[bed] and model.seen_by[bed] >= 0:
            getattr(model.posts[model.seen_by[bed]], act)(resident)


_WALKS: dict[Callable[..., Any], Callable[[Any, str], None]] = {
    activation.the_unit: _the_unit,
    activation.in_post: _in_post,
    activation.on_shift: _on_shift,
    activation.pairs_on_shift: _pairs_on_shift,
    activation.each_with_each_who_may: _each_with_each_on_shift,
    activation.residents_in_house: _residents_in_house,
    activation.contacts: _contacts,
}
