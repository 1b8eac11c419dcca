"""What a worker, a resident, a bond and the climate hold: one record for the whole world.

The world of one run is a single structured record with nested arrays of fixed capacity, so
that a batch is an array of worlds and two engines can be compared byte by byte. States of
people and climate lie in [0, 1]; times are shifts; whole numbers are 64-bit so that plain
Python and compiled code count alike.
"""

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.levers import LEVERS
from ccu_sim.model.columns import COUNTED, RECORDED

# Capacities. A unit beyond them gets one clear error from the unit's schema.
POSTS = 120
BEDS = 80
MONTHS = 120
SPELLS = 1200
EVENTS = 12_000

# Roles: also the role part of a person's address.
PEER, CLINICIAN, LEADER = 0, 1, 2
ROLE_NAMES = ("peer_worker", "clinician", "team_leader")
CASUAL_KIND = 4  # a casual peer worker's address has kind 5, a casual clinician's 6

DISCIPLINES = (
    "",
    "nursing",
    "social work",
    "occupational therapy",
    "psychology",
    "medicine",
)

PERMANENT = -1  # as a contract's end
NEVER = -1
UNDECIDED, OFFERED, REFUSED = 0, 1, 2  # what is known of a fixed-term contract's renewal
PRESENT, ON_SICK_LEAVE, ON_ANNUAL_LEAVE, ON_FLEXIBLE_LEAVE = 0, 1, 2, 3
IN_POST, RESIGNED, PROMOTED, CONTRACT_ENDED = 0, 1, 2, 3
OUTCOME_NAMES = ("in-post", "resigned", "promoted", "contract-ended")

REASONS = (
    "satisfaction",
    "strain",
    "belonging",
    "insecurity",
    "leadership",
    "prospects",
    "drift",
    "contagion",
    "distance",
    "base",
)
SURVEY = (
    "role_clarity",
    "exhaustion",
    "satisfaction",
    "leader_support",
    "insecurity",
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
) = range(len(EVENT_NAMES))


def _record(fields):
    """Make a record type whose fields plain Python can reach as attributes."""
    return np.dtype((np.record, fields))


def _floats(*names):
    return [(name, "f8") for name in names]


def _ints(*names):
    return [(name, "i8") for name in names]


PARAMETERS = _record(_floats(*REGISTRY.names))

STAFF = _record(
    [
        # what every shift asks of everyone stands together
        *_ints("address", "role", "casual", "here", "on", "last_shift", "away", "away_until"),
        *_ints("weekdays_only", "works_day", "works_evening", "works_night", "overtime", "alone"),
        *_floats("owed", "priority", "fte", "nights"),
        *_ints("discipline", "ordinal", "holder", "spell"),
        *_ints("open", "extra", "founding", "started", "filled_at"),
        *_ints("contract_end", "contract_months", "renewal", "renewed_permanent", "senior"),
        *_floats("renewal_chance", "decided_months_before"),
        *_floats("pay", "share_near_home", "near_home"),
        # lasting traits
        *_floats("susceptibility", "disposition", "realism", "leading", "grasp", "ledness"),
        # states
        *_floats("role_clarity", "role_drift", "strain", "morale", "expectation"),
        *_floats("satisfaction", "prospects", "recovery_orientation", "medical_model"),
        *_floats(
            "valuing",
            "first_valuing",
            "valued",
            "voice",
            "belonging",
            "trust_received",
            "insecurity",
        ),
        *_floats("boundary_skill", "support_need", "support_met", "training", "credential"),
        *_floats("leader_support", "colleague_support", "supervised", "reflection", "uplift"),
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
        *_floats("shared_expectations", "contagion", "peer_share"),
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
        *_floats("mean_pay", "peer_pay_share"),
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
DRAWN = _record([("key", "u8"), *_ints("event", "who", "whom", "when"), ("luck", "f8", (4,))])
"""An address of random numbers, and the four that belong to it."""

WORLD = _record(
    [
        ("key", "u8"),
        ("months", "i8"),
        ("par", PARAMETERS),
        ("unit", UNIT),
        ("base_dose", "f8", (len(LEVERS),)),
        ("dose", "f8", (MONTHS + 1, len(LEVERS))),
        ("coverage", "f8", (MONTHS + 1, len(LEVERS))),
        ("climate", CLIMATE),
        # posts of those on shift, in order, so that people off shift cost nothing
        ("relief_owed", "f8"),
        ("on_count", "i8"),
        ("on_shift", "i8", (POSTS,)),
        # whom the roster may choose from, by post
        ("ready_count", "i8"),
        ("ready", "i8", (POSTS,)),
        # numbers that several behaviours look at: kept, so that they are drawn once
        ("drawn_of_person", DRAWN, (POSTS,)),
        ("drawn_of_worker", DRAWN, (POSTS,)),
        ("drawn_of_bed", DRAWN, (BEDS,)),
        ("staff", STAFF, (POSTS,)),
        ("residents", RESIDENT, (BEDS,)),
        ("trust", "f8", (POSTS, POSTS)),
        ("alliance", "f8", (POSTS, BEDS)),
        ("familiarity", "f8", (POSTS, BEDS)),
        ("dual", "i8", (POSTS, BEDS)),  # 0 none, 1 a dual relationship, 2 colleagues know
        ("comings_and_goings", "i8"),
        ("counts", "f8", (len(COUNTED),)),
        # contracted weeks lost to sickness, and all of them, by role, this month
        ("weeks_lost", "f8", (2,)),
        ("weeks_due", "f8", (2,)),
        ("monthly", "f8", (MONTHS + 1, len(RECORDED))),
        ("spell_count", "i8"),
        ("spells", SPELL, (SPELLS,)),
        ("stay_count", "i8"),
        ("stays", STAY, (SPELLS,)),
        ("event_count", "i8"),
        ("events", EVENT, (EVENTS,)),
    ]
)
"""Everything about one run: people, bonds, climate, plan, and what has happened."""


def new_world():
    """Make an array of one empty world.

    Returns
    -------
    numpy.ndarray, shape (1,)
        A record array, so that plain Python reaches nested records as attributes.
    """
    return np.zeros(1, WORLD).view(np.recarray)
