"""Expected leaving: the chances of leaving, added up as they are drawn from.

Whoever leaves less the chance that they had of it is zero in the mean, week by week and whatever
has come before: a martingale (Aalen 1978; for a person, the martingale residual of Barlow &
Prentice 1988). So the chances estimate the same number as the departures do, with less luck.

What is drawn from a chance is expected: resigning; being promoted, of those who do not resign;
whether renewal is offered, whenever that is decided; and whether those not renewed get the post
again. What follows from what was drawn is counted as it comes: a term that ends since renewal was
refused is expected as it ends, less the luck in the refusal, in the month in which the term ends
even if the person leaves before it.
Measures are of the regular team.
"""

from ccu_sim.model.calendar import month_of
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.cost import replacement
from ccu_sim.model.measures.declaration import EXPECTED, PROFESSIONS, counted, counted_each
from ccu_sim.model.records import LEADER, REASONS

ROLES = {**PROFESSIONS, "leader": "team leaders"}
"""Whose leaving is expected, by the number of the role."""

EXPECTED_RESIGNED = counted_each(
    (
        (
            f"expected_resigned_{role}_{reason}",
            f"expected resignations of {people} this month: the chances of resigning added up, "
            f"the share of the reason {reason}; all reasons add up to the whole",
        )
        for role, people in ROLES.items()
        for reason in REASONS
    ),
    EXPECTED,
)
EXPECTED_PROMOTED = counted_each(
    (
        (
            f"expected_promoted_{role}",
            f"expected promotions of {people} to a post elsewhere this month: the chances added up",
        )
        for role, people in ROLES.items()
    ),
    EXPECTED,
)
EXPECTED_CONTRACT_ENDED = counted_each(
    (
        (
            f"expected_contract_ended_{role}",
            f"expected ends of contracts of {people} without renewal this month: those that end, "
            "less the luck in refusing renewal; below zero where somebody refused had left before",
        )
        for role, people in ROLES.items()
    ),
    EXPECTED,
)
EXPECTED_FOUNDING_LEFT = counted_each(
    (
        (
            f"expected_founding_left_{role}",
            f"{people} of the founding team expected to leave this month, for any reason",
        )
        for role, people in PROFESSIONS.items()
    ),
    EXPECTED,
)
EXPECTED_COST_TURNOVER = counted(
    "expected_cost_turnover", "A$ expected for replacing those who leave this month", "A$"
)


@rule
def expect_departure(world, me, resigning, promotion):
    """Add a person's chances of a week; promotion is weighed by those who do not resign.

    Parameters
    ----------
    world, me : record
        ``me.reasons`` are shares that add up to 1.
    resigning, promotion : float
        Chances of resigning, and of being promoted if one does not.
    """
    if me.casual != 0:
        return
    counts, role = world.counts, me.role
    promoted = (1.0 - resigning) * promotion
    for reason in range(len(me.reasons)):
        share = resigning * me.reasons[reason]
        counts[EXPECTED_RESIGNED + role * len(me.reasons) + reason] += share
    counts[EXPECTED_PROMOTED + role] += promoted
    counts[EXPECTED_COST_TURNOVER] += (resigning + promoted) * replacement(world, me)
    if me.founding != 0 and role != LEADER:
        counts[EXPECTED_FOUNDING_LEFT + role] += resigning + promoted


@rule
def expect_ended_contract(world, me):
    """Expect that who was not renewed goes when the term ends, unless they get the post again.

    The luck in not being renewed was taken off when that was drawn.
    """
    if me.casual == 0:
        _expect_ended(world, me, world.counts, 1.0 - world.par.reappointed)


@rule
def take_off_luck_of_renewal(world, me, offered):
    """Take the luck in refusing or offering renewal off the month in which the term ends."""
    month = month_of(me.contract_end)
    if me.casual == 0 and month <= world.months:
        refused = 0.0 if offered else 1.0
        luck = (refused - (1.0 - me.renewal_chance)) * (1.0 - world.par.reappointed)
        _expect_ended(world, me, world.monthly[month], -luck)


@rule
def _expect_ended(world, me, row, people):
    """Add to the ended contracts that are expected in a month's row."""
    role = me.role
    row[EXPECTED_CONTRACT_ENDED + role] += people
    row[EXPECTED_COST_TURNOVER] += people * replacement(world, me)
    if me.founding != 0 and role != LEADER:
        row[EXPECTED_FOUNDING_LEFT + role] += people
