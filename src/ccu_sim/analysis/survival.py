"""How long people stay in post: Kaplan-Meier curves, and what ends their stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.intervals import SPREAD
from ccu_sim.analysis.luck import curve_shifts, knows_expected

if TYPE_CHECKING:
    from ccu_sim.batch import Results

Floats = NDArray[np.float64]
Shift = tuple[Floats, NDArray[np.int64]]

CAUSES = ("resigned", "contract-ended", "promoted")
"""What ends a stay. Whoever is still in post at the horizon is censored."""

SPELL_COLUMNS = ["role", "employment", "founding", "start_month", "end_month", "outcome"]

_BY = ("unit", "strategy", "setting", "role")

STEP = 0.25
"""Months between the points of a curve."""

JUST_AFTER = 1e-6
"""A point at month 24 is read just after what happens on that day, an expiry included."""

CURVE_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy",
    "setting": "the setting of the sweep; 0 without one",
    "role": "peer_worker, clinician or team_leader",
    "month": "months since day 0, or since the person started if they came later",
    "in_post": "share still in post, just after what happens on that day",
    "in_post_low": "5th percentile of that over parameter sets; NaN with one set",
    "in_post_high": "95th percentile",
    "resigned": "share who have resigned by then",
    "contract-ended": "share whose contract has ended by then (expiry)",
    "promoted": "share who have been promoted out by then",
    "people": "people behind the curve, over all runs",
}
"""Columns of survival curves, each with its meaning."""


def kaplan_meier(durations: Floats, observed: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Estimate survival by the product-limit method.

    Parameters
    ----------
    durations : ndarray
        How long each person stayed, or was seen to stay.
    observed : ndarray of bool
        Whether the end was seen; otherwise the person is censored.

    Returns
    -------
    times, survival : ndarray
        Survival just after each distinct time.
    """
    times, row = np.unique(durations, return_inverse=True)
    at_risk = _at_risk(row)
    ended = np.bincount(row, weights=observed, minlength=len(times))
    return times, ((at_risk - ended) / at_risk).cumprod()


def cumulative_incidence(
    durations: Floats, outcomes: NDArray[np.str_], causes: Sequence[str] = CAUSES
) -> tuple[Floats, dict[str, Floats]]:
    """Share ended by each cause, where causes compete (Aalen-Johansen).

    At every time, survival and the shares of all causes sum to one.

    Returns
    -------
    times : ndarray
    shares : dict of ndarray
        The share ended by each cause just after each distinct time.
    """
    times, row = np.unique(durations, return_inverse=True)
    at_risk = _at_risk(row)
    any_cause = np.bincount(row, weights=np.isin(outcomes, causes), minlength=len(times))
    after = np.cumprod(1 - any_cause / at_risk)
    before = np.concatenate([[1.0], after[:-1]])
    shares = {}
    for cause in causes:
        ended = np.bincount(row, weights=outcomes == cause, minlength=len(times))
        shares[cause] = np.cumsum(before * ended / at_risk)
    return times, shares


def _at_risk(row: NDArray[np.intp]) -> Floats:
    """Count who is still there at each distinct time, from the place of each one's time."""
    return len(row) - np.concatenate([[0.0], np.cumsum(np.bincount(row))[:-1]])


def at_months(times: Floats, values: Floats, months: Floats, start: float) -> Floats:
    """Read a step function, `start` before its first time, just after each month."""
    index = np.searchsorted(times, months + JUST_AFTER, side="right") - 1
    return np.where(index >= 0, values[np.maximum(index, 0)], start)


def survival(
    results: Results | pd.DataFrame,
    *,
    units: Sequence[str] | None = None,
    strategies: Sequence[str] | None = None,
    founding: bool = True,
    horizon: float | None = None,
) -> pd.DataFrame:
    """Time in post by unit, strategy, setting and role.

    Casual staff hold no post and are left out. Curves of the founding team have the luck in who
    left taken off, where the months of the results say what was expected.

    Parameters
    ----------
    results : Results or DataFrame
        What `ccu_sim.open_results` gives, or a spells table with its id columns.
    units, strategies : sequence of str, optional
        Only these.
    founding : bool
        The staff of day 0, whose months in post are counted from there, though in an
        established unit they were in post before; otherwise those who came later, each from
        the day they started.
    horizon : float, optional
        How far curves go; the longest stay if left out.

    Returns
    -------
    DataFrame
        Columns as in `CURVE_COLUMNS`, a row every quarter of a month. The share in post
        is over all runs; its spread is over parameter sets.
    """
    pieces = []
    steadied = founding and not isinstance(results, pd.DataFrame) and knows_expected(results)
    shifts = curve_shifts(results) if steadied else {}
    for spells in _spell_tables(results, units, strategies):
        kept = spells[spells["employment"] != "casual"]
        kept = kept[kept["founding"] == founding]
        for keys, group in kept.groupby(list(_BY), sort=False, observed=True):
            pieces.append(_curve(keys, group, horizon, shifts.get(keys)))
    if not pieces:
        return pd.DataFrame(columns=list(CURVE_COLUMNS))
    return pd.concat(pieces, ignore_index=True)[list(CURVE_COLUMNS)]


