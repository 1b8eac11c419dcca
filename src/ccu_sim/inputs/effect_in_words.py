"""What a strategy changes and by how much, in words: a relative change is told per cent."""

from typing import Literal

from ccu_sim.evidence import StrategyEffect

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


def amount(measure: str, effect: StrategyEffect) -> str:
    """Write an effect and, in brackets, its interval."""
    written = _number(measure, effect.effect)
    sign = " %" if _relative(measure) else ""
    return f"{written}{sign} ({span(measure, effect.low, effect.high)})"


def span(measure: str, low: float, high: float) -> str:
    """Write from where to where an effect goes."""
    sign = " %" if _relative(measure) else ""
    return f"{_number(measure, low)} to {_number(measure, high)}{sign}"


def sentence(measure: str, effect: StrategyEffect) -> str:
    """Say what the model changes by how much."""
    words, much = MEASURE_WORDS[measure], amount(measure, effect)
    if _relative(measure):
        return f"The model: {words.removesuffix(RELATIVE)} changes by {much}."
    return f"The model: {words}, {much}."


def _relative(measure: str) -> bool:
    return MEASURE_WORDS[measure].endswith(RELATIVE)


def _number(measure: str, value: float) -> str:
    """Write a number with its sign, none of them minus nought."""
    if _relative(measure):
        whole = round(100 * value)
        return f"{whole:+d}".replace("-", "−") if whole else "0"
    return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")
