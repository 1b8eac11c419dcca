"""What a worker, a resident, the climate and the unit hold: the records of the world.

States of people and climate lie in [0, 1]; times are shifts; whole numbers are 64-bit so that
plain Python and compiled code count alike.
"""

from ccu_sim.inputs import staff
from ccu_sim.inputs.record import floats as _floats
from ccu_sim.inputs.record import ints as _ints
from ccu_sim.inputs.record import record as _record
from ccu_sim.inputs.scenario import PAY_FIELDS

# Capacities. A unit beyond them gets one clear error from the unit's schema.
POSTS = 120
BEDS = 80
MONTHS = 120
SPELLS = 8_000
ORDINARY_EVENTS = 12_000
PAIRS = POSTS * (POSTS - 1) // 2
PAIRS_KEPT = 512  # whose luck of a shift is kept
BEDS_A_BLOCK = 8  # neighbours whose choices of one worker are drawn at one address
EVENTS = ORDINARY_EVENTS + 2 * SPELLS  # a full diary still has room for who comes and goes

# Roles: also the role part of a person's address.
PEER, CLINICIAN, LEADER = 0, 1, 2
ROLE_NAMES, DISCIPLINES = staff.ROLES, staff.DISCIPLINES
CASUAL_KIND = 4  # a casual peer worker's address has kind 5, a casual clinician's 6

INITIALIZED, NO_TERMS_FOR_PEERS, BEYOND_CAPACITY = 0, 1, 2  # how founding a world ends
PERMANENT = -1  # as a contract's end
NEVER = -1
UNDECIDED, OFFERED, REFUSED = 0, 1, 2  # what is known of a fixed-term contract's renewal
PRESENT, ON_SICK_LEAVE, ON_ANNUAL_LEAVE, ON_FLEXIBLE_LEAVE = 0, 1, 2, 3
IN_POST, RESIGNED, PROMOTED, CONTRACT_ENDED = 0, 1, 2, 3
OUTCOME_NAMES = ("in-post", "resigned", "promoted", "contract-ended")

REASONS = (
    "satisfaction",
    "exhaustion",
    "belonging",
    "job_insecurity",
    "leadership",
    "prospects",
    "respect",
    "role_drift",
    "hours",
    "health",
    "contagion",
    "base",
)
SURVEY = (
    "role_clarity",
    "exhaustion",
    "satisfaction",
    "leader_support",
    "job_insecurity",
)
SURVEY_MONTH = 12

EVENT_NAMES = (
    "",
    "started",
    "resigned",
    "promoted",
    "contract-ended",
    "renewal-offered",
    "renewal-refused",
    "made-permanent",
    "dispute",
    "challenge-heard",
    "challenge-rebuffed",
    "discrimination",
    "boundary-crossing",
    "boundary-known",
    "boundary-mended",
    "crisis",
    "sick-leave",
    "stepped-up",
    "admitted",
    "graduated",
    "left-unplanned",
    "dispute-settled",
    "taken-on-again",
)
(
    _,
    STARTED,
    EVENT_RESIGNED,
    EVENT_PROMOTED,
    EVENT_CONTRACT_ENDED,
    RENEWAL_OFFERED,
    RENEWAL_REFUSED,
    MADE_PERMANENT,
    DISPUTE_HAPPENED,
    CHALLENGE_HEARD,
    CHALLENGE_REBUFFED,
    DISCRIMINATION_HAPPENED,
    BOUNDARY_CROSSED,
    BOUNDARY_KNOWN,
    BOUNDARY_MENDED,
    CRISIS_HAPPENED,
    SICK_LEAVE,
    STEPPED_UP,
    ADMITTED,
    GRADUATED,
    LEFT_UNPLANNED,
    DISPUTE_SETTLED,
    TAKEN_ON_AGAIN,
) = range(len(EVENT_NAMES))


