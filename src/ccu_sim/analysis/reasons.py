"""Why people resign: how much each reason weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.pairs import require_one_setting

if TYPE_CHECKING:
    from ccu_sim.batch import Results

REASON_WORDS = {
    "satisfaction": "the work itself",
    "exhaustion": "exhaustion",
    "belonging": "not belonging, or not being trusted",
    "job_insecurity": "an insecure contract",
    "leadership": "little support from the leader",
    "prospects": "pay and prospects",
    "respect": "not being valued",
    "role_drift": "work outside the role",
    "hours": "hours, and say over shifts",
    "health": "health: support that is not given, or a long illness",
    "contagion": "colleagues leaving",
    "base": "nothing that a unit could change: moving, study, family and the like",
}
"""Reasons that a resignation can have, in words.

Each but the last is what would have been otherwise in a unit where all that a unit can do is at
its good anchor; the last is what is left there.
"""


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
