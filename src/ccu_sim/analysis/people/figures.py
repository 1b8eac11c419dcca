"""The patterns about people, each as one figure of sums over many runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ccu_sim.analysis.people.sums import ITEMS, LASTING, PAIRS
from ccu_sim.model.calendar import MONTHS_A_YEAR

Sums = Mapping[str, float]


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else np.nan


def since_the_start(sums: Sums, item: str, month: int) -> float:
    """Give the change of an item from opening to a month, in standard deviations of people."""
    peers, then = sums["peers@0"], sums[f"peers@{month}"]
    change = _ratio(sums[f"{item}@{month}"], then) - _ratio(sums[f"{item}@0"], peers)
    squares = sums[f"spread_{item}@{month}"] + sums[f"spread_{item}@0"]
    return change / np.sqrt(_ratio(squares, peers + then))


def correlation(sums: Sums, one: str, other: str) -> float:
    """Correlate two items of the survey within team and role."""
    squares = sums[f"within_{one}"] * sums[f"within_{other}"]
    return _ratio(sums[f"within_{one}_{other}"], np.sqrt(squares))


def year_apart(sums: Sums, item: str) -> float:
    """Correlate an item with itself a year later, within team and role."""
    squares = sums[f"then_{item}"] * sums[f"now_{item}"]
    return _ratio(sums[f"both_{item}"], np.sqrt(squares))


def spread(sums: Sums, item: str) -> float:
    """Give the standard deviation of an item within team and role."""
    return float(np.sqrt(_ratio(sums[f"within_{item}"], sums["asked"])))


def resigning(sums: Sums, band: str) -> float:
    """Give the resignations a year of people hired later, at a length of service."""
    return MONTHS_A_YEAR * _ratio(sums[f"resigned_{band}"], sums[f"served_{band}"])


def early_to_late(sums: Sums) -> float:
    """Give the rate of resigning in the first year of service over that of later years."""
    served = sums["served_0_6"] + sums["served_6_12"]
    early = _ratio(sums["resigned_0_6"] + sums["resigned_6_12"], served)
    return _ratio(MONTHS_A_YEAR * early, resigning(sums, "12_up"))


def odds_of_leaving(sums: Sums) -> float:
    """Give the odds ratio of resigning within two years for each SD poorer team climate.

    Notes
    -----
    Of two groups that are normal with one spread, the slope of the log-odds is the distance
    of their means over the variance (Fisher's discriminant).
    """
    left, stayed = sums["left"], sums["stayed"]
    low, high = _ratio(sums["climate_left"], left), _ratio(sums["climate_stayed"], stayed)
    whole = _ratio(sums["climate_squares"], left + stayed)
    share = _ratio(left, left + stayed)
    inside = whole - share * (1.0 - share) * (high - low) ** 2
    return float(np.exp((high - low) / inside * np.sqrt(whole))) if inside > 0 else np.nan


def share_of_reason(sums: Sums, *names: str) -> float:
    """Give the share of some reasons in all resignations."""
    return _ratio(sum(sums[f"reason_{name}"] for name in names), sums["resignations"])


def _figures() -> dict[str, Callable[[Sums], float]]:
    found: dict[str, Callable[[Sums], float]] = {}
    for item in ITEMS:
        found[f"spread_{item}"] = lambda sums, item=item: spread(sums, item)
    for item in LASTING:
        found[f"year_apart_{item}"] = lambda sums, item=item: year_apart(sums, item)
    for one, other in PAIRS:
        found[f"r_{one}_{other}"] = lambda s, one=one, other=other: correlation(s, one, other)
    for month in (4, 12):
        for item in ("morale", "exhaustion", "satisfaction"):
            found[f"{item}_at_{month}"] = lambda s, i=item, m=month: since_the_start(s, i, m)
    for month in (0, 4, 12):
        found[f"cohesion_at_{month}"] = lambda s, m=month: _ratio(s[f"cohesion@{m}"], s[f"teams@{m}"])
    for band in ("0_6", "6_12", "12_up"):
        found[f"resigning_{band}"] = lambda s, band=band: resigning(s, band)
    found["early_to_late"] = early_to_late
    found["climate_odds"] = odds_of_leaving
    found["never_ill"] = lambda s: _ratio(s["never_ill"], s["here_all_year"])
    found["sick_fifth"] = lambda s: _ratio(s["sick_days_of_fifth"], s["sick_days"])
    found["long_sick_share"] = lambda s: _ratio(s["long_sick_days"], s["sick_days"])
    return found


FIGURES = _figures()
"""Every figure by its name."""
