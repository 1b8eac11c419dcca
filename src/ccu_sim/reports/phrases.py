"""Numbers, counts and lists as a person would say them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(amount: float, nothing: str = "none") -> str:
    """Say a whole number: below ten in words."""
    if amount == 0:
        return nothing
    return _SMALL[int(amount)] if amount < len(_SMALL) else f"{int(amount):,}"


def count(amount: float, one: str, many: str | None = None) -> str:
    """Say how many of something: 'three people', 'no crises'."""
    return f"{number(amount, 'no')} {one if amount == 1 else many or one + 's'}"


def people(amount: float) -> str:
    """Say how many people."""
    return count(amount, "person", "people")


def times(amount: float) -> str:
    """Say how often: 'never', 'once', 'three times'."""
    return {0: "never", 1: "once", 2: "twice"}.get(int(amount), f"{number(amount)} times")


def were(amount: float) -> str:
    """Choose the verb that goes with a number."""
    return "was" if amount == 1 else "were"


def percent(share: float) -> str:
    """Say a share of the whole, a dash where there is none; the sign stays on the line."""
    if math.isnan(share):
        return "–"
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def in_months(months: pd.Series) -> str:
    """Say in which months: 'in month 24', 'in months 21 to 23'."""
    low, high = months.min(), months.max()
    return f"in month {low}" if low == high else f"in months {low} to {high}"


def listed(parts: Sequence[str]) -> str:
    """Join parts into one phrase: 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def listed_apart(parts: Sequence[str], last: str = "and") -> str:
    """Join parts some of which are lists themselves, so that each is seen where it ends."""
    if not any(" and " in part for part in parts):
        return f" {last} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
    return "; ".join([*parts[:-1], f"{last} {parts[-1]}" if len(parts) > 1 else parts[-1]])


def how_much(difference: float, spread: float) -> str:
    """Say how large a difference is, by the spread between single runs as usual.

    The limits are Cohen's (1988): under a fifth of a standard deviation is little, over four
    fifths of one is much. Empty where there is no spread to go by.
    """
    if not (math.isfinite(spread) and spread > 0):
        return ""
    size = abs(difference) / spread
    return "a little" if size < 0.2 else "much" if size > 0.8 else "somewhat"


def upper(text: str) -> str:
    """Begin a sentence with a phrase."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Use a title inside a sentence."""
    return text[:1].lower() + text[1:]
