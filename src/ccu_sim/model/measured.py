"""The names and meanings of what is measured of a run: columns of the three tables."""

from ccu_sim.model.columns import RECORDED
from ccu_sim.model.records import REASONS, SURVEY

MONTHS_A_YEAR = 12
MARKS = (12, 24, 36)
"""Months at which the founding team is counted: before an expiry on that very day."""

ADDED = {
    "role_clarity": "mean role clarity of peer workers and clinicians, 0-1",
    "exhausted": "share of peer workers and clinicians with high emotional exhaustion",
    "cost_strategy": "A$ that the strategies cost this month",
    "cost_turnover": "A$ for replacing those who left this month",
    "cost_cover": "A$ for overtime, casual and agency shifts this month",
}
MONTHLY_COLUMNS = {**RECORDED, **ADDED}

SPELL_COLUMNS = {
    "post": "index of the post",
    "role": "peer_worker, clinician or team_leader",
    "discipline": "of a clinician",
    "holder": "1 is the first person to hold the post",
    "employment": "permanent, fixed-term or casual, as the spell began",
    "founding": "whether the person was there on opening day",
    "start_month": "months from opening to the start",
    "end_month": "months from opening to the end; the horizon for those in post",
    "outcome": "in-post, resigned, promoted or contract-ended",
    "fte": "full-time equivalent",
    "main_reason": "the largest reason of someone who resigned",
    **{f"reason_{reason}": f"share of the decision to resign: {reason}" for reason in REASONS},
    **{
        f"survey_{item}": f"{item} in the staff survey at month 12; empty if not in post"
        for item in SURVEY
    },
}

GROUPS = ("peer", "clinician", "all")
MEANS = (
    "cohesion",
    "divide",
    "trust_between",
    "role_clarity",
    "strain_peer",
    "strain_clinician",
    "morale_peer",
    "morale_clinician",
    "exhausted",
    "exhausted_peer",
    "exhausted_clinician",
    "absence_peer",
    "absence_clinician",
    "drift_peer",
    "drift_clinician",
    "voice_peer",
    "voice_clinician",
    "belonging_peer",
    "belonging_clinician",
    "valuing_clinician",
    "alliance",
    "recovery",
    "dependency",
)
YEARLY = (
    "disputes",
    "challenges_heard",
    "challenges_rebuffed",
    "discrimination",
    "dilemmas",
    "crossings",
    "crises",
    "overtime_shifts",
    "agency_shifts",
    "casual_shifts",
    "unfilled_shifts",
    "graduations",
    "unplanned_exits",
    "cost_strategy",
    "cost_turnover",
    "cost_cover",
)
RUN_COLUMNS = {
    **{
        f"retention_{mark}_{group}": f"founding {group} staff still in post at month {mark}, share"
        for mark in MARKS
        for group in GROUPS
    },
    **{
        f"resigned_or_promoted_12_{group}": f"share of founding {group} staff who resigned or were "
        "promoted to a post elsewhere within 12 months"
        for group in GROUPS
    },
    **{
        f"months_in_post_{group}": f"restricted mean months in post of founding {group} staff"
        for group in GROUPS
    },
    **{
        f"separations_{group}": f"separations a year for each filled post, {group} staff"
        for group in GROUPS
    },
    **{name: f"{MONTHLY_COLUMNS[name]}; mean of the last 12 months" for name in MEANS},
    "cohesion_end": "team cohesion score at the horizon, 1-5",
    "divide_end": "trust within less trust between the professions at the horizon",
    "vacancies": "vacant posts, mean over the run",
    **{name: f"{MONTHLY_COLUMNS[name]}, a year" for name in YEARLY},
    "cost_total": "A$ a year for strategies, replacement and cover",
    "stay_months": "median completed stay of residents, months; empty where none is completed",
}
