"""Writing down what happens: the events of a run."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.records import EVENTS


@rule
def note(world, kind, who, whom, when):
    """Write an event into the diary; when the diary is full, keep counting."""
    if world.event_count < EVENTS:
        event = world.events[world.event_count]
        event.when = when
        event.kind = kind
        event.who = who
        event.whom = whom
    world.event_count += 1
