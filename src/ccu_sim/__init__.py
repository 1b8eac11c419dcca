"""Team dynamics in integrated-staffing mental-health rehabilitation units.

``import ccu_sim as ccu`` gives `run`, `compare` and what they need; each is imported when it
is first asked for, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

_HOMES = {
    "CCUModel": "ccu_sim.model.mesa_model",
    "Clinician": "ccu_sim.model.agents",
    "Comparison": "ccu_sim.api",
    "Intervention": "ccu_sim.model.intervention",
    "MonthlyMeasure": "ccu_sim.model.monthly_measure",
    "PeerWorker": "ccu_sim.model.agents",
    "Plan": "ccu_sim.api",
    "Resident": "ccu_sim.model.agents",
    "Run": "ccu_sim.api",
    "Sensitivity": "ccu_sim.api",
    "TeamLeader": "ccu_sim.model.agents",
    "UserError": "ccu_sim.errors",
    "compare": "ccu_sim.api",
    "compose": "ccu_sim.inputs",
    "describe": "ccu_sim.inputs",
    "explore": "ccu_sim.api",
    "load_strategy": "ccu_sim.inputs",
    "load_study": "ccu_sim.inputs",
    "load_unit": "ccu_sim.inputs",
    "open_results": "ccu_sim.batch",
    "plan": "ccu_sim.api",
    "run": "ccu_sim.api",
    "sensitivity": "ccu_sim.api",
    "study_of": "ccu_sim.api",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted(__all__)
