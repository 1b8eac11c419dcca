"""Why people resign: how much each reason weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.luck import expected_resigned, knows_expected
from ccu_sim.analysis.pairs import require_one_setting
from ccu_sim.model.records import REASONS

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


_ROLES = {"peer_worker": "peer", "clinician": "clinician", "team_leader": "leader"}
"""Roles as tables of people name them, and as columns of the months do."""


def reasons(results: Results, *, unit: str, strategy: str) -> pd.DataFrame:
    """Share of each reason in expected resignations from posts, for each role.

    Every week each person has a chance of resigning, of which each reason is a share; shares are
    of all chances together. They tell more than the reasons of those who did resign, who are few.

    Returns
    -------
    DataFrame
        Columns role, reason, share and resignations (expected of the role, over all runs); the
        weightiest reason of each role first. Empty if the months do not say who was expected to
        leave.

    Raises
    ------
    UserError
        If the results are of several settings of a sweep.
    """
    pieces = [pd.DataFrame(columns=["role", "reason", "share", "resignations"])]
    if knows_expected(results):
        columns = [name for role in _ROLES.values() for name in expected_resigned(role)]
        months = results.read("monthly", columns=columns, unit=unit, strategy=strategy)
        require_one_setting(months)
        sums = months[columns].astype(float).sum()
        pieces += [_of_role(role, sums[expected_resigned(name)]) for role, name in _ROLES.items()]
    found = [piece for piece in pieces if len(piece)]
    return pd.concat(found, ignore_index=True) if found else pieces[0]


def _of_role(role: str, expected: pd.Series) -> pd.DataFrame:
    """Give the shares of one role; no row where there was nobody to resign."""
    total = float(expected.sum())
    table = pd.DataFrame({"role": role, "reason": list(REASONS), "share": expected.to_numpy()})
    table["share"] /= total or 1.0
    table["resignations"] = total
    return table[table["resignations"] > 0].sort_values("share", ascending=False, kind="stable")
