"""Retention: who of the founding team is still here, how long they stay, how many leave.

One rule says who has left when the team is looked at, at the close of a shift: whoever
resigned or was promoted has worked their last shift by then; a term that ends at that very
instant has not ended yet. So a run's horizon, like every mark, comes *before* what happens on
that day: a 24-month term is still running at the end of a 24-month study, for spells, months,
retention, turnover and costs alike.
"""

from ccu_sim.model.calendar import MONTHS_A_YEAR, month_start, months_since_opening
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import GROUPS, Words, by_group, share
from ccu_sim.model.measures.empty import EMPTY, known, share_of
from ccu_sim.model.measures.over_time import mean_of_months
from ccu_sim.model.measures.people import STAFF, spells_kept
from ccu_sim.model.records import CLINICIAN, CONTRACT_ENDED, LEADER, NEVER, PEER

MARKS = (12, 24, 36)
"""Months at which the founding team is counted: before an expiry on that very day."""

RETENTION = tuple(
    by_group(
        f"retention_{mark}",
        f"founding {{group}} staff still in post at month {mark}, share",
        share(
            f"Founding {{people}} still in post after {mark} months",
            f"Of the {{people}} of day 0, the share in post at {mark} months, before any "
            "contract that ends that day.",
            1,
        ),
    )
    for mark in MARKS
)
RESIGNED_OR_PROMOTED_12 = by_group(
    "resigned_or_promoted_12",
    "share of founding {group} staff who resigned or were promoted to a post elsewhere within "
    "12 months",
    share(
        "Founding {people} who resigned or were promoted within 12 months",
        "Of the founding {people}, the share who resigned or went to a post elsewhere; those "
        "whose contract ended are not among them.",
        -1,
    ),
)
RMST_MONTHS = by_group(
    "rmst_months",
    "restricted mean months in post of founding {group} staff",
    Words(
        "Months in post, founding {people}",
        "Mean months that founding {people} stay, counted up to the end of the run.",
        "months",
        1,
    ),
)
TURNOVER = by_group(
    "turnover",
    "turnover: who left, a year, for each filled post, {group} staff",
    Words(
        "Departures a year per filled post, {people}",
        "How many {people} leave in a year for each post that is filled: they resign, are "
        "promoted elsewhere or their contract ends.",
        "a year per post",
        -1,
        1.0,
        2,
    ),
)
ALL = len(GROUPS) - 1


@rule
def left_by(end, outcome, instant):
    """Whether a spell is over when the team is looked at just before an instant.

    Parameters
    ----------
    end : int
        First shift without the person, or `NEVER`.
    outcome : int
        How the spell ended.
    instant : int
        The first shift after the one at whose close the team is looked at.
    """
    if end == NEVER:
        return False
    return end < instant or (end == instant and outcome != CONTRACT_ENDED)


@rule
def of_group(spell, group):
    """Whether a spell is of the regular team's peer workers, clinicians, or either."""
    if spell.casual != 0 or spell.role == LEADER:
        return False
    return group == ALL or spell.role == group


@rule
def summarise_retention(world):
    """Write the run's retention, leavers, months in post and turnover."""
    for group in range(ALL + 1):
        for place in range(len(MARKS)):
            gone = _share_gone(world, group, MARKS[place], 1)
            world.row[RETENTION[place] + group] = 1.0 - gone if known(gone) else EMPTY
        world.row[RESIGNED_OR_PROMOTED_12 + group] = _share_gone(world, group, MONTHS_A_YEAR, 0)
        world.row[RMST_MONTHS + group] = _rmst_months(world, group)
        world.row[TURNOVER + group] = _turnover(world, group)


@rule
def _share_gone(world, group, mark, expiries):
    """Give the share of the founding team who left by a mark, with those whose term ended or not.

    Parameters
    ----------
    group : int
        Place in `GROUPS`.
    mark : int
        Months since opening; beyond the horizon nothing is known.
    expiries : int
        1 to count those whose term ended, 0 to leave them out.
    """
    team, gone = 0.0, 0.0
    for place in range(spells_kept(world)):
        spell = world.spells[place]
        if spell.founding != 0 and of_group(spell, group):
            team += 1.0
            counts = expiries != 0 or spell.outcome != CONTRACT_ENDED
            if counts and left_by(spell.end, spell.outcome, month_start(mark)):
                gone += 1.0
    if mark > world.months:
        return EMPTY
    return share_of(gone, team)


@rule
def _rmst_months(world, group):
    """Give the mean months that the founding team stay, up to the horizon."""
    team, months = 0.0, 0.0
    horizon = month_start(world.months)
    for place in range(spells_kept(world)):
        spell = world.spells[place]
        if spell.founding != 0 and of_group(spell, group):
            team += 1.0
            ended = spell.end != NEVER and spell.end < horizon
            months += months_since_opening(spell.end if ended else horizon)
    return share_of(months, team)


@rule
def _turnover(world, group):
    """Give the departures a year for each filled post."""
    left = 0.0
    for place in range(spells_kept(world)):
        spell = world.spells[place]
        if of_group(spell, group) and left_by(spell.end, spell.outcome, month_start(world.months)):
            left += 1.0
    filled = 0.0
    for role in range(PEER, CLINICIAN + 1):
        if group in (ALL, role):
            filled += mean_of_months(world, STAFF + role, 1)
    return share_of(left, filled * world.months / MONTHS_A_YEAR)
