"""Trying a model of the user's own before a batch begins: is it sound, and how slow is it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ccu_sim.batch.plan import Case, PlannedRun
from ccu_sim.batch.progress import in_words
from ccu_sim.batch.simulation_task import SimulationTask, prepare

if TYPE_CHECKING:
    from ccu_sim.batch.points import Points
    from ccu_sim.inputs import Study

_FIRST = PlannedRun(strategy=0, case=Case(unit=0, setting=0, set=0, replicate=0))


@dataclass(frozen=True)
class Trial:
    """What a study's own model measures, and what it takes.

    Attributes
    ----------
    label : str
        The class and its file.
    measures : tuple of dict
        What it measures beside the model's measures (see `manifest.Manifest`).
    processes : int or None
        How many share the work on this machine; None on a cluster.
    seconds : float or None
        Estimate for one run, from its first month; None where that month failed.
    times : float or None
        How many times as long that is as on the model that ships.
    """

    label: str
    measures: tuple[dict[str, Any], ...]
    processes: int | None
    seconds: float | None = None
    times: float | None = None

    def sentence(self, runs: int) -> str:
        """Say what so many runs will take, about."""
        if self.seconds is None or self.times is None:
            return f"the first run on {self.label} fails, so how long others take cannot be said"
        whole = in_words(max(1.0, runs * self.seconds / (self.processes or 1)))
        where = "on this machine" if self.processes else "of one worker's time"
        return (
            f"on {self.label} a run takes about {float(f'{self.times:.1g}'):,.0f} times as long as "
            f"on the model that ships; {runs:,} runs, some {whole} {where}"
        )


def try_model(study: Study, sets: Points, settings: Points, processes: int | None) -> Trial | None:
    """Run the first month of a study's first run on the user's own model.

    Parameters
    ----------
    study : Study
    sets, settings : Points
        Its parameter sets, and the settings of its sweep.
    processes : int or None
        How many will share the work on this machine; None on a cluster.

    Returns
    -------
    Trial or None
        None for a study on the model that ships.

    Raises
    ------
    UserError
        If the model cannot be used.
    """
    if study.model is None:
        return None
    from ccu_sim.model.own_class import class_of, require_known_strategies

    require_known_strategies(study.model, [one.name for one in study.strategy_objects])
    measures = tuple(
        {"name": one.name, "meaning": one.meaning, "unit": one.unit, "better": one.better}
        for one in class_of(study.model).measures
    )
    prepare()
    try:
        month = _seconds(SimulationTask(study.model_copy(update={"months": 1}), sets, settings))
    except Exception:  # told by name when its turn comes
        return Trial(study.model.label, measures, processes)
    shipped = _seconds(SimulationTask(study.model_copy(update={"model": None}), sets, settings))
    seconds = study.months * month
    return Trial(study.model.label, measures, processes, seconds, seconds / shipped)


def _seconds(task: SimulationTask) -> float:
    """Time the first run, once it has been run."""
    task.run(_FIRST)
    began = time.perf_counter()
    task.run(_FIRST)
    return time.perf_counter() - began
