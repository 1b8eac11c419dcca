"""How shifts are covered: vacant posts, overtime, casual and agency shifts."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import Words, counted, of_run
from ccu_sim.model.measures.over_time import mean_of_months
from ccu_sim.model.measures.people import VACANCIES

SHIFTS_A_YEAR = "shifts a year"

VACANT_POSTS = of_run(
    "vacancies",
    "vacant posts, mean over the run",
    Words("Vacant posts", "Mean number of posts without a holder.", "posts", -1),
)
OVERTIME_SHIFTS = counted(
    "overtime_shifts",
    "shifts worked as overtime",
    "shifts",
    yearly=Words("Overtime shifts", "Shifts worked as overtime.", SHIFTS_A_YEAR, -1, 1.0, 0),
)
AGENCY_SHIFTS = counted(
    "agency_shifts",
    "shifts worked by agency staff, relief aside",
    "shifts",
    yearly=Words("Agency shifts", "Shifts worked by agency staff.", SHIFTS_A_YEAR, -1, 1.0, 0),
)
CASUAL_SHIFTS = counted(
    "casual_shifts",
    "shifts worked by the casual pool, relief aside",
    "shifts",
    yearly=Words("Casual shifts", "Shifts worked by the casual pool.", SHIFTS_A_YEAR, -1, 1.0, 0),
)
UNFILLED_SHIFTS = counted(
    "unfilled_shifts",
    "shifts below the minimum that nobody filled",
    "shifts",
    yearly=Words(
        "Unfilled shifts",
        "Shifts below the minimum that nobody filled.",
        SHIFTS_A_YEAR,
        -1,
        1.0,
        0,
    ),
)
RELIEF_SHIFTS_WORKED = counted(
    "relief_shifts", "relief shifts worked that a strategy pays for", "shifts"
)


@rule
def summarise_cover(world):
    """Write how many posts were vacant, in the mean over the run."""
    peers = mean_of_months(world, VACANCIES, 1)
    world.row[VACANT_POSTS] = peers + mean_of_months(world, VACANCIES + 1, 1)
