"""Strategies against trials: what the model shows where something was published."""

from ccu_sim.analysis.trials.effects import MEASURED, Effect, effect_of
from ccu_sim.analysis.trials.needed import trials_need
from ccu_sim.analysis.trials.patterns import TRIAL_PATTERNS, TrialPattern, TrialSeen, see_trials
from ccu_sim.analysis.trials.readings import Readings, Trials

__all__ = [
    "MEASURED",
    "TRIAL_PATTERNS",
    "Effect",
    "Readings",
    "TrialPattern",
    "TrialSeen",
    "Trials",
    "effect_of",
    "see_trials",
    "trials_need",
]
