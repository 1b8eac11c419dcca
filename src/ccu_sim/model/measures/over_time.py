"""From months to a run: means over the last year, and sums a year."""

from ccu_sim.model.calendar import MONTHS_A_YEAR
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.empty import known, share_of


@rule
def mean_of_last_year(world, column):
    """Give a column's mean over those of the last twelve months in which it has a value."""
    first = world.months + 1 - MONTHS_A_YEAR
    return mean_of_months(world, column, first if first > 1 else 1)


@rule
def mean_of_months(world, column, first):
    """Give a column's mean over the months from ``first`` in which it has a value."""
    total, months = 0.0, 0.0
    for month in range(first, world.months + 1):
        if known(world.monthly[month, column]):
            total += world.monthly[month, column]
            months += 1.0
    return share_of(total, months)


@rule
def a_year(world, column):
    """Give what a column adds up to over the run, a year."""
    total = 0.0
    for month in range(world.months + 1):
        total += world.monthly[month, column]
    return total / (world.months / MONTHS_A_YEAR)
