"""What a strategy costs, as its file states it and month by month."""

from typing import Literal, NamedTuple

from pydantic import Field

from ccu_sim.inputs.base_model import Dollars, InputModel, Words

COUNTED: dict[str, tuple[str, ...]] = {
    "peers": ("peer_worker",),
    "clinicians": ("clinician",),
    "staff": ("peer_worker", "clinician", "team_leader"),
}
"""The roles that `StrategyCost.workers` counts."""


class StrategyCost(InputModel):
    """What a strategy costs in A$ at the dose it states.

    `once` falls in the first month in force; the monthly costs in every month in force, from
    the first change to the last, ramp or not; `per_starter` for each person who starts in
    those months (in a new unit, the founding team too if the strategy starts in month 1).
    """

    once: Dollars = Field(default=0.0, description="A$ once.")
    monthly: Dollars = Field(default=0.0, description="A$ a month for the unit.")
    per_worker_monthly: Dollars = Field(
        default=0.0, description="A$ a month for each of the workers named in 'workers'."
    )
    workers: Literal["peers", "clinicians", "staff"] = Field(
        default="staff", description="Whom per_worker_monthly counts (staff: everyone)."
    )
    per_starter: Dollars = Field(default=0.0, description="A$ for each person who starts.")
    not_priced: Words | None = Field(
        default=None, description="What these amounts leave out, to be told beside them."
    )

    def scaled(self, factor: float) -> "StrategyCost":
        """Return `factor` times this cost."""
        amounts = ("once", "monthly", "per_worker_monthly", "per_starter")
        return self.model_copy(update={name: self[name] * factor for name in amounts})

    @property
    def prices(self) -> "Prices":
        """What each month in force costs, by what it is counted for."""
        workers = dict.fromkeys(COUNTED[self.workers], self.per_worker_monthly)
        return Prices(self.monthly, starter=self.per_starter, **workers)


class Prices(NamedTuple):
    """What strategies cost in a month: A$ for the unit, for each in post, for each starter."""

    fixed: float = 0.0
    peer_worker: float = 0.0
    clinician: float = 0.0
    team_leader: float = 0.0
    starter: float = 0.0
