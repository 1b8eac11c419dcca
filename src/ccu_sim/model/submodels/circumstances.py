"""What changes around a person: tasks, attention, company, life outside (mechanism 17).

Nobody's place is fixed. Tasks are assigned anew, a leader who has many to look after turns to
others, one works most with other colleagues, and life outside has better and worse times; each
lasts for months and then is another (satisfaction a year or more apart, Dormann & Zapf 2001).
What people differ in lastingly, and what they go through for a time, weigh alike.
"""

from ccu_sim.model.compiling import act, rule
from ccu_sim.model.streams import (
    CIRCUMSTANCES,
    NEW_ATTENTION,
    NEW_COMPANY,
    NEW_LIFE,
    NEW_TASKS,
    NOBODY,
    bell,
    draw_four,
)


@rule
def changes(par, luck):
    """Whether one of a person's circumstances changes this week.

    Notes
    -----
    P = 1 / circumstances_weeks.
    """
    return luck * par.circumstances_weeks < 1.0


@act
def meet_change(world, who, when):
    """Be given other tasks, attention or company, or have better or worse times outside."""
    me, par, key = world.staff[who], world.par, world.key
    tasks, attention, company, life = draw_four(key, CIRCUMSTANCES, me.address, NOBODY, when)
    if changes(par, tasks):
        me.tasks = bell(key, NEW_TASKS, me.address, when)
    if changes(par, attention):
        me.attention = bell(key, NEW_ATTENTION, me.address, when)
    if changes(par, company):
        me.company = bell(key, NEW_COMPANY, me.address, when)
    if changes(par, life):
        me.life = bell(key, NEW_LIFE, me.address, when)
