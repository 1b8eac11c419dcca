"""A study composed in Python of units and strategies, as a study file would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ccu_sim.api.one_run import policy_of
from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel, Strategy, Study, Unit, load_unit
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.study import ResolvedArm, as_usual_first
from ccu_sim.inputs.variables import require_variable
from ccu_sim.inputs.yaml_documents import Document


def study_of(
    units: Sequence[Unit | str | Path],
    strategies: Sequence[Strategy | str | Path | Sequence[Strategy | str | Path]],
    *,
    name: str = "A comparison",
    parameter_sets: int = 100,
    replicates: int = 2,
    months: int = 36,
    seed: int = 2014,
    parameters: Mapping[str, float] | None = None,
    sweep: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    model: type | str | Path | None = None,
) -> Study:
    """Make a study of units and strategies, as a study file would.

    Parameters
    ----------
    units : sequence of Unit, str or Path
        Units, or names or files of units.
    strategies : sequence
        Strategies, or names or files of them; a list within it is a combination. As usual is
        added if it is not among them.
    name : str
        What the study is called.
    parameter_sets : int
        0 is the central set alone.
    replicates, months, seed : int
    parameters : mapping of str to float, optional
        What is set in every run: parameters of the evidence, conditions of the unit, levers,
        or ``strategy_dose``.
    sweep : mapping or sequence, optional
        What varies: values by name, ``{"leadership": [0.2, 0.5, 0.8]}``, every combination of
        which is a setting; or a sweep as a study's file states it. Every setting has its own
        effects and its own cost.
    model : type, str or Path, optional
        A model of one's own in place of the one that ships: a subclass of `CCUModel` that is
        defined in a file, or ``FILE.py:CLASS``.

    Returns
    -------
    Study

    Raises
    ------
    UserError
        If something that is asked for does not exist, or has a value that it cannot have.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> both = ["championing", "leadership"]
    >>> study = ccu.study_of(["site-1", "site-2"], ["championing", both], parameter_sets=50)
    >>> study.strategies, study.size
    (('as-usual', 'championing', 'championing + leadership'), 600)
    >>> doses = {"strategy_dose": [0, 0.5, 1]}
    >>> ccu.study_of(["site-1"], ["leadership"], sweep=doses, parameter_sets=20).size
    240
    """
    policies = [policy_of(arm) for arm in strategies]
    used: dict[str, Strategy] = {}
    for strategy in (one for policy in policies for one in policy.strategies):
        if used.setdefault(strategy.name, strategy) != strategy:
            raise UserError(f"Two different strategies are called '{strategy.name}'; rename one.")
    arms = [
        ResolvedArm(name=policy.name, strategies=tuple(one.name for one in policy.strategies))
        for policy in policies
    ]
    places = [unit if isinstance(unit, Unit) else load_unit(unit) for unit in units]
    for what, names in (
        ("units", [unit.name for unit in places]),
        ("strategies", [arm.name for arm in arms]),
    ):
        if twice := {one for one in names if names.count(one) > 1}:
            raise UserError(f"'{min(twice)}' is listed twice among the {what}; name it once.")
    data = {
        "name": name,
        "unit_objects": [unit.resolved() for unit in places],
        "strategy_objects": [strategy.resolved() for strategy in used.values()],
        "arms": [arm.model_dump(mode="json") for arm in as_usual_first(arms)],
        "parameter_sets": parameter_sets,
        "replicates": replicates,
        "months": months,
        "seed": seed,
        "parameters": dict(parameters or {}),
        "sweep": _sweep_stated(sweep),
        "model": None if model is None else OwnModel.read(model).model_dump(),
    }
    study = validated(Study, Document(name, data))
    for variable in study.settings()[0]:
        require_variable(variable)
    study.require_runnable()
    return study


def _sweep_stated(sweep: Any) -> Any:
    """Write a sweep as a study's file states it."""
    if not sweep:
        return None
    if isinstance(sweep, Mapping) and not {"axes", "design", "points"} & set(sweep):
        return [{"vary": name, "values": _listed(values)} for name, values in sweep.items()]
    return sweep


def _listed(values: Any) -> Any:
    """Give values as a list, those of an array too; what is none is told where it is checked."""
    return list(values) if hasattr(values, "__iter__") and not isinstance(values, str) else values
