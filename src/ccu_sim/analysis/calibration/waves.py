"""History matching: candidates in waves, each tried harder the longer it lasts.

In a wave every candidate gets a few runs at each calibration unit; whoever is far from the
targets is dropped, the others get more runs and are looked at more strictly. What was learnt
is put into an emulator, and the next wave only runs draws from the prior that the emulator
does not rule out. So the accepted sets of all waves together are draws from the prior, kept
where the targets are met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ccu_sim.analysis.calibration import emulator
from ccu_sim.analysis.calibration.candidates import Space, draw
from ccu_sim.analysis.calibration.folder import Folder, read_table, write_table
from ccu_sim.analysis.calibration.pooling import Estimates, estimate, spread_between_runs
from ccu_sim.analysis.calibration.runs import Chunk, Observe, candidates_per_chunk, carry_out
from ccu_sim.analysis.calibration.scoring import score
from ccu_sim.analysis.calibration.summary import observe
from ccu_sim.batch.as_usual import as_usual_digest
from ccu_sim.batch.lock import locked
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.errors import RunFailures
from ccu_sim.evidence import REGISTRY, TARGETS, Registry, Targets, ranges_hash
from ccu_sim.model.compiling import source_hash

Digest = Callable[[Sequence[Mapping[str, float]], Sequence[str]], str]


@dataclass(frozen=True)
class Stage:
    """A look at candidates.

    Attributes
    ----------
    replicates : int
        Runs at each unit that a candidate has had by then.
    threshold : float
        Largest implausibility that goes on.
    """

    replicates: int
    threshold: float


STAGES = (Stage(2, 3.0), Stage(8, 3.0), Stage(24, 3.0))
"""Three standard deviations at every look, at the worst of all outputs.

Whatever its distribution, a single-peaked error is beyond three of its standard deviations in at
most one of twenty cases (Pukelsheim 1994), the usual cut-off of history matching (Vernon 2010).
"""
EMULATOR_THRESHOLD = 1.2
"""Draws are not run where the emulator is further off than this many standard deviations.

