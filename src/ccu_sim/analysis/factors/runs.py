"""Running arms over parameter sets, each arm once and for all.

The result of an arm is kept in a folder under a name made of everything it depends on (the
unit, the policy, the parameter values, seeds, horizon, outcomes and the model's own source),
and appears there whole or not at all. So the same line again goes on where it was stopped,
and a changed model or question is never answered with old runs.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.ensemble import plausible_sets
from ccu_sim.analysis.factors.yaml_lists import read
from ccu_sim.batch.atomic_files import replaced
from ccu_sim.batch.processes import LOOK_IN_EVERY, Processes, stopping
from ccu_sim.batch.worker import Stopped
from ccu_sim.errors import RunFailures, UserError
from ccu_sim.inputs import Policy, Unit, load_unit
from ccu_sim.model import simulate
from ccu_sim.model.simulation import prepare

PACKAGE = Path(__file__).parents[2]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Design:
    """How arms are run: the same people and chance events in all of them.

    Attributes
    ----------
    sets : int
        Parameter sets.
    replicates : int
        Runs of each with different chance events.
    months, seed : int
    """

    sets: int = 24
    replicates: int = 8
    months: int = 36
    seed: int = 2014


@dataclass(frozen=True)
class ArmAtUnit:
    """An arm at a unit."""

    unit: str
    arm: Arm


@dataclass(frozen=True)
class ArmRuns:
    """Outcomes of one arm at one unit.

    Attributes
    ----------
    sets : ndarray of int, shape (runs,)
        The parameter set of each run.
    columns : dict of str to ndarray, shape (runs,)
    """

    sets: np.ndarray
    columns: Mapping[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:
        """Give one outcome of every run."""
        return self.columns[name]


@dataclass(frozen=True)
class _Job:
    """All runs of one arm at one unit, with nothing left to look up."""

    unit: Unit
    policy: Policy
    parameters: tuple[dict[str, float], ...]
    outcomes: tuple[str, ...]
    design: Design

    def question(self) -> str:
        """Say all that the result depends on."""
        return json.dumps(
            {
                "unit": self.unit.resolved(),
                "policy": [strategy.resolved() for strategy in self.policy.strategies],
                "parameters": self.parameters,
                "outcomes": self.outcomes,
                "design": vars(self.design),
                "model": model_hash(),
            },
            sort_keys=True,
        )


def model_hash() -> str:
    """Name this version of the model: a hash of the sources that a run goes through."""
    digest = hashlib.sha256()
    for folder in ("model", "inputs"):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass
class Runner:
    """Runs arms, on so many processes, and keeps what came out.

    Attributes
    ----------
    design : Design
    outcomes : tuple of str
        What is read off every run.
    folder : Path or None
        Where results are kept; None keeps them only in this object.
    workers : int
    progress : callable or None
        Called with arms done and arms in all.
    """

    design: Design
    outcomes: tuple[str, ...]
    folder: Path | None = None
    workers: int = 1
    progress: Progress | None = None
    _known: dict[str, ArmRuns] = field(default_factory=dict, repr=False)

    def run(self, places: Iterable[ArmAtUnit]) -> list[ArmRuns]:
        """Run arms, those not known yet, and give the results in the order asked.

        Raises
        ------
        UserError
            If the folder cannot be written to.
        RunFailures
            If a worker died, or there was no room for a result.
        """
        jobs = [self._job(place) for place in places]
        keys = [hashlib.sha256(job.question().encode()).hexdigest()[:24] for job in jobs]
        missing = {key: job for key, job in zip(keys, jobs, strict=True) if not self._recall(key)}
        if missing:
            self._require_folder()
            prepare()  # the parent compiles; the workers find it compiled
            self._do(missing)
        return [self._known[key] for key in keys]

    def _job(self, place: ArmAtUnit) -> _Job:
        parameters = tuple(place.arm.values(one) for one in plausible_sets(self.design.sets))
        unit = place.arm.unit(load_unit(place.unit))
        return _Job(unit, place.arm.policy(), parameters, self.outcomes, self.design)

    def _do(self, jobs: Mapping[str, _Job]) -> None:
        for done, (key, values) in enumerate(self._values(jobs), start=1):
            self._keep(key, jobs[key], values)
            if self.progress is not None:
                self.progress(done, len(jobs))

    def _values(self, jobs: Mapping[str, _Job]) -> Iterable[tuple[str, np.ndarray]]:
        if self.workers <= 1:
            for key, job in jobs.items():
                yield key, _run(job)
            return
        try:
            with Processes(self.workers) as pool:
                flying = {pool.submit(_run, job): key for key, job in jobs.items()}
                while flying:
                    landed, _ = wait(flying, LOOK_IN_EVERY, FIRST_COMPLETED)
                    pool.look_in()
                    for future in landed:
                        yield flying.pop(future), future.result()
        except BrokenProcessPool as error:
            raise RunFailures(
                "a worker died (out of memory?); the same line goes on where it was"
            ) from error

    def _require_folder(self) -> None:
        """See that results can be kept, before anything is run."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            raise UserError(
                f"cannot write to {self.folder}: {error.strerror}; name another folder"
            ) from error

    def _keep(self, key: str, job: _Job, values: np.ndarray) -> None:
        self._known[key] = _results(self.design, self.outcomes, values)
        if self.folder is None:
            return
        buffer = io.BytesIO()
        np.savez_compressed(buffer, values=values, question=np.array(job.question()))
        try:
            with replaced(self.folder / f"arm-{key}.npz") as file:
                file.write(buffer.getvalue())
        except OSError as error:
            raise RunFailures(
                f"{self.folder} took no more results ({error.strerror}); what is there is kept; "
                "make room and give the same line again"
            ) from error

    def _recall(self, key: str) -> bool:
        if key in self._known:
            return True
        if self.folder is None:
            return False
        path = self.folder / f"arm-{key}.npz"
        if not path.exists():
            return False
        try:
            with np.load(path) as kept:
                self._known[key] = _results(self.design, self.outcomes, kept["values"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise UserError(f"cannot read {path}: {error}; remove it and repeat") from error
        return True


def _results(design: Design, outcomes: Sequence[str], values: np.ndarray) -> ArmRuns:
    sets = np.repeat(np.arange(design.sets), design.replicates)
    return ArmRuns(sets, {name: values[:, place] for place, name in enumerate(outcomes)})


def _run(job: _Job) -> np.ndarray:
    """Do all runs of an arm: a row a run, by set and then by replicate."""
    rows = []
    for index, parameters in enumerate(job.parameters):
        for replicate in range(job.design.replicates):
            if stopping():
                raise Stopped
            tables = simulate(
                job.unit,
                job.policy,
                parameters,
                months=job.design.months,
                seed=job.design.seed,
                set_index=index,
                replicate=replicate,
            )
            rows.append(read(tables, job.outcomes))
    return np.array(rows)
