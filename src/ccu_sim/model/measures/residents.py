"""How residents are, whom they have, and how their stays end."""

from ccu_sim.model.calendar import months_since_opening
from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import Words, counted, level, monthly, of_run, per_year
from ccu_sim.model.measures.empty import EMPTY, share_of
from ccu_sim.model.records import SPELLS

IN_HOUSE = "residents in house"

RESIDENTS = monthly("residents", "residents in house", "residents")
ALLIANCE = monthly(
    "alliance",
    "mean over residents of their strongest working alliance, 0-1",
    "0-1",
    of=IN_HOUSE,
    mean=level("Alliance with residents", "Mean over residents of the strongest.", 1),
)
RECOVERY = monthly(
    "recovery",
    "mean recovery (self-reliance, living skills) of residents, 0-1",
    "0-1",
    of=IN_HOUSE,
    mean=level("Residents' recovery", "Mean self-reliance and living skills.", 1),
)
DEPENDENCY = monthly(
    "dependency",
    "mean dependency of residents, 0-1",
    "0-1",
    of=IN_HOUSE,
    mean=level("Residents' dependency", "Mean dependency on staff.", -1),
)
GRADUATIONS = counted(
    "graduations",
    "residents who moved on when ready",
    "residents",
    yearly=per_year("Residents who graduate", "Residents who move on when ready.", 1),
)
UNPLANNED_EXITS = counted(
    "unplanned_exits",
    "residents who left before being ready",
    "residents",
    yearly=per_year("Residents who leave unplanned", "Before they are ready.", -1),
)
STAY_MONTHS = of_run(
    "stay_months",
    "median completed stay of residents, months; empty where none is completed",
    Words(
        "Residents' stay",
        "Median of completed stays; neither a longer nor a shorter one is better by itself.",
        "months",
        0,
    ),
)


@rule
def observe_residents(world, row):
    """Take residents in house, their recovery, dependency and best alliances."""
    residents, recovery, dependency, alliance = 0.0, 0.0, 0.0, 0.0
    for bed in range(world.unit.beds):
        resident = world.residents[bed]
        if resident.here != 0:
            residents += 1.0
            recovery += resident.recovery
            dependency += resident.dependency
            alliance += _strongest_alliance(world, bed)
    row[RESIDENTS] = residents
    row[RECOVERY] = share_of(recovery, residents)
    row[DEPENDENCY] = share_of(dependency, residents)
    row[ALLIANCE] = share_of(alliance, residents)


@rule
def _strongest_alliance(world, bed):
    """Give a resident's strongest alliance with anyone in post."""
    best = 0.0
    for post in range(world.unit.posts):
        if world.staff[post].here != 0 and world.alliance[post, bed] > best:
            best = world.alliance[post, bed]
    return best


@rule
def summarise_residents(world):
    """Write the median completed stay."""
    stays = world.stay_count if world.stay_count < SPELLS else SPELLS
    world.row[STAY_MONTHS] = EMPTY
    if stays > 0:
        low = _stay_of_rank(world, stays, (stays - 1) // 2)
        high = _stay_of_rank(world, stays, stays // 2)
        world.row[STAY_MONTHS] = (low + high) / 2.0


@rule
def _stay_of_rank(world, stays, rank):
    """Give the stay, in months, that has ``rank`` of the completed ones below it."""
    for place in range(stays):
        months = _months_of_stay(world.stays[place])
        shorter, as_long = 0, 0
        for other in range(stays):
            theirs = _months_of_stay(world.stays[other])
            if theirs < months:
                shorter += 1
            elif theirs == months:
                as_long += 1
        if shorter <= rank and rank < shorter + as_long:
            return months
    return EMPTY


@rule
def _months_of_stay(stay):
    """Give how long a completed stay lasted, in months."""
    return months_since_opening(stay.end) - months_since_opening(stay.start)
