"""What strategies, turnover and cover cost, in A$."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.cover import AGENCY_SHIFTS, CASUAL_SHIFTS, OVERTIME_SHIFTS
from ccu_sim.model.measures.declaration import Words, counted, of_run
from ccu_sim.model.measures.over_time import a_year
from ccu_sim.model.measures.people import HIRED, STAFF, STAFF_LEADER, spells_kept
from ccu_sim.model.records import CLINICIAN, PEER

THOUSANDS = ("A$ thousand a year", -1, 0.001, 1)

COST_STRATEGY = counted(
    "cost_strategy",
    "A$ that the strategies cost this month",
    "A$",
    yearly=Words("Cost of the strategy", "What the strategy costs.", *THOUSANDS),
)
COST_TURNOVER = counted(
    "cost_turnover",
    "A$ for replacing those who left this month",
    "A$",
    yearly=Words("Cost of turnover", "Replacing those who leave.", *THOUSANDS),
)
COST_COVER = counted(
    "cost_cover",
    "A$ for overtime, casual and agency shifts this month",
    "A$",
    yearly=Words("Cost of cover", "Overtime, casual and agency shifts.", *THOUSANDS),
)
COST_TOTAL = of_run(
    "cost_total",
    "A$ a year for strategies, replacement and cover",
    Words("Total cost", "Strategy, turnover and cover together.", *THOUSANDS),
)

FIXED, A_PEER, A_CLINICIAN, A_LEADER, A_STARTER = range(5)
"""Places of a month's prices, as `ccu_sim.inputs.strategy_cost.Prices` has them."""


@rule
def replacement(world, me):
    """Give what it costs to replace somebody who leaves."""
    return world.costs.replacement_share_of_pay * me.pay * me.fte


@rule
def observe_costs(world, row, month):
    """Cost the month's shifts and strategies; who left was costed as they left.

    Notes
    -----
    A new unit's founding team start in the first month, too.
    """
    costs, prices = world.costs, world.prices[month]
    row[COST_COVER] = (
        costs.overtime_shift * row[OVERTIME_SHIFTS]
        + costs.casual_shift * row[CASUAL_SHIFTS]
        + costs.agency_shift * row[AGENCY_SHIFTS]
    )
    starters = row[HIRED]
    if month == 1 and world.unit.established == 0:
        starters += _founding_team(world)
    row[COST_STRATEGY] = (
        prices[FIXED]
        + prices[A_PEER] * row[STAFF + PEER]
        + prices[A_CLINICIAN] * row[STAFF + CLINICIAN]
        + prices[A_LEADER] * row[STAFF_LEADER]
        + prices[A_STARTER] * starters
    )


@rule
def _founding_team(world):
    """Count those of the regular team who were there on opening day."""
    people = 0.0
    for place in range(spells_kept(world)):
        if world.spells[place].founding != 0 and world.spells[place].casual == 0:
            people += 1.0
    return people


@rule
def summarise_costs(world):
    """Write what all of it costs a year."""
    strategies, turnover = a_year(world, COST_STRATEGY), a_year(world, COST_TURNOVER)
    world.row[COST_TOTAL] = strategies + turnover + a_year(world, COST_COVER)
