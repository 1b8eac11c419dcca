"""The patterns about people, each as one figure of sums over many runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from ccu_sim.analysis.people.places import FELT_BY_ALL
from ccu_sim.analysis.people.sums import FELT, ITEMS, LASTING, PAIRS, TENURE
from ccu_sim.evidence import PATTERNS, TARGETS
from ccu_sim.model.calendar import MONTHS_A_YEAR

Sums = Mapping[str, np.ndarray]
"""Sums by their names: each a number, or one for each of several candidates."""

Figure = Callable[[Sums], np.ndarray]

REASONS_NAMED = {
    "hours_and_pay": ("hours", "prospects"),
    "respect": ("respect",),
    "team": ("belonging", "contagion"),
    "demands": ("exhaustion",),
    "management": ("leadership",),
    "health": ("health",),
    "insecurity": ("job_insecurity",),
    "work": ("satisfaction", "role_drift"),
}
"""What peer workers name who think of leaving (Scanlan 2020), and the reasons that it covers."""


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide; NaN where there is nothing to divide by."""
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0.0)


def since_the_start(sums: Sums, item: str, month: int) -> np.ndarray:
    """Give the change of an item from opening to a month, in standard deviations of people."""
    peers, then = sums["peers@0"], sums[f"peers@{month}"]
    change = _ratio(sums[f"{item}@{month}"], then) - _ratio(sums[f"{item}@0"], peers)
    squares = sums[f"spread_{item}@{month}"] + sums[f"spread_{item}@0"]
    return _ratio(change, np.sqrt(_ratio(squares, peers + then)))


def correlation(sums: Sums, one: str, other: str) -> np.ndarray:
    """Correlate two items of the survey within team and role."""
    squares = sums[f"within_{one}"] * sums[f"within_{other}"]
    return _ratio(sums[f"within_{one}_{other}"], np.sqrt(squares))


def year_apart(sums: Sums, item: str) -> np.ndarray:
    """Correlate an item with itself a year later, within team and role."""
    squares = sums[f"then_{item}"] * sums[f"now_{item}"]
    return _ratio(sums[f"both_{item}"], np.sqrt(squares))


def spread(sums: Sums, item: str) -> np.ndarray:
    """Give the standard deviation of an item within team and role."""
    return np.sqrt(_ratio(sums[f"within_{item}"], sums["asked"]))


def resigning(sums: Sums, bands: tuple[str, ...]) -> np.ndarray:
    """Give the resignations a year of people hired later, at some lengths of service."""
    resigned = np.sum([sums[f"resigned_{band}"] for band in bands], axis=0)
    served = np.sum([sums[f"served_{band}"] for band in bands], axis=0)
    return MONTHS_A_YEAR * _ratio(resigned, served)


def early_to_late(sums: Sums) -> np.ndarray:
    """Give the rate of resigning in the first year of service over that of later years."""
    return _ratio(resigning(sums, ("0_6", "6_12")), resigning(sums, ("12_up",)))


def odds_of_leaving(sums: Sums) -> np.ndarray:
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
    return np.exp(_ratio(high - low, inside) * np.sqrt(whole))


def share_of_reasons(sums: Sums, names: tuple[str, ...]) -> np.ndarray:
    """Give the share of some reasons in what a unit could change of resigning."""
    named = np.sum([sums[f"reason_{name}"] for name in names], axis=0)
    return _ratio(named, sums["resignations"] - sums["reason_base"])


def climate_and_leaving(sums: Sums) -> np.ndarray:
    """Correlate team climate with resigning in the two years after."""
    left, stayed = sums["left"], sums["stayed"]
    low, high = _ratio(sums["climate_left"], left), _ratio(sums["climate_stayed"], stayed)
    share = _ratio(left, left + stayed)
    whole = np.sqrt(_ratio(sums["climate_squares"], left + stayed))
    return _ratio((low - high) * np.sqrt(share * (1.0 - share)), whole)


