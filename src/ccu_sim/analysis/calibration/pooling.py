"""From rows of runs to what a candidate shows, with its sampling error.

An *output* is a target at a place: at one calibration unit, or over all together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ccu_sim.analysis.people import FIGURES
from ccu_sim.evidence import Target, Targets

TOGETHER = "together"
_CORRELATION = "leaving_"
"""Targets of this beginning are correlations of a survey item with later resigning; others that
are met together are figures of people (see `people.FIGURES`)."""


@dataclass(frozen=True)
class Output:
    """A target at a place.

    Attributes
    ----------
    target : Target
    place : str
        A unit's name, or "together".
    """

    target: Target
    place: str

    @property
    def name(self) -> str:
        """Such as ``cohesion@site-1``."""
        return f"{self.target.name}@{self.place}"


def outputs_of(targets: Targets) -> tuple[Output, ...]:
    """List the outputs of the targets, in order."""
    found = []
    for target in targets.targets:
        if target.each:
            found += [Output(target, unit) for unit in targets.units]
        found.append(Output(target, TOGETHER))
    return tuple(found)


@dataclass(frozen=True)
class Estimates:
    """What candidates show, on average over their runs.

    Attributes
    ----------
    outputs : tuple of Output
    candidates : ndarray of int
    mean, variance : ndarray, shape (candidates, outputs)
        The estimate and its sampling variance.
    """

    outputs: tuple[Output, ...]
    candidates: np.ndarray
    mean: np.ndarray
    variance: np.ndarray

    def frame(self) -> pd.DataFrame:
        """Give the means as a table, a row a candidate, a column an output."""
        names = [output.name for output in self.outputs]
        return pd.DataFrame(self.mean, columns=names).assign(candidate=self.candidates)


def spread_between_runs(rows: pd.DataFrame, targets: Targets) -> pd.DataFrame:
    """Measure chance: the variance of one run's figures around its candidate's own mean.

    Averaged over candidates, since a few runs of one say little about a variance.

    Parameters
    ----------
    rows : DataFrame
        Runs with columns ``candidate``, ``unit``, ``replicate`` and the summaries.
    targets : Targets

    Returns
    -------
    DataFrame
        A row a unit, a column a target that is met at each unit.
    """
    names = [target.name for target in targets.targets if target.each]
    within = rows.groupby(["candidate", "unit"])[names].var()
    return within.groupby("unit").mean()


def estimate(rows: pd.DataFrame, targets: Targets, spread: pd.DataFrame) -> Estimates:
    """Put the runs of each candidate together.

    Parameters
    ----------
    rows : DataFrame
        As for `spread_between_runs`.
    targets : Targets
    spread : DataFrame
        What `spread_between_runs` gave.

    Returns
    -------
    Estimates
        In the order of the candidates' numbers.
    """
    outputs = outputs_of(targets)
    candidates = np.sort(rows["candidate"].unique())
    mean = np.empty((len(candidates), len(outputs)))
    variance = np.empty_like(mean)
    each = [target.name for target in targets.targets if target.each]
    grouped = rows.groupby(["candidate", "unit"])[each]
    means, counts = grouped.mean().unstack("unit"), grouped.count().unstack("unit")
    sums = rows.groupby("candidate").sum(numeric_only=True)
    rest = _without_each(rows, sums)
    for column, output in enumerate(outputs):
        name, units = output.target.name, list(targets.units)
        if not output.target.each:
            if name.startswith(_CORRELATION):
                mean[:, column], variance[:, column] = _correlation(sums, name)
            else:
                mean[:, column], variance[:, column] = _figure(rows, sums, rest, name)
            continue
        at = units if output.place == TOGETHER else [output.place]
        shown = np.column_stack([means[name][unit] for unit in at])
        chance = np.column_stack([spread.loc[unit, name] / counts[name][unit] for unit in at])
        mean[:, column] = shown.mean(axis=1)
        variance[:, column] = chance.mean(axis=1) / len(at)
    return Estimates(outputs, candidates, mean, variance)


def _correlation(sums: pd.DataFrame, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Correlate a survey item with later resigning over everyone in a candidate's runs.

    Where nobody resigned, or all answered alike, it is 0.
    """
    item = name.removeprefix(_CORRELATION)
    people, resigned = sums["survey_n"].to_numpy(), sums["survey_resigned"].to_numpy()
    answers, squares = sums[f"sum_{item}"].to_numpy(), sums[f"squares_{item}"].to_numpy()
    some = np.maximum(people, 1.0)
    together = sums[f"products_{item}"].to_numpy() - answers * resigned / some
    spreads = (squares - answers * answers / some) * (resigned - resigned * resigned / some)
    known = spreads > 1e-12 * np.maximum(squares, 1e-300)
    r = np.where(known, together / np.sqrt(np.where(known, spreads, 1.0)), 0.0)
    return r, (1.0 - r * r) ** 2 / np.maximum(people - 1.0, 1.0)


def _without_each(rows: pd.DataFrame, sums: pd.DataFrame) -> dict[str, np.ndarray]:
    """Give, for each run, the sums of its candidate's other runs."""
    of_all = sums.loc[rows["candidate"]]
    return {name: of_all[name].to_numpy() - rows[name].to_numpy() for name in sums.columns}


def _figure(
    rows: pd.DataFrame, sums: pd.DataFrame, rest: dict[str, np.ndarray], name: str
) -> tuple[np.ndarray, np.ndarray]:
    """Give a figure over everyone in each candidate's runs, and its variance.

    The variance is the jackknife's: each run is left out in turn (Efron & Stein 1981).
    """
    whole = FIGURES[name]({column: sums[column].to_numpy() for column in sums.columns})
    left_out = pd.Series(FIGURES[name](rest)).groupby(rows["candidate"].to_numpy())
    variance = left_out.var(ddof=0) * (left_out.count() - 1)
    return whole, variance.fillna(0.0).to_numpy()


def survey_items(targets: Targets) -> Sequence[str]:
    """List the survey items whose correlation with resigning is a target."""
    names = [target.name for target in targets.targets if target.name.startswith(_CORRELATION)]
    return [name.removeprefix(_CORRELATION) for name in names]
