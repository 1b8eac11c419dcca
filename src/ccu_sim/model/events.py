"""Writing down what happens: the events of a run."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.records import (
    EVENT_CONTRACT_ENDED,
    EVENT_PROMOTED,
    EVENT_RESIGNED,
    EVENTS,
    ORDINARY_EVENTS,
    STARTED,
)


@rule
def note(world, kind, who, whom, when):
    """Write an event into the diary; when the diary is full, count what is lost.

    The last pages are kept for staff who come and go, and there are enough for all of them.
    """
    room = ORDINARY_EVENTS
    if kind in (STARTED, EVENT_RESIGNED, EVENT_PROMOTED, EVENT_CONTRACT_ENDED):
        room = EVENTS
    if world.event_count >= room:
        world.events_lost += 1
        return
    event = world.events[world.event_count]
    event.when = when
    event.kind = kind
    event.who = who
    event.whom = whom
    world.event_count += 1
