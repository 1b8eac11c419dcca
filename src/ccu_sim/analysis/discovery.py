"""Where a strategy fails: the region of parameter space that holds the failures, by PRIM.

The Patient Rule Induction Method (Friedman & Fisher 1999) peels thin slices off the space of
parameters until what is left is dense with failures; scenario discovery (Bryant & Lempert
2010) reads the box that is left as a sentence: "where this is high and that is low". It is
ema_workbench's implementation (Kwakkel 2017); what is added here is a choice of the box
without a person, and a check against the patterns that any search finds in noise.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from inspect import signature
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.intervals import CONFIDENCE
from ccu_sim.errors import UserError

FEWEST_CASES = 20
"""With fewer cases no region means anything."""

FEWEST_OF_A_KIND = 5
"""So many cases must fail, and so many must not, for a region to be looked for."""

MOST_LIMITED = 3
"""Sides that a region may have, so that it can be said."""

FOLDS = 5
SEED = 20100601
Flags = NDArray[np.bool_]
Limits = dict[str, tuple[float, float]]
_Sides = dict[tuple[str, int], float]
"""Value of each side: 0 the lowest that is inside, 1 the highest."""


@dataclass(frozen=True)
class Region:
    """A box in the space of parameters in which failures gather.

    Attributes
    ----------
    limits : dict of str to (float, float)
        Lowest and highest value of each quantity that is limited; infinite at a side that is
        open.
    cases, failing : int
        All cases, and those that fail.
    inside, failing_inside : int
        Cases in the region, and those of them that fail.
    held_inside, held_failing_inside, held_outside, held_failing_outside : int
        The same for cases that had no part in finding the region they are compared with, each
        fifth of the cases with the region of the other four.
    stands : bool
        Whether failures gather there, in cases that had no part in finding it, by more than
        chance would show (Fisher's exact test, 95 %).
    """

    limits: Limits
    cases: int
    failing: int
    inside: int
    failing_inside: int
    held_inside: int
    held_failing_inside: int
    held_outside: int
    held_failing_outside: int
    stands: bool

    @property
    def density(self) -> float:
        """Share of the cases in the region that fail."""
        return self.failing_inside / self.inside

    @property
    def coverage(self) -> float:
        """Share of all failures that lie in the region."""
        return self.failing_inside / self.failing


def why_no_region(failing: Flags) -> str | None:
    """Say why no region is looked for, or nothing if one can be."""
    cases, count = len(failing), int(failing.sum())
    if cases < FEWEST_CASES:
        return f"where cannot be said from {cases} cases; it takes {FEWEST_CASES}"
    if count < FEWEST_OF_A_KIND:
        return f"too few to say where; it takes {FEWEST_OF_A_KIND}"
    if cases - count < FEWEST_OF_A_KIND:
        return "nearly everywhere, so there is no region to tell apart"
    return None


def find_region(
    quantities: pd.DataFrame, failing: Flags, groups: NDArray[np.int64]
) -> Region | None:
    """Find the region in which failures gather.

    Parameters
    ----------
    quantities : DataFrame, N rows
        Parameters, and what a sweep varies, of each case. What does not vary is left out.
    failing : ndarray of bool, shape (N,)
        Whether each case fails; see `why_no_region` for what it takes.
    groups : ndarray of int, shape (N,)
        Cases that belong together, and are never parted in the check.

    Returns
    -------
    Region or None
        None if nothing varies or every limit can be left out again.

    Raises
    ------
    UserError
        If ema_workbench is not installed.
    """
    varied = quantities.astype(float).reset_index(drop=True)
    varied = varied.loc[:, (varied != varied.iloc[:1].to_numpy()).any().to_numpy()]
    if varied.empty:
        return None
    limits = _limits(varied, failing)
    if not limits:
        return None
    inside = _inside(varied, _sides(limits))
    held = _held_out(varied, failing, groups)
    (a, b), (c, d) = [
        (int((held & failing).sum()), int((held & ~failing).sum())),
        (int((~held & failing).sum()), int((~held & ~failing).sum())),
    ]
    from scipy import stats  # a second to import, and few studies need it

    chance = float(stats.fisher_exact([[a, b], [c, d]], alternative="greater").pvalue)
    return Region(
        limits=limits,
        cases=len(failing),
        failing=int(failing.sum()),
        inside=int(inside.sum()),
        failing_inside=int((inside & failing).sum()),
        held_inside=a + b,
        held_failing_inside=a,
        held_outside=c + d,
        held_failing_outside=c,
        stands=chance < 1 - CONFIDENCE,
    )


def groups_of(cases: pd.DataFrame, parameters: pd.DataFrame) -> NDArray[np.int64]:
    """Say which cases belong together: those of one parameter set, or else of one setting.

    Parameters
    ----------
    cases : DataFrame
        Columns set and setting.
    parameters : DataFrame
        A row for each parameter set. A set that was chosen twice is one group.
    """
    rows = [row.tobytes() for row in parameters.loc[cases["set"]].to_numpy(dtype=float)]
    groups: NDArray[np.int64] = np.unique(rows, return_inverse=True)[1].astype(np.int64)
    if len(np.unique(groups)) >= FOLDS:
        return groups
    return cases["setting"].to_numpy(np.int64)


def _held_out(varied: pd.DataFrame, failing: Flags, groups: NDArray[np.int64]) -> Flags:
    """Whether each case lies in the region that was found without its own fifth."""
    names = np.unique(groups)
    fold_of = np.random.default_rng(SEED).permutation(len(names)) % FOLDS
    fold = fold_of[np.searchsorted(names, groups)]
    inside = np.zeros(len(failing), dtype=bool)
    for number in range(FOLDS):
        out = fold == number
        if out.any() and failing[~out].any() and not failing[~out].all():
            limits = _limits(varied[~out].reset_index(drop=True), failing[~out])
            inside[out] = _inside(varied[out], _sides(limits)) if limits else False
    return inside


def _limits(varied: pd.DataFrame, failing: Flags) -> Limits:
    """Take the box of PRIM's path with the best F-score, and drop what it does not need."""
    best: _Sides = {}
    for box in _path(varied, failing):
        sides = _limited(box, varied)
        if sides and _score(varied, failing, sides) > _score(varied, failing, best):
            best = sides
    while best:
        chances = {side: _by_chance(varied, failing, best, side) for side in best}
        least = max(chances, key=lambda side: chances[side])
        if chances[least] < 1 - CONFIDENCE and len(best) <= MOST_LIMITED:
            break
        best = _without(best, least)
    limits: Limits = {}
    for (name, side), value in best.items():
        low, high = limits.get(name, (-np.inf, np.inf))
        limits[name] = (value, high) if side == 0 else (low, value)
    return limits


def _by_chance(varied: pd.DataFrame, failing: Flags, sides: _Sides, side: tuple[str, int]) -> float:
    """The chance of a region as dense if one side limited it at random (a *quasi-p value*).

    Bryant & Lempert (2010); it takes no account of the search, which `Region.stands` does.
    """
    from scipy import stats  # as above

    inside, others = _inside(varied, sides), _inside(varied, _without(sides, side))
    rate = float(failing[others].mean())
    return float(stats.binom.sf((inside & failing).sum() - 1, inside.sum(), rate))


def _without(sides: _Sides, side: tuple[str, int]) -> _Sides:
    return {other: value for other, value in sides.items() if other != side}


def _path(varied: pd.DataFrame, failing: Flags) -> list[pd.DataFrame]:
    """Give the boxes that PRIM peels, from the whole space inwards."""
    prim = _prim()
    least = max(FEWEST_OF_A_KIND / len(failing), 0.05)
    # releases of 2026 on no longer ask for a threshold, which decides nothing here
    asked: dict[str, Any] = {"threshold": 0.0} if "threshold" in signature(prim).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        box = prim(varied, failing, peel_alpha=0.05, mass_min=least, **asked).find_box()
    return [] if box is None else list(box.box_lims)


def _prim() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from ema_workbench.analysis.prim import Prim
    except ImportError as error:
        raise UserError(
            "Where a strategy fails is found with ema_workbench, which is not installed: "
            "pip install 'ccu-sim[analysis]'"
        ) from error
    return Prim


def _limited(box: pd.DataFrame, varied: pd.DataFrame) -> _Sides:
    """Give the sides that a box limits: those that do not reach the last value seen."""
    lows, highs = box[list(varied)].to_numpy(dtype=float)
    seen = varied.to_numpy()
    sides: _Sides = {}
    for name, low, high, least, most in zip(
        varied, lows, highs, seen.min(axis=0), seen.max(axis=0), strict=True
    ):
        if low > least:
            sides[str(name), 0] = float(low)
        if high < most:
            sides[str(name), 1] = float(high)
    return sides


def _inside(varied: pd.DataFrame, sides: _Sides) -> Flags:
    inside = np.ones(len(varied), dtype=bool)
    for (name, side), value in sides.items():
        column = varied[name].to_numpy()
        inside &= column >= value if side == 0 else column <= value
    return inside


def _score(varied: pd.DataFrame, failing: Flags, sides: _Sides) -> float:
    """F-score of a box: the harmonic mean of its coverage and its density."""
    inside = _inside(varied, sides)
    return float(2 * (inside & failing).sum() / (inside.sum() + failing.sum()))


def _sides(limits: Limits) -> _Sides:
    return {
        (name, side): value
        for name, ends in limits.items()
        for side, value in enumerate(ends)
        if np.isfinite(value)
    }
