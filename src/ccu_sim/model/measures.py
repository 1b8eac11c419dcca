"""What is measured of a run: a row a month, a row a person in post, one row in all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.inputs import Policy, Unit
from ccu_sim.model.calendar import month_of, month_start
from ccu_sim.model.columns import RECORDED
from ccu_sim.model.measured import (
    GROUPS,
    MARKS,
    MEANS,
    MONTHLY_COLUMNS,
    MONTHS_A_YEAR,
    RUN_COLUMNS,
    YEARLY,
)
from ccu_sim.model.records import (
    CONTRACT_ENDED,
    DISCIPLINES,
    IN_POST,
    NEVER,
    OUTCOME_NAMES,
    REASONS,
    RESIGNED,
    ROLE_NAMES,
    SPELLS,
    SURVEY,
)


@dataclass(frozen=True)
class RunTables:
    """The three tables of one run.

    Attributes
    ----------
    run : dict of str to float
        One row; columns as in `RUN_COLUMNS`, NaN where there is nothing to say.
    monthly : numpy structured array
        Columns as in `MONTHLY_COLUMNS`; row 0 is opening day.
    spells : numpy structured array
        Columns as in `SPELL_COLUMNS`.
    """

    run: dict[str, float]
    monthly: np.ndarray
    spells: np.ndarray


def measure(world: Any, unit: Unit, policy: Policy) -> RunTables:
    """Measure a run that has been walked to its horizon.

    Parameters
    ----------
    world : record
    unit : Unit
    policy : Policy

    Returns
    -------
    RunTables
    """
    _require_whole(world)
    spells = spell_table(world)
    monthly = month_table(world, unit, policy, spells)
    return RunTables(run_row(world, monthly, spells), monthly, spells)


def _require_whole(world: Any) -> None:
    """Refuse a run in which more people came and went than its tables hold.

    Raises
    ------
    UserError
    """
    if max(int(world.spell_count), int(world.stay_count)) > SPELLS:
        raise UserError(
            f"More than {SPELLS:,} people came and went in {int(world.months)} months, which is "
            "more than a run records; choose fewer months, or a unit where more stay"
        )


def _spells(world: Any) -> np.ndarray:
    """Give the spells that began before the horizon, as the engines wrote them."""
    raw = np.asarray(world.spells)[: int(world.spell_count)]
    return raw[raw["start"] < month_start(int(world.months))]


_SPELL_TYPE = np.dtype(
    [
        ("post", "i4"),
        ("role", "U11"),
        ("discipline", "U20"),
        ("holder", "i4"),
        ("employment", "U10"),
        ("founding", "?"),
        ("start_month", "f8"),
        ("end_month", "f8"),
        ("outcome", "U14"),
        ("fte", "f8"),
        ("main_reason", "U12"),
        *((f"reason_{reason}", "f8") for reason in REASONS),
        *((f"survey_{item}", "f8") for item in SURVEY),
    ]
)
_MONTH_TYPE = np.dtype([(name, "f8") for name in MONTHLY_COLUMNS])


def spell_table(world: Any) -> np.ndarray:
    """Make the table of spells: who held which post from when to when, and why they left."""
    raw = _spells(world)
    table = np.zeros(len(raw), _SPELL_TYPE)
    ended = raw["end"] != NEVER
    end = np.where(ended, raw["end"], month_start(int(world.months)))
    employment = np.where(raw["fixed_term"] == 1, "fixed-term", "permanent")
    table["post"] = raw["post"]
    table["role"] = np.array(ROLE_NAMES)[raw["role"]]
    table["discipline"] = np.array(DISCIPLINES)[raw["discipline"]]
    table["holder"] = raw["holder"]
    table["employment"] = np.where(raw["casual"] == 1, "casual", employment)
    table["founding"] = raw["founding"] == 1
    table["start_month"] = _in_months(raw["start"])
    table["end_month"] = _in_months(end)
    outcome = np.where(ended, raw["outcome"], IN_POST)
    table["outcome"] = np.array(OUTCOME_NAMES)[outcome]
    table["fte"] = raw["fte"]
    reasons = np.where((outcome == RESIGNED)[:, None], raw["reasons"], np.nan)
    if len(raw):
        main = np.array(REASONS)[np.argmax(raw["reasons"], axis=1)]
        table["main_reason"] = np.where(outcome == RESIGNED, main, "")
    for place, reason in enumerate(REASONS):
        table[f"reason_{reason}"] = reasons[:, place]
    survey = np.where(raw["survey"] < 0.0, np.nan, raw["survey"])
    for place, item in enumerate(SURVEY):
        table[f"survey_{item}"] = survey[:, place]
    return table


def _in_months(shifts: np.ndarray) -> np.ndarray:
    """Turn shifts into months such that a month's first shift is a whole number.

    A month begins at the first shift not before its exact instant, so plain division could
    put an end on the 24th month a hair beyond 24.
    """
    months = shifts * 16.0 / 1461.0
    whole = np.round(months)
    starts = (whole.astype(np.int64) * 1461 + 15) // 16
    return np.where(starts == shifts, whole, months)


def month_table(world: Any, unit: Unit, policy: Policy, spells: np.ndarray) -> np.ndarray:
    """Make the table of months, with what each cost."""
    rows = int(world.months) + 1
    raw = np.asarray(world.monthly)[:rows]
    table = np.zeros(rows, _MONTH_TYPE)
    for column, name in enumerate(RECORDED):
        table[name] = raw[:, column]
    for name in ("role_clarity", "exhausted"):
        table[name] = _over_roles(table, name)
    people = table["staff_peer"], table["staff_clinician"], table["staff_leader"]
    starters = table["hired"].copy()
    if unit.stage == "new":  # the founding team start in the first month, too
        starters[1] += np.sum(spells["founding"] & (spells["employment"] != "casual"))
    table["cost_strategy"][1:] = [
        policy.cost(month, dict(zip(ROLE_NAMES, map(int, staff), strict=True)), int(starting))
        for month, staff, starting in zip(
            range(1, rows),
            zip(*(role[1:] for role in people), strict=True),
            starters[1:],
            strict=True,
        )
    ]
    table["cost_turnover"] = _turnover_cost(world, unit, rows)
    table["cost_cover"] = (
        unit.costs.overtime_shift * table["overtime_shifts"]
        + unit.costs.casual_shift * table["casual_shifts"]
        + unit.costs.agency_shift * table["agency_shifts"]
    )
    return table


def _over_roles(table: np.ndarray, name: str) -> np.ndarray:
    """Mean of a by-role state over peer workers and clinicians together."""
    peers, clinicians = table["staff_peer"], table["staff_clinician"]
    total = table[f"{name}_peer"] * peers + table[f"{name}_clinician"] * clinicians
    return total / np.maximum(peers + clinicians, 1.0)


def _turnover_cost(world: Any, unit: Unit, rows: int) -> np.ndarray:
    """A$ a month for replacing those of the regular team who left."""
    raw = _spells(world)
    left = raw[(raw["end"] != NEVER) & (raw["casual"] == 0)]
    # A term ends after the month is closed, so an end on a month's first shift is that month's;
    # who resigns does so before, and is counted in the month of the last shift worked.
    last = np.where(left["outcome"] == CONTRACT_ENDED, left["end"], left["end"] - 1)
    months = np.array([month_of(int(shift)) for shift in last], dtype=int)
    cost = np.zeros(rows + 1)  # one more for terms that end on the horizon
    pay = np.asarray(world.staff)["pay"][left["post"]]
    np.add.at(cost, months, unit.costs.replacement_share_of_pay * pay * left["fte"])
    return cost[:rows]


def run_row(world: Any, monthly: np.ndarray, spells: np.ndarray) -> dict[str, float]:
    """Make the one row that sums a run up."""
    horizon = int(world.months)
    row = dict(_retention(spells, horizon))
    row |= _separations(monthly, spells, horizon)
    last = monthly[max(1, horizon + 1 - MONTHS_A_YEAR) :]
    row |= {name: float(last[name].mean()) for name in MEANS}
    row["cohesion_end"] = float(monthly["cohesion"][-1])
    row["divide_end"] = float(monthly["divide"][-1])
    vacancies = monthly["vacancies_peer"] + monthly["vacancies_clinician"]
    row["vacancies"] = float(vacancies[1:].mean())
    years = horizon / MONTHS_A_YEAR
    row |= {name: float(monthly[name].sum()) / years for name in YEARLY}
    row["cost_total"] = row["cost_strategy"] + row["cost_turnover"] + row["cost_cover"]
    row["stay_months"] = _median_stay(world)
    return {name: row[name] for name in RUN_COLUMNS}


def _of_group(spells: np.ndarray, group: str) -> np.ndarray:
    """Pick the regular team's spells of a group of staff (all: peers and clinicians)."""
    regular = spells[(spells["employment"] != "casual") & (spells["role"] != "team_leader")]
    if group == "all":
        return regular
    return regular[regular["role"] == ("peer_worker" if group == "peer" else "clinician")]


