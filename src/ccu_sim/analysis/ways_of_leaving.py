"""How people left: resigned, promoted elsewhere, or not renewed, counted in people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.landmark import RUN_KEYS
from ccu_sim.analysis.survival import CAUSES

if TYPE_CHECKING:
    from ccu_sim.batch import Results

WAYS = {
    "resigned": "resigned",
    "promoted": "promoted elsewhere",
    "contract-ended": "contract ended, not renewed",
}
"""Every way of leaving a post, in words."""

ROLES = ("peer_worker", "clinician")

assert set(WAYS) == set(CAUSES)


def ways_of_leaving(
    results: Results, *, unit: str, strategies: Sequence[str], months: float
) -> pd.DataFrame:
    """Count founding peer workers and clinicians by how they left, on average over runs.

    Parameters
    ----------
    results : Results
        Of one setting.
    unit : str
    strategies : sequence of str
    months : float
        Those who left before then; a contract that ends on that very day is still in force.

    Returns
    -------
    DataFrame
        Columns strategy, the keys of `WAYS`, ``left`` (their sum) and ``here``: people.
    """
    runs = results.read("runs", columns=[], unit=unit, strategy=strategies)
    spells = results.read(
        "spells",
        columns=["founding", "employment", "role", "outcome", "end_month"],
        unit=unit,
        strategy=strategies,
    )
    posts = spells["role"].isin(ROLES) & (spells["employment"] != "casual")
    founding = spells[spells["founding"] & posts]
    rows = []
    for strategy in strategies:
        team = founding[founding["strategy"] == strategy]
        gone = team[team["end_month"] < months]
        count = len(runs.loc[runs["strategy"] == strategy, RUN_KEYS].drop_duplicates())
        counted = {way: float((gone["outcome"] == way).sum()) / count for way in WAYS}
        left = sum(counted.values())
        here = len(team) / count - left
        rows.append({"strategy": strategy, **counted, "left": left, "here": here})
    return pd.DataFrame(rows, columns=["strategy", *WAYS, "left", "here"])
