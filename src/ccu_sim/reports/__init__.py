"""What people read: figures, tables, the report, the story of a run.

Names are loaded when they are first used, so that a story does not wait for the figures.
The table of effects for a terminal is `ccu_sim.reports.effects_table.effects_table`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ccu_sim.reports.effects_table import readable
    from ccu_sim.reports.figures import (
        plot_cost_plane,
        plot_course,
        plot_effects,
        plot_people,
        plot_retention,
        plot_run,
        plot_sweep,
    )
    from ccu_sim.reports.findings import Findings
    from ccu_sim.reports.report import render, write_report

__all__ = [
    "Findings",
    "plot_cost_plane",
    "plot_course",
    "plot_effects",
    "plot_people",
    "plot_retention",
    "plot_run",
    "plot_sweep",
    "readable",
    "render",
    "write_report",
]

_HOMES = {
    "Findings": "findings",
    "readable": "effects_table",
    "render": "report",
    "write_report": "report",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, "figures")
    return getattr(import_module(f"{__name__}.{home}"), name)
