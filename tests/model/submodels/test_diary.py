"""The diary of a run, and what happens when it is full."""

from ccu_sim.model.events import note
from ccu_sim.model.records import (
    CRISIS_HAPPENED,
    EVENT_CONTRACT_ENDED,
    EVENT_PROMOTED,
    EVENT_RESIGNED,
    EVENTS,
    ORDINARY_EVENTS,
    SPELLS,
    STARTED,
    new_world,
)

OF_STAFF = (STARTED, EVENT_RESIGNED, EVENT_PROMOTED, EVENT_CONTRACT_ENDED)


def test_a_full_diary_keeps_room_for_every_arrival_and_departure():
    world = new_world()[0]
    for shift in range(ORDINARY_EVENTS + 5):
        note(world, CRISIS_HAPPENED, 1, 0, shift)
    assert (world.event_count, world.events_lost) == (ORDINARY_EVENTS, 5)
    for spell in range(SPELLS):
        note(world, STARTED, spell, 0, 7)
        note(world, OF_STAFF[1 + spell % 3], spell, 0, 8)
    assert (world.event_count, world.events_lost) == (EVENTS, 5)
    last = world.events[EVENTS - 1]
    assert (last.kind, last.who, last.when) == (OF_STAFF[1 + (SPELLS - 1) % 3], SPELLS - 1, 8)
    assert world.events[ORDINARY_EVENTS - 1].kind == CRISIS_HAPPENED