def _retention(spells: np.ndarray, horizon: int) -> Iterator[tuple[str, float]]:
    """Founding staff still in post at the marks, who chose to go, and mean months in post."""
    for group in GROUPS:
        team = _of_group(spells, group)
        team = team[team["founding"]]
        ended = team["outcome"] != "in-post"
        for mark in MARKS:
            gone = ended & (team["end_month"] < mark)
            known = mark <= horizon and len(team) > 0
            yield f"retention_{mark}_{group}", float(1.0 - gone.mean()) if known else np.nan
        gone = ended & (team["end_month"] < MONTHS_A_YEAR) & (team["outcome"] != "contract-ended")
        known = horizon >= MONTHS_A_YEAR and len(team) > 0
        yield f"resigned_or_promoted_12_{group}", float(gone.mean()) if known else np.nan
        months = np.minimum(team["end_month"], horizon)
        yield f"months_in_post_{group}", float(months.mean()) if len(team) else np.nan


def _separations(monthly: np.ndarray, spells: np.ndarray, horizon: int) -> dict[str, float]:
    """Separations a year for each filled post."""
    filled = {
        "peer": monthly["staff_peer"][1:].mean(),
        "clinician": monthly["staff_clinician"][1:].mean(),
    }
    filled["all"] = filled["peer"] + filled["clinician"]
    row = {}
    for group in GROUPS:
        left = (_of_group(spells, group)["outcome"] != "in-post").sum()
        years = filled[group] * horizon / MONTHS_A_YEAR
        row[f"separations_{group}"] = float(left / years) if years > 0 else np.nan
    return row


def _median_stay(world: Any) -> float:
    """Median completed stay of residents, in months."""
    stays = np.asarray(world.stays)[: int(world.stay_count)]
    if len(stays) == 0:
        return np.nan
    return float(np.median(_in_months(stays["end"]) - _in_months(stays["start"])))
