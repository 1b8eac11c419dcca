"""Recruitment: how long a vacancy lasts, who fills it, steps to senior posts (mechanism 13).

A unit that stands well with its sector fills posts sooner, and 9/15 look for vocational change
or advancement (CCU paper, "Organizational Factors", "Rewards and Drivers").
"""

from ccu_sim.model.calendar import SHIFTS_A_WEEK, months_until
from ccu_sim.model.change import centred, waiting_time
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import unit_dose
from ccu_sim.model.events import note
from ccu_sim.model.lever_index import CAREER_STEPS, EXTRA_PEER_POSTS
from ccu_sim.model.records import PEER, STEPPED_UP
from ccu_sim.model.streams import FILL_DELAY, NOBODY, draw
from ccu_sim.model.submodels.arrivals import address_of, arrive
from ccu_sim.model.submodels.prospects import step_within_reach


@rule
def weeks_to_fill(unit, climate, par, luck):
    """Draw how many weeks a vacancy lasts.

    Notes
    -----
    A fixed part ``fill_fixed`` of the unit's mean, the rest exponential; the mean is longer
    where the unit stands low with the sector: * (1 - fill_standing * (standing - 1/2)).
    """
    mean = unit.weeks_to_fill * (1.0 - par.fill_standing * centred(climate.standing))
    return mean * par.fill_fixed + waiting_time(mean * (1.0 - par.fill_fixed), luck)


@rule
def shifts_to_fill(unit, climate, par, luck):
    """Draw the same in whole shifts."""
    return int(weeks_to_fill(unit, climate, par, luck) * SHIFTS_A_WEEK) + 1


@act
def step_up(world, when):
    """Let the keenest step up to a senior peer post, and others hope for what is free (13)."""
    free = unit_dose(world, CAREER_STEPS, when)
    candidates = 0.0
    chosen = -1
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here == 0 or me.role != PEER or me.casual != 0:
            continue
        if me.senior != 0:
            free -= 1.0
        elif me.advancement > 0.0:
            candidates += 1.0
            ready = -months_until(me.started, when) >= world.par.senior_after_months
            if ready and (chosen < 0 or me.advancement > world.staff[chosen].advancement):
                chosen = post
    if chosen >= 0 and free >= 1.0:
        world.staff[chosen].senior = 1
        note(world, STEPPED_UP, world.staff[chosen].address, NOBODY, when)
        free -= 1.0
        candidates -= 1.0
    world.climate.step_ahead = step_within_reach(free, candidates)


@act
def recruit(world, when):
    """Let new people take up vacant posts that have been filled; open extra posts (13)."""
    extra = unit_dose(world, EXTRA_PEER_POSTS, when)
    opened = 0.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.extra != 0:
            opened += 1.0
            if me.open == 0 and opened <= extra:
                me.open = 1
                luck = draw(world.key, FILL_DELAY, address_of(me), NOBODY, 0)
                delay = shifts_to_fill(world.unit, world.climate, world.par, luck)
                me.filled_at = when + 1 + delay
        if me.open != 0 and me.here == 0 and when + 1 >= me.filled_at:
            arrive(world, post, when + 1, 0)
