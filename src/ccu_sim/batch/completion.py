"""What came of a batch, and what is to be said about it at the end."""

from __future__ import annotations

from ccu_sim.batch.chunks import chunk_name
from ccu_sim.batch.executors import LostChunk
from ccu_sim.batch.failures import FOLDER as FAILURES
from ccu_sim.batch.failures import FailedRun, record_failures
from ccu_sim.batch.plan import PlannedRun
from ccu_sim.batch.progress import Progress
from ccu_sim.batch.store import Store
from ccu_sim.batch.worker import EXAMPLES, ChunkReport
from ccu_sim.errors import RunFailures


class Completion:
    """Counts of what came of a batch; its size does not depend on that of the study.

    Parameters
    ----------
    store : Store
        The study's folder.
    stored : int
        How many runs an earlier batch has stored.
    progress : Progress
        Told what is counted.

    Attributes
    ----------
    stored, failed : int
        Runs so far.
    """

    def __init__(self, store: Store, stored: int, progress: Progress) -> None:
        self._store = store
        self._progress = progress
        self._examples: list[FailedRun] = []
        self._no_room: str | None = None
        self.stored = stored
        self.failed = 0

    def has_room(self) -> bool:
        """Say whether everything could be stored so far."""
        return self._no_room is None

    def count(self, report: ChunkReport | LostChunk) -> None:
        """Take in what came of a chunk."""
        if isinstance(report, LostChunk):
            report = self._named(report)
        if report.unstored is not None:
            self._no_room = f"{chunk_name(report.number)}: {report.unstored}"
            return
        for run in report.examples:
            self._progress.note(f"failed: {run}")
        if report.failed > len(report.examples):
            more = report.failed - len(report.examples)
            self._progress.note(f"failed: {more:,} more runs of {chunk_name(report.number)}")
        self.stored += report.stored
        self.failed += report.failed
        self._examples = [*self._examples, *report.examples][:EXAMPLES]
        self._progress.advance(self._store.plan.runs_in_chunk(report.number))

    def require_success(self) -> None:
        """Raise RunFailures unless every run is stored: what failed, what is safe, what to do."""
        runs = self._store.plan.runs
        safe = f"{self.stored:,} of {runs:,} runs are stored"
        if self._no_room is not None:
            raise RunFailures(
                f"{self._store.folder} took no more results ({self._no_room}); {safe}; "
                "make room and give the same line again"
            )
        if self.failed:
            named = "; ".join(map(str, self._examples))
            more = "; ..." if self.failed > len(self._examples) else ""
            raise RunFailures(
                f"{self.failed:,} of {runs:,} runs failed ({named}{more}); all are named in "
                f"{self._store.folder / FAILURES}; {safe}, and the same line tries the others again"
            )

    def _named(self, lost: LostChunk) -> ChunkReport:
        """Record by name the runs of a chunk whose worker died every time."""
        plan, study = self._store.plan, self._store.manifest
        error = "its worker process died every time"
        failed = [
            FailedRun(study.address(PlannedRun(strategy, case)), error)
            for case in plan.chunk(lost.number)
            for strategy in range(plan.strategies)
        ]
        try:
            record_failures(self._store.folder, lost.number, failed)
        except OSError as fault:
            return ChunkReport(lost.number, unstored=fault.strerror or str(fault))
        return ChunkReport(lost.number, 0, len(failed), tuple(failed[:EXAMPLES]))
