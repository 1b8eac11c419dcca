"""The columns of a month's row: where each stands, and what it means.

First what is counted while the month runs, then what is looked at on its last shift; of
the latter, states of peer workers and clinicians stand side by side, so that
``STRAIN + role`` is a role's column.
"""

COUNTED = {
    "resigned_peer": "peer workers who resigned this month",
    "resigned_clinician": "clinicians, or the leader, who resigned this month",
    "contract_ended": "people whose fixed term ended without renewal this month",
    "promoted": "people promoted to a post elsewhere this month",
    "hired": "people who took up a post of the regular team this month",
    "disputes": "disputes over whose task it was",
    "challenges_heard": "times a colleague's practice was questioned and it was taken well",
    "challenges_rebuffed": "times a colleague's practice was questioned and it was rebuffed",
    "discrimination": "times a peer worker was treated as less",
    "dilemmas": "boundary dilemmas that workers met",
    "crossings": "boundary dilemmas in which the line was crossed",
    "crises": "residents' crises on shift",
    "overtime_shifts": "shifts worked as overtime",
    "agency_shifts": "shifts worked by agency staff, relief aside",
    "casual_shifts": "shifts worked by the casual pool, relief aside",
    "unfilled_shifts": "shifts below the minimum that nobody filled",
    "relief_shifts": "relief shifts worked that a strategy pays for",
    "graduations": "residents who moved on when ready",
    "unplanned_exits": "residents who left before being ready",
}
(
    RESIGNED_PEER,
    RESIGNED_CLINICIAN,
    CONTRACTS_ENDED,
    PROMOTIONS,
    HIRED,
    DISPUTES,
    CHALLENGES_HEARD,
    CHALLENGES_REBUFFED,
    DISCRIMINATION,
    DILEMMAS,
    CROSSINGS,
    CRISES,
    OVERTIME_SHIFTS,
    AGENCY_SHIFTS,
    CASUAL_SHIFTS,
    UNFILLED_SHIFTS,
    RELIEF_SHIFTS_WORKED,
    GRADUATIONS,
    UNPLANNED_EXITS,
) = range(len(COUNTED))

BY_ROLE = {
    "staff": "{role} in post",
    "vacancies": "vacant posts of {role}",
    "founding": "{role} of the founding team still in post",
    "absence": "share of {role}' contracted time lost to sickness",
    "role_clarity": "mean role clarity of {role}, 0-1",
    "drift": "mean share of {role}' work that is outside their role, 0-1",
    "strain": "mean strain (emotional exhaustion) of {role}, 0-1",
    "exhausted": "share of {role} with high emotional exhaustion",
    "morale": "mean morale of {role}, 0-1",
    "satisfaction": "mean job satisfaction of {role}, 0-1",
    "voice": "mean voice (say in decisions) of {role}, 0-1",
    "belonging": "mean belonging of {role}, 0-1",
    "insecurity": "mean perceived job insecurity of {role}, 0-1",
    "valuing": "mean valuing of the other profession by {role}, 0-1",
    "recovery_orientation": "mean recovery orientation of {role}, 0-1",
    "medical_model": "mean adherence to the medical model of {role}, 0-1",
}
FIRST_BY_ROLE = len(COUNTED)
(
    STAFF_IN_POST,
    VACANCIES,
    FOUNDING,
    ABSENCE,
    ROLE_CLARITY,
    DRIFT,
    STRAIN,
    EXHAUSTED,
    MORALE,
    SATISFACTION,
    VOICE,
    BELONGING,
    INSECURITY,
    VALUING,
    RECOVERY_ORIENTATION,
    MEDICAL_MODEL,
) = range(FIRST_BY_ROLE, FIRST_BY_ROLE + 2 * len(BY_ROLE), 2)
FIRST_MEAN_BY_ROLE = ROLE_CLARITY
LAST_MEAN_BY_ROLE = MEDICAL_MODEL

OF_UNIT = {
    "month": "months since opening; the row is of the month that ends then, 0 is opening day",
    "staff_leader": "team leaders in post",
    "trust": "mean directed trust among the team in post, 0-1",
    "trust_within": "mean directed trust within the two professions, 0-1",
    "trust_between": "mean directed trust between peer workers and clinicians, 0-1",
    "divide": "trust within professions less trust between them",
    "cohesion": "team cohesion score, 1-5, from mean trust",
    "modularity": "modularity of the trust network parted by profession",
    "outlook_alignment": "1 less the distance between the professions' mean outlooks",
    "leadership": "leadership as practised, 0-1",
    "safety": "psychological safety of the team, 0-1",
    "inclusion": "inclusion in the unit's planning and handover, 0-1",
    "strategic_alignment": "alignment of the service's goals with peer work, 0-1",
    "standing": "standing of the unit with the wider service, 0-1",
    "residents": "residents in house",
    "alliance": "mean over residents of their strongest working alliance, 0-1",
    "recovery": "mean recovery (self-reliance, living skills) of residents, 0-1",
    "dependency": "mean dependency of residents, 0-1",
}
FIRST_OF_UNIT = FIRST_BY_ROLE + 2 * len(BY_ROLE)
(
    MONTH_NUMBER,
    STAFF_LEADER,
    TRUST,
    TRUST_WITHIN,
    TRUST_BETWEEN,
    DIVIDE,
    COHESION,
    MODULARITY,
    OUTLOOK_ALIGNMENT,
    LEADERSHIP,
    SAFETY,
    INCLUSION,
    STRATEGIC_ALIGNMENT,
    STANDING,
    RESIDENTS,
    ALLIANCE,
    RECOVERY,
    DEPENDENCY,
) = range(FIRST_OF_UNIT, FIRST_OF_UNIT + len(OF_UNIT))

RECORDED = {
    **COUNTED,
    **{
        f"{name}_{role}": meaning.format(role=words)
        for name, meaning in BY_ROLE.items()
        for role, words in (("peer", "peer workers"), ("clinician", "clinicians"))
    },
    **OF_UNIT,
}
"""Name and meaning of every column that the engines write, in order."""
