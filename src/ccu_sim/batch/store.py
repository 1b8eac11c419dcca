"""The folder of a study on disk.

::

    study.json                      what this is: the resolved study, versions, totals
    parameters/sets-000000.parquet  a row a parameter set
    settings.parquet                a row a setting of the sweep
    runs/chunk-000000.parquet       a row a run
    monthly/chunk-000000.parquet    a row a month
    spells/chunk-000000.parquet     a row a person in post
    failures/chunk-000007.json      runs that raised an error, if any did

A folder is another study's until the opposite is shown: nothing in it is ever
overwritten, unless with the very same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ccu_sim.batch import lock, manifest
from ccu_sim.batch.atomic_files import PASSING, remove_passing
from ccu_sim.batch.chunks import DamagedChunk, chunk_name, inspect_chunk
from ccu_sim.batch.failures import FOLDER as FAILURES
from ccu_sim.batch.failures import has_failures
from ccu_sim.batch.manifest import Manifest
from ccu_sim.batch.plan import Extent, Plan
from ccu_sim.batch.points import Points
from ccu_sim.batch.tables import TABLES
from ccu_sim.errors import UserError
from ccu_sim.inputs import Study
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.yaml_documents import Document

PARAMETERS = "parameters"
SETTINGS = "settings.parquet"


@dataclass(frozen=True)
class Store:
    """A study's folder.

    Attributes
    ----------
    folder : Path
    manifest : Manifest
        Its ``study.json``.
    """

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open a folder that holds a study."""
        return cls(folder, Manifest.read(folder))

    @property
    def plan(self) -> Plan:
        """Which runs there are to be."""
        return self.manifest.plan

    @cached_property
    def study(self) -> Study:
        """The study, as it was when the batch began or was extended.

        Raises
        ------
        UserError
            If this release refuses it, such as a value outside a range that is narrower now.
        """
        label = str(self.folder / manifest.NAME)
        study = validated(Study, Document(label, self.manifest.study))
        if study.model is None:
            return study
        return study.model_copy(update={"model": study.model.found_from(self.folder)})

    @cached_property
    def sets(self) -> Points:
        """The parameter sets, as they were when the study was begun or extended."""
        sets: Points | None = None
        for extent, hash_ in zip(self.manifest.extents, self.manifest.parameters, strict=True):
            first = len(sets) if sets else 0
            if extent.sets > first:
                part = Points.read(_sets_path(self.folder, first), "set", hash_)
                sets = sets.followed_by(part) if sets else part
        assert sets is not None  # an extent has at least one set
        return sets

    @cached_property
    def settings(self) -> Points:
        """The settings of the sweep."""
        return Points.read(self.folder / SETTINGS, "setting", self.manifest.sweep)

    def stored_chunks(self) -> list[int]:
        """Return the numbers of the chunks that are stored, in order."""
        present = {path.name for path in (self.folder / "runs").glob("chunk-*.parquet")}
        return [
            number
            for number in range(self.plan.chunks)
            if f"{chunk_name(number)}.parquet" in present
        ]

    def inspect(self) -> Iterator[tuple[int, DamagedChunk | None]]:
        """Look at every stored chunk: its number, and what is wrong with it, if so."""
        for number in self.stored_chunks():
            try:
                inspect_chunk(self.folder, self.manifest.mark, number)
            except DamagedChunk as damage:
                yield number, damage
            else:
                yield number, None

    def strangers(self) -> list[Path]:
        """Return files among the tables that are no chunk of the study.

        Results never read them, but whoever reads a folder of the store as it is does.
        """
        names = {f"{chunk_name(number)}.parquet" for number in range(self.plan.chunks)}
        return [
            path
            for table in TABLES
            for path in sorted((self.folder / table).glob("*"))
            if path.name not in names and not path.name.endswith(PASSING)
        ]

    def is_settled(self, number: int) -> bool:
        """Say whether a stored chunk lacks none of its runs."""
        return not has_failures(self.folder, number)


def make_folder(folder: Path) -> None:
    """Make sure that the folder exists and may become, or is, a study's.

    Raises
    ------
    UserError
        If it cannot be made, or holds something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inside = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror}") from error
    if manifest.NAME in inside:
        return
    # A batch that was killed at its very beginning leaves empty folders of ours.
    ours = {*TABLES, PARAMETERS, SETTINGS, lock.NAME}
    strange = sorted(name for name in inside - ours if not name.startswith((".", manifest.NAME)))
    if strange:
        raise UserError(
            f"{folder} holds something other than a study ({strange[0]}); choose an empty folder"
        )
    if any(folder.glob("*/chunk-*.parquet")):
        raise UserError(
            f"{folder} holds results but its {manifest.NAME} is gone; put it back, "
            "or choose another folder"
        )


def create(folder: Path, study: Manifest, sets: Points, settings: Points) -> Store:
    """Make a folder, which is locked, that of a study; ``study.json`` comes last."""
    for name in (*TABLES, PARAMETERS):
        (folder / name).mkdir(exist_ok=True)
    sets.write(_sets_path(folder, 0), "set")
    settings.write(folder / SETTINGS, "setting")
    study.write(folder)
    return Store(folder, study)


def extend(store: Store, reach: Extent, sets: Points) -> Store:
    """Raise the totals of a study; what is stored stays as it is."""
    first = store.manifest.reach.sets
    added = sets.since(first)
    if len(added) > 0:
        added.write(_sets_path(store.folder, first), "set", first)
    extended = store.manifest.extended(reach, added.hash)
    extended.write(store.folder)
    return Store(store.folder, extended)


def _sets_path(folder: Path, first: int) -> Path:
    return folder / PARAMETERS / f"sets-{first:06d}.parquet"


def tidy(store: Store) -> None:
    """Remove what batches that were killed left half written, and let each table have its folder.

    What copies a folder may leave empty ones out.
    """
    for table in TABLES:
        (store.folder / table).mkdir(exist_ok=True)
    inside = (store.folder / name for name in (*TABLES, PARAMETERS, FAILURES))
    remove_passing([store.folder, *inside])
