"""Natural frequencies: people counted, as in "11 rather than 9 of 17"."""

from __future__ import annotations

import math
from collections.abc import Sequence

_ALIKE = 0.5
"""A difference smaller than half a person is not told as one."""


def natural_frequencies(of: int, who: str, changes: Sequence[tuple[str, float, float]]) -> str:
    """Say changes of a share in people.

    Parameters
    ----------
    of : int
        How many people there are.
    who : str
        The people, in the plural: 'peer workers'.
    changes : sequence of (when, as_usual, with_strategy)
        When, as in 'after two years', and shares from 0 to 1.

    Returns
    -------
    str
        One sentence. Whole people are told only as far as the shares bear it: a
        difference of less than half a person is said to be about the same.

    Examples
    --------
    >>> from ccu_sim.analysis import natural_frequencies
    >>> natural_frequencies(17, "peer workers", [("after two years", 0.53, 0.65)])
    'Of 17 peer workers, 11 rather than 9 are still here after two years.'
    """
    if of <= 0:
        return f"The unit has no {who}, so nothing can be said of them."
    known = [change for change in changes if math.isfinite(change[1] + change[2])]
    if not known:
        return f"How many of {of} {who} are still here cannot be given."
    parts = []
    for place, (when, as_usual, with_strategy) in enumerate(known):
        phrase, count = _change(of * as_usual, of * with_strategy)
        verb = f" {_are(count)} still here" if place == 0 else ""
        parts.append(f"{phrase}{verb} {when}")
    return f"Of {of} {who}, {', and '.join(parts)}."


def level_frequencies(of: int, who: str, levels: Sequence[tuple[str, float]]) -> str:
    """Say shares in people: 'Of 17 peer workers, 9 are still here after two years.'."""
    if of <= 0:
        return f"The unit has no {who}, so nothing can be said of them."
    known = [level for level in levels if math.isfinite(level[1])]
    if not known:
        return f"How many of {of} {who} are still here cannot be given."
    parts = []
    for place, (when, share) in enumerate(known):
        count = round_half_up(of * share)
        verb = f" {_are(count)} still here" if place == 0 else ""
        parts.append(f"{count}{verb} {when}")
    return f"Of {of} {who}, {', and '.join(parts)}."


def _change(before: float, after: float) -> tuple[str, int]:
    """Say a change of a number of people, and give the number that the verb goes with."""
    low, high = round_half_up(before), round_half_up(after)
    if abs(after - before) < _ALIKE:
        middle = round_half_up((before + after) / 2)
        return f"about {middle} either way", middle
    if low == high:
        # Half a person or more, but both round to the same whole one.
        return f"{after:.1f} rather than {before:.1f} on average", 2
    return f"{high} rather than {low}", high


def range_of_people(of: int, low: float, high: float) -> str:
    """Say a range of shares in whole people: '7 to 12'."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return "a number that cannot be given"
    first, last = round_half_up(of * low), round_half_up(of * high)
    return f"{first}" if first == last else f"{first} to {last}"


def in_tenths(share: float) -> str:
    """Say a share of parameter sets in tens: '8 in 10'; the ends are said in words."""
    if not math.isfinite(share):
        return "an unknown share"
    if share >= 1:
        return "all"
    if share <= 0:
        return "none"
    tenths = round_half_up(10 * share)
    if tenths == 10:
        return "nearly all"
    return "fewer than 1 in 10" if tenths == 0 else f"{tenths} in 10"


def round_half_up(number: float) -> int:
    """Round as people do: a half goes up (Python rounds it to the even side)."""
    return math.floor(number + 0.5)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
