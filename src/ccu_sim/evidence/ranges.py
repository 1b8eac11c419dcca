"""From published figures to the range that agrees with them: one rule for each kind of figure.

A file names the rule and what was published, never the range, so that no range can be drawn
around what the model shows. Figures of earlier versions of the model were known when the rules
were written; the rules rest on sources alone, and none is changed because a figure fails it. A
figure that is recalled, not read, gets a wider range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

Range = tuple[float, float]
Rule = Callable[[Sequence[float], bool], Range]

NORMAL_95 = 1.96
RELIABILITY = 0.8
"""Of a survey scale: the share of its variance that belongs to people."""

INTENTION_TO_TURNOVER = 0.5
"""Correlation of meaning to leave with leaving (Steel & Ovalle 1984)."""

DIGITS = 2


def _around(published: Sequence[float], margin: float) -> Range:
    """Give the middle of what is published and so much to both sides, all of it at least."""
    low, high = min(published), max(published)
    middle = (low + high) / 2.0
    return min(low, middle - margin), max(high, middle + margin)


def interval(published: Sequence[float], read: bool) -> Range:
    """Take a published range, or confidence interval, as it is."""
    low, high = published
    return low, high


def correlation(published: Sequence[float], read: bool) -> Range:
    """Give .10 to both sides of a correlation, .15 if recalled.

    Correlations of one pair differ between studies by an SD of .10 to .15.
    """
    return _around(published, 0.10 if read else 0.15)


def turnover(published: Sequence[float], read: bool) -> Range:
    """Go from the weakest to the strongest correlation with later leaving, .05 beyond each.

    A correlation with meaning to leave counts half (`INTENTION_TO_TURNOVER`) and is given so.
    """
    return min(published) - 0.05, max(published) + 0.05


def effect(published: Sequence[float], read: bool) -> Range:
    """Give .20 to both sides of a standardised difference, .30 if recalled: d is about 2 r."""
    return _around(published, 0.20 if read else 0.30)


def spread(published: Sequence[float], read: bool) -> Range:
    """Leave to people what is reliable of the SD of a scale."""
    return min(published) * sqrt(RELIABILITY), max(published) * sqrt(RELIABILITY)


def spread_elsewhere(published: Sequence[float], read: bool) -> Range:
    """Give .02 more to both sides for another scale than the one whose SD was published."""
    low, high = spread(published, read)
    return low - 0.02, high + 0.02


def share(published: Sequence[float], read: bool) -> Range:
    """Give .10 to both sides of one share, or go from lowest to highest; .05 more if recalled."""
    margin = (0.10 if len(published) == 1 else 0.0) + (0.0 if read else 0.05)
    return max(0.0, min(published) - margin), min(1.0, max(published) + margin)


def answers(published: Sequence[float], read: bool) -> Range:
    """Share of all answers: how many gave it, of how many people, and answers in all.

    Wilson's interval of the share of people, as a share of all their answers.
    """
    given, people, of_all = published
    p, z2 = given / people, NORMAL_95**2
    middle = (p + z2 / (2.0 * people)) / (1.0 + z2 / people)
    half = sqrt(p * (1.0 - p) / people + z2 / (4.0 * people**2)) / (1.0 + z2 / people)
    half *= NORMAL_95
    return (middle - half) * people / of_all, (middle + half) * people / of_all


def odds_of_meaning_to(published: Sequence[float], read: bool) -> Range:
    """Widen the interval of odds of meaning to leave to leaving: half the log-odds at its weak end.

    Who means to leave often does not (`INTENTION_TO_TURNOVER`).
    """
    low, high = published
    return low**INTENTION_TO_TURNOVER, high


def mean(published: Sequence[float], read: bool) -> Range:
    """Give the 95 % interval of a mean: the mean, the SD of people, and how many."""
    centre, deviation, people = published
    half = NORMAL_95 * deviation / sqrt(people)
    return centre - half, centre + half


def change(published: Sequence[float], read: bool) -> Range:
    """Give the 95 % interval of a change in SD of the same people: the change, and how many.

    Two answers of one person are taken to correlate at .5, so that their difference has the
    variance of one.
    """
    centre, people = published
    half = NORMAL_95 / sqrt(people)
    return centre - half, centre + half


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        interval,
        correlation,
        turnover,
        effect,
        spread,
        spread_elsewhere,
        share,
        answers,
        odds_of_meaning_to,
        mean,
        change,
    )
}
"""Every rule by the name that files call it."""


def range_of(rule: str, published: Sequence[float], *, read: bool) -> Range:
    """Give the range that agrees with what was published.

    Parameters
    ----------
    rule : str
        One of `RULES`.
    published : sequence of float
        The figures, as the rule takes them.
    read : bool
        Whether they were read, not recalled.

    Raises
    ------
    KeyError
        For a rule that there is not.
    """
    low, high = RULES[rule](published, read)
    return round(low, DIGITS), round(high, DIGITS)
