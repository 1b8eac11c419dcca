"""What surrounds a unit: the wider service, what cover costs, and what last year was like."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from ccu_sim.inputs.base_model import Dollars, InputModel, Number, Share, Whole, mistake
from ccu_sim.inputs.staff import CAPACITY_POSTS

MOST_YEARLY_TURNOVER = 2
"""Leavers a year for each person employed; beyond it something else was counted."""


class Context(InputModel):
    """The surroundings the unit works in; mostly judgement, 0 none to 1 complete."""

    standing: Share = Field(
        description="How well the wider service and community regard the unit (0-1)."
    )
    medical_model: Share = Field(
        description="How strongly the wider service adheres to the medical model (0-1)."
    )
    stigma: Share = Field(
        description="How much stigma about mental illness there is in the wider service (0-1)."
    )
    strategic_alignment: Share = Field(
        description="How far peer work fits the service's stated goals (0-1)."
    )
    weeks_to_fill: Annotated[Number, Field(ge=0, le=104)] = Field(
        description="Weeks to fill a vacant post."
    )
    weeks_to_fill_bed: Annotated[Number, Field(ge=0, le=52)] = Field(
        description="Weeks to fill an empty bed."
    )


class Costs(InputModel):
    """What turnover, cover and working time cost the unit, in A$."""

    replacement_share_of_pay: Annotated[Number, Field(ge=0, le=5)] = Field(
        default=0.21, description="Cost of replacing one worker, as a share of a year's pay."
    )
    overtime_shift: Dollars = Field(description="A$ for one overtime shift.")
    casual_shift: Dollars = Field(description="A$ for one casual shift.")
    agency_shift: Dollars = Field(description="A$ for one agency shift.")
    on_costs: Annotated[Number, Field(ge=0, le=2)] = Field(
        default=0.25, description="What employing someone costs on top of pay, as a share of it."
    )
    paid_hours_a_year: Annotated[Number, Field(ge=500, le=2500)] = Field(
        default=1824,
        description="Hours that a full-time worker works a year, holidays and leave taken off.",
    )


class Observed(InputModel):
    """What a unit saw over its last year; re-weights the parameter sets to its own history."""

    headcount: Annotated[Whole, Field(ge=1, le=CAPACITY_POSTS)] = Field(
        description="People employed on average over the last 12 months."
    )
    leavers_12m: Annotated[Whole, Field(ge=0, le=MOST_YEARLY_TURNOVER * CAPACITY_POSTS)] = Field(
        description="People who left over the last 12 months: resigned, promoted elsewhere or "
        "contract ended without renewal; the casual pool aside."
    )
    vacancies: Annotated[Number, Field(ge=0, le=CAPACITY_POSTS)] | None = Field(
        default=None, description="Posts vacant on average over the last 12 months."
    )
    sick_days: Annotated[Number, Field(ge=0, le=260)] | None = Field(
        default=None, description="Sick days a person and year."
    )

    @model_validator(mode="after")
    def _plausible(self) -> "Observed":
        if self.leavers_12m > MOST_YEARLY_TURNOVER * self.headcount:
            raise mistake(
                f"leavers_12m is {self.leavers_12m} for a headcount of {self.headcount}; it must "
                f"be at most {MOST_YEARLY_TURNOVER * self.headcount}, twice the headcount: count "
                "those who left in the last 12 months, without casual and agency staff",
                "leavers_12m",
            )
        return self

    def cautions(self, posts: int) -> Iterator[str]:
        """Yield what is unusual about the last year of a unit with so many posts."""
        if self.leavers_12m > self.headcount:
            yield (
                f"More people left in the last year ({self.leavers_12m}) than were employed on "
                f"average ({self.headcount})."
            )
        if not posts / 2 <= self.headcount <= posts * 2:
            yield (
                f"The last year's headcount is {self.headcount} and the unit has {posts} posts: "
                "its history is of another team."
            )