Lower saves runs and loses more of the sets that would have been accepted; `account.filtered`
measures both.
"""


@dataclass(frozen=True)
class Calibration:
    """What to calibrate, and how hard.

    Attributes
    ----------
    candidates : int
        In each wave.
    waves : int
    seed : int
    registry : Registry
    targets : Targets
    observe : callable
        See `runs.Observe`.
    digest : callable
        Digests what the model shows as usual, as `as_usual_digest` does.
    stages : tuple of Stage
    """

    candidates: int = 1500
    waves: int = 8
    seed: int = 2014
    registry: Registry = field(default_factory=lambda: REGISTRY, repr=False)
    targets: Targets = field(default=TARGETS, repr=False)
    observe: Observe = observe
    digest: Digest = as_usual_digest
    stages: tuple[Stage, ...] = STAGES

    def plan(self) -> dict[str, Any]:
        """Give everything that decides the outcome, in JSON values."""
        return {
            "candidates": self.candidates,
            "seed": self.seed,
            "registry": ranges_hash(self.registry, self.registry.names),
            "targets": self.targets.hash,
            "rules": source_hash(),
            "model": f"{self.observe.__module__}:{self.observe.__qualname__}",
            "stages": [[stage.replicates, stage.threshold] for stage in self.stages],
            "emulator_cut": EMULATOR_THRESHOLD,
        }


@dataclass(frozen=True)
class Wave:
    """What came of a wave.

    Attributes
    ----------
    number : int
        From 1.
    values : ndarray
        A row a candidate, a column a varying parameter.
    looked_at : int
        Draws from the prior that it took to find the candidates.
    estimates : Estimates
        From all runs that each candidate has had.
    implausibility : ndarray, shape (candidates, outputs)
    stage : ndarray of int
        How many looks each candidate has passed; all of them if accepted.
    runs : int
        How many it took.
    """

    number: int
    values: np.ndarray
    looked_at: int
    estimates: Estimates
    implausibility: np.ndarray
    stage: np.ndarray
    runs: int


@dataclass(frozen=True)
class Calibrated:
    """What came of a calibration.

    Attributes
    ----------
    calibration : Calibration
    space : Space
    waves : tuple of Wave
    """

    calibration: Calibration
    space: Space
    waves: tuple[Wave, ...]

    def accepted(self, wave: Wave) -> np.ndarray:
        """Tell which candidates of a wave meet all targets."""
        return wave.stage == len(self.calibration.stages)

    @property
    def accepted_values(self) -> np.ndarray:
        """Accepted sets of all waves, a row each, in an order that means nothing."""
        return self._shuffled([wave.values[self.accepted(wave)] for wave in self.waves])

    @property
    def accepted_numbers(self) -> np.ndarray:
        """The number of each of them among all candidates, in the same order."""
        of_wave = self.calibration.candidates
        return self._shuffled(
            [
                (wave.number - 1) * of_wave + np.flatnonzero(self.accepted(wave))
                for wave in self.waves
            ]
        )

    def _shuffled(self, parts: list[np.ndarray]) -> np.ndarray:
        whole = np.concatenate(parts)
        return whole[np.random.default_rng([self.calibration.seed, 0]).permutation(len(whole))]


def calibrate(
    calibration: Calibration,
    out: Path,
    *,
    workers: int = 1,
    progress: Callable[[], Progress] = Quiet,
) -> Calibrated:
    """Carry out a calibration, or go on with one that was stopped.

    Parameters
    ----------
    calibration : Calibration
    out : Path
        Its folder. More waves may be asked for later.
    workers : int
    progress : callable
        Makes what shows how far a stage is.

    Returns
    -------
    Calibrated

    Raises
    ------
    UserError
        If the folder holds something else, or cannot be written to.
    RunFailures
        If a run failed, or there is no room for what was found.
    """
    folder, plan = Folder(out), calibration.plan()
    folder.require(plan)
    folder.make()
    with locked(out):
        folder.require(plan)
        folder.begin(plan)
        space = Space.of(calibration.registry)
        waves: list[Wave] = []
        spread: pd.DataFrame | None = None
        for number in range(1, calibration.waves + 1):
            work = _WaveAtWork(calibration, folder, space, number, workers, progress)
            values, looked_at = _candidates(calibration, folder, space, number, waves)
            wave, spread = work.carry_out(values, looked_at, spread)
            waves.append(wave)
    return Calibrated(calibration, space, tuple(waves))


def _candidates(
    calibration: Calibration, folder: Folder, space: Space, number: int, waves: list[Wave]
) -> tuple[np.ndarray, int]:
    """Draw the candidates of a wave, or read them where they were drawn before."""
    path = folder.table(f"wave-{number}")
    if not path.exists():
        plausible = _filter(calibration, space, waves) if waves else None
        drawn = draw(
            space,
            calibration.candidates,
            seed=calibration.seed,
            wave=number,
            plausible=plausible,
        )
        table = pd.DataFrame(space.values(drawn.shares), columns=list(space.names))
        try:
            write_table(path, table, {"looked_at": drawn.looked_at})
        except OSError as error:
            raise RunFailures(f"cannot write {path}: {error.strerror or error}") from error
    table, about = read_table(path)
    return table.to_numpy(), int(about["looked_at"])


def fit_emulator(space: Space, waves: list[Wave] | tuple[Wave, ...]) -> emulator.Emulator:
    """Fit the emulator to the candidates of some waves."""
    return emulator.fit(
        waves[0].estimates.outputs,
        space.shares(np.concatenate([wave.values for wave in waves])),
        np.concatenate([wave.estimates.mean for wave in waves]),
        np.concatenate([wave.estimates.variance for wave in waves]),
    )


def _filter(
    calibration: Calibration, space: Space, waves: list[Wave]
) -> Callable[[np.ndarray], np.ndarray]:
    """Make what tells which draws the emulator does not rule out."""
    learnt = fit_emulator(space, waves)

    def plausible(shares: np.ndarray) -> np.ndarray:
        off = learnt.implausibility(shares, calibration.targets.discrepancy)
        return np.asarray(off.max(axis=1) <= EMULATOR_THRESHOLD)

    return plausible


@dataclass
class _WaveAtWork:
    """One wave, stage after stage."""

    calibration: Calibration
    folder: Folder
    space: Space
    number: int
    workers: int
    progress: Callable[[], Progress]

    def carry_out(
        self, values: np.ndarray, looked_at: int, spread: pd.DataFrame | None
    ) -> tuple[Wave, pd.DataFrame]:
        targets = self.calibration.targets
        alive = np.arange(len(values))
        passed = np.zeros(len(values), dtype=int)
        had = 0
        rows = pd.DataFrame()
        for place, stage in enumerate(self.calibration.stages, start=1):
            chunks = list(self._chunks(values, alive, place, range(had, stage.replicates)))
            self._run(chunks, place)
            new = [read_table(chunk.path)[0] for chunk in chunks]
            rows = pd.concat([rows, *new], ignore_index=True)
            if spread is None:
                spread = spread_between_runs(rows, targets)
            estimates = estimate(rows, targets, spread)
            off = score(estimates, targets)
            fine = off[alive].max(axis=1) <= stage.threshold
            alive = alive[fine]
            passed[alive] = place
            had = stage.replicates
            if len(alive) == 0:
                break
        assert spread is not None
        return Wave(self.number, values, looked_at, estimates, off, passed, len(rows)), spread

    def _chunks(
        self, values: np.ndarray, alive: np.ndarray, stage: int, replicates: range
    ) -> Iterator[Chunk]:
        registry = self.calibration.registry
        fixed = {name: one.value for name, one in registry.items() if not one.varies}
        first = (self.number - 1) * self.calibration.candidates
        size = candidates_per_chunk(len(self.calibration.targets.units), len(replicates))
        for number, start in enumerate(range(0, len(alive), size)):
            some = alive[start : start + size].tolist()
            sets = [dict(zip(self.space.names, values[one].tolist(), strict=True)) for one in some]
            yield Chunk(
                self.folder.chunk(self.number, stage, number),
                self.calibration.observe,
                self.calibration.targets.units,
                tuple((first + one, fixed | each) for one, each in zip(some, sets, strict=True)),
                replicates,
                self.calibration.seed,
            )

    def _run(self, chunks: list[Chunk], stage: int) -> None:
        note = (
            f"wave {self.number}, look {stage} of {len(self.calibration.stages)}: "
            f"{sum(len(chunk.candidates) for chunk in chunks):,} candidates"
        )
        carry_out(chunks, self.workers, self.progress(), note)
