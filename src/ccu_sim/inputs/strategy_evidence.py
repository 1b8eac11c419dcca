"""What is known of a strategy: published findings, each set beside what the model shows."""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from ccu_sim.evidence import BIBLIOGRAPHY, StrategyEffect, strategy_effects
from ccu_sim.inputs.base_model import InputModel, Line, Number, Words, mistake, suggestion

Measure = Literal[
    "leaving_12_peer",
    "leaving_36_peer",
    "leaving_first_year",
    "leaving_later",
    "exhaustion_8_peer",
    "exhaustion_12_peer",
    "satisfaction_12_peer",
    "role_clarity_12_peer",
    "valuing_12_clinician",
    "leader_quality_12",
]
"""What a published figure is set beside, by name; `MEASURE_WORDS` says what each is."""

RELATIVE = ", relative change"
"""How the words of a relative change end."""

MEASURE_WORDS: dict[str, str] = {
    "leaving_12_peer": "peer workers' chance of resigning at month 12, relative change",
    "leaving_36_peer": "peer workers' chance of resigning at month 36, relative change",
    "leaving_first_year": "resignations in people's first year of service, relative change",
    "leaving_later": "resignations after people's first year of service, relative change",
    "exhaustion_8_peer": "peer workers' exhaustion at month 8, SD between people",
    "exhaustion_12_peer": "peer workers' exhaustion at month 12, SD between people",
    "satisfaction_12_peer": "peer workers' satisfaction at month 12, SD between people",
    "role_clarity_12_peer": "peer workers' role clarity at month 12, SD between people",
    "valuing_12_clinician": "clinicians' valuing of peer work at month 12, SD between people",
    "leader_quality_12": "leadership as practised at month 12, SD between leaders",
}
MEASURES: tuple[str, ...] = get_args(Measure)

AGREES, TOO_WEAK, TOO_STRONG = "agrees", "too weak", "too strong"
WRONG_SIGN, NOTHING_PUBLISHED = "wrong sign", "nothing published"
NOT_COMPARED = "not compared"


class Finding(InputModel):
    """One published finding on what a strategy does."""

    finding: Words = Field(description="What was found, with its figure.")
    design: Line = Field(description="How it was found: trial, meta-analysis, correlation ...")
    sources: tuple[Line, ...] = Field(
        default=(), max_length=10, description="Keys of the bibliography."
    )
    measure: Measure | None = Field(
        default=None, description="What the model shows of it; left out, it cannot be compared."
    )
    range: Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="Lowest and highest value of that measure that agree with it."
    )

    @model_validator(mode="after")
    def _hang_together(self) -> "Finding":
        for place, source in enumerate(self.sources):
            if source not in BIBLIOGRAPHY:
                hint = suggestion(source, BIBLIOGRAPHY, "sources")
                raise mistake(f"unknown source '{source}'; {hint}", "sources", place)
        if (self.measure is None) != (self.range is None):
            raise mistake("a finding has both 'measure' and 'range', or neither", "measure")
        if self.range is not None and self.range[0] > self.range[1]:
            raise mistake(
                f"range is {self.range[0]:g} to {self.range[1]:g}; give the lower end first",
                "range",
            )
        return self

    @property
    def read(self) -> bool:
        """Whether every source of it was read; otherwise it is recalled."""
        return bool(self.sources) and all(BIBLIOGRAPHY[source].read for source in self.sources)

    def verdict(self, shown: StrategyEffect | None) -> str:
        """Say how what the model shows stands beside this finding.

        Parameters
        ----------
        shown : StrategyEffect, optional
            The model's own, if it was computed.
        """
        if shown is None or self.range is None:
            return NOT_COMPARED
        low, high = self.range
        if low <= shown.effect <= high:
            return AGREES
        middle = (low + high) / 2.0
        if middle and shown.effect * middle < 0 and not shown.low <= 0.0 <= shown.high:
            return WRONG_SIGN
        return TOO_STRONG if abs(shown.effect) > max(abs(low), abs(high)) else TOO_WEAK


BESIDE = ("published", "design", "source", "the model", "verdict")
"""Headings of what `beside` gives."""


def beside(name: str, findings: tuple[Finding, ...]) -> tuple[tuple[str, ...], ...]:
    """Set a strategy's published findings beside what the model shows, a row each.

    Parameters
    ----------
    name : str
        Of a shipped strategy; of another one the model's effects are not known beforehand.
    findings : tuple of Finding
    """
    shown = strategy_effects().get(name, {})
    return tuple(
        (
            one.finding,
            one.design,
            f"{', '.join(one.sources) or 'none named'} ({'read' if one.read else 'recalled'})",
            _shown(one, shown),
            one.verdict(shown.get(one.measure or "")),
        )
        for one in findings
    )


def model_shows(name: str) -> tuple[tuple[str, str], ...]:
    """Give what the model shows of a shipped strategy: each measure, and its effect.

    Parameters
    ----------
    name : str
        Of another strategy nothing is known beforehand.
    """
    return tuple(
        (MEASURE_WORDS[measure], f"{one.effect:+.2f} ({one.low:+.2f} to {one.high:+.2f})")
        for measure, one in strategy_effects().get(name, {}).items()
    )


def _shown(finding: Finding, effects: dict[str, StrategyEffect]) -> str:
    """Write what the model shows of a finding, and the range that agrees with it."""
    if finding.measure is None or finding.range is None:
        return "-"
    low, high = finding.range
    words = f"{MEASURE_WORDS[finding.measure]}; {low:+.2f} to {high:+.2f} agrees"
    one = effects.get(finding.measure)
    if one is None:
        return f"{words}; not computed"
    return f"{one.effect:+.2f} ({one.low:+.2f} to {one.high:+.2f}): {words}"
