"""One's own unit: parameter sets weighed by how well they give the unit its own last year.

A year of one unit is one draw of chance. So a set is not asked to hit the figures, but
weighed by how likely they are under it; sets that make them very unlikely hardly count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ccu_sim.analysis.calibration.kept_years import keep, question, recall
from ccu_sim.analysis.intervals import mean_known
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.errors import UserError
from ccu_sim.evidence import ensemble
from ccu_sim.inputs import Unit, compose
from ccu_sim.model import prepare, simulate
from ccu_sim.model.calendar import WEEKS_A_YEAR, WORKDAYS_A_WEEK

YEAR = 12
"""Months that are compared."""

FURTHEST = 3.0
"""A set matches if no figure is further off than this many standard deviations."""

NEAREST = 0.1
"""Share of the sets that is used, those nearest to the history, where none matches."""

FEW = 30.0
"""Weights worth fewer sets than this lean on a handful."""

ROUNDING = {"leavers": 0.5, "vacancies": 0.25, "sick_days": 0.5}
"""Standard deviation of how such figures are counted and rounded."""

_BESIDE = {
    "leavers": ("{:.0f} left last year", "{:.0f} ({:.0f} to {:.0f})"),
    "vacancies": ("{:g} posts were vacant", "{:.1f} ({:.1f} to {:.1f})"),
    "sick_days": ("{:.0f} sick days a person", "{:.0f} ({:.0f} to {:.0f})"),
}
"""A figure as the unit tells it, and as the sets give it: mean, 5th and 95th percentile."""

_WORDS = {
    "leavers": "{:.0f} people who left",
    "vacancies": "{:g} posts vacant",
    "sick_days": "{:.1f} sick days a person",
}


@dataclass(frozen=True)
class Reweighted:
    """An ensemble seen from one unit's own history.

    Attributes
    ----------
    weights : ndarray
        Of each parameter set; they add up to 1. Where no set matches, the nearest tenth of
        them weigh the same and the others nothing.
    matches : int
        Sets that the history does not rule out.
    figures : tuple of str
        What was compared: ``leavers``, ``vacancies``, ``sick_days``.
    seen : ndarray
        The unit's own figures.
    expected : ndarray, shape (sets, figures)
        What each set expects of a year.
    off : ndarray, shape (sets, figures)
        How far the unit's figures are from that, in standard deviations of a year's chance.
    sentence : str
        What a reader should know.
    """

    weights: np.ndarray
    matches: int
    figures: tuple[str, ...]
    seen: np.ndarray
    expected: np.ndarray
    off: np.ndarray
    sentence: str

    @property
    def beside(self) -> str:
        """The unit's own figures beside what the sets expect of a year as usual."""
        return _beside(self.figures, self.seen, self.expected)

    @property
    def effective_size(self) -> float:
        """How many equally weighted sets the weights are worth."""
        return float(1.0 / np.sum(self.weights**2))

    def figures_met(self) -> pd.DataFrame:
        """Set the unit's figures beside what the sets expect of a year.

        Returns
        -------
        DataFrame
            A row a figure: ``seen``; ``low``, ``high`` (5 and 95 per cent of the sets); the
            mean over sets ``before`` and, weighted, ``after``.
        """
        low, high = np.quantile(self.expected, (0.05, 0.95), axis=0)
        return pd.DataFrame(
            {
                "figure": self.figures,
                "seen": self.seen,
                "low": low,
                "high": high,
                "before": self.expected.mean(axis=0),
                "after": self.weights @ self.expected,
            }
        )

    def sets_weighed(self) -> pd.DataFrame:
        """Give the weight of each set, and what it expects of a year."""
        table = pd.DataFrame(self.expected, columns=list(self.figures))
        table.insert(0, "weight", self.weights)
        table.insert(0, "set", np.arange(len(table)))
        return table

    def select(self, count: int) -> np.ndarray:
        """Pick sets in proportion to their weights.

        Parameters
        ----------
        count : int

        Returns
        -------
        ndarray of int
            Indices in the ensemble; a heavy set comes more than once. More sets never change
            those before, and any first few follow the weights as well as so few can.
        """
        reach = np.cumsum(self.weights)
        return np.searchsorted(reach / reach[-1], _spread_out(count), side="right")


