"""Closing a month: its row, the staff survey, and at the horizon the run's own row."""

from ccu_sim.model.calendar import month_of
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.measures.cost import observe_costs
from ccu_sim.model.measures.observer import observe, summarise
from ccu_sim.model.records import SPELLS, SURVEY_MONTH


@act
def record_month(world, when):
    """Close the month: counts, observations, the survey at month 12, the run's row at its end."""
    month = month_of(when)
    row = world.monthly[month]
    take_counts(world, row)
    observe(world, row, month)
    observe_costs(world, row, month)
    begin_month(world)
    if month == SURVEY_MONTH:
        survey_staff(world)
    if month == world.months:
        summarise(world)


@rule
def take_counts(world, row):
    """Copy what added up over the month into its row."""
    for column in range(len(world.counts)):
        row[column] = world.counts[column]


@rule
def begin_month(world):
    """Start what adds up over the next month at zero."""
    for column in range(len(world.counts)):
        world.counts[column] = 0.0
    for role in range(2):
        world.weeks_lost[role] = 0.0
        world.weeks_due[role] = 0.0


@rule
def survey_staff(world):
    """Ask everyone in post the staff survey: clarity, exhaustion, satisfaction and more."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.spell < SPELLS:
            spell = world.spells[me.spell]
            spell.survey[0] = me.role_clarity
            spell.survey[1] = me.strain
            spell.survey[2] = me.satisfaction
            spell.survey[3] = me.leader_support
            spell.survey[4] = me.insecurity
