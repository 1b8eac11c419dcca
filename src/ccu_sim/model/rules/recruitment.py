"""Recruitment and induction: how a vacancy is filled, and how a newcomer begins.

Theme "Organisational readiness", subtheme "Recruitment and induction" of the review of
integration actions (Reeves et al. 2024).
"""

from ccu_sim.model.calendar import SHIFTS_A_WEEK
from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import (
    centred,
    raised,
    share_of_dose,
    waiting_time,
    within,
)


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


@rule
def select_well(me, par, hours):
    """Let structured selection raise what a hire brings: outlook, boundary skill, realism."""
    fit = share_of_dose(par.selection_gain, hours)
    me.recovery_orientation = raised(me.recovery_orientation, fit)
    me.boundary_skill = raised(me.boundary_skill, fit)
    me.realism = raised(me.realism, fit)


@rule
def induct(me, climate, par, days):
    """Start a person's clarity, boundary skill and first support by induction.

    Notes
    -----
    role clarity = readiness * start_clarity, raised by ``induction_gain`` a day; boundary
    skill and first support, from ``start_support``, raised likewise.
    """
    share = share_of_dose(par.induction_gain, days)
    me.role_clarity = raised(within(climate.readiness * par.start_clarity), share)
    me.boundary_skill = raised(me.boundary_skill, share)
    me.colleague_support = raised(par.start_support, share)
