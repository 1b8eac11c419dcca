"""Over which values of a fact the choice stands, and at which it turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.robustness import Gains, gains
from ccu_sim.analysis.simultaneous import simultaneous_intervals
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
    "verdict": "turns (another is ahead somewhere, beyond Monte Carlo error), may turn (ahead, but "
    "not beyond it) or stands",
    "stands_low": "lowest value, without a gap from the unit's own, at which the choice leads",
    "stands_high": "the highest",
    "turns_at": "the nearest value at which another draws level, between values tried on a "
    "straight line; NaN if none does",
    "turns_to": "which other, empty if none",
    "least_lead": "least mean lead of the choice over the next best, over the values tried",
    "distance": "how far off the nearest turn is, as a share of the range tried; NaN if none",
}
"""Columns of the tipping table, each with its meaning."""

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
        "verdict": verdict,
        "stands_low": values[0] if down is None else down[0],
        "stands_high": values[-1] if up is None else up[0],
        "turns_at": value,
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
        None of the first row is below zero.

    Returns
    -------
    (float, int) or None
        The value, on a straight line between those tried, and the strategy.
    """
    for step in range(len(values) - 1):
        here, there = leads[step], leads[step + 1]
        ahead = np.flatnonzero(there < -_ROUNDING)
        if len(ahead):
            share = here[ahead] / (here[ahead] - there[ahead])
            first = int(np.argmin(share))
            value = values[step] + share[first] * (values[step + 1] - values[step])
            return float(value), int(ahead[first])
    return None


def _surely_behind(one: Tried, others: list[int]) -> bool:
    """Whether at some value the choice is behind by more than Monte Carlo error.

    The intervals hold for all other strategies at a value together.
    """
    for gain in one.gains:
        found = simultaneous_intervals(gain[:, [one.choice]] - gain[:, others])
        if (found.high < 0).any():
            return True
    return False
