"""What a strategy costs, as its file states it: what is bought, and who is paid for how long."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple, Self

import numpy as np
from pydantic import Field

from ccu_sim.inputs.base_model import Dollars, InputModel, Number, Share, Words
from ccu_sim.inputs.staff import ROLES

COUNTED: dict[str, tuple[str, ...]] = {
    "peers": ("peer_worker",),
    "clinicians": ("clinician",),
    "staff": ROLES,
}
"""The roles that `StrategyCost.workers` counts."""

PAID = (*ROLES, "staff", "casual")
"""Whose time is paid: of one role, of all staff at their mean pay, of casual staff on shift."""

DOLLARS = ("once", "monthly", "per_worker_once", "per_worker_monthly", "per_starter")
"""What A$ and paid hours are counted for."""

Amount = Annotated[Number, Field(ge=0, le=1_000_000)]


class _Scaled(InputModel):
    """Numbers, or parts that are numbers, that grow together."""

    def scaled(self, factor: float) -> Self:
        """Return `factor` times these amounts."""
        return self.model_copy(
            update={
                name: part.scaled(factor) if isinstance(part, _Scaled) else part * factor
                for name, part in self
            }
        )


class Posts(_Scaled):
    """Full-time posts by role; a unit that has nobody of a role pays the mean of all staff."""

    peer_worker: Amount = Field(default=0.0, description="Of peer workers.")
    clinician: Amount = Field(default=0.0, description="Of clinicians.")
    team_leader: Amount = Field(default=0.0, description="Of team leaders.")


class PaidTime(_Scaled):
    """Hours by whose they are; a unit that has nobody of a role pays the mean of all staff."""

    peer_worker: Amount = Field(default=0.0, description="Of peer workers.")
    clinician: Amount = Field(default=0.0, description="Of clinicians.")
    team_leader: Amount = Field(default=0.0, description="Of the team leader.")
    staff: Amount = Field(default=0.0, description="Of anybody, at the mean pay of all staff.")
    casual: Amount = Field(default=0.0, description="Of casual staff, at the unit's casual shift.")

    @classmethod
    def _why_not_key(cls, key: object, value: object) -> str:
        if key in ("own", "own_of_peers"):
            return (
                f"'{key}' stands only under hours.per_worker_once and "
                "hours.per_worker_monthly, where each worker is counted; "
                f"here say whose: {', '.join(PAID)}"
            )
        return super()._why_not_key(key, value)

    def of(self, role: str) -> tuple[float, ...]:
        """Return the amounts for a worker of that role, in the order of `PAID`."""
        return tuple(self[whose] for whose in PAID)


class WorkerTime(PaidTime):
    """Hours for each worker counted: their own, and other people's."""

    own: Amount = Field(default=0.0, description="Of each worker counted, at their role's pay.")
    own_of_peers: Amount = Field(
        default=0.0, description="Of each peer worker counted, beside what everyone gives."
    )

    def of(self, role: str) -> tuple[float, ...]:
        """Return the hours for a worker of that role, their own among them."""
        own = self.own + (self.own_of_peers if role == "peer_worker" else 0.0)
        return tuple(self[whose] + (own if whose == role else 0.0) for whose in PAID)


class PaidHours(_Scaled):
    """Paid hours, on what they are counted for."""

    once: PaidTime = Field(default_factory=PaidTime, description="Hours once.")
    monthly: PaidTime = Field(default_factory=PaidTime, description="Hours a month.")
    per_worker_once: WorkerTime = Field(
        default_factory=WorkerTime,
        description="Hours once for each of the workers named in 'workers'.",
    )
    per_worker_monthly: WorkerTime = Field(
        default_factory=WorkerTime,
        description="Hours a month for each of the workers named in 'workers'.",
    )
    per_starter: PaidTime = Field(
        default_factory=PaidTime, description="Hours for each person who starts."
    )


class StrategyCost(InputModel):
    """What a strategy costs at the dose it states: A$ for what is bought, and people's pay.

    Hours, posts and shares of pay cost what the unit pays (mean full-time pay of the role, with
    on-costs). What is once falls in the first month in force, for each worker by the posts of the
    unit; the monthly costs in every month in
    force, from the first change to the last, ramp or not; `per_starter` for each person who
    starts in those months (in a new unit, the founding team too if the strategy starts in
    month 1).
    """

    once: Dollars = Field(default=0.0, description="A$ once.")
    monthly: Dollars = Field(default=0.0, description="A$ a month for the unit.")
    per_worker_once: Dollars = Field(
        default=0.0, description="A$ once for each of the workers named in 'workers'."
    )
    per_worker_monthly: Dollars = Field(
        default=0.0, description="A$ a month for each of the workers named in 'workers'."
    )
    workers: Literal["peers", "clinicians", "staff"] = Field(
        default="staff",
        description="Whom per_worker_once, per_worker_monthly and share_of_pay count (staff: "
        "everyone).",
    )
    per_starter: Dollars = Field(default=0.0, description="A$ for each person who starts.")
    hours: PaidHours = Field(
        default_factory=PaidHours, description="Paid hours, at the unit's own pay with on-costs."
    )
    posts: Posts = Field(
        default_factory=Posts,
        description="Full-time posts that are filled once and paid every month, at the unit's "
        "own pay.",
    )
    share_of_pay: Share = Field(
        default=0.0,
        description="Share of their own pay that each of the workers named in 'workers' gets on "
        "top of it.",
    )
    not_priced: Words | None = Field(
        default=None, description="What these amounts leave out, to be told beside them."
    )

    def scaled(self, factor: float) -> "StrategyCost":
        """Return `factor` times this cost."""
        numbers = (*DOLLARS, "share_of_pay")
        changed: dict[str, Any] = {name: self[name] * factor for name in numbers}
        changed |= {name: self[name].scaled(factor) for name in ("hours", "posts")}
        return self.model_copy(update=changed)

    def encoded(self, heads: Mapping[str, int]) -> tuple:
        """Write down what it costs, in the order of the fields of `STRATEGY_COST`.

        Parameters
        ----------
        heads : mapping of str to int
            Posts of each role of the unit.
        """
        counted = [role in COUNTED[self.workers] for role in ROLES]
        hours, nobody = self.hours, PaidTime()
        once = np.array(hours.once.of(""))
        for role in COUNTED[self.workers]:
            once += heads[role] * np.array(hours.per_worker_once.of(role))
        each = [hours.per_worker_monthly if is_in else nobody for is_in in counted]
        return (
            (
                self.once + self.per_worker_once * sum(heads[one] for one in COUNTED[self.workers]),
                self.monthly,
                *(self.per_worker_monthly * is_in for is_in in counted),
                self.per_starter,
            ),
            (
                tuple(once),
                hours.monthly.of(""),
                *(time.of(role) for time, role in zip(each, ROLES, strict=True)),
                hours.per_starter.of(""),
            ),
            tuple(self.posts[role] for role in ROLES),
            tuple(self.share_of_pay * is_in for is_in in counted),
        )


class Prices(NamedTuple):
    """What strategies cost in a month: A$ for the unit, for each in post, for each starter."""

    fixed: float = 0.0
    peer_worker: float = 0.0
    clinician: float = 0.0
    team_leader: float = 0.0
    starter: float = 0.0