def reasons_in_order(sums: Sums) -> np.ndarray:
    """Correlate the order of reasons with how often peer workers gave them (Spearman)."""
    from scipy.stats import rankdata  # a second to import, and a worker needs none of it

    given = {one.name: one.published[0] for one in (*PATTERNS, *TARGETS.targets)}
    shown = np.stack([share_of_reasons(sums, names) for names in REASONS_NAMED.values()])
    told = rankdata([given[f"{word}_share"] for word in REASONS_NAMED])
    told = told - told.mean()
    order = rankdata(shown, axis=0)
    order = order - order.mean(axis=0)
    together = np.tensordot(told, order, axes=1)
    return _ratio(together, np.sqrt((told**2).sum() * (order**2).sum(axis=0)))


def settled(sums: Sums, item: str) -> np.ndarray:
    """Give a state in month 24 over that in the first months of an established unit."""
    early, later = (
        _ratio(sums[f"settled:{item}_{word}"], sums[f"settled:people_{word}"])
        for word in ("early", "later")
    )
    return _ratio(later, early)


def _trust_lost(sums: Sums, how: str) -> np.ndarray:
    """Give the trust between professions that a wide difference of outlooks costs."""
    near, wide = (
        _ratio(sums[f"{how}-{far}:trust_between"], sums[f"{how}-{far}:months"])
        for far in ("near", "wide")
    )
    return near - wide


def outlooks_dormant(sums: Sums) -> np.ndarray:
    """Give what a wide difference costs in a unit that is led well over one that is not."""
    return _ratio(_trust_lost(sums, "led"), _trust_lost(sums, "badly"))


def dip_lasts(sums: Sums) -> np.ndarray:
    """Give the fall of morale by month 12 over that by month 4 where a unit is run badly."""
    start, fourth, twelfth = (
        _ratio(sums[f"badly-wide:morale@{month}"], sums[f"badly-wide:peers@{month}"])
        for month in (0, 4, 12)
    )
    return _ratio(start - twelfth, start - fourth)


def _share(part: str, whole: str) -> Figure:
    """Make the figure that is one sum over another."""
    return lambda sums: _ratio(sums[part], sums[whole])


def _figures() -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    found |= {f"spread_{item}": partial(spread, item=item) for item in ITEMS}
    found |= {f"year_apart_{item}": partial(year_apart, item=item) for item in LASTING}
    found |= {f"r_{a}_{b}": partial(correlation, one=a, other=b) for a, b in PAIRS}
    for month in (4, 12):
        for item in FELT:
            found[f"{item}_at_{month}"] = partial(since_the_start, item=item, month=month)
    found |= {f"cohesion_at_{m}": _share(f"cohesion@{m}", f"teams@{m}") for m in (0, 4, 12)}
    for band in TENURE:
        found[f"resigning_{band}"] = partial(resigning, bands=(band,))
    found["early_to_late"] = early_to_late
    found["climate_odds"] = odds_of_leaving
    found["r_climate_leaving"] = climate_and_leaving
    found["reasons_in_order"] = reasons_in_order
    found["never_ill"] = _share("never_ill", "here_all_year")
    found["sick_fifth"] = _share("sick_days_of_fifth", "sick_days")
    found["long_sick_share"] = _share("long_sick_days", "sick_days")
    found["nothing_share"] = _share("reason_base", "resignations")
    for word, names in REASONS_NAMED.items():
        found[f"{word}_share"] = partial(share_of_reasons, names=names)
    return found


FIGURES = _figures()
"""Every figure of runs as usual, by its name."""

FIGURES_ELSEWHERE: dict[str, Figure] = {
    "outlooks_dormant": outlooks_dormant,
    "dip_lasts_where_run_badly": dip_lasts,
    **{f"established_{item}": partial(settled, item=item) for item in FELT_BY_ALL},
}
"""Figures that need runs at other places, too (see `places`)."""
