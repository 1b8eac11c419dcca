"""The cover a unit plans for each shift, and whether its staff can supply it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ccu_sim.inputs.base_model import InputModel, Whole, mistake
from ccu_sim.inputs.staff import CAPACITY_POSTS, SHIFTS, StaffGroup

DAYS_A_WEEK = {"weekday": 5, "weekend": 2}
SHIFTS_A_WEEK = 5
HOURS_A_SHIFT = 7.6
"""Shifts a week of one full-time worker (38 hours), and how long a shift is."""

WEEKS_A_YEAR = 365.25 / 7

CoveredRole = Literal["peer_worker", "clinician"]
COVERED_ROLES: tuple[CoveredRole, ...] = ("peer_worker", "clinician")
WORDS = {"peer_worker": "peer worker", "clinician": "clinician"}


class Cover(InputModel):
    """How many of one role are meant to be on a shift."""

    planned: Annotated[Whole, Field(ge=0, le=CAPACITY_POSTS)] = Field(
        description="The number the roster aims for."
    )
    minimum: Annotated[Whole, Field(ge=0, le=CAPACITY_POSTS)] = Field(
        description="The number below which the shift is made up by casual staff, overtime "
        "or agency."
    )

    @model_validator(mode="after")
    def _minimum_within_plan(self) -> "Cover":
        if self.minimum > self.planned:
            raise mistake(
                f"minimum is {self.minimum} but planned is {self.planned}; "
                "the minimum cannot exceed the plan",
                "minimum",
            )
        return self


class ShiftCover(InputModel):
    """The cover of one shift, by role."""

    peer_worker: Cover = Field(description="Peer workers on this shift.")
    clinician: Cover = Field(description="Clinicians on this shift.")


class DayRoster(InputModel):
    """The three shifts of one kind of day."""

    day: ShiftCover = Field(description="The day shift.")
    evening: ShiftCover = Field(description="The evening shift.")
    night: ShiftCover = Field(description="The night shift.")


class Roster(InputModel):
    """The cover of a week. The team leader works weekday day shifts outside this cover."""

    weekday: DayRoster = Field(description="Monday to Friday.")
    weekend: DayRoster = Field(description="Saturday and Sunday.")

    def cells(self) -> Iterator[tuple[str, str]]:
        """Yield the six (kind of day, shift) pairs of a week."""
        for day_kind in DAYS_A_WEEK:
            for shift in SHIFTS:
                yield day_kind, shift

    def weekly_shifts(self, role: str, which: str = "planned") -> int:
        """Return the shifts a week that the roster plans (or its minimum) for `role`."""
        return sum(
            DAYS_A_WEEK[day_kind] * self[day_kind][shift][role][which]
            for day_kind, shift in self.cells()
        )


def weekly_supply(group: StaffGroup, time_away: float) -> float:
    """Return the shifts a week a group can work, leave and sickness (`time_away`) allowed for."""
    return group.fte * SHIFTS_A_WEEK * (1 - time_away)


def require_fillable(
    roster: Roster, staff: Sequence[StaffGroup], time_away: float, agency: bool
) -> None:
    """Raise a mistake when nobody can fill the roster.

    Three things are required of each role: on every shift as many people who may work it as
    are planned; on every kind of day enough people for the minimum of its shifts together (one
    shift a person a day); and over a week enough shifts supplied for the minimum. The last two
    ask it of every combination of shifts, since one group may serve only some of them. A unit
    that uses agency staff may lack the weekly hours, never the planned people.
    """
    for role in COVERED_ROLES:
        groups = [group for group in staff if group.role == role]
        for day_kind, shift in roster.cells():
            cover = roster[day_kind][shift][role]
            heads = sum(group.heads for group in groups if group.may_work(day_kind, shift))
            if cover.planned > heads:
                who = f"only {heads}" if heads else "nobody"
                raise mistake(
                    f"planned is {cover.planned} for {WORDS[role]}s on the {day_kind} {shift} "
                    f"shift, but {who} may work it; plan at most {heads}, or let more "
                    "of them work that shift",
                    "roster",
                    day_kind,
                    shift,
                    role,
                    "planned",
                )
        for day_kind in DAYS_A_WEEK:
            short = _shortfall(
                roster, [(day_kind, s) for s in SHIFTS], role, groups, lambda g: g.heads, daily=True
            )
            if short:
                cells, needed, available = short
                shifts = _in_words(cells, daily=True)
                raise mistake(
                    f"the minimum of {WORDS[role]}s on a {day_kind} ({shifts}) "
                    f"adds up to {needed}, but only {available:g} may work then and nobody "
                    f"works two shifts a day; lower the minimum to {available:g} or fewer, or "
                    "add staff",
                    "roster",
                    day_kind,
                )
        short = _shortfall(
            roster, list(roster.cells()), role, groups, lambda g: weekly_supply(g, time_away)
        )
        if short and not agency:
            cells, needed, available = short
            raise mistake(
                f"the roster needs at least {needed} {WORDS[role]} shifts a week "
                f"({_in_words(cells)}), but those who may work them supply about "
                f"{available:.1f} once leave is taken; lower the minimum, add staff, "
                "or set 'agency: true'",
                "roster",
            )


def _shortfall(
    roster: Roster,
    cells: list[tuple[str, str]],
    role: str,
    groups: Sequence[StaffGroup],
    capacity: Callable[[StaffGroup], float],
    daily: bool = False,
) -> tuple[tuple[tuple[str, str], ...], int, float] | None:
    """Return the set of cells that asks most beyond what those who may work it can give.

    Checking every set of cells is Hall's condition: when all hold, some allocation fits.
    """
    asked = {
        (day_kind, shift): (1 if daily else DAYS_A_WEEK[day_kind])
        * roster[day_kind][shift][role].minimum
        for day_kind, shift in cells
    }
    given = [
        (capacity(group), {cell for cell in cells if group.may_work(*cell)}) for group in groups
    ]
    worst, worst_gap = None, 1e-9
    for size in range(1, len(cells) + 1):
        for some in combinations(cells, size):
            needed = sum(asked[cell] for cell in some)
            available = sum(most for most, works in given if not works.isdisjoint(some))
            if needed - available > worst_gap:
                worst, worst_gap = (some, needed, available), needed - available
    return worst


def _in_words(cells: Sequence[tuple[str, str]], daily: bool = False) -> str:
    if daily:
        return ", ".join(shift for _, shift in cells)
    if len(cells) == len(DAYS_A_WEEK) * len(SHIFTS):
        return "all shifts"
    return ", ".join(f"{day_kind} {shift}" for day_kind, shift in cells)