STAFF = _record(
    [
        # what every shift asks of everyone stands together
        *_ints("address", "role", "casual", "here", "on", "last_shift", "away", "away_until"),
        *_ints("weekdays_only", "works_day", "works_evening", "works_night", "overtime", "alone"),
        *_floats("owed", "priority", "fte", "nights", "extra_shifts"),
        *_ints("discipline", "ordinal", "holder", "spell"),
        *_ints("open", "extra", "founding", "started", "filled_at"),
        *_ints("contract_end", "contract_months", "renewal", "renewed_permanent", "senior"),
        *_floats("renewal_chance", "renewal_expected", "decided_months_before"),
        *_floats("pay", "pay_elsewhere", "relative_pay", "share_near_home", "near_home"),
        # lasting traits
        *_floats("susceptibility", "disposition", "realism", "leading", "grasp", "ledness"),
        *_floats("ease", "regard", "outspokenness", "fit"),
        *_floats("frailty", "hours_wish", "outlook_ahead"),
        # circumstances, which last for months
        *_floats("tasks", "attention", "company", "life"),
        *_floats("advancement"),
        # states
        *_floats("role_clarity", "role_drift", "exhaustion", "morale", "expectation"),
        *_floats("satisfaction", "prospects", "recovery_orientation", "medical_model"),
        *_floats(
            "valuing",
            "first_valuing",
            "valued",
            "voice",
            "belonging",
            "trust_received",
            "trust_given",
            "attachment",
            "felt_fit",
            "job_insecurity",
        ),
        *_floats("boundary_skill", "support_need", "support_met", "training", "credential"),
        *_floats("leader_support", "colleague_support", "supervised", "reflection", "uplift"),
        *_floats("sick_days", "long_sick_days", "convalescence"),
        *_floats("heard", "coached", "first_skill", "resigning_chance"),
        ("reasons", "f8", (len(REASONS),)),
    ]
)

RESIDENT = _record(
    [
        *_ints("address", "bed", "occupant", "here", "admitted", "arrives", "unwell", "seen_by"),
        *_floats("recovery", "engagement", "dependency"),
    ]
)

CLIMATE = _record(
    [
        *_floats("leadership", "safety", "inclusion", "strategic_alignment", "standing"),
        *_floats("readiness", "boundary_clarity", "boundary_strictness", "stigma"),
        *_floats("shared_expectations", "contagion", "peer_share", "step_ahead"),
        # of the shift that is being worked
        *_floats("load", "shortfall"),
        *_ints("peers_on", "clinicians_on", "leader_on", "agency_on"),
    ]
)

UNIT = _record(
    [
        *_ints("posts", "beds", "first_weekday", "agency"),
        *_floats("annual_leave_weeks", "weeks_to_fill", "weeks_to_fill_bed"),
        *_floats("role_clarity", "leadership", "boundary_clarity", "boundary_strictness"),
        *_floats("standing", "medical_model", "stigma", "strategic_alignment"),
        *PAY_FIELDS,
        # cover by kind of day and shift: weekday day, evening, night, then weekend
        ("planned", "i8", (6, 2)),
        ("minimum", "i8", (6, 2)),
        ("established", "i8"),
    ]
)

SPELL = _record(
    [
        *_ints("post", "role", "discipline", "holder", "fixed_term", "casual", "founding"),
        *_ints("start", "end", "outcome"),
        ("fte", "f8"),
        ("reasons", "f8", (len(REASONS),)),
        ("survey", "f8", (len(SURVEY),)),
    ]
)
STAY = _record(_ints("bed", "occupant", "start", "end", "planned"))
EVENT = _record(_ints("when", "kind", "who", "whom"))

DRAWN = _record([*_ints("who", "when"), ("words", "i8", (4,))])
"""A person, a time counted from 1, and the eight numbers of 16 bits that belong to both."""

CHOICE = _record([("words", "i8", (4,))])
"""A worker's luck with being chosen by each of eight neighbours, in numbers of 16 bits."""

BETWEEN = _record(
    [
        ("whose", "i8"),  # which posts, and on which shift
        ("help", "f8", (2,)),
        *_ints("challenges", "dispute_and_slight"),  # words of two numbers each
    ]
)
"""A pair on a shift, and what chance holds for them (see `chance`)."""
