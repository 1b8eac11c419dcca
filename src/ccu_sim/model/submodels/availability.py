"""Who may work a shift, and who comes when called: casual staff, overtime, agency (mechanism 1).

The first site opened with 16 peer workers' and 7.5 clinicians' full-time posts and gives care
around the clock (CCU paper, Table 2), so that not every shift can be filled by its own people.
"""

from ccu_sim.model.calendar import EVENING_SHIFT, NIGHT_SHIFT
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.cover import OVERTIME_SHIFTS
from ccu_sim.model.records import PRESENT
from ccu_sim.model.streams import CASUAL_CALL, NOBODY, OVERTIME_CALL, draw

REST_SHIFTS = 2  # shifts off between two rostered shifts: 16 hours
OVERTIME_REST_SHIFTS = 1  # at least a shift off, even on overtime


@rule
def may_work(me, shift, weekend):
    """Whether a person's pattern has this shift."""
    works = me.works_day
    if shift == NIGHT_SHIFT:
        works = me.works_night
    elif shift == EVENING_SHIFT:
        works = me.works_evening
    return (works != 0) & ((me.weekdays_only == 0) | (not weekend))


@rule
def is_free(me, when, rest):
    """Whether a person is in post, not away, not yet rostered, and rested.

    Of everybody it is asked on every shift, where four answers cost less than guessing whether
    the first will do: hence ``&``.
    """
    rested = when - me.last_shift > rest
    return (me.here != 0) & (me.away == PRESENT) & (me.on == 0) & rested


@rule
def go_on(me, when):
    """Put a person on the shift."""
    me.on = 1
    me.last_shift = when


@rule
def call_casual(world, role, when):
    """Call the casual pool; whether somebody came."""
    chosen = -1
    best = world.par.casual_acceptance
    for place in range(world.ready_count):
        post = world.ready[place]
        me = world.staff[post]
        if me.role == role and me.casual != 0 and me.on == 0:
            luck = draw(world.key, CASUAL_CALL, me.address, NOBODY, when)
            if luck < best:
                best = luck
                chosen = post
    if chosen < 0:
        return False
    go_on(world.staff[chosen], when)
    return True


@rule
def call_overtime(world, role, when, shift, weekend):
    """Ask those off shift for overtime; whether somebody came."""
    chosen = -1
    best = world.par.overtime_acceptance
    for post in range(world.unit.posts):
        me = world.staff[post]
        if (
            me.role == role
            and me.casual == 0
            and is_free(me, when, OVERTIME_REST_SHIFTS)
            and may_work(me, shift, weekend)
        ):
            luck = draw(world.key, OVERTIME_CALL, me.address, NOBODY, when)
            if luck < best:
                best = luck
                chosen = post
    if chosen < 0:
        return False
    go_on(world.staff[chosen], when)
    world.staff[chosen].overtime = 1
    world.counts[OVERTIME_SHIFTS] += 1.0
    return True


@rule
def call_agency(world):
    """Call an agency worker, a stranger to team and residents; whether the unit may."""
    if world.unit.agency == 0:
        return False
    world.climate.agency_on += 1
    return True
