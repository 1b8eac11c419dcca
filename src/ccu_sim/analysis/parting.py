"""Of whom a strategy keeps: who would not have been renewed, and who would have resigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.landmark import horizon_of, landmarks
from ccu_sim.analysis.pairs import PAIRED_BY
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.batch import Results

EXPIRED, LEFT, HERE = "contract-ended", "left", "here"

PARTING_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy, compared with as usual",
    "group": "peer or clinician",
    "effect": "share of the founding group still in post at the last mark, less as usual",
    "not_renewed": "share kept whose contract would have ended without renewal",
    "resigned": "share kept who would have resigned or been promoted to a post elsewhere",
    "lost": "share gone with the strategy who would have been here without it",
}
"""Columns of a table of partings; effect = not renewed + resigned - lost."""

_GROUPS = {"peer_worker": "peer", "clinician": "clinician"}
_PERSON = [*PAIRED_BY, "post", "holder", "role"]


def parting(results: Results, *, unit: str, strategy: str) -> pd.DataFrame:
    """Part a strategy's effect on staying by what would have become of each person.

    Every founding worker is met twice under the same chance events: as usual, and with the
    strategy.

    Parameters
    ----------
    results : Results
        What `ccu_sim.open_results` gives.
    unit, strategy : str

    Returns
    -------
    DataFrame
        A row for each profession; columns as in `PARTING_COLUMNS`.
    """
    usual = _became(results, unit, AS_USUAL, "usual")
    both = usual.join(_became(results, unit, strategy, "with_it"), how="inner").reset_index()
    rows = []
    for role, people in both.groupby("role", sort=False, observed=True):
        kept = people["with_it"] == HERE
        was = people["usual"]
        parts = {
            "not_renewed": float((kept & (was == EXPIRED)).mean()),
            "resigned": float((kept & (was == LEFT)).mean()),
            "lost": float((~kept & (was == HERE)).mean()),
        }
        effect = parts["not_renewed"] + parts["resigned"] - parts["lost"]
        rows.append(
            {"unit": unit, "strategy": strategy, "group": _GROUPS[str(role)], "effect": effect}
            | parts
        )
    return pd.DataFrame(rows, columns=list(PARTING_COLUMNS))


def _became(results: Results, unit: str, strategy: str, name: str) -> pd.DataFrame:
    """Say of every founding worker of every run what became of them by the last mark."""
    mark = landmarks(horizon_of(results))[-1].months
    columns = ["post", "holder", "role", "employment", "founding", "end_month", "outcome"]
    spells = results.read("spells", columns=columns, unit=unit, strategy=strategy)
    team = spells[spells["founding"] & (spells["employment"] != "casual")]
    team = team[team["role"].isin(list(_GROUPS))]
    expired = team["outcome"] == EXPIRED
    gone = (team["end_month"] < mark) | ((team["end_month"] == mark) & ~expired)
    gone &= team["outcome"] != "in-post"
    became = pd.Series(HERE, index=team.index).mask(gone & expired, EXPIRED)
    became = became.mask(gone & ~expired, LEFT)
    return team[_PERSON].assign(**{name: became}).set_index(_PERSON)
