"""The table of spells: who held which post from when to when, and why they left."""

from typing import Any

import numpy as np

from ccu_sim.model.calendar import month_start, months_since_opening
from ccu_sim.model.measures.retention import left_by
from ccu_sim.model.records import (
    DISCIPLINES,
    IN_POST,
    OUTCOME_NAMES,
    REASONS,
    RESIGNED,
    ROLE_NAMES,
    SURVEY,
)

SPELL_COLUMNS = {
    "post": "index of the post",
    "role": "peer_worker, clinician or team_leader",
    "discipline": "of a clinician",
    "holder": "1 is the first person to hold the post",
    "employment": "permanent, fixed-term or casual, as the spell began",
    "founding": "whether the person was there on opening day",
    "start_month": "months from opening to the start",
    "end_month": "months from opening to the end; the horizon for those in post",
    "outcome": "in-post, resigned, promoted or contract-ended; in-post for a term that ends with "
    "the horizon",
    "fte": "full-time equivalent",
    "main_reason": "the largest reason of someone who resigned",
    **{f"reason_{reason}": f"share of the decision to resign: {reason}" for reason in REASONS},
    **{
        f"survey_{item}": f"{item} in the staff survey at month 12; empty if not in post"
        for item in SURVEY
    },
}

_TYPE = np.dtype(
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


def spell_table(world: Any) -> np.ndarray:
    """Decode the spells that began before the horizon.

    Returns
    -------
    numpy structured array
        Columns as in `SPELL_COLUMNS`.
    """
    horizon = month_start(int(world.months))
    raw = np.asarray(world.spells)[: int(world.spell_count)]
    raw = raw[raw["start"] < horizon]
    ends = zip(raw["end"].tolist(), raw["outcome"].tolist(), strict=True)
    ended = np.array([left_by(end, outcome, horizon) for end, outcome in ends], dtype=bool)
    employment = np.where(raw["fixed_term"] == 1, "fixed-term", "permanent")
    outcome = np.where(ended, raw["outcome"], IN_POST)
    table = np.zeros(len(raw), _TYPE)
    table["post"] = raw["post"]
    table["role"] = np.array(ROLE_NAMES)[raw["role"]]
    table["discipline"] = np.array(DISCIPLINES)[raw["discipline"]]
    table["holder"] = raw["holder"]
    table["employment"] = np.where(raw["casual"] == 1, "casual", employment)
    table["founding"] = raw["founding"] == 1
    table["start_month"] = _in_months(raw["start"])
    table["end_month"] = _in_months(np.where(ended, raw["end"], horizon))
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


def _in_months(shifts: np.ndarray) -> list[float]:
    return [months_since_opening(shift) for shift in shifts.tolist()]
