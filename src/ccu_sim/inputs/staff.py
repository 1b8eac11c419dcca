"""Who works in a unit: groups of staff who share a role, a contract and a pattern."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from ccu_sim.errors import echoed
from ccu_sim.inputs.base_model import InputModel, Number, Share, Whole, mistake

Role = Literal["peer_worker", "clinician", "team_leader"]
Shift = Literal["day", "evening", "night"]
Discipline = Literal["nursing", "social work", "occupational therapy", "psychology", "medicine"]

ROLES: tuple[Role, ...] = ("peer_worker", "clinician", "team_leader")
SHIFTS: tuple[Shift, ...] = ("day", "evening", "night")
DISCIPLINES: tuple[str, ...] = ("", *get_args(Discipline))
"""Disciplines of clinicians, in a fixed order; first that of everyone else, who has none."""

CAPACITY_GROUPS = 40
"""Groups of staff that a unit's file can state."""

CAPACITY_POSTS = 120
"""Posts and casual staff that one simulated unit can hold."""

SMALLEST_FTE = 0.1
"""Smallest full-time equivalent of one head: half a shift a week."""

_ROUNDING = 1e-9
"""What adding tenths up may be off by: 0.1 + 0.1 + 0.1 is a little more than 0.3."""


PROFESSIONS: Mapping[str, Discipline] = MappingProxyType(
    {
        "nurse": "nursing",
        "registered nurse": "nursing",
        "social worker": "social work",
        "occupational therapist": "occupational therapy",
        "psychologist": "psychology",
        "psychiatrist": "medicine",
        "doctor": "medicine",
        **{discipline: discipline for discipline in get_args(Discipline)},
    }
)
"""What people write for the role of clinicians, and the discipline that it means."""


def _not_a_profession(role: Any) -> Any:
    said = str(role).strip().lower().replace("_", " ").replace("-", " ")
    discipline = PROFESSIONS.get(said) or PROFESSIONS.get(said.removesuffix("s"))
    if discipline is not None:
        raise mistake(
            f"role is '{echoed(role)}', which is a profession; write `role: clinician` and "
            f"`discipline: {discipline}`"
        )
    return role


class Contract(InputModel):
    """The contract that a group of staff holds.

    What a fixed-term contract leaves unsaid about its renewal, the unit's condition
    `contract_security` says (see `doses.contract_terms`).
    """

    kind: Literal["permanent", "fixed-term"] = Field(
        description="permanent, or fixed-term with an end."
    )
    months: Annotated[Whole, Field(ge=1, le=60)] | None = Field(
        default=None, description="Length of a fixed-term contract in months (1-60)."
    )
    renewal: Share | None = Field(
        default=None,
        description="Chance (0-1) of being offered renewal; fixed-term only. "
        "Left out, the condition contract_security sets it.",
    )
    decided_months_before: Annotated[Number, Field(ge=0, le=12)] | None = Field(
        default=None,
        description="Months before the end that renewal is decided and told; fixed-term only. "
        "Left out, the condition contract_security sets it.",
    )
    renewed_as: Literal["permanent", "fixed-term"] | None = Field(
        default=None,
        description="What a renewed contract becomes; fixed-term only; left out: fixed-term.",
    )

    @model_validator(mode="after")
    def _say_one_thing(self) -> "Contract":
        if self.kind == "fixed-term" and self.months is None:
            raise mistake(
                "a fixed-term contract needs 'months', the number of months it lasts (1 to 60)"
            )
        if self.kind == "permanent":
            for key in ("months", "renewal", "decided_months_before", "renewed_as"):
                value = getattr(self, key)
                if value is not None:
                    raise mistake(
                        f"{key} is {value}, but a permanent contract has none; "
                        f"leave {key} out or make the contract fixed-term",
                        key,
                    )
        return self


class StaffGroup(InputModel):
    """Posts that share role, discipline, contract, pay and shifts."""

    role: Annotated[Role, BeforeValidator(_not_a_profession)] = Field(
        description="peer_worker, clinician or team_leader."
    )
    discipline: Discipline | None = Field(
        default=None, description="Clinicians only, and required for them."
    )
    heads: Annotated[Whole, Field(ge=1, le=CAPACITY_POSTS)] = Field(
        description="Number of people (posts)."
    )
    fte: Annotated[Number, Field(gt=0, le=CAPACITY_POSTS)] = Field(
        description="Full-time equivalents of the whole group (38 hours a week = 1)."
    )
    contract: Contract = Field(description="The contract they start on.")
    pay: Annotated[Whole, Field(ge=20_000, le=500_000)] = Field(
        description="A$ for each full-time equivalent and year, before on-costs."
    )
    pay_elsewhere: Annotated[Whole, Field(ge=20_000, le=500_000)] | None = Field(
        default=None,
        description="A$ that the same work earns elsewhere; left out, as much as here.",
    )
    shifts: tuple[Shift, ...] = Field(
        min_length=1, max_length=3, description="Shifts they may work: day, evening, night."
    )
    days: Literal["all", "weekdays"] = Field(description="all days of the week, or weekdays.")
    share_near_home: Share = Field(
        default=0.4, description="Share of the group for whom the unit is close to home."
    )

    @model_validator(mode="after")
    def _hang_together(self) -> "StaffGroup":
        if self.role == "clinician" and self.discipline is None:
            raise mistake(
                "a group of clinicians needs 'discipline' (nursing, social work, "
                "occupational therapy, psychology or medicine)"
            )
        if self.role != "clinician" and self.discipline is not None:
            raise mistake(
                f"discipline is '{self.discipline}', but only clinicians have one; "
                f"leave it out for {self.role}",
                "discipline",
            )
        if self.fte > self.heads + _ROUNDING:
            raise mistake(
                f"fte is {self.fte:g} and heads is {self.heads}; fte is the total of the group "
                "and cannot exceed the number of heads",
                "fte",
            )
        if self.fte < SMALLEST_FTE * self.heads - _ROUNDING:
            raise mistake(
                f"fte is {self.fte:g} and heads is {self.heads}; fte is the total of the group "
                f"and must be at least {SMALLEST_FTE:g} a head",
                "fte",
            )
        if len(set(self.shifts)) != len(self.shifts):
            raise mistake(f"shifts are {', '.join(self.shifts)}; name each shift once", "shifts")
        if self.role == "team_leader" and (self.shifts != ("day",) or self.days != "weekdays"):
            raise mistake(
                f"the team leader's shifts are {', '.join(self.shifts)} on {self.days}; "
                "the team leader works day shifts on weekdays (shifts: [day], days: weekdays)",
                "shifts",
            )
        return self

    def may_work(self, day_kind: str, shift: str) -> bool:
        """Whether these people may be rostered on that shift of a weekday or weekend."""
        return shift in self.shifts and (day_kind == "weekday" or self.days == "all")


class CasualPool(InputModel):
    """People the unit can call in shift by shift."""

    peer_worker: Annotated[Whole, Field(ge=0, le=CAPACITY_POSTS)] = Field(
        description="Casual peer workers."
    )
    clinician: Annotated[Whole, Field(ge=0, le=CAPACITY_POSTS)] = Field(
        description="Casual clinicians."
    )
