"""People: what a survey of staff, and the record of who came and went, would show of a unit."""

from ccu_sim.analysis.people.figures import FIGURES
from ccu_sim.analysis.people.panel import Panel, follow
from ccu_sim.analysis.people.sums import people_sums

__all__ = ["FIGURES", "Panel", "follow", "people_sums"]
