"""A person leaves a post: the spell is closed, the post is vacant, colleagues feel it."""

from ccu_sim.model.acts.diary import note
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.cost import COST_TURNOVER, replacement
from ccu_sim.model.measures.people import (
    CONTRACTS_ENDED,
    PROMOTIONS,
    RESIGNED_CLINICIAN,
    RESIGNED_PEER,
)
from ccu_sim.model.records import (
    CONTRACT_ENDED,
    EVENT_CONTRACT_ENDED,
    EVENT_PROMOTED,
    EVENT_RESIGNED,
    PEER,
    PROMOTED,
    RESIGNED,
    SPELLS,
)
from ccu_sim.model.rules.climate import unsettle
from ccu_sim.model.rules.recruitment import shifts_to_fill
from ccu_sim.model.streams import FILL_DELAY, NOBODY, draw


@rule
def depart(world, post, when, outcome):
    """Let the holder of a post leave at shift ``when`` (the first they no longer work)."""
    me = world.staff[post]
    me.here = 0
    me.on = 0
    luck = draw(world.key, FILL_DELAY, me.address, NOBODY, 0)
    me.filled_at = when + shifts_to_fill(world.unit, world.climate, world.par, luck)
    _close_spell(world, me, when, outcome)
    _count(world, me, outcome)
    if outcome == RESIGNED:
        note(world, EVENT_RESIGNED, me.address, NOBODY, when)
    elif outcome == PROMOTED:
        note(world, EVENT_PROMOTED, me.address, NOBODY, when)
    else:
        note(world, EVENT_CONTRACT_ENDED, me.address, NOBODY, when)
    if me.casual == 0:
        unsettle(world.climate, 1.0 / team_size(world))
    world.comings_and_goings += 1


@rule
def team_size(world):
    """Count the open posts of the regular team."""
    size = 0
    for post in range(world.unit.posts):
        if world.staff[post].open != 0 and world.staff[post].casual == 0:
            size += 1
    return size


@rule
def _close_spell(world, me, when, outcome):
    """Write the end, the outcome, the reasons and the survey into the person's spell."""
    if me.spell < SPELLS:
        spell = world.spells[me.spell]
        spell.end = when
        spell.outcome = outcome
        for reason in range(len(me.reasons)):
            spell.reasons[reason] = me.reasons[reason]


@rule
def _count(world, me, outcome):
    """Count a departure of the regular team in the month's row, and what replacing costs."""
    if me.casual != 0:
        return
    world.counts[COST_TURNOVER] += replacement(world, me)
    if outcome == PROMOTED:
        world.counts[PROMOTIONS] += 1.0
    elif outcome == CONTRACT_ENDED:
        world.counts[CONTRACTS_ENDED] += 1.0
    elif me.role == PEER:
        world.counts[RESIGNED_PEER] += 1.0
    else:
        world.counts[RESIGNED_CLINICIAN] += 1.0
