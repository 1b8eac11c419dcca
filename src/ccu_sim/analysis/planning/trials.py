"""Packages tried on parameter sets, each set with chance events of its own, and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType

import numpy as np

from ccu_sim.analysis.cost import COSTS
from ccu_sim.analysis.planning.option import NOTHING, Package
from ccu_sim.batch.processes import LOOK_IN_EVERY, Processes, stopping
from ccu_sim.batch.progress import Progress
from ccu_sim.batch.worker import Stopped
from ccu_sim.errors import RunFailures
from ccu_sim.inputs import Policy, Unit
from ccu_sim.model import simulate

WORKERS, COHESION, SPENT, COST = range(4)
"""Columns of what a run gives: founding staff still in post, mean cohesion of the last year, what
the strategies cost, and what strategies, turnover and cover cost together (A$)."""

_COLUMNS = 4


@dataclass(frozen=True)
class Conditions:
    """What is the same in all trials.

    Attributes
    ----------
    unit : Unit
    sets : sequence of dict of str to float
        Parameter sets; a trial is on the first so many of them.
    first_set : int
        The number by which the chance events of the first set are addressed; the others follow.
    months : int
        Simulated.
    mark : int
        The month at which staying is read, and to which money is counted.
    seed : int
    """

    unit: Unit
    sets: Sequence[Mapping[str, float]]
    first_set: int
    months: int
    mark: int
    seed: int


class Trials:
    """Tries packages on more and more sets, in several processes, as a context manager.

    Parameters
    ----------
    conditions : Conditions
    workers : int
        Processes; 1 works in this one.
    progress : Progress
        Told of every run; its total is what `expected` says.
    expected : int
        How many runs are to come, about.
    """

    def __init__(
        self, conditions: Conditions, workers: int, progress: Progress, expected: int
    ) -> None:
        self.conditions = conditions
        self._workers = workers
        self._progress = progress
        self._expected = expected
        self._found: dict[Package, np.ndarray] = {}
        self._pool: Processes | None = None
        self.runs = 0

    def __enter__(self) -> Trials:
        """Get ready."""
        self._progress.begin(self._expected, 0)
        if self._workers > 1:
            self._pool = Processes(self._workers)
            self._pool.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes end."""
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)
        if kind is None:
            self._progress.advance(max(0, self._expected - self.runs))
        self._progress.end()

    @property
    def tried(self) -> tuple[Package, ...]:
        """Every package that was tried, as usual among them."""
        return tuple(self._found)

    def sets_of(self, package: Package) -> int:
        """Say on how many sets a package was tried."""
        return len(self._found.get(package, ()))

    def try_on(self, packages: Iterable[Package], sets: int) -> None:
        """Try packages, and as usual, on the first so many sets; what is known is not run again.

        Raises
        ------
        RunFailures
            If a run failed, or a process died.
        """
        wanted = dict.fromkeys([NOTHING, *packages])
        jobs = [
            (package, _Job(self.conditions, package.policy, range(self.sets_of(package), sets)))
            for package in wanted
            if self.sets_of(package) < sets
        ]
        for package, rows in self._carried_out(jobs):
            before = self._found.get(package)
            self._found[package] = rows if before is None else np.concatenate([before, rows])
            self.runs += len(rows)
            self._progress.advance(len(rows))

    def gains(self, package: Package) -> np.ndarray:
        """Give what a package adds to as usual, a row for each set that it was tried on.

        Returns
        -------
        ndarray, shape (sets, 4)
            Differences, by `WORKERS`, `COHESION`, `SPENT` and `COST`.
        """
        tried = self._found[package]
        difference: np.ndarray = tried - self._found[NOTHING][: len(tried)]
        return difference

    def _carried_out(
        self, jobs: Sequence[tuple[Package, _Job]]
    ) -> Iterator[tuple[Package, np.ndarray]]:
        if self._pool is None:
            yield from ((package, job.run()) for package, job in jobs)
            return
        waiting = iter(jobs)
        flying: dict[Future[np.ndarray], Package] = {}
        try:
            while True:
                while len(flying) < 3 * self._workers and (one := next(waiting, None)) is not None:
                    flying[self._pool.submit(one[1].run)] = one[0]
                if not flying:
                    return
                landed, _ = wait(flying, LOOK_IN_EVERY, FIRST_COMPLETED)
                self._pool.look_in()
                for future in landed:
                    yield flying.pop(future), future.result()
        except BrokenProcessPool as error:
            raise RunFailures("a worker died (out of memory?); give the same line again") from error


@dataclass(frozen=True)
class _Job:
    """Runs of one policy on some of the sets."""

    conditions: Conditions
    policy: Policy
    places: range

    def __getstate__(self) -> dict[str, object]:
        """Take along the sets that are run, and no others."""
        kept = [self.conditions.sets[place] for place in self.places]
        start = self.conditions.first_set + self.places.start
        conditions = {**vars(self.conditions), "sets": kept, "first_set": start}
        return {
            "conditions": Conditions(**conditions),
            "policy": self.policy,
            "places": range(len(kept)),
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    def run(self) -> np.ndarray:
        """Do the runs: a row a set, columns as in the constants of this file."""
        rows = np.empty((len(self.places), _COLUMNS))
        for row, place in enumerate(self.places):
            if stopping():
                raise Stopped
            try:
                rows[row] = self._one(place)
            except Exception as error:
                raise RunFailures(
                    f"a run of {self.policy.name} failed: {type(error).__name__}: {error}"
                ) from error
        return rows

    def _one(self, place: int) -> tuple[float, float, float, float]:
        given = self.conditions
        tables = simulate(
            given.unit,
            self.policy,
            given.sets[place],
            months=given.months,
            seed=given.seed,
            set_index=given.first_set + place,
        )
        counted = tables.monthly[: given.mark + 1]
        last = counted[-1]
        return (
            float(last["founding_peer"] + last["founding_clinician"]),
            float(tables.run["cohesion"]),
            float(counted["cost_strategy"].sum()),
            float(sum(counted[name].sum() for name in COSTS)),
        )
