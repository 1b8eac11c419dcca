"""What is known of a strategy: published findings, each set beside what the model shows."""

from typing import Annotated

from pydantic import Field, model_validator

from ccu_sim.evidence import BIBLIOGRAPHY, StrategyEffect, strategy_effects
from ccu_sim.inputs.base_model import InputModel, Line, Number, Words, mistake, suggestion
from ccu_sim.inputs.effect_in_words import MEASURE_WORDS, Measure, amount, span

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
        (MEASURE_WORDS[measure], amount(measure, one))
        for measure, one in strategy_effects().get(name, {}).items()
    )


def _shown(finding: Finding, effects: dict[str, StrategyEffect]) -> str:
    """Write what the model shows of a finding, and the range that agrees with it."""
    if finding.measure is None or finding.range is None:
        return "-"
    agreeing = span(finding.measure, *finding.range)
    words = f"{MEASURE_WORDS[finding.measure]}; {agreeing} agrees"
    one = effects.get(finding.measure)
    if one is None:
        return f"{words}; not computed"
    return f"{amount(finding.measure, one)}: {words}"
