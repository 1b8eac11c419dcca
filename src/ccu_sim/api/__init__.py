"""The Python side: one run, a comparison, and what they are made of.

Everything here is also reached as ``import ccu_sim as ccu``. Names are imported when they are
first asked for: one run needs nothing of what analyses many.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ccu_sim.api.comparison import Comparison, compare
    from ccu_sim.api.composed_study import study_of
    from ccu_sim.api.exploring import explore
    from ccu_sim.api.one_run import Run, run
    from ccu_sim.api.planning import Plan, plan
    from ccu_sim.api.uncertainty import Sensitivity, sensitivity

_HOMES = {
    "Comparison": "comparison",
    "Plan": "planning",
    "Run": "one_run",
    "Sensitivity": "uncertainty",
    "compare": "comparison",
    "explore": "exploring",
    "plan": "planning",
    "run": "one_run",
    "sensitivity": "uncertainty",
    "study_of": "composed_study",
}

__all__ = [
    "Comparison",
    "Plan",
    "Run",
    "Sensitivity",
    "compare",
    "explore",
    "plan",
    "run",
    "sensitivity",
    "study_of",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
