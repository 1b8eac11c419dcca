"""The class behind a model of the user's own: its file is run here, and nowhere else."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel, scenario_files
from ccu_sim.inputs.base_model import suggestion
from ccu_sim.model.agents import Clinician, PeerWorker, Resident, TeamLeader
from ccu_sim.model.intervention import Intervention
from ccu_sim.model.mesa_model import CCUModel
from ccu_sim.model.monthly_measure import MonthlyMeasure

PEOPLE = {
    "peer_worker_class": PeerWorker,
    "clinician_class": Clinician,
    "team_leader_class": TeamLeader,
    "resident_class": Resident,
}


def class_of(model: OwnModel) -> type[CCUModel]:
    """Run the file of an own model, if it is unchanged, and give the class.

    Parameters
    ----------
    model : OwnModel
        With its file as this process sees it.

    Returns
    -------
    type

    Raises
    ------
    UserError
        If the file was changed, fails, or its class is not a kind of `CCUModel` whose parts
        are what they should be.
    """
    model.require_unchanged()
    return _class_of(model)


@lru_cache(maxsize=8)
def _class_of(model: OwnModel) -> type[CCUModel]:
    found = getattr(_run(model), model.name, None)
    if not isinstance(found, type):
        raise UserError(f"{model.file} defines no class '{model.name}' once it has run.")
    where = f"{model.file}, line {_line_of(model)}"
    if not issubclass(found, CCUModel):
        raise UserError(
            f"{where}: {model.name} is not a kind of CCUModel; begin it with "
            f"`class {model.name}(ccu_sim.CCUModel):`."
        )
    for complaint in _complaints(found):
        raise UserError(f"{where}: {complaint}.")
    return found


def require_known_strategies(model: OwnModel, known: Collection[str]) -> None:
    """See that the strategies that bring an own model's interventions exist.

    Parameters
    ----------
    model : OwnModel
    known : collection of str
        Names of strategies, beside those that a scenario file describes.

    Raises
    ------
    UserError
        For a strategy that is in neither: its intervention would never act.
    """
    names = {*known, *scenario_files("strategy")}
    for one in class_of(model).interventions:
        if one.strategy is not None and one.strategy not in names:
            hint = suggestion(one.strategy, sorted(names), "strategies")
            raise UserError(
                f"{model.label}: {one.__name__} is brought by the strategy '{one.strategy}', and "
                f"there is none of that name; {hint}"
            )


def place_in(model: OwnModel, error: BaseException) -> str:
    """Say where in an own model's file an error arose, as the beginning of a sentence."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    line = next((frame.lineno for frame in frames if frame.filename == model.file), None)
    return "" if line is None else f"{Path(model.file).name}, line {line}: "


def _run(model: OwnModel) -> ModuleType:
    """Run the text of a file as a module of its own name, so that it disturbs no other."""
    module = ModuleType(f"ccu_sim_own_{model.sha256[:16]}", f"The model in {model.file}.")
    module.__file__ = model.file
    sys.modules[module.__name__] = module  # where dataclasses and pickle look classes up
    try:
        exec(compile(model.source, model.file, "exec"), module.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a file may even call for an exit
        del sys.modules[module.__name__]
        where = place_in(model, error) or f"{Path(model.file).name}: "
        raise UserError(f"{where}{type(error).__name__}: {error}") from error
    return module


def _line_of(model: OwnModel) -> int:
    """Give the line at which the class begins."""
    begins = f"class {model.name}"
    lines = enumerate(model.source.splitlines(), start=1)
    return next((line for line, text in lines if text.startswith(begins)), 1)


def _complaints(found: type[CCUModel]) -> list[str]:
    """Say what of a class is not what it should be."""
    told = [
        f"{name} is {_named(getattr(found, name))}, which is not a kind of {kind.__name__}"
        for name, kind in PEOPLE.items()
        if not _is_kind(getattr(found, name), kind)
    ]
    for name, parts, fits, kind in (
        ("interventions", found.interventions, _is_intervention, "a class of Intervention"),
        ("measures", found.measures, _is_measure, "a MonthlyMeasure"),
    ):
        if not isinstance(parts, tuple | list):
            told.append(f"{name} is {_named(parts)}; write a tuple, such as ({_named(parts)},)")
        else:
            told += [
                f"{_named(one)} among the {name} is not {kind}" for one in parts if not fits(one)
            ]
    names = [one.name for one in found.measures] if not told else []
    told += [f"two measures are called '{name}'" for name in {*names} if names.count(name) > 1]
    return told


def _is_kind(one: Any, kind: type) -> bool:
    return isinstance(one, type) and issubclass(one, kind)


def _is_intervention(one: Any) -> bool:
    return _is_kind(one, Intervention)


def _is_measure(one: Any) -> bool:
    return isinstance(one, MonthlyMeasure)


def _named(one: Any) -> str:
    return one.__name__ if isinstance(one, type) else repr(one)
