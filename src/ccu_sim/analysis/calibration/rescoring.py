"""Scoring an ensemble again: which of its sets still meet the targets with the model as it is.

Every set is run as often as at the last look of a calibration, under the chance events that
it was accepted on, and kept if it passes the same cut. So a model that has not changed keeps
what it had, and nothing new is ever let in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ccu_sim.analysis.calibration.folder import Folder, read_table
from ccu_sim.analysis.calibration.pooling import estimate, spread_between_runs
from ccu_sim.analysis.calibration.runs import Chunk, Observe, candidates_per_chunk, carry_out
from ccu_sim.analysis.calibration.scoring import score
from ccu_sim.analysis.calibration.summary import observe
from ccu_sim.analysis.calibration.waves import STAGES, Digest, Stage
from ccu_sim.batch.as_usual import as_usual_digest
from ccu_sim.batch.lock import locked
from ccu_sim.batch.manifest import environment
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.errors import RunFailures
from ccu_sim.evidence import REGISTRY, TARGETS, Ensemble, Registry, Targets


@dataclass(frozen=True)
class Rescoring:
    """What to score again, and against what.

    Attributes
    ----------
    ensemble : Ensemble
    registry : Registry
        Gives what does not differ between sets.
    targets : Targets
    observe, digest : callable
        As for `Calibration`.
    stage : Stage
        How many runs at each unit, and the largest implausibility that is kept.
    """

    ensemble: Ensemble
    registry: Registry = field(default_factory=lambda: REGISTRY, repr=False)
    targets: Targets = field(default=TARGETS, repr=False)
    observe: Observe = observe
    digest: Digest = as_usual_digest
    stage: Stage = STAGES[-1]

    @property
    def seed(self) -> int:
        """The seed that the sets were accepted with."""
        return int(self.ensemble.about["seed"])

    @property
    def runs(self) -> int:
        """How many runs it takes."""
        return len(self.ensemble) * len(self.targets.units) * self.stage.replicates

    @property
    def hash(self) -> str:
        """A short name of what decides the outcome."""
        return hashlib.sha256(json.dumps(self.plan(), sort_keys=True).encode()).hexdigest()[:8]

    def plan(self) -> dict[str, Any]:
        """Give everything that decides the outcome, in JSON values."""
        return {
            "sets": self.ensemble.hash,
            "seed": self.seed,
            "targets": self.targets.hash,
            "model": f"{self.observe.__module__}:{self.observe.__qualname__}",
            "versions": environment(),
            "stage": [self.stage.replicates, self.stage.threshold],
        }


@dataclass(frozen=True)
class Rescored:
    """What came of it.

    Attributes
    ----------
    rescoring : Rescoring
    kept : ndarray of bool
        For each set of the ensemble, whether it meets all targets.
    off : dict of str to float
        For each output, the share of sets that miss it.
    as_usual : str
        Digest of what the model shows as usual with the first that are kept.
    """

    rescoring: Rescoring
    kept: np.ndarray
    off: dict[str, float]
    as_usual: str

    @property
    def ensemble(self) -> Ensemble:
        """The sets that are kept, with what is to be said of them."""
        before, stage = self.rescoring.ensemble, self.rescoring.stage
        kept = np.flatnonzero(self.kept).tolist()
        numbers = before.numbers
        about = before.about | {
            "targets": self.rescoring.targets.hash,
            "as_usual": self.as_usual,
            "accepted": len(kept),
            "runs": len(kept) * len(self.rescoring.targets.units) * stage.replicates,
            "rescored": {"sets": len(before), "kept": len(kept), "runs": self.rescoring.runs},
            "numbers": [numbers[index] for index in kept],
        }
        return Ensemble(before.names, tuple(before.rows[index] for index in kept), about)


def rescore(
    rescoring: Rescoring,
    out: Path,
    *,
    workers: int = 1,
    progress: Callable[[], Progress] = Quiet,
) -> Rescored:
    """Score an ensemble again, or go on with that where it was stopped.

    Parameters
    ----------
    rescoring : Rescoring
    out : Path
        Its folder.
    workers : int
    progress : callable
        Makes what shows how far it is.

    Returns
    -------
    Rescored

    Raises
    ------
    UserError
        If the folder holds something else, or cannot be written to.
    RunFailures
        If a run failed, or no set meets the targets.
    """
    folder, plan = Folder(out), rescoring.plan()
    folder.require(plan)
    folder.make()
    with locked(out):
        folder.require(plan)
        folder.begin(plan)
        sets = rescoring.ensemble.sets(rescoring.registry)
        chunks = list(_chunks(rescoring, folder, sets))
        carry_out(chunks, workers, progress())
        rows = pd.concat([read_table(chunk.path)[0] for chunk in chunks], ignore_index=True)
    # In the ensemble's order: a set's number says where its chance events are found.
    place = {number: index for index, number in enumerate(rescoring.ensemble.numbers)}
    rows["candidate"] = rows["candidate"].map(place)
    targets = rescoring.targets
    estimates = estimate(rows, targets, spread_between_runs(rows, targets))
    off = score(estimates, targets)
    kept = off.max(axis=1) <= rescoring.stage.threshold
    if not kept.any():
        raise RunFailures(
            f"none of the {len(sets)} parameter sets meets the targets any more; "
            "`ccu-sim calibrate --out DIR` looks for others"
        )
    missed = (off > rescoring.stage.threshold).mean(axis=0).tolist()
    return Rescored(
        rescoring,
        kept,
        {output.name: share for output, share in zip(estimates.outputs, missed, strict=True)},
        rescoring.digest([sets[index] for index in np.flatnonzero(kept)], targets.units),
    )


def _chunks(rescoring: Rescoring, folder: Folder, sets: list[dict[str, float]]) -> Iterator[Chunk]:
    numbered = list(zip(rescoring.ensemble.numbers, sets, strict=True))
    size = candidates_per_chunk(len(rescoring.targets.units), rescoring.stage.replicates)
    for number, start in enumerate(range(0, len(sets), size)):
        yield Chunk(
            folder.again(number),
            rescoring.observe,
            rescoring.targets.units,
            tuple(numbered[start : start + size]),
            range(rescoring.stage.replicates),
            rescoring.seed,
        )
