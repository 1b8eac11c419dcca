"""What marks the rulebook, and what names its version.

A rule is plain Python wherever Python calls it. Marking it says that it is written in the
subset that means the same when it is compiled, to the last bit: for the module that batches
run (see `portable`), and by Numba for those who change rules (see `native`).
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.change import CAPACITY_CHANGES
from ccu_sim.inputs.context import Costs
from ccu_sim.inputs.roster import HOURS_A_SHIFT
from ccu_sim.inputs.staff import CAPACITY_GROUPS, DISCIPLINES, ROLES, SHIFTS
from ccu_sim.inputs.strategy_cost import PAID, Prices

MODEL = Path(__file__).parent

RULES: list[Callable[..., Any]] = []
"""Every rule and act there is."""


def rule(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a function of records and numbers as part of the rulebook.

    Parameters
    ----------
    function : callable
        In the subset of Python that means the same compiled and uncompiled, to the last bit.

    Returns
    -------
    callable
        The function itself.
    """
    RULES.append(function)
    return function


act = rule
"""Mark a function of the world, whose turn it is and when: one behaviour of one agent."""


def unrolled(things: tuple[Any, ...]) -> tuple[Any, ...]:
    """Walk a tuple of unlike things; where it is compiled, the loop is written out."""
    return things


def _sources() -> list[Path]:
    """Every file whose text can end up in compiled code, in a stable order."""
    layout = ("compiling", "arithmetic", "records", "world", "streams", "calendar")
    engine = ("lever_index", "activation", "schedule", "compiled", "dispatch")
    around = ("chance", "change", "composition", "doses", "events", "opening", "pace", "warm_up")
    stated = ("levers", "conditions", "record", "scenario", "composition")
    return [
        *(MODEL / f"{name}.py" for name in (*layout, *engine, *around)),
        *sorted((MODEL / "submodels").glob("*.py")),
        *sorted((MODEL / "measures").glob("*.py")),
        *(MODEL.parent / "inputs" / f"{name}.py" for name in stated),
    ]


def source_hash() -> str:
    """Name this version of the rulebook: a hash of its sources.

    Of the registry, and of what else scenario files are checked by, only what lays out the world's
    record or is frozen in a rule counts: all other values are data.

    Returns
    -------
    str
        Sixteen hexadecimal digits, the same on every system.
    """
    layout = (*REGISTRY.names, CAPACITY_CHANGES, CAPACITY_GROUPS, *ROLES, *DISCIPLINES)
    paid = (*SHIFTS, HOURS_A_SHIFT, *PAID, *Prices._fields, *Costs.model_fields)
    digest = hashlib.sha256(" ".join(map(str, (*layout, *paid))).encode())
    for path in _sources():
        digest.update(path.name.encode())
        digest.update(path.read_text(encoding="utf-8").encode())
    return digest.hexdigest()[:16]
