"""The runs of a study as something to carry out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ccu_sim.batch.points import EVENTS, Points
from ccu_sim.inputs import arrange

if TYPE_CHECKING:
    from ccu_sim.batch.plan import PlannedRun
    from ccu_sim.inputs import Study
    from ccu_sim.inputs.sweep import Arrangement
    from ccu_sim.model import RunTables


class SimulationTask:
    """A study with all that its runs need.

    Parameters
    ----------
    study : Study
        Its units, policies, horizon, seed and model are used.
    sets : Points
        Its parameter sets.
    settings : Points
        The settings of its sweep.

    Raises
    ------
    UserError
        If the study runs on a model of the user's own that cannot be used.
    """

    def __init__(self, study: Study, sets: Points, settings: Points) -> None:
        self._study = study
        self._sets = sets
        self._settings = settings
        self._simulate = _simulator(study)
        # A chunk goes through the same few arrangements again and again.
        self._arranged = lru_cache(maxsize=256)(self._arrange)

    def run(self, run: PlannedRun) -> RunTables:
        """Simulate one run."""
        case = run.case
        unit, policy, fixed = self._arranged(case.unit, run.strategy, case.setting)
        parameters = self._sets[case.set] | fixed
        events = int(parameters.pop(EVENTS, case.set))
        return self._simulate(
            unit,
            policy,
            parameters,
            months=self._study.months,
            seed=self._study.seed,
            set_index=events,
            replicate=case.replicate,
        )

    def place_of(self, error: Exception) -> str:
        """Say where in the user's own model an error arose; empty if not there."""
        if self._study.model is None:
            return ""
        from ccu_sim.model.own_class import place_in

        return place_in(self._study.model, error)

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


def _simulator(study: Study) -> Callable[..., RunTables]:
    """Give what simulates a run: the model that ships, or the user's own."""
    if study.model is None:
        from ccu_sim.model import simulate

        return simulate
    from ccu_sim.model.own_class import class_of
    from ccu_sim.model.simulation import live

    own = class_of(study.model)
    return lambda *given, **address: live(own, *given, **address).tables()


def prepare() -> None:
    """Compile the model, if that has not been done on this machine."""
    from ccu_sim import model

    model.prepare()
