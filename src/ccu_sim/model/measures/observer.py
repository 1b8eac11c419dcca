"""The observer: looking at the unit when a month ends, and summing up when the run does."""

from ccu_sim.model.calendar import month_of
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.measures import declaration
from ccu_sim.model.measures.climate import observe_climate
from ccu_sim.model.measures.cost import observe_costs, summarise_costs
from ccu_sim.model.measures.cover import summarise_cover
from ccu_sim.model.measures.over_time import a_year, mean_of_last_year
from ccu_sim.model.measures.people import MONTH, observe_people
from ccu_sim.model.measures.residents import observe_residents, summarise_residents
from ccu_sim.model.measures.retention import summarise_retention
from ccu_sim.model.measures.states import observe_states
from ccu_sim.model.measures.trust import observe_trust
from ccu_sim.model.records import SPELLS, SURVEY_MONTH

MEANS = tuple(declaration.MEANS)
YEARLY = tuple(declaration.YEARLY)
ENDS = tuple(declaration.ENDS)


@rule
def observe(world, row, month):
    """Look at people, bonds, residents and climate as they are now."""
    row[MONTH] = month
    observe_people(world, row)
    observe_trust(world, row)
    observe_states(world, row)
    observe_residents(world, row)
    observe_climate(world, row)


@rule
def summarise(world):
    """Sum the run up in its one row, once its last month is closed."""
    for place, column in MEANS:
        world.row[place] = mean_of_last_year(world, column)
    for place, column in YEARLY:
        world.row[place] = a_year(world, column)
    for place, column in ENDS:
        world.row[place] = world.monthly[world.months, column]
    summarise_retention(world)
    summarise_cover(world)
    summarise_residents(world)
    summarise_costs(world)


@rule
def take_counts(world, row):
    """Add what added up over the month to its row; of a contract's end it may stand there ahead."""
    for column in range(len(world.counts)):
        row[column] += world.counts[column]


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
            spell.survey[1] = me.exhaustion
            spell.survey[2] = me.satisfaction
            spell.survey[3] = me.leader_support
            spell.survey[4] = me.job_insecurity


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
