"""The observer: looking at the unit when a month ends, and summing up when the run does."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures import declaration
from ccu_sim.model.measures.climate import observe_climate
from ccu_sim.model.measures.cost import summarise_costs
from ccu_sim.model.measures.cover import summarise_cover
from ccu_sim.model.measures.over_time import a_year, mean_of_last_year
from ccu_sim.model.measures.people import MONTH, observe_people
from ccu_sim.model.measures.residents import observe_residents, summarise_residents
from ccu_sim.model.measures.retention import summarise_retention
from ccu_sim.model.measures.states import observe_states
from ccu_sim.model.measures.trust import observe_trust

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
