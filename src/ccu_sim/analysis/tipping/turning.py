"""Over which values of a fact the choice stands, and at which it turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.intervals import CONFIDENCE
from ccu_sim.analysis.robustness import Gains, gains
from ccu_sim.analysis.simultaneous import Simultaneous, simultaneous_intervals
from ccu_sim.analysis.tipping.facts import Fact
from ccu_sim.analysis.tipping.variants import Variant, bases_of

if TYPE_CHECKING:
    from ccu_sim.analysis.outcomes import Outcome
    from ccu_sim.inputs import Study, Unit

TIPPING_COLUMNS = {
    "unit": "the unit",
    "fact": "what was changed, alone",
    "words": "the same in words",
    "known": "judged (a condition), filled in (from contract_security) or stated in the file",
    "value": "as the unit has it",
    "tried_low": "lowest value tried",
    "tried_high": "highest value tried",
    "choice": "the strategy with the largest mean gain at the unit as it is",
    "clear": "whether it is ahead of every other there beyond Monte Carlo error, 95 %",
    "verdict": "turns (another is ahead somewhere, beyond Monte Carlo error), may turn (ahead, but "
    "not beyond it) or stands",
    "stands_low": "lowest value, without a gap from the unit's own, at which the choice leads",
    "stands_high": "the highest",
    "turns_at": "the nearest value at which another draws level, between values tried on a "
    "straight line; NaN if none does",
    "turns_low": "interval of that value, 95 %, by drawing parameter sets anew (bootstrap), within "
    "the range tried; NaN if none turns or there are too few sets",
    "turns_high": "its upper end",
    "turns_to": "which other, empty if none",
    "least_lead": "least mean lead of the choice over the next best, over the values tried",
    "distance": "how far off the nearest turn is, as a share of the range tried; NaN if none",
}
"""Columns of the tipping table, each with its meaning."""

FEWEST_DRAWN = 5
"""With fewer parameter sets, drawing them anew says nothing."""

DRAWS = 500
SEED = 20150106
_ROUNDING = 1e-12
_ORDER = {"turns": 0, "may turn": 1, "stands": 2}


@dataclass(frozen=True)
class Tried:
    """A fact of a unit with the gains of all strategies at each value.

    Attributes
    ----------
    unit : str
    fact : Fact
    values : ndarray, shape (V,)
        Rising, the unit's own among them.
    strategies : tuple of str, K of them
    gains : tuple of ndarray, V of shape (P, K)
        Gain of each strategy in each parameter set, more meaning better.
    choice : int
        Which strategy is chosen at the unit as it is.
    """

    unit: str
    fact: Fact
    values: NDArray[np.float64]
    strategies: tuple[str, ...]
    gains: tuple[NDArray[np.float64], ...]
    choice: int

    @property
    def leads(self) -> NDArray[np.float64]:
        """Mean lead of the choice over each strategy at each value, shape (V, K)."""
        means = np.array([one.mean(axis=0) for one in self.gains])
        lead: NDArray[np.float64] = means[:, [self.choice]] - means
        return lead

    @property
    def own(self) -> int:
        """Place of the unit's own value."""
        return int(np.argmin(np.abs(self.values - self.fact.value)))


def tried(study: Study, runs: pd.DataFrame, outcome: Outcome) -> list[Tried]:
    """Gather what runs of a tipping study found, fact by fact.

    Values of which nothing is stored yet are left out, and facts of which nothing is.

    Parameters
    ----------
    study : Study
        As `tipping_study` made it.
    runs : DataFrame
    outcome : Outcome
        By which strategies are chosen.

    Raises
    ------
    UserError
        If it is another study.
    """
    bases = bases_of(study)
    there = {one.unit: one for one in gains(runs, outcome)}
    found = []
    for unit, variants in bases:
        if unit.name in there:
            found += list(_of_unit(unit, there, variants))
    return found


