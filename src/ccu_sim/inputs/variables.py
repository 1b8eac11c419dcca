"""What a setting can vary, by name: parameters, conditions, levers, the strategies' dose.

One rule says which values each may have, wherever one is given: with `--set` or `--sweep`, in a
study's file, or from Python.
"""

from collections.abc import Collection
from math import isfinite

from ccu_sim.errors import UserError, echoed
from ccu_sim.evidence.registry import what_became_of
from ccu_sim.inputs.base_model import nearest
from ccu_sim.inputs.conditions import CONDITION, CONDITION_NAMES
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS

STRATEGY_DOSE = "strategy_dose"
"""What to vary for dose-response: a factor on the doses and costs of every strategy."""


def require_variable(name: str, parameters: Collection[str] | None = None) -> None:
    """Raise `UserError` unless `name` is a parameter, a condition or a lever.

    Parameters
    ----------
    name : str
    parameters : collection of str, optional
        Names of the parameters there are; by default those of the evidence registry.
    """
    if parameters is None:
        from ccu_sim.evidence import REGISTRY

        parameters = REGISTRY.names
    known = (*parameters, *CONDITION_NAMES, *LEVER_INDEX, STRATEGY_DOSE)
    if name not in known:
        if became := what_became_of(name):
            raise UserError(f"{became}.")
        close = nearest(name, known)
        hint = f"did you mean '{close}'?" if close else "`ccu-sim evidence` lists the parameters."
        raise UserError(f"There is no parameter, condition or lever '{echoed(name)}'; {hint}")


def why_not_value(name: str, value: float) -> str | None:
    """Say why a variable cannot have a value, or None; an unknown name may have any."""
    if not isfinite(value):
        return f"{name} is {value}; it must be an ordinary number"
    if name in CONDITION_NAMES:
        if not 0 <= value <= 1:
            return f"{name} is {value:g}; a condition must be between 0 and 1"
        return None
    if name in LEVER_INDEX:
        return LEVERS[LEVER_INDEX[name]].why_not(value)
    if name == STRATEGY_DOSE:
        return f"{name} is {value:g}; it must be at least 0" if value < 0 else None
    from ccu_sim.evidence import REGISTRY

    return REGISTRY[name].why_not(value) if name in REGISTRY else None


def in_words(name: str) -> str:
    """Name a variable inside a sentence."""
    if name in CONDITION:
        return CONDITION[name].title.lower()
    if name in LEVER_INDEX or name == STRATEGY_DOSE:
        return name.replace("_", " ")
    from ccu_sim.evidence import REGISTRY

    return REGISTRY[name].label if name in REGISTRY else name.replace("_", " ")
