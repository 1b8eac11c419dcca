"""Who is in post, who came and who left.

Measures are of the regular team: casual staff are colleagues, but not of the team measured.
"""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import by_profession, counted, monthly
from ccu_sim.model.records import LEADER, SPELLS

MONTH = monthly(
    "month",
    "months since opening; the row is of the month that ends then, 0 is opening day",
    "months",
)
STAFF = by_profession("staff", "{people} in post", "people")
STAFF_LEADER = monthly("staff_leader", "team leaders in post", "people")
VACANCIES = by_profession("vacancies", "vacant posts of {people}", "posts")
FOUNDING = by_profession("founding", "{people} of the founding team still in post", "people")
RESIGNED_PEER = counted("resigned_peer", "peer workers who resigned this month", "people")
RESIGNED_CLINICIAN = counted(
    "resigned_clinician", "clinicians, or the leader, who resigned this month", "people"
)
CONTRACTS_ENDED = counted(
    "contract_ended",
    "people whose fixed term ended without renewal this month: after its last instant, so a "
    "term that ends with a month is the next month's",
    "people",
)
PROMOTIONS = counted("promoted", "people promoted to a post elsewhere this month", "people")
HIRED = counted("hired", "people who took up a post of the regular team this month", "people")


@rule
def in_team(me, role):
    """Whether somebody of this role is in a post of the regular team."""
    return me.here != 0 and me.casual == 0 and me.role == role


@rule
def spells_kept(world):
    """Give how many spells the world holds; those beyond its capacity are not among them."""
    return world.spell_count if world.spell_count < SPELLS else SPELLS


@rule
def observe_people(world, row):
    """Count heads, vacancies and those who are here since opening day."""
    for role in range(2):
        row[STAFF + role] = 0.0
        row[VACANCIES + role] = 0.0
        row[FOUNDING + role] = 0.0
    row[STAFF_LEADER] = 0.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if in_team(me, LEADER):
            row[STAFF_LEADER] += 1.0
        elif me.role != LEADER and me.casual == 0 and me.open != 0:
            if me.here == 0:
                row[VACANCIES + me.role] += 1.0
            else:
                row[STAFF + me.role] += 1.0
                row[FOUNDING + me.role] += me.founding
