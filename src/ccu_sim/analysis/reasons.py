"""Why people resign: how much each reason weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.pairs import require_one_setting

if TYPE_CHECKING:
    from ccu_sim.batch import Results

REASON_WORDS = {
    "satisfaction": "low job satisfaction",
    "exhaustion": "exhaustion",
    "belonging": "not belonging, or not being trusted",
    "job_insecurity": "an insecure contract",
    "leadership": "little support from the leader",
    "prospects": "few prospects",
    "role_drift": "work outside the role",
    "contagion": "colleagues leaving",
    "distance": "distance from home",
    "base": "the base rate: moving, study, family and the like",
}
"""Reasons that a departure can have, in words."""


def reasons(results: Results, *, unit: str, strategy: str) -> pd.DataFrame:
    """Share of each reason in resignations from posts, for each role.

    Every resignation has shares of reasons that sum to one; these are their means.

    Returns
    -------
    DataFrame
        Columns role, reason, share and resignations (of the role, over all runs); the
        weightiest reason of each role first.

    Raises
    ------
    UserError
        If the results are of several settings of a sweep.
    """
    shares = [f"reason_{name}" for name in REASON_WORDS]
    columns = ["role", "employment", "outcome", *shares]
    spells = results.read("spells", columns=columns, unit=unit, strategy=strategy)
    require_one_setting(spells)
    left = spells[(spells["outcome"] == "resigned") & (spells["employment"] != "casual")]
    pieces = []
    for role, group in left.groupby("role", sort=False, observed=True):
        mean = group[shares].mean().sort_values(ascending=False, kind="stable")
        pieces.append(
            pd.DataFrame(
                {
                    "role": str(role),
                    "reason": [name.removeprefix("reason_") for name in mean.index],
                    "share": mean.to_numpy(),
                    "resignations": len(group),
                }
            )
        )
    if not pieces:
        return pd.DataFrame(columns=["role", "reason", "share", "resignations"])
    return pd.concat(pieces, ignore_index=True)
