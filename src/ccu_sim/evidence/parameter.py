"""One number about people: its value, range, basis and source."""

import math
from dataclasses import dataclass

from ccu_sim.evidence.bibliography import Source


@dataclass(frozen=True)
class Parameter:
    """A number about people, with what it rests on.

    Attributes
    ----------
    name, group : str
        The mechanism it belongs to is its group.
    value : float
        In the central parameter set.
    low, high : float
        Range that parameter sets are drawn from.
    scale : {"linear", "log"}
        Drawn evenly, or evenly in the logarithm.
    unit : str
    basis : {"reported", "derived", "assumed"}
    sources : tuple of Source
    checked : bool
        Whether every source was read; False where there is none.
    why : str
        One sentence.
    label : str
        What it is in plain words, inside a sentence.
    settable : tuple of float, optional
        Range of what a user may set it to, where that is more than sets are drawn from.
    """

    name: str
    group: str
    value: float
    low: float
    high: float
    scale: str
    unit: str
    basis: str
    sources: tuple[Source, ...]
    checked: bool
    why: str
    label: str = ""
    settable: tuple[float, float] | None = None

    @property
    def varies(self) -> bool:
        """Whether parameter sets differ in it."""
        return self.low < self.high

    def why_not(self, value: float) -> str | None:
        """Say why a user cannot set this value, or None: the one rule, wherever it is given."""
        low, high = self.settable or (self.low, self.high)
        if low <= value <= high:
            return None
        if low == high:
            return f"{self.name} = {value:g} cannot be set: it is fixed at {low:g} ({self.unit})"
        return f"{self.name} = {value:g} is outside its range: {low:g} to {high:g} ({self.unit})"

    def at(self, share: float) -> float:
        """Give the value a share of the way through the range, on the parameter's scale.

        Parameters
        ----------
        share : float in [0, 1]
        """
        if self.scale == "log":
            return math.exp(math.log(self.low) + share * math.log(self.high / self.low))
        return self.low + share * (self.high - self.low)
