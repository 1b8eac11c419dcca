"""A scenario as one plain record: what a run is founded from, in numbers.

Only what the user stated is written here, nothing is worked out: what the conditions set, the
doses of each month, the posts and the climate follow from the record by the rules of
`composition` and of the model's founding. What nobody stated is not a number (NaN).
"""

from collections.abc import Iterable
from datetime import date

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.change import CAPACITY_CHANGES, Change
from ccu_sim.inputs.conditions import CONDITION_NAMES, QUANTITY_NAMES
from ccu_sim.inputs.context import Costs
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.record import floats, ints, record
from ccu_sim.inputs.staff import CAPACITY_GROUPS, DISCIPLINES, ROLES, SHIFTS, StaffGroup
from ccu_sim.inputs.strategy_cost import PAID, Prices

DAY_ZERO = date(1970, 1, 1)
"""Opening days count from here."""

PARAMETERS = record(floats(*REGISTRY.names))

GROUP = record(
    [
        *ints("role", "discipline", "heads"),
        *ints("works_day", "works_evening", "works_night", "weekdays_only"),
        *ints("contract_months", "renewed_permanent"),  # months are 0 for a permanent contract
        *floats("fte", "pay", "pay_elsewhere", "share_near_home"),
        *floats("renewal", "decided_months_before"),  # NaN where the contract does not say
    ]
)

FACTS = record(
    [
        *ints("beds", "opens", "established", "agency"),
        *floats("annual_leave_weeks", "weeks_to_fill", "weeks_to_fill_bed"),
        *floats("boundary_strictness", "standing", "medical_model", "stigma"),
        *floats("strategic_alignment"),
        ("conditions", "f8", (len(CONDITION_NAMES),)),
        ("practices", "f8", (len(LEVERS),)),  # NaN where the unit states none
        # cover by kind of day and shift: weekday day, evening, night, then weekend
        ("planned", "i8", (6, 2)),
        ("minimum", "i8", (6, 2)),
        ("casual", "i8", (2,)),
        *ints("group_count"),
        ("groups", GROUP, (CAPACITY_GROUPS,)),
    ]
)

CHANGE = record(
    [
        *ints("lever", "from_month", "last_month", "ramp_months"),
        *floats("dose", "coverage"),
    ]
)

COSTS = record(floats(*Costs.model_fields))
"""What the unit pays, A$, and shares and hours that pay is turned into costs with."""

PAY_FIELDS = [
    ("mean_pay", "f8", (len(ROLES),)),  # full-time, A$ a year; 0 for a role that nobody has
    ("mean_fte", "f8", (len(ROLES),)),
    ("paid_hour", "f8", (len(PAID),)),  # A$, on-costs included
]
PAY = record(PAY_FIELDS)
"""What people earn at a unit and what their time costs, in the order of `ROLES` and `PAID`."""

BASES = ("once", *Prices._fields)
"""What an amount is counted for: the first month alone, or as `Prices` has it."""

STRATEGY_COST = record(
    [
        *ints("first_month", "last_month"),
        ("dollars", "f8", (len(BASES),)),
        ("hours", "f8", (len(BASES), len(PAID))),
        ("posts", "f8", (len(ROLES),)),
        ("share_of_pay", "f8", (len(ROLES),)),
    ]
)
"""What one strategy costs: in its first month, and in each month that it is in force."""

SCENARIO = record(
    [
        ("key", "u8"),
        ("months", "i8"),
        ("par", PARAMETERS),
        ("unit", FACTS),
        ("quantities", "f8", (len(QUANTITY_NAMES),)),  # worked out first: what conditions set
        *ints("change_count"),
        ("changes", CHANGE, (CAPACITY_CHANGES,)),
        ("costs", COSTS),
        *ints("strategy_count"),
        ("strategies", STRATEGY_COST, (CAPACITY_CHANGES,)),  # each changes something
    ]
)
"""Unit, policy, parameter set, horizon and random key of one run."""


def new_scenario() -> np.ndarray:
    """Make an array of one empty scenario: no beds, no staff, no changes.

    Returns
    -------
    numpy.ndarray, shape (1,)
        Its element is a view, whose fields plain Python reaches as attributes.
    """
    return np.zeros(1, SCENARIO)


def encode_group(group: StaffGroup) -> tuple[float, ...]:
    """Write down a group of staff, in the order of the fields of `GROUP`."""
    contract = group.contract
    unstated = float("nan")
    return (
        ROLES.index(group.role),
        DISCIPLINES.index(group.discipline or ""),
        group.heads,
        *(shift in group.shifts for shift in SHIFTS),
        group.days == "weekdays",
        contract.months or 0,
        contract.renewed_as == "permanent",
        group.fte,
        group.pay,
        group.pay_elsewhere or group.pay,
        group.share_near_home,
        unstated if contract.renewal is None else contract.renewal,
        unstated if contract.decided_months_before is None else contract.decided_months_before,
    )


def encode_changes(changes: Iterable[Change]) -> np.ndarray:
    """Write down changes, in their order.

    Returns
    -------
    numpy.ndarray, shape (number of changes,)
        Records of `CHANGE`.
    """
    rows = [
        (
            LEVER_INDEX[change.lever],
            change.from_month,
            change.last_month,
            change.ramp_months,
            change.dose,
            change.coverage,
        )
        for change in changes
    ]
    return np.array(rows, CHANGE)
