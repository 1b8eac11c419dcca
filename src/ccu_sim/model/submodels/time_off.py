"""Annual and flexible leave: time away that is planned, or offered (mechanisms 1, 10)."""

from ccu_sim.model.calendar import (
    DAYS_A_WEEK,
    SHIFTS_A_DAY,
    SHIFTS_A_WEEK,
    WEEKS_A_YEAR,
    WORKDAYS_A_WEEK,
)
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose
from ccu_sim.model.lever_index import FLEXIBLE_LEAVE_DAYS
from ccu_sim.model.records import ON_ANNUAL_LEAVE, ON_FLEXIBLE_LEAVE, PRESENT
from ccu_sim.model.streams import ANNUAL_LEAVE, FLEXIBLE_LEAVE, NOBODY, draw

LEAVE_WEEKS = 2.0  # annual leave is taken a fortnight at a time


@rule
def go_away(me, kind, when, shifts):
    """Send a person on leave from the next shift on."""
    me.away = kind
    me.away_until = when + 1 + shifts


@act
def take_leave(world, who, when):
    """Take annual leave, a fortnight at a time."""
    me = world.staff[who]
    if me.away != PRESENT or me.casual != 0:
        return
    chance = world.unit.annual_leave_weeks / LEAVE_WEEKS / WEEKS_A_YEAR
    if draw(world.key, ANNUAL_LEAVE, me.address, NOBODY, when) < chance:
        go_away(me, ON_ANNUAL_LEAVE, when, int(LEAVE_WEEKS * SHIFTS_A_WEEK))


@act
def take_flexible_day(world, who, when):
    """Take a day's flexible leave where it is offered; a relief shift covers it (10)."""
    me = world.staff[who]
    days = own_dose(world, me, FLEXIBLE_LEAVE_DAYS, when)
    if days <= 0.0 or me.away != PRESENT or me.casual != 0:
        return
    chance = days / WEEKS_A_YEAR / DAYS_A_WEEK
    if draw(world.key, FLEXIBLE_LEAVE, me.address, NOBODY, when) < chance:
        go_away(me, ON_FLEXIBLE_LEAVE, when, SHIFTS_A_DAY)
        world.relief_owed += me.fte * WORKDAYS_A_WEEK / DAYS_A_WEEK
