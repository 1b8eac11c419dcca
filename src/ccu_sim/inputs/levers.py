"""The levers: everything a strategy, or a unit's own practice, can set in motion.

Each is declared here and nowhere else: its name, place, range and how it combines reach the
schema, the arrays of doses, the model's constants and the documents from here. The order of
`LEVERS` is the column order of every dose array, so it never changes: a new lever goes to
the end.
"""

from types import MappingProxyType

from ccu_sim.errors import echoed
from ccu_sim.inputs.base_model import mistake, suggestion
from ccu_sim.inputs.lever import Lever

LEVERS: tuple[Lever, ...] = (
    Lever(
        "training_sessions",
        "sessions a month",
        0,
        4,
        "add",
        "clinicians",
        "Education for non-peer staff on peer work, recovery and discrimination.",
    ),
    Lever(
        "role_clarity_sessions",
        "sessions a month",
        0,
        4,
        "add",
        "staff",
        "Working out together, in writing, who does what and what is nobody else's to do.",
    ),
    Lever(
        "selection_hours",
        "hours for each hire",
        0,
        40,
        "add",
        "newcomers",
        "Structured selection for the post, with peer workers on the panel.",
    ),
    Lever(
        "induction_days",
        "days for each starter",
        0,
        20,
        "add",
        "newcomers",
        "Induction for each person who starts, the founding team included.",
    ),
    Lever(
        "supervision_hours",
        "hours a month for each worker",
        0,
        8,
        "add",
        "peers",
        "Professional (not line-management) supervision for each peer worker.",
    ),
    Lever(
        "supervisor_understanding",
        "0 neither, 0.6 sound understanding, 1 lived experience",
        0,
        1,
        "set",
        "unit",
        "How well the supervisor understands peer work.",
    ),
    Lever(
        "co_reflection_sessions",
        "sessions a month",
        0,
        4,
        "add",
        "staff",
        "Peers and clinicians reflect on their practice together.",
    ),
    Lever(
        "peer_network_sessions",
        "sessions a month",
        0,
        4,
        "add",
        "peers",
        "Peer workers meet peer workers from other services.",
    ),
    Lever(
        "leadership_coaching_hours",
        "hours a month",
        0,
        12,
        "add",
        "leader",
        "Coaching for the team leader in leading an integrated team.",
    ),
    Lever(
        "champion_days",
        "days a month",
        0,
        10,
        "add",
        "unit",
        "A champion advocates for peer work and explains it, inside and outside the unit.",
    ),
    Lever(
        "inclusion_meetings",
        "meetings a month",
        0,
        12,
        "add",
        "unit",
        "Care-planning and team meetings in which peers have an equal seat.",
    ),
    Lever(
        "permanent_share",
        "share of fixed-term staff",
        0,
        1,
        "highest",
        "staff",
        "Fixed-term staff are made permanent.",
    ),
    Lever(
        "renewal_notice_months",
        "months before the end",
        0,
        12,
        "highest",
        "unit",
        "Whether a contract is renewed is decided, and told, this long before it ends.",
    ),
    Lever(
        "boundary_workshops",
        "sessions a month",
        0,
        4,
        "add",
        "staff",
        "The team works out its boundary policy together, with examples.",
    ),
    Lever(
        "boundary_strictness",
        "0 nothing is forbidden, 1 any closeness is",
        0,
        1,
        "set",
        "unit",
        "How much closeness between staff and residents the boundary policy forbids.",
    ),
    Lever(
        "reflective_practice_sessions",
        "sessions a month",
        0,
        4,
        "add",
        "staff",
        "Facilitated reflection on boundaries and on practice.",
    ),
    Lever(
        "flexible_leave_days",
        "days a year for each worker",
        0,
        20,
        "add",
        "staff",
        "Extra flexible leave, with relief cover for it.",
    ),
    Lever(
        "adjustment_coverage",
        "share of support needs",
        0,
        1,
        "highest",
        "staff",
        "Support needs at work that are met by workplace adjustments.",
    ),
    Lever(
        "career_steps",
        "senior posts",
        0,
        4,
        "add",
        "peers",
        "Senior peer posts that peer workers of the unit can step up to.",
        whole=True,
    ),
    Lever(
        "extra_peer_posts",
        "posts",
        0,
        10,
        "add",
        "unit",
        "Peer posts on top of those that the unit file states.",
        whole=True,
    ),
    Lever(
        "credentialing",
        "share of peer workers",
        0,
        1,
        "highest",
        "peers",
        "A credential is required of peer workers, and gaining it is supported.",
    ),
    Lever(
        "expectation_workshops",
        "sessions a month",
        0,
        4,
        "add",
        "staff",
        "The team names beforehand the differences in perspective that it expects.",
    ),
    Lever(
        "opening_weeks",
        "weeks",
        0,
        26,
        "highest",
        "unit",
        "A new unit admits its first residents over this many weeks (no effect on an "
        "established unit).",
    ),
    Lever(
        "relief_shifts",
        "shifts a week",
        0,
        20,
        "add",
        "unit",
        "Relief shifts that are paid for on top of the roster.",
    ),
    Lever(
        "liaison_days",
        "days a month",
        0,
        6,
        "add",
        "unit",
        "Liaison with the wider mental-health service and the community.",
    ),
    Lever(
        "medication_sessions",
        "sessions a month",
        0,
        2,
        "add",
        "peers",
        "Upskilling in medication management for peer workers who want it.",
    ),
    Lever(
        "peer_pay_rise",
        "per cent",
        0,
        30,
        "add",
        "peers",
        "A rise of peer workers' pay.",
    ),
    Lever(
        "mentoring_hours",
        "hours a month in the first year",
        0,
        8,
        "add",
        "newcomers",
        "A mentor for each person who starts, the founding team included.",
    ),
)

LEVER_NAMES: tuple[str, ...] = tuple(lever.name for lever in LEVERS)
LEVER_INDEX = MappingProxyType({name: index for index, name in enumerate(LEVER_NAMES)})


def lever_named(name: str, *at: str | int) -> Lever:
    """Return the lever called `name`, or raise a mistake that names the nearest one."""
    if name not in LEVER_INDEX:
        hint = suggestion(name, LEVER_NAMES, "levers")
        raise mistake(f"unknown lever '{echoed(name)}'; {hint}", *at)
    return LEVERS[LEVER_INDEX[name]]
