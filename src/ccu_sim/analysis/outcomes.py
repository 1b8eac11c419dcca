"""What is compared: each outcome of a run, its unit, and which way is better."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ccu_sim.errors import UserError


@dataclass(frozen=True, slots=True)
class Outcome:
    """One column of the runs table, in words.

    Parameters
    ----------
    name : str
        Column of the runs table.
    label : str
        A few plain words, for axes and tables.
    plain : str
        One sentence that says what it is.
    unit : str
        Unit as shown, after `factor`.
    better : int
        1 if more is better, -1 if less is better, 0 if neither can be said.
    factor : float
        What a value is multiplied by to be shown (100 for shares).
    decimals : int
        Decimals shown.
    """

    name: str
    label: str
    plain: str
    unit: str
    better: int
    factor: float = 1.0
    decimals: int = 1

    def shown(self, value: float) -> float:
        """Give `value` in the unit that is shown."""
        return value * self.factor

    def text(self, value: float) -> str:
        """Give a level as text, or a dash where there is none."""
        if not math.isfinite(value):
            return "–"
        number = f"{_without_minus_zero(self.shown(value), self.decimals):,.{self.decimals}f}"
        return f"{number} %" if self.unit == "%" else number.replace("-", "−")

    def difference(self, value: float) -> str:
        """Give a difference as text, always signed."""
        if not math.isfinite(value):
            return "–"
        number = _without_minus_zero(self.shown(value), self.decimals)
        return f"{number:+,.{self.decimals}f}".replace("-", "−")

    @property
    def difference_unit(self) -> str:
        """Unit of a difference: points for a percentage."""
        return "percentage points" if self.unit == "%" else self.unit


def _without_minus_zero(number: float, decimals: int) -> float:
    return round(number, decimals) + 0.0


_GROUPS = {"peer": "peer workers", "clinician": "clinicians", "all": "staff"}


def _retention() -> list[Outcome]:
    outcomes = []
    for months in (12, 24, 36):
        for group, people in _GROUPS.items():
            outcomes.append(
                Outcome(
                    f"retention_{months}_{group}",
                    f"Founding {people} still in post after {months} months",
                    f"Of the {people} of day 0, the share in post at {months} months, before any "
                    "contract that ends that day.",
                    "%",
                    1,
                    100.0,
                )
            )
    for group, people in _GROUPS.items():
        outcomes.append(
            Outcome(
                f"retention_end_{group}",
                f"Founding {people} still in post at the end",
                f"Of the {people} in post on day 0, the share still in post in the last month.",
                "%",
                1,
                100.0,
            )
        )
    return outcomes


def _leaving() -> list[Outcome]:
    outcomes = []
    for group, people in _GROUPS.items():
        outcomes.append(
            Outcome(
                f"leavers_12_{group}",
                f"Founding {people} who left within 12 months",
                f"Of the founding {people}, the share who left other than by an expiry.",
                "%",
                -1,
                100.0,
            )
        )
    for group, people in _GROUPS.items():
        outcomes.append(
            Outcome(
                f"months_in_post_{group}",
                f"Months in post, founding {people}",
                f"Mean months that founding {people} stay, counted up to the end of the run.",
                "months",
                1,
            )
        )
    for group, people in _GROUPS.items():
        outcomes.append(
            Outcome(
                f"separations_{group}",
                f"Departures a year per filled post, {people}",
                f"How many {people} leave in a year for each post that is filled.",
                "a year per post",
                -1,
                1.0,
                2,
            )
        )
    return outcomes


def _level(name: str, label: str, plain: str, better: int, unit: str = "0–1") -> Outcome:
    """Describe a state between 0 and 1."""
    return Outcome(name, label, plain, unit, better, 1.0, 3)


def _share(name: str, label: str, plain: str, better: int) -> Outcome:
    """Describe a share, shown as a percentage."""
    return Outcome(name, label, plain, "%", better, 100.0)


def _yearly(name: str, label: str, plain: str, better: int, unit: str = "a year") -> Outcome:
    """Describe a count in a year."""
    return Outcome(name, label, plain, unit, better, 1.0, 0 if "shifts" in unit else 1)


def _by_role(name: str, label: str, plain: str, better: int, *, share: bool) -> list[Outcome]:
    """Describe a state of peer workers and of clinicians, each by itself."""
    make = _share if share else _level
    return [
        make(f"{name}_{group}", f"{label}, {_GROUPS[group]}", plain, better)
        for group in ("peer", "clinician")
    ]


_TRUST = "trust, 0–1"
_SCORE = "score 1–5"

_TEAM = [
    *(
        Outcome(name, f"Cohesion of the team{at}", f"Mean trust, {over}.", _SCORE, 1, 1.0, 2)
        for name, at, over in (
            ("cohesion", "", "over the last twelve months"),
            ("cohesion_end", " at the end", "in the last month"),
        )
    ),
    _level(
        "divide",
        "Divide between peer workers and clinicians",
        "Trust within a role less trust between the roles, over the last twelve months.",
        -1,
        _TRUST,
    ),
    _level(
        "divide_end",
        "Divide between peer workers and clinicians at the end",
        "Trust within a role less trust between the roles, in the last month.",
        -1,
        _TRUST,
    ),
    _level(
        "trust_between",
        "Trust between peer workers and clinicians",
        "Mean trust of peer workers in clinicians and of clinicians in peer workers.",
        1,
        _TRUST,
    ),
    _level("role_clarity", "Role clarity", "How clear staff are about who does what.", 1),
    *_by_role("drift", "Work outside the role", "Share of work.", -1, share=True),
    *_by_role("strain", "Strain", "Mean strain (emotional exhaustion).", -1, share=False),
    _share("exhausted", "Staff highly exhausted", "Share with high emotional exhaustion.", -1),
    *_by_role("exhausted", "Highly exhausted", "Share with high exhaustion.", -1, share=True),
    *_by_role("morale", "Morale", "Mean morale.", 1, share=False),
    *_by_role("voice", "Voice", "Mean say in decisions.", 1, share=False),
    *_by_role("belonging", "Belonging", "Mean belonging to the team.", 1, share=False),
    _level("valuing_clinician", "Clinicians' valuing of peer work", "Mean valuing.", 1),
    *_by_role("absence", "Absence", "Share of contracted time lost to illness.", -1, share=True),
    _yearly("disputes", "Disputes over roles", "Disputes over whose task it was.", -1),
    _yearly(
        "challenges_heard",
        "Challenges heard",
        "Times that practice was questioned and it was taken well: the team learns.",
        1,
    ),
    _yearly(
        "challenges_rebuffed",
        "Challenges rebuffed",
        "Times that practice was questioned and it was rebuffed.",
        -1,
    ),
    _yearly(
        "discrimination",
        "Discrimination against peer workers",
        "Times that a peer worker was treated as less.",
        -1,
    ),
    _yearly(
        "dilemmas",
        "Boundary dilemmas",
        "Dilemmas that workers of any role met; closeness brings them, so neither is better.",
        0,
    ),
    _yearly("crossings", "Boundary crossings", "By workers of any role.", -1),
    _yearly("crises", "Crises", "Residents' crises on shift.", -1),
    Outcome("vacancies", "Vacant posts", "Mean number of posts without a holder.", "posts", -1),
    *(
        _yearly(f"{kind}_shifts", f"{kind.capitalize()} shifts", plain, -1, "shifts a year")
        for kind, plain in (
            ("overtime", "Shifts worked as overtime."),
            ("agency", "Shifts worked by agency staff."),
            ("casual", "Shifts worked by the casual pool."),
            ("unfilled", "Shifts below the minimum that nobody filled."),
        )
    ),
]

_RESIDENTS = [
    _level("alliance", "Alliance with residents", "Mean over residents of the strongest.", 1),
    _level("recovery", "Residents' recovery", "Mean self-reliance and living skills.", 1),
    _level("dependency", "Residents' dependency", "Mean dependency on staff.", -1),
    _yearly("graduations", "Residents who graduate", "Residents who move on when ready.", 1),
    _yearly("unplanned_exits", "Residents who leave unplanned", "Before they are ready.", -1),
    Outcome(
        "stay_months",
        "Residents' stay",
        "Median of completed stays; neither a longer nor a shorter one is better by itself.",
        "months",
        0,
    ),
]

_COSTS = [
    Outcome(name, label, plain, "A$ thousand a year", -1, 0.001, 1)
    for name, label, plain in (
        ("cost_strategy", "Cost of the strategy", "What the strategy costs."),
        ("cost_turnover", "Cost of turnover", "Replacing those who leave."),
        ("cost_cover", "Cost of cover", "Overtime, casual and agency shifts."),
        ("cost_total", "Total cost", "Strategy, turnover and cover together."),
    )
]

OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in [
        *_retention(),
        *_leaving(),
        *_TEAM,
        *_RESIDENTS,
        *_COSTS,
    ]
}
"""Every outcome that can be compared, by the name of its column, in reading order."""


def own_outcomes(measures: Iterable[Mapping[str, Any]]) -> dict[str, Outcome]:
    """Describe what a model of the user's own measures beside the outcomes of the model.

    Parameters
    ----------
    measures : iterable of mapping
        As a study's folder holds them (see `ccu_sim.batch.manifest.Manifest`).

    Returns
    -------
    dict of str to Outcome
    """
    return {
        one["name"]: Outcome(
            name=one["name"],
            label=one["name"].replace("_", " ").capitalize(),
            plain=f"{one['meaning'][:1].upper()}{one['meaning'][1:].rstrip('.')}.",
            unit=one["unit"],
            better=one["better"],
            decimals=3,
        )
        for one in measures
    }


def outcome(name: str) -> Outcome:
    """Find an outcome by name.

    Raises
    ------
    UserError
        If there is no outcome of that name.
    """
    found = OUTCOMES.get(name)
    if found is None:
        near = difflib.get_close_matches(name, OUTCOMES, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        raise UserError(f"There is no outcome {name!r}{hint}")
    return found
