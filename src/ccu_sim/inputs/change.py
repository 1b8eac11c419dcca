"""A change: one lever moved, from a month on."""

from typing import Annotated

from pydantic import Field, model_validator

from ccu_sim.inputs.base_model import InputModel, Number, Share, Whole, Words, mistake
from ccu_sim.inputs.lever import Lever
from ccu_sim.inputs.levers import LEVER_NAMES, lever_named

LAST_MONTH = 120
"""The longest horizon of a study, in months."""

CAPACITY_CHANGES = 240
"""Changes that the strategies of one policy can make together."""


class Change(InputModel):
    """One lever moved, from a month on.

    Months count from 1, the first month. With a ramp of r months the dose rises in equal
    steps and is whole in month `from_month + r`.
    """

    lever: Words = Field(
        description="The lever that is moved.", json_schema_extra={"enum": list(LEVER_NAMES)}
    )
    add: Number | None = Field(
        default=None, description="Dose on top of what the unit does; for levers that add up."
    )
    to: Number | None = Field(
        default=None,
        description="Level to reach; for levers that are set or where the highest counts.",
    )
    from_month: Annotated[Whole, Field(ge=1, le=LAST_MONTH)] = Field(
        default=1, description="First month in force (1 = the first month)."
    )
    ramp_months: Annotated[Whole, Field(ge=0, le=60)] = Field(
        default=0, description="Months over which the dose rises to its full size."
    )
    until_month: Annotated[Whole, Field(ge=1, le=LAST_MONTH)] | None = Field(
        default=None, description="Last month in force; left out: to the end."
    )
    coverage: Share = Field(default=1.0, description="Share of the target people reached (0-1).")

    @model_validator(mode="after")
    def _fit_the_lever(self) -> "Change":
        lever = lever_named(self.lever, "lever")
        wrong = "to" if lever.verb == "add" else "add"
        stated = getattr(self, wrong)
        if stated is not None:
            reason = "adds to what the unit does" if lever.verb == "add" else "is set to a level"
            raise mistake(
                f"{wrong} is {stated:g} for {lever.name}, which {reason}; "
                f"write '{lever.verb}: {stated:g}' instead",
                wrong,
            )
        if getattr(self, lever.verb) is None:
            raise mistake(
                f"the change of {lever.name} has no dose; give it '{lever.verb}'", "lever"
            )
        lever.require_in_range(self.dose, lever.verb)
        if self.until_month is not None and self.until_month < self.from_month:
            raise mistake(
                f"until_month is {self.until_month}, before from_month {self.from_month}; "
                "a change ends in or after the month it starts",
                "until_month",
            )
        if self.ramp_months and lever.combine == "set":
            raise mistake(
                f"ramp_months is {self.ramp_months} for {lever.name}, which takes effect at "
                "once; leave ramp_months out",
                "ramp_months",
            )
        if self.coverage < 1 and not lever.reaches_people:
            raise mistake(
                f"coverage is {self.coverage:g} for {lever.name}, which concerns the "
                f"{lever.target} as a whole; leave coverage out",
                "coverage",
            )
        return self

    @property
    def moved(self) -> Lever:
        """The lever itself."""
        return lever_named(self.lever)

    @property
    def dose(self) -> float:
        """The full dose, whichever word states it."""
        stated = self.add if self.add is not None else self.to
        assert stated is not None  # validated: exactly one of the two is stated
        return float(stated)

    @property
    def last_month(self) -> int:
        """Last month in force, the end of the longest horizon unless the change says."""
        return LAST_MONTH if self.until_month is None else self.until_month

    def scaled(self, factor: float) -> "Change":
        """Return the change at `factor` times its dose; levers that are set stay as they are.

        Doses that come in whole numbers (posts) are rounded to the nearest one.
        """
        if self.moved.combine == "set":
            return self
        dose = self.dose * factor
        if self.moved.whole:
            dose = float(int(dose + 0.5))
        return Change.model_validate({**self.model_dump(), self.moved.verb: dose})