def tipping(found: Sequence[Tried]) -> pd.DataFrame:
    """Say of every fact over which range the choice stands, and where it turns.

    Parameters
    ----------
    found : sequence of Tried
        From `tried`.

    Returns
    -------
    DataFrame
        Columns as in `TIPPING_COLUMNS`; at each unit first what could turn the choice, the
        nearest first, then what leaves it the least lead.
    """
    table = pd.DataFrame([_row(one) for one in found], columns=list(TIPPING_COLUMNS))
    place = {unit: number for number, unit in enumerate(dict.fromkeys(table["unit"]))}
    keys = pd.DataFrame(
        {
            "unit": table["unit"].map(place),
            "verdict": table["verdict"].map(_ORDER),
            "distance": table["distance"].fillna(np.inf),
            "lead": table["least_lead"],
        }
    )
    order = keys.sort_values(list(keys), kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _of_unit(unit: Unit, there: dict[str, Gains], tried_of: list[Variant]) -> Iterator[Tried]:
    as_it_is = there[unit.name]
    by_fact: dict[str, list[Variant]] = {}
    for variant in tried_of:
        if variant.unit.name in there:
            by_fact.setdefault(variant.fact.name, []).append(variant)
    for variants in by_fact.values():
        fact = variants[0].fact
        points = [(fact.value, as_it_is)] + [(one.value, there[one.unit.name]) for one in variants]
        points.sort(key=lambda point: point[0])
        # what failed at some value is compared at none
        shared = tuple(
            name
            for name in as_it_is.strategies
            if all(name in point.strategies for _, point in points)
        )
        yield Tried(
            unit=unit.name,
            fact=fact,
            values=np.array([value for value, _ in points]),
            strategies=shared,
            gains=tuple(_only(point, shared) for _, point in points),
            choice=int(np.argmax(_only(as_it_is, shared).mean(axis=0))),
        )


def _only(point: Gains, strategies: tuple[str, ...]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = point.found[:, [point.of(name) for name in strategies]]
    return found


def _row(one: Tried) -> dict[str, object]:
    leads, values, own = one.leads, one.values, one.own
    up = _first_turn(values[own:], leads[own:])
    down = _first_turn(values[: own + 1][::-1], leads[: own + 1][::-1])
    turns = [turn for turn in (down, up) if turn is not None]
    value, rival = min(turns, key=lambda turn: abs(turn[0] - one.fact.value), default=(np.nan, -1))
    others = [place for place in range(len(one.strategies)) if place != one.choice]
    low, high = _turn_interval(one, upward=value > one.fact.value) if turns else (np.nan, np.nan)
    extent = values[-1] - values[0]
    verdict = "stands"
    if turns:
        verdict = "turns" if _surely_behind(one, others) else "may turn"
    return {
        "unit": one.unit,
        "fact": one.fact.name,
        "words": one.fact.words,
        "known": one.fact.known,
        "value": one.fact.value,
        "tried_low": values[0],
        "tried_high": values[-1],
        "choice": one.strategies[one.choice],
        "clear": bool((_against(one, one.own, others).low > 0).all()),
        "verdict": verdict,
        "stands_low": values[0] if down is None else down[0],
        "stands_high": values[-1] if up is None else up[0],
        "turns_at": value,
        "turns_low": low,
        "turns_high": high,
        "turns_to": one.strategies[rival] if turns else "",
        "least_lead": leads[:, others].min() if others else np.nan,
        "distance": abs(value - one.fact.value) / extent if turns else np.nan,
    }


def _first_turn(
    values: NDArray[np.float64], leads: NDArray[np.float64]
) -> tuple[float, int] | None:
    """Where, going from the first value on, some strategy first draws ahead of the choice.

    Parameters
    ----------
    values : ndarray, shape (V,)
        The unit's own value first.
    leads : ndarray, shape (V, K)

    Returns
    -------
    (float, int) or None
        The value, on a straight line between those tried, and the strategy.
    """
    if (leads[0] < -_ROUNDING).any():
        return float(values[0]), int(np.argmin(leads[0]))
    for step in range(len(values) - 1):
        here, there = leads[step], leads[step + 1]
        ahead = np.flatnonzero(there < -_ROUNDING)
        if len(ahead):
            share = here[ahead] / (here[ahead] - there[ahead])
            first = int(np.argmin(share))
            value = values[step] + share[first] * (values[step + 1] - values[step])
            return float(value), int(ahead[first])
    return None


def _turn_interval(one: Tried, *, upward: bool) -> tuple[float, float]:
    """Interval of the nearest turn on one side, 95 %, over parameter sets drawn anew.

    Where a draw does not turn, its turn is put at the end of the range tried.
    """
    counts = {len(gain) for gain in one.gains}
    if len(counts) > 1 or max(counts) < FEWEST_DRAWN:
        return np.nan, np.nan
    draws = np.random.default_rng(SEED).integers(0, max(counts), (DRAWS, max(counts)))
    # means by draw, value and strategy
    means = np.stack([gain[draws].mean(axis=1) for gain in one.gains], axis=1)
    leads = means[:, :, [one.choice]] - means
    side = slice(one.own, None) if upward else slice(one.own, None, -1)
    values = one.values[side]
    turns = [_first_turn(values, lead[side]) for lead in leads]
    found = [values[-1] if turn is None else turn[0] for turn in turns]
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(found, [tail, 100 - tail])
    return float(low), float(high)


def _surely_behind(one: Tried, others: list[int]) -> bool:
    """Whether at some value the choice is behind by more than Monte Carlo error."""
    places = range(len(one.values))
    return any((_against(one, place, others).high < 0).any() for place in places)


def _against(one: Tried, place: int, others: list[int]) -> Simultaneous:
    """Intervals of the lead over all others at one value, which hold for them together."""
    gain = one.gains[place]
    return simultaneous_intervals(gain[:, [one.choice]] - gain[:, others])
