"""Sums over the people of a run, of which the figures of patterns are made.

Sums add up over runs, so that a figure over many runs is one over everyone in them. People
are measured from the mean of their own team and role, as a survey of one team would.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ccu_sim.analysis.people.panel import ASKED, LOOKS, MONTHS, Panel
from ccu_sim.model.records import PEER, REASONS, SURVEY_MONTH

ITEMS = (
    *ASKED,
    "felt_fit",
    "climate",
    "near_home",
    "chance",
)
"""What a staff survey would ask, and two facts to set beside it."""

PAIRS = (
    ("exhaustion", "satisfaction"),
    ("exhaustion", "leader_support"),
    ("exhaustion", "colleague_support"),
    ("exhaustion", "role_clarity"),
    ("satisfaction", "role_clarity"),
    ("satisfaction", "colleague_support"),
    ("satisfaction", "trust_given"),
    ("satisfaction", "belonging"),
    ("satisfaction", "felt_fit"),
    ("chance", "role_clarity"),
    ("chance", "colleague_support"),
    ("chance", "felt_fit"),
    ("chance", "near_home"),
)

LASTING = (
    "satisfaction",
    "morale",
    "exhaustion",
    "role_clarity",
    "leader_support",
    "role_drift",
    "belonging",
    "trust_given",
)
"""Items that are asked again after a year."""

FELT = ("morale", "exhaustion", "satisfaction")
"""How work feels to peer workers in a new team's first year."""

TENURE = {"0_6": (0.0, 6.0), "6_12": (6.0, 12.0), "12_up": (12.0, float(MONTHS))}
"""Months in post."""

FIFTH = 5


def people_sums(panel: Panel) -> dict[str, float]:
    """Sum a run up.

    Parameters
    ----------
    panel : Panel

    Returns
    -------
    dict of str to float
        Sums and counts that may be added up over runs.
    """
    row = dict(start_sums(panel))
    row |= _survey(panel.people[SURVEY_MONTH])
    row |= _year_apart(panel.people[SURVEY_MONTH], panel.people[24])
    row |= _by_tenure(panel.tables.spells)
    row |= _climate_and_leaving(panel)
    row |= _sickness(panel.people[SURVEY_MONTH], panel.people[24])
    row |= _reasons(panel.tables.spells)
    return row


def _from_own_group(values: np.ndarray, role: np.ndarray) -> np.ndarray:
    """Measure each from the mean of the same role."""
    values = values.astype(float).copy()
    for one in np.unique(role):
        values[role == one] -= values[role == one].mean()
    return values


def _groups(people: np.ndarray) -> float:
    return float(len(np.unique(people["role"])))


def start_sums(panel: Panel) -> Iterator[tuple[str, float]]:
    """How work feels to peer workers, and cohesion, in the months of the first year."""
    for month in LOOKS:
        peers = panel.people[month][panel.people[month]["role"] == PEER]
        yield f"peers@{month}", float(len(peers))
        for item in FELT:
            yield f"{item}@{month}", float(peers[item].sum())
            centre = peers[item].mean() if len(peers) else 0.0
            yield f"spread_{item}@{month}", _squares(peers[item] - centre)
        cohesion = float(panel.tables.monthly["cohesion"][month])
        yield f"cohesion@{month}", 0.0 if np.isnan(cohesion) else cohesion
        yield f"teams@{month}", float(not np.isnan(cohesion))


def _squares(values: np.ndarray) -> float:
    return float((values * values).sum())


def _survey(people: np.ndarray) -> dict[str, float]:
    """Spread of each item, and products of pairs, within team and role."""
    apart = {item: _from_own_group(people[item], people["role"]) for item in ITEMS}
    row = {"asked": len(people) - _groups(people)}
    row |= {f"within_{item}": _squares(values) for item, values in apart.items()}
    row |= {f"within_{a}_{b}": float((apart[a] * apart[b]).sum()) for a, b in PAIRS}
    return row


def _year_apart(before: np.ndarray, after: np.ndarray) -> Iterator[tuple[str, float]]:
    """Products of what the same people say a year apart."""
    _, first, second = np.intersect1d(
        before["address"], after["address"], assume_unique=True, return_indices=True
    )
    before, after = before[first], after[second]
    yield "asked_again", len(before) - _groups(before)
    for item in LASTING:
        then = _from_own_group(before[item], before["role"])
        now = _from_own_group(after[item], after["role"])
        yield f"then_{item}", _squares(then)
        yield f"now_{item}", _squares(now)
        yield f"both_{item}", float((then * now).sum())


def _by_tenure(spells: np.ndarray) -> Iterator[tuple[str, float]]:
    """Resignations of people hired later, and months in post, by length of service."""
    regular = (spells["employment"] != "casual") & (spells["role"] != "team_leader")
    hires = spells[regular & ~spells["founding"]]
    served = hires["end_month"] - hires["start_month"]
    resigned = hires["outcome"] == "resigned"
    for band, (low, high) in TENURE.items():
        yield f"served_{band}", float((np.clip(served, low, high) - low).sum())
        inside = (served >= low) & (served < high)
        yield f"resigned_{band}", float((resigned & inside).sum())


def _climate_and_leaving(panel: Panel) -> dict[str, float]:
    """How those who resigned in the two years after the survey had found the team, and others."""
    asked = panel.people[SURVEY_MONTH]
    spells = panel.tables.spells[asked["spell"]]
    climate = _from_own_group(asked["climate"], asked["role"])
    gone = spells["end_month"] < MONTHS
    left = gone & (spells["outcome"] == "resigned")
    stayed = ~gone
    return {
        "left": float(left.sum()),
        "stayed": float(stayed.sum()),
        "climate_left": float(climate[left].sum()),
        "climate_stayed": float(climate[stayed].sum()),
        "climate_squares": _squares(climate[left | stayed]),
    }


def _sickness(before: np.ndarray, after: np.ndarray) -> dict[str, float]:
    """Who was ill in the second year, among those who were there all of it."""
    _, first, second = np.intersect1d(
        before["address"], after["address"], assume_unique=True, return_indices=True
    )
    days = np.sort(after["sick_days"][second] - before["sick_days"][first])[::-1]
    long = after["long_sick_days"][second] - before["long_sick_days"][first]
    return {
        "here_all_year": float(len(days)),
        "never_ill": float((days == 0).sum()),
        "sick_days": float(days.sum()),
        "sick_days_of_fifth": float(days[: round(len(days) / FIFTH)].sum()),
        "long_sick_days": float(long.sum()),
    }


def _reasons(spells: np.ndarray) -> dict[str, float]:
    """Shares of reasons, added up over those who resigned."""
    left = spells[(spells["outcome"] == "resigned") & (spells["employment"] != "casual")]
    row = {"resignations": float(len(left))}
    return row | {f"reason_{name}": float(left[f"reason_{name}"].sum()) for name in REASONS}
