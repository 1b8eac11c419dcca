"""Many runs: planned, carried out by one process or a cluster, and kept on disk.

Names are imported when they are first asked for: a worker process needs none of what
reads results, and starts the sooner.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ccu_sim.batch.progress import Progress, progress_on
    from ccu_sim.batch.results import Results, digest, open_results
    from ccu_sim.batch.run import require_startable, run_batch
    from ccu_sim.batch.selection import Selection
    from ccu_sim.batch.verification import Verification, verify

_HOMES = {
    "Progress": "progress",
    "Results": "results",
    "Selection": "selection",
    "Verification": "verification",
    "digest": "results",
    "open_results": "results",
    "progress_on": "progress",
    "require_startable": "run",
    "run_batch": "run",
    "verify": "verification",
}

__all__ = [
    "Progress",
    "Results",
    "Selection",
    "Verification",
    "digest",
    "open_results",
    "progress_on",
    "require_startable",
    "run_batch",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
