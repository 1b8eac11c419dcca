"""The pictures: each a function that gives a figure with its words for those who cannot see it.

They draw what `Findings` holds and compute nothing of their own.
"""

from ccu_sim.reports.figures.course import plot_course
from ccu_sim.reports.figures.forest import plot_effects
from ccu_sim.reports.figures.people import plot_people
from ccu_sim.reports.figures.plane import plot_cost_plane
from ccu_sim.reports.figures.retention import plot_retention
from ccu_sim.reports.figures.run import plot_run
from ccu_sim.reports.figures.sweep import plot_sweep

__all__ = [
    "plot_cost_plane",
    "plot_course",
    "plot_effects",
    "plot_people",
    "plot_retention",
    "plot_run",
    "plot_sweep",
]
