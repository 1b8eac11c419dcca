"""Answers from many runs: paired effects, staying, cost, ranking, in plain numbers.

Everything is a comparison with as usual under the same people and chance events. There
are no p-values, since more runs make anything significant, and no predictions.
"""

from ccu_sim.analysis.cost import acceptability, cost_per_worker, plane
from ccu_sim.analysis.course import course, months_until_effect
from ccu_sim.analysis.dependence import dependence
from ccu_sim.analysis.effects import effects, set_effects
from ccu_sim.analysis.frequencies import level_frequencies, natural_frequencies
from ccu_sim.analysis.landmark import Landmark, landmarks, runs_with_landmarks
from ccu_sim.analysis.outcomes import OUTCOMES, Outcome, outcome
from ccu_sim.analysis.ranking import leading_group, ranking
from ccu_sim.analysis.reasons import reasons
from ccu_sim.analysis.sensitivity import drivers
from ccu_sim.analysis.survival import kaplan_meier, survival

__all__ = [
    "OUTCOMES",
    "Landmark",
    "Outcome",
    "acceptability",
    "cost_per_worker",
    "course",
    "dependence",
    "drivers",
    "effects",
    "kaplan_meier",
    "landmarks",
    "leading_group",
    "level_frequencies",
    "months_until_effect",
    "natural_frequencies",
    "outcome",
    "plane",
    "ranking",
    "reasons",
    "runs_with_landmarks",
    "set_effects",
    "survival",
]
