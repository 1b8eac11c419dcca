"""What calibration looks at in one run: a row of numbers, of which the targets are made.

Counts are kept beside shares wherever several runs are put together later: a correlation
over ten runs is made of sums over everyone in them, not of ten small correlations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from ccu_sim.analysis.intervals import mean_known
from ccu_sim.analysis.people import follow, people_sums
from ccu_sim.analysis.people.panel import MONTHS
from ccu_sim.inputs import Unit, load_unit
from ccu_sim.model import RunTables
from ccu_sim.model.calendar import month_start
from ccu_sim.model.records import SPELLS, SURVEY, SURVEY_MONTH

SECOND_YEAR = slice(13, 25)
"""The team is established by then, and the 24-month contracts have not ended."""

FOLLOWED = 24
"""Months from opening until which those who answered the survey are followed."""

SHORT_STAY, LONG_STAY = 6.0, 24.0
"""The time-frame of a stay, in months (founding text)."""

YEARLY_STATES = (
    "cohesion",
    "absence_peer",
    "absence_clinician",
    "high_exhaustion_peer",
    "high_exhaustion_clinician",
)


@lru_cache(maxsize=8)
def _unit(name: str) -> Unit:
    return load_unit(name)


def observe(
    unit: str, parameters: Mapping[str, float], *, seed: int, set_index: int, replicate: int
) -> dict[str, float]:
    """Run a unit as usual and summarise the run.

    Parameters
    ----------
    unit : str
        A unit's name.
    parameters : mapping of str to float
    seed, set_index, replicate : int
        Address of the run's chance events.

    Returns
    -------
    dict of str to float
        See `summarise` and `people_sums`.
    """
    panel = follow(_unit(unit), parameters, seed=seed, set_index=set_index, replicate=replicate)
    return summarise(panel.tables, *stays(panel.worlds[0])) | people_sums(panel)


def summarise(tables: RunTables, stayed: np.ndarray, ended: np.ndarray) -> dict[str, float]:
    """Summarise a run of `MONTHS`.

    Parameters
    ----------
    tables : RunTables
    stayed, ended : ndarray
        Months that residents admitted in the first year stayed, and whether the stay ended
        within the run (see `stays`).

    Returns
    -------
    dict of str to float
        Who resigned or was promoted, by role; second-year means of states; residents' stays;
        the sums of which the survey correlations are made.
    """
    row = dict(_chose_to_go(tables.spells))
    second_year = tables.monthly[SECOND_YEAR]
    row |= {name: float(mean_known(second_year[name])) for name in YEARLY_STATES}
    row |= _stays(stayed, ended)
    row |= _survey_sums(tables.spells)
    return row


def _chose_to_go(spells: np.ndarray) -> Iterator[tuple[str, float]]:
    """Share of founding staff who resigned or were promoted within 12 months, by role."""
    founders = spells[spells["founding"] & (spells["employment"] != "casual")]
    for role, word in (("peer_worker", "peer"), ("clinician", "clinician")):
        team = founders[founders["role"] == role]
        gone = np.isin(team["outcome"], ("resigned", "promoted")) & (team["end_month"] < 12.0)
        yield f"resigned_or_promoted_{word}", float(gone.mean()) if len(team) else np.nan


def stays(world: Any) -> tuple[np.ndarray, np.ndarray]:
    """Give the stays of residents admitted in the first year, ended or going on.

    Returns
    -------
    stayed : ndarray
        Months, so far for those still here.
    ended : ndarray of bool
    """
    horizon = month_start(MONTHS)
    done = np.asarray(world.stays)[: min(int(world.stay_count), SPELLS)]
    here = np.asarray(world.residents)
    here = here[here["here"] != 0]
    start = np.concatenate([done["start"], here["admitted"]])
    end = np.concatenate([done["end"], np.full(len(here), horizon)])
    ended = np.arange(len(start)) < len(done)
    first_year = start < month_start(12)
    month = horizon / MONTHS
    return (end - start)[first_year] / month, ended[first_year]


def _stays(stayed: np.ndarray, ended: np.ndarray) -> dict[str, float]:
    """Median stay, and the share of stays inside the time-frame."""
    if len(stayed) == 0:
        return {"stay_median": np.nan, "stay_inside": np.nan}
    inside = ended & (stayed >= SHORT_STAY) & (stayed <= LONG_STAY)
    return {"stay_median": float(np.median(stayed)), "stay_inside": float(inside.mean())}


def _survey_sums(spells: np.ndarray) -> dict[str, float]:
    """Sums of which the correlations of the month-12 survey with later resigning are made.

    Of the regular staff who answered, those who resigned in the following year are set
    against those who were still there at its end; whoever was promoted elsewhere or not
    renewed in it is neither.
    """
    answered = (
        (spells["employment"] != "casual")
        & (spells["role"] != "team_leader")
        & ~np.isnan(spells[f"survey_{SURVEY[0]}"])
        & (spells["start_month"] < SURVEY_MONTH)
    )
    staff = spells[answered]
    gone = staff["end_month"] < FOLLOWED
    resigned = gone & (staff["outcome"] == "resigned")
    clear = resigned | ~gone
    chose = resigned[clear].astype(float)
    row = {"survey_n": float(len(chose)), "survey_resigned": float(chose.sum())}
    for item in SURVEY:
        answer = staff[f"survey_{item}"][clear]
        row[f"sum_{item}"] = float(answer.sum())
        row[f"squares_{item}"] = float((answer * answer).sum())
        row[f"products_{item}"] = float((answer * chose).sum())
    return row
