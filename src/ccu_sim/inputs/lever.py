"""A lever: one thing that can be done more or less of."""

from dataclasses import dataclass
from typing import Literal

from ccu_sim.inputs.base_model import mistake

Combine = Literal["add", "highest", "set"]
Target = Literal["peers", "clinicians", "staff", "leader", "newcomers", "unit"]


@dataclass(frozen=True)
class Lever:
    """One thing that can be done more or less of.

    Attributes
    ----------
    name : str
    unit : str
        What one of it is.
    low, high : float
        The range a dose may have, the unit's own practice and all strategies together.
    combine : {"add", "highest", "set"}
        How doses from several sources combine: summed, the highest counts, or all must agree.
    target : str
        Who receives it; only levers that reach people have a coverage.
    what : str
        One sentence.
    whole : bool
        Whether only whole doses make sense (posts).
    """

    name: str
    unit: str
    low: float
    high: float
    combine: Combine
    target: Target
    what: str
    whole: bool = False

    @property
    def verb(self) -> str:
        """The word a strategy file uses: `add` for doses that sum, else `to`."""
        return "add" if self.combine == "add" else "to"

    @property
    def reaches_people(self) -> bool:
        """Whether a strategy may reach only a share of its target."""
        return self.target not in ("unit", "leader")

    def why_not(self, dose: float) -> str | None:
        """Say why this lever cannot have a dose, or None."""
        if not self.low <= dose <= self.high:
            return (
                f"{self.name} is {dose:g}; it must be between {self.low:g} and {self.high:g} "
                f"({self.unit})"
            )
        if self.whole and dose != int(dose):
            return f"{self.name} is {dose:g}; it must be a whole number"
        return None

    def require_in_range(self, dose: float, *at: str | int) -> None:
        """Raise a mistake unless `dose` is one this lever can have."""
        reason = self.why_not(dose)
        if reason is not None:
            raise mistake(reason, *at)