def _spell_tables(
    results: Results | pd.DataFrame,
    units: Sequence[str] | None,
    strategies: Sequence[str] | None,
) -> list[pd.DataFrame]:
    """Spells, one unit and strategy at a time where the store allows it."""
    if isinstance(results, pd.DataFrame):
        kept = results
        if units is not None:
            kept = kept[kept["unit"].isin(list(units))]
        if strategies is not None:
            kept = kept[kept["strategy"].isin(list(strategies))]
        return [kept]
    runs = results.runs
    all_units = pd.unique(runs["unit"]) if units is None else units
    all_strategies = pd.unique(runs["strategy"]) if strategies is None else strategies
    return [
        results.read("spells", columns=SPELL_COLUMNS, unit=str(unit), strategy=str(strategy))
        for unit in all_units
        for strategy in all_strategies
    ]


def _curve(
    keys: tuple[Any, ...], spells: pd.DataFrame, horizon: float | None, shift: Shift | None
) -> pd.DataFrame:
    durations = (spells["end_month"] - spells["start_month"]).to_numpy(np.float64)
    outcomes = spells["outcome"].to_numpy(dtype=str)
    observed = np.isin(outcomes, CAUSES)
    last = float(durations.max()) if horizon is None else horizon
    months = np.arange(0.0, last + STEP / 2, STEP)
    counted = at_months(*kaplan_meier(durations, observed), months, 1.0)
    in_post = _shifted(counted, months, None if shift is None else shift[0])
    low, high = _over_sets(durations, observed, spells["set"].to_numpy(), months, shift)
    times, shares = cumulative_incidence(durations, outcomes)
    # what ends a stay has the parts in it that were counted
    scale = np.divide(1 - in_post, 1 - counted, out=np.ones_like(counted), where=counted < 1)
    table = pd.DataFrame({"month": months, "in_post": in_post})
    table["in_post_low"], table["in_post_high"] = low, high
    for cause in CAUSES:
        table[cause] = at_months(times, shares[cause], months, 0.0) * scale
    table["people"] = len(spells)
    for place, (name, key) in enumerate(zip(_BY, keys, strict=True)):
        table.insert(place, name, key)
    return table


def _shifted(counted: Floats, months: Floats, shifts: Floats | None) -> Floats:
    """Move a curve by the mean of the shifts of its runs; it stays where nobody has left yet.

    A share still in post never rises, so it is the nearest curve that does not.
    """
    if shifts is None:
        return counted
    from scipy import optimize  # takes a while to import, and a run needs none of it

    shift = np.interp(months, np.arange(shifts.shape[1]), shifts.mean(axis=0))
    moved = np.where(counted < 1, np.clip(counted + shift, 0.0, 1.0), counted)
    nearest: Floats = optimize.isotonic_regression(moved, increasing=False).x
    return nearest


def _over_sets(
    durations: Floats,
    observed: NDArray[np.bool_],
    sets: NDArray[np.int64],
    months: Floats,
    shift: Shift | None,
) -> tuple[Floats, Floats]:
    labels = np.unique(sets)
    if len(labels) < 2:
        return np.full(len(months), np.nan), np.full(len(months), np.nan)
    curves = np.empty((len(labels), len(months)))
    for row, label in enumerate(labels):
        mine = sets == label
        counted = at_months(*kaplan_meier(durations[mine], observed[mine]), months, 1.0)
        moved = None if shift is None else shift[0][shift[1] == label]
        curves[row] = _shifted(counted, months, moved)
    low, high = np.percentile(curves, SPREAD, axis=0)
    return low, high
