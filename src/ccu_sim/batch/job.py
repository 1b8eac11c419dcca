"""The runs of a study as something to carry out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ccu_sim.batch.points import Points
from ccu_sim.errors import UserError
from ccu_sim.inputs import arrange

if TYPE_CHECKING:
    from ccu_sim.batch.plan import Run
    from ccu_sim.inputs import Study
    from ccu_sim.inputs.sweep import Arrangement
    from ccu_sim.model import RunTables

#: The function that simulates a run, unless a study is given another.
MODEL = "ccu_sim.model:simulate"

Simulate = Callable[..., "RunTables"]


class Job:
    """A study with all that its runs need.

    Parameters
    ----------
    study : Study
        Its units, policies, horizon and seed are used.
    sets : Points
        Its parameter sets.
    settings : Points
        The settings of its sweep.
    model : str
        The function that simulates a run, as ``module:name``.
    """

    def __init__(self, study: Study, sets: Points, settings: Points, model: str = MODEL) -> None:
        self._study = study
        self._sets = sets
        self._settings = settings
        self._simulate = function_named(model)
        # A chunk goes through the same few arrangements again and again.
        self._arranged = lru_cache(maxsize=256)(self._arrange)

    def run(self, run: Run) -> RunTables:
        """Simulate one run."""
        case = run.case
        unit, policy, fixed = self._arranged(case.unit, run.strategy, case.setting)
        return self._simulate(
            unit,
            policy,
            self._sets[case.set] | fixed,
            months=self._study.months,
            seed=self._study.seed,
            set_index=case.set,
            replicate=case.replicate,
        )

    def _arrange(self, unit: int, strategy: int, setting: int) -> Arrangement:
        study = self._study
        return arrange(study.unit_objects[unit], study.policies[strategy], self._settings[setting])


def sets_of(study: Study) -> Points:
    """Return the parameter sets of a study, of the accepted ensemble; set `i` is always the same.

    Raises
    ------
    UserError
        If the ensemble holds fewer than the study asks for.
    """
    from ccu_sim.evidence import REGISTRY, ensemble

    if study.central:
        return Points.of([REGISTRY.central()])
    return Points.of(ensemble(study.parameter_sets))


def name_of(model: Simulate) -> str:
    """Return the name by which workers find a function, after seeing that they can.

    Raises
    ------
    UserError
        If it is not at the top of a module.
    """
    name = f"{model.__module__}:{model.__qualname__}"
    if "<" in name or function_named(name) is not model:
        raise UserError(
            f"workers cannot find the model {name}; define it as a function of a module"
        )
    return name


def function_named(name: str) -> Simulate:
    """Return the function that goes by a name.

    Raises
    ------
    UserError
        If there is none.
    """
    module, _, function = name.partition(":")
    try:
        found: Simulate = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise UserError(f"there is no model {name} here: {error}") from error
    return found


def prepare() -> None:
    """Compile the model, if that has not been done on this machine."""
    from ccu_sim import model

    model.prepare()
