"""People: what a survey of staff, and the record of who came and went, would show of a unit."""

from ccu_sim.analysis.people.figures import FIGURES, FIGURES_ELSEWHERE, REASONS_NAMED
from ccu_sim.analysis.people.needed import Lost, people_need
from ccu_sim.analysis.people.panel import Panel, follow
from ccu_sim.analysis.people.places import AS_USUAL, ELSEWHERE, sums_of
from ccu_sim.analysis.people.sums import people_sums
from ccu_sim.analysis.people.validation import EVERY, FITTED, Validated, validate

__all__ = [
    "AS_USUAL",
    "ELSEWHERE",
    "EVERY",
    "FIGURES",
    "FIGURES_ELSEWHERE",
    "FITTED",
    "REASONS_NAMED",
    "Lost",
    "Panel",
    "Validated",
    "follow",
    "people_need",
    "people_sums",
    "sums_of",
    "validate",
]
