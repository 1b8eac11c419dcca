"""A unit: only facts about a place and the people it employs."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs.base_model import (
    Day,
    Doses,
    FrozenDict,
    InputModel,
    Line,
    Name,
    Number,
    Share,
    Whole,
    Words,
    YesNo,
    mistake,
    suggestion,
)
from ccu_sim.inputs.conditions import CONDITION_NAMES, Conditions
from ccu_sim.inputs.context import Context, Costs, Observed
from ccu_sim.inputs.levers import LEVER_INDEX, LEVER_NAMES, lever_named
from ccu_sim.inputs.messages import changed
from ccu_sim.inputs.roster import (
    COVERED_ROLES,
    WEEKS_A_YEAR,
    WORDS,
    Roster,
    require_fillable,
    weekly_supply,
)
from ccu_sim.inputs.staff import CAPACITY_GROUPS, CAPACITY_POSTS, CasualPool, StaffGroup

CAPACITY_BEDS = 80
"""Beds that one simulated unit can hold."""


class Unit(InputModel):
    """A residential unit: beds, staff, contracts, roster, conditions, surroundings, costs."""

    name: Name = Field(description="The file's name without .yaml, in lower case with hyphens.")
    title: Line = Field(description="One line for tables and reports.")
    source: Words = Field(description="Where the facts come from, and which are assumptions.")
    stage: Literal["new", "established"] = Field(
        description="new: everyone starts on day 0; established: a team with a history."
    )
    opens: Day = Field(
        description="Day 0: the day a new unit opens, or the first day to simulate of an "
        "established one (year-month-day)."
    )
    beds: Annotated[Whole, Field(ge=1, le=CAPACITY_BEDS)] = Field(
        description="Places for residents (1-80)."
    )
    living_units: Words | None = Field(default=None, description="A note on the buildings.")
    staff: tuple[StaffGroup, ...] = Field(
        min_length=1,
        max_length=CAPACITY_GROUPS,
        description="Groups that share role, contract and pattern.",
    )
    casual_pool: CasualPool = Field(description="Casual staff who can be called in.")
    agency: YesNo = Field(description="Whether agency staff fill what nobody else can.")
    roster: Roster = Field(description="Planned and minimum cover by kind of day, shift, role.")
    annual_leave_weeks: Annotated[Number, Field(ge=0, le=12)] = Field(
        description="Weeks of annual leave a year."
    )
    planned_sick_leave: Annotated[Number, Field(ge=0, le=0.5)] = Field(
        default=0.045,
        description="Share of shifts to allow for sickness when checking the roster; only for "
        "that check, absence itself is simulated.",
    )
    conditions: Conditions = Field(description="The five conditions.")
    boundary_strictness: Share = Field(
        description="How much closeness the boundary policy forbids (0 nothing, 1 any)."
    )
    practices: Doses = Field(
        default_factory=FrozenDict,
        description="As-usual doses by lever; those left out are what the conditions set, else 0.",
        json_schema_extra={"propertyNames": {"enum": list(LEVER_NAMES)}},
    )
    context: Context = Field(description="The surroundings.")
    costs: Costs = Field(description="What turnover and cover cost.")
    observed: Observed | None = Field(default=None, description="The unit's own last year.")

    @model_validator(mode="after")
    def _hold_together(self) -> "Unit":
        self._check_staff()
        self._check_practices()
        require_fillable(self.roster, self.staff, self.time_away, self.agency)
        return self

    def _check_staff(self) -> None:
        if self.heads("clinician") == 0:
            raise mistake(
                "the staff include no clinicians; a unit needs at least one group with "
                "role: clinician",
                "staff",
            )
        leaders = self.heads("team_leader")
        if leaders != 1:
            raise mistake(
                f"the staff include {leaders} team leaders; a unit has exactly one "
                "(one group with role: team_leader and heads: 1)",
                "staff",
            )
        posts = self.total_heads
        casual = self.casual_pool.peer_worker + self.casual_pool.clinician
        if posts + casual > CAPACITY_POSTS:
            raise mistake(
                f"{posts} posts and {casual} casual staff make {posts + casual} people; "
                f"one unit can have at most {CAPACITY_POSTS} together",
                "staff",
            )

    def _check_practices(self) -> None:
        for name, dose in self.practices.items():
            if name == "boundary_strictness":
                raise mistake(
                    "boundary_strictness is the unit's own key; move it from practices to the "
                    "top level of the file",
                    "practices",
                    name,
                )
            lever_named(name, "practices", name).require_in_range(dose, "practices", name)

    def groups(self, role: str) -> tuple[StaffGroup, ...]:
        """Return the groups of staff with that role."""
        return tuple(group for group in self.staff if group.role == role)

    def heads(self, role: str) -> int:
        """Return the number of posts with that role."""
        return sum(group.heads for group in self.groups(role))

    @property
    def total_heads(self) -> int:
        """Number of posts of all roles."""
        return sum(group.heads for group in self.staff)

    @property
    def fte(self) -> float:
        """Full-time equivalents of all roles."""
        return sum(group.fte for group in self.staff)

    @property
    def time_away(self) -> float:
        """Share of contracted shifts that annual leave and sickness are planned to take."""
        return min(1.0, self.annual_leave_weeks / WEEKS_A_YEAR + self.planned_sick_leave)

    def weekly_supply(self, role: str) -> float:
        """Return the shifts a week that staff of a role can work once leave is taken."""
        return sum(weekly_supply(group, self.time_away) for group in self.groups(role))

    def cautions(self) -> tuple[str, ...]:
        """Return what is allowed but worth a second look, a sentence each."""
        found = []
        for role in COVERED_ROLES:
            supply, planned = self.weekly_supply(role), self.roster.weekly_shifts(role)
            if planned > 1.05 * supply:
                found.append(
                    f"The roster plans {planned} {WORDS[role]} shifts a week and staff supply "
                    f"about {supply:.0f}: overtime, casual or agency staff fill the rest."
                )
            elif planned < 0.8 * supply:
                found.append(
                    f"Staff supply about {supply:.0f} {WORDS[role]} shifts a week and the roster "
                    f"plans {planned}: the rest are on shift above plan."
                )
        if self.heads("peer_worker") == 0:
            found.append("The unit employs no peer workers; it serves for comparison only.")
        fixed = [group.contract for group in self.staff if group.contract.kind == "fixed-term"]
        if fixed and all(contract.renewal is not None for contract in fixed):
            found.append(
                "Every fixed-term contract states its chance of renewal, so the condition "
                "contract_security does not set it."
            )
        if self.observed:
            found += self.observed.cautions(self.total_heads)
        return tuple(found)

    def varied(self, changes: Mapping[str, Any]) -> "Unit":
        """Return this unit with some facts changed, checked anew.

        Parameters
        ----------
        changes : mapping
            Condition names, lever names (the unit's as-usual dose), or dotted paths such as
            `context.stigma` and `beds`.

        Raises
        ------
        UserError
            When there is no such fact or the unit no longer holds together.
        """
        return changed(self, {_full_path(name): value for name, value in changes.items()})

    def resolved(self) -> dict[str, Any]:
        """Return the whole unit as plain JSON values; `Unit.from_resolved` reads it back."""
        return self.model_dump(mode="json")

    @classmethod
    def from_resolved(cls, data: Mapping[str, Any]) -> "Unit":
        """Return the unit that `resolved` wrote."""
        return cls.model_validate(dict(data))


def _full_path(name: str) -> str:
    """Return the dotted path of a condition or lever; other names are paths already."""
    known = (*Unit.model_fields, *CONDITION_NAMES, *LEVER_NAMES)
    if "." not in name and name not in known:
        hint = suggestion(name, known, "names")
        raise UserError(f"There is no fact, condition or lever '{echoed(name)}'; {hint}")
    if name in CONDITION_NAMES:
        return f"conditions.{name}"
    if name in LEVER_INDEX and name != "boundary_strictness":
        return f"practices.{name}"
    return name
