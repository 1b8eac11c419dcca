"""A mentor in the first year: first bonds, and a place in the team (mechanism 13).

Mentoring of new nurses lowers leaving in their first year and not after it (Zhang 2019); support
for newcomers declines within 90 days where nobody keeps it up (Kammeyer-Mueller 2013).
"""

from ccu_sim.model.calendar import months_until
from ccu_sim.model.change import raised, share_of_dose
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose_this_week
from ccu_sim.model.lever_index import MENTORING_HOURS
from ccu_sim.model.records import PRESENT


@rule
def mentor(me, par, hours):
    """Let hours with a mentor be felt as support and belonging, each ``mentoring_gain``."""
    share = share_of_dose(par.mentoring_gain, hours)
    me.colleague_support = raised(me.colleague_support, share)
    me.belonging = raised(me.belonging, share)


@act
def meet_mentor(world, who, when):
    """Meet one's mentor, in the first year in the post (mechanism 13)."""
    me, par = world.staff[who], world.par
    if me.away == PRESENT and -months_until(me.started, when) < par.newcomer_months:
        mentor(me, par, own_dose_this_week(world, me, MENTORING_HOURS, when))
