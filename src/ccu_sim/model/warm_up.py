"""The history of an established unit: years lived as usual before day 0, then forgotten.

An established unit begins where running as usual settles, whatever its conditions and the
parameters are. So it is founded like a new one, lives for `WARM_UP_WEEKS` under a luck of its
own and without any strategy, and its calendar is set back to 0. Its people, bonds and climate
stay; what was counted and written down in that time goes.
"""

from ccu_sim.model.calendar import SHIFTS_A_WEEK
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.observer import observe
from ccu_sim.model.measures.people import spells_kept
from ccu_sim.model.opening import lay_strategies
from ccu_sim.model.records import PERMANENT, UNDECIDED
from ccu_sim.model.streams import HISTORY, NOBODY, draw_words
from ccu_sim.model.submodels.arrivals import open_spell
from ccu_sim.model.submodels.renewal import expect_renewal

WARM_UP_WEEKS = 312
WARM_UP_SHIFTS = WARM_UP_WEEKS * SHIFTS_A_WEEK
_KEY_PLACE = 32
_HALF_A_WORD = 0x7FFFFFFF


@rule
def begin_history(world):
    """Give the years before day 0 a luck of their own, and take away what strategies bring."""
    low, high, _, _ = draw_words(world.scenario.key, HISTORY, NOBODY, NOBODY, 0)
    world.key = low | ((high & _HALF_A_WORD) << _KEY_PLACE)
    lay_strategies(world, 0, 0)
    world.history = WARM_UP_SHIFTS


@rule
def end_history(world):
    """Set the calendar back to day 0, and keep people, bonds and climate alone."""
    world.history = 0
    world.key = world.scenario.key
    _set_back_people(world, WARM_UP_SHIFTS)
    for bed in range(world.unit.beds):
        world.residents[bed].admitted -= WARM_UP_SHIFTS
        world.residents[bed].arrives -= WARM_UP_SHIFTS
    _forget(world)
    lay_strategies(world, world.scenario.change_count, world.scenario.strategy_count)
    observe(world, world.monthly[0], 0)


@rule
def _set_back_people(world, shifts):
    """Let everyone in post be of the founding team, with the time that they have been here."""
    _blank_spells(world)
    for post in range(world.unit.posts):
        me = world.staff[post]
        me.started -= shifts
        me.last_shift -= shifts
        me.away_until -= shifts
        me.filled_at -= shifts
        me.on = 0
        if me.contract_end != PERMANENT:
            me.contract_end -= shifts
            if me.renewal == UNDECIDED:
                expect_renewal(world, me)  # of what the luck from day 0 on decides
        if me.here != 0:
            me.founding = 1
            open_spell(world, post, 0)


@rule
def _blank_spells(world):
    """Forget who held which post: pages of a log that are not in use stay empty."""
    for place in range(spells_kept(world)):
        spell = world.spells[place]
        spell.post, spell.role, spell.discipline, spell.holder = 0, 0, 0, 0
        spell.fixed_term, spell.casual, spell.founding = 0, 0, 0
        spell.start, spell.end, spell.outcome, spell.fte = 0, 0, 0, 0.0
        for reason in range(len(spell.reasons)):
            spell.reasons[reason] = 0.0
        for item in range(len(spell.survey)):
            spell.survey[item] = 0.0
    world.spell_count = 0


@rule
def _forget(world):
    """Forget luck that was kept, and all that was counted, recorded and noted."""
    for post in range(world.unit.posts):
        world.drawn_of_person[post].when = 0
        world.drawn_of_roster[post].when = 0
    for bed in range(world.unit.beds):
        world.drawn_of_bed[bed].when = 0
    for block in range(len(world.choices_drawn)):
        world.choices_drawn[block] = 0
    for place in range(len(world.between)):
        world.between[place].whose = 0
    world.listed_for = 0
    for column in range(len(world.counts)):
        world.counts[column] = 0.0
        for month in range(len(world.monthly)):
            world.monthly[month, column] = 0.0
    for column in range(len(world.row)):
        world.row[column] = 0.0
    for role in range(len(world.weeks_lost)):
        world.weeks_lost[role] = 0.0
        world.weeks_due[role] = 0.0
    for place in range(world.stay_count):
        stay = world.stays[place]
        stay.bed, stay.occupant, stay.start, stay.end, stay.planned = 0, 0, 0, 0, 0
    for place in range(world.event_count):
        event = world.events[place]
        event.when, event.kind, event.who, event.whom = 0, 0, 0, 0
    world.stay_count = 0
    world.event_count = 0
    world.events_lost = 0
    world.comings_and_goings = 0
    world.relief_owed = 0.0