def _spread_out(count: int) -> np.ndarray:
    """Give the first shares of van der Corput's sequence: 0, 1/2, 1/4, 3/4, 1/8, ...

    Each lies in a widest gap that those before have left.
    """
    left, shares, digit = np.arange(count), np.zeros(count), 0.5
    while left.any():
        shares += digit * (left % 2)
        left, digit = left // 2, digit / 2
    return shares


def reweigh(
    unit: Unit,
    sets: Sequence[Mapping[str, float]] | None = None,
    *,
    replicates: int = 4,
    seed: int = 2014,
    progress: Progress | None = None,
) -> Reweighted:
    """Weigh parameter sets by a unit's own last year.

    Parameters
    ----------
    unit : Unit
        With `observed`.
    sets : sequence of parameter sets, optional
        The shipped ensemble, if not given.
    replicates, seed : int
        Runs of a year for each set, as usual.
    progress : Progress, optional
        Told how many runs are done; nobody by default.

    Returns
    -------
    Reweighted

    Raises
    ------
    UserError
        If the unit says nothing of its last year.
    """
    if unit.observed is None:
        raise UserError(
            f"{unit.name} has no figures of its own to weigh by; add observed: to its file"
        )
    sets = ensemble() if sets is None else sets
    name = question(unit, sets, replicates, seed)
    years = recall(name, (len(sets), replicates, len(ROUNDING)))
    if years is None:
        years = _years(unit, sets, replicates, seed, progress or Quiet())
        keep(name, years)
    people = np.array([unit.observed.headcount, 1.0, 1.0])
    return weigh(unit, years * people)


def weighed_before(
    unit: Unit, sets: Sequence[Mapping[str, float]], *, replicates: int = 4, seed: int = 2014
) -> bool:
    """Tell whether the years that `reweigh` needs are kept from an earlier command."""
    name = question(unit, sets, replicates, seed)
    return recall(name, (len(sets), replicates, len(ROUNDING))) is not None


def _years(
    unit: Unit,
    sets: Sequence[Mapping[str, float]],
    replicates: int,
    seed: int,
    progress: Progress,
) -> np.ndarray:
    """Simulate a year as usual, so many times with each set: leavers a head, vacancies, sick days.

    Returns
    -------
    ndarray, shape (sets, replicates, 3)
    """
    prepare()
    progress.begin(len(sets) * replicates, 0)
    years = np.empty((len(sets), replicates, len(ROUNDING)))
    try:
        for index, one in enumerate(sets):
            for replicate in range(replicates):
                years[index, replicate] = _year(unit, one, seed, index, replicate)
            progress.advance(replicates)
    finally:
        progress.end()
    return years


def _year(
    unit: Unit, parameters: Mapping[str, float], seed: int, index: int, replicate: int
) -> tuple[float, float, float]:
    """Simulate a year and give who left, of one in post, vacancies and sick days."""
    tables = simulate(
        unit,
        compose([]),
        dict(parameters),
        months=YEAR,
        seed=seed,
        set_index=index,
        replicate=replicate,
    )
    months, spells = tables.monthly[1:], tables.spells
    peers, clinicians = months["staff_peer"], months["staff_clinician"]
    people = float((peers + clinicians + months["staff_leader"]).mean())
    left = (spells["employment"] != "casual") & (spells["outcome"] != "in-post")
    vacant = float((months["vacancies_peer"] + months["vacancies_clinician"]).mean())
    absent = np.stack([months["absence_peer"], months["absence_clinician"]])
    workers = np.where(np.isnan(absent), 0.0, np.stack([peers, clinicians]))
    absence = float(np.nansum(absent * workers) / workers.sum()) if workers.any() else np.nan
    workdays = WORKDAYS_A_WEEK * (WEEKS_A_YEAR - unit.annual_leave_weeks)
    days_a_head = workdays * unit.fte / unit.total_heads
    leavers = left.sum() / people if people else np.nan
    return leavers, vacant, absence * days_a_head


def weigh(unit: Unit, years: np.ndarray) -> Reweighted:
    """Weigh parameter sets by simulated years.

    Parameters
    ----------
    unit : Unit
        With `observed`.
    years : ndarray, shape (sets, replicates, 3)
        Who left (for any reason), vacancies, and sick days a person of each simulated year; NaN
        where nobody is there.

    Notes
    -----
    Normal likelihood. The variance is that of a year's chance (between replicates, averaged
    over sets), of the set's own mean over its replicates, and of rounding.
    """
    seen = unit.observed
    assert seen is not None
    told = {"leavers": seen.leavers_12m, "vacancies": seen.vacancies, "sick_days": seen.sick_days}
    figures = tuple(name for name, value in told.items() if value is not None)
    columns = [list(told).index(name) for name in figures]
    years = years[:, :, columns]
    figure = np.array([float(told[name] or 0.0) for name in figures])
    expected = years.mean(axis=1)
    chance = mean_known(years.var(axis=1, ddof=1))
    rounding = np.array([ROUNDING[name] for name in figures]) ** 2
    off = (figure - expected) / np.sqrt(chance * (1.0 + 1.0 / years.shape[1]) + rounding)
    off = np.where(np.isnan(off), np.inf, off)  # a year in which nobody is there matches none
    matches = int((np.abs(off).max(axis=1) <= FURTHEST).sum())
    if matches:
        log_likelihood = -0.5 * np.sum(off**2, axis=1)
        weights = np.exp(log_likelihood - log_likelihood.max())
        weights /= weights.sum()
        sentence = f"{_matched(matches, weights)} {_beside(figures, figure, expected)}"
    else:
        nearest = np.argsort(np.abs(off).max(axis=1), kind="stable")
        nearest = nearest[: max(1, round(NEAREST * len(years)))]
        weights = np.zeros(len(years))
        weights[nearest] = 1.0 / len(nearest)
        sentence = _unmatched(figures, figure, expected, off, len(nearest))
    return Reweighted(weights, matches, figures, figure, expected, off, sentence)


def _matched(matches: int, weights: np.ndarray) -> str:
    """Say how many sets give the unit its own year, to people who know no parameter sets."""
    few = 1.0 / np.sum(weights**2) < FEW
    held = "all" if matches == len(weights) else f"{matches} of"
    return (
        f"The unit's own last year could have come by chance in {held} {len(weights)} possible "
        "worlds, and those that fit it better count for more"
        + ("; few fit it well, so answers lean on few." if few else ".")
    )


def _beside(figures: tuple[str, ...], seen: np.ndarray, expected: np.ndarray) -> str:
    """Set the unit's own figures beside what the sets expect of a year as usual."""
    low, high = np.nanquantile(expected, (0.05, 0.95), axis=0)
    parts = []
    for place, name in enumerate(figures):
        told, model = _BESIDE[name]
        mean = np.nanmean(expected[:, place])
        parts.append(
            f"{told.format(seen[place])}, as usual the model has "
            f"{model.format(mean, low[place], high[place])}"
        )
    return f"You told us: {'; '.join(parts)}."


def _unmatched(
    figures: tuple[str, ...],
    seen: np.ndarray,
    expected: np.ndarray,
    off: np.ndarray,
    used: int,
) -> str:
    """Say that no set gives the unit its own year, and by how far the nearest misses it."""
    nearest = int(np.argmin(np.abs(off).max(axis=1)))
    worst = int(np.argmax(np.abs(off[nearest])))
    said = _WORDS[figures[worst]].format(seen[worst])
    number = _WORDS[figures[worst]].format(expected[nearest, worst]).split()[0]
    return (
        f"The unit's own last year fits no possible world: you told us of {said}, and the nearest "
        f"expects {number}, further off than chance takes a year "
        f"({abs(off[nearest, worst]):.1f} standard deviations, more than {FURTHEST:g}). Only the "
        f"nearest {used} of {len(off)} are used. What the file says of the unit and of that year "
        "deserves a second look."
    )
