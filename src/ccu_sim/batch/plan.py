"""Which runs a study consists of, and which chunk each belongs to.

A **case** is one unit, under one setting of the sweep, with one parameter set and
one replicate. Every strategy of the study is tried in every case, so a case is what
a paired comparison needs, and it is never split: whatever part of a study is stored
holds every strategy equally often, under the same random events.

A **chunk** is a block of consecutive cases. It is what a worker does in one go, what
appears on disk whole or not at all, and what is done again after a crash.

Nothing here is a list. Every run and every chunk is found by arithmetic on its
number, so a study of ten million runs takes no more memory than one of ten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Chunks are sized so that a study has about this many, within the bounds below.
USUAL_CHUNKS = 500
#: Fewer runs than this and writing a chunk would cost more than a few per cent of it.
SMALLEST_CHUNK = 64
#: More runs than this and the tables of a chunk would grow large.
LARGEST_CHUNK = 1024
#: Longer work than this, on an ordinary core, would be lost when a batch is stopped.
SECONDS_PER_CHUNK = 5.0
#: What a month of a run takes for every pair of people at the unit, a generous estimate.
SECONDS_PER_PAIR = 2.5e-7


@dataclass(frozen=True, slots=True)
class Case:
    """One situation in which every strategy is tried; all four fields are indices."""

    unit: int
    setting: int
    set: int
    replicate: int


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One strategy in one case."""

    strategy: int
    case: Case


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a study reaches: its totals at the start, or after an extension.

    Attributes
    ----------
    sets, replicates : int
        Totals, those of earlier extents included.
    cases_per_chunk : int
        Size of the chunks that hold what this extent adds.
    """

    sets: int
    replicates: int
    cases_per_chunk: int


@dataclass(frozen=True, slots=True)
class _Panel:
    """A rectangle of new parameter sets x replicates, in every unit and setting."""

    first_set: int
    first_replicate: int
    replicates: int
    first_chunk: int
    cases: int
    cases_per_chunk: int

    @property
    def chunks(self) -> int:
        return -(-self.cases // self.cases_per_chunk)


@dataclass(frozen=True)
class Plan:
    """The runs of a study, addressed by number.

    An extension adds the new parameter sets, with all replicates, and the new
    replicates of the old sets, as chunks behind those that exist. No chunk
    depends on an extent later than its own, so extending never rewrites.

    Attributes
    ----------
    units, strategies, settings : int
        How many there are of each.
    extents : tuple of Extent
        The first extent and every extension, in order.
    """

    units: int
    strategies: int
    settings: int
    extents: tuple[Extent, ...]

    @property
    def runs(self) -> int:
        """How many runs there are in all."""
        return self.cases * self.strategies

    @property
    def cases(self) -> int:
        """How many cases there are in all."""
        return sum(panel.cases for panel in self._panels())

    @property
    def chunks(self) -> int:
        """How many chunks there are in all."""
        return sum(panel.chunks for panel in self._panels())

    def chunk(self, number: int) -> list[Case]:
        """Return the cases of a chunk, in order."""
        panel, first, last = self._block(number)
        return [self._case(panel, index) for index in range(first, last)]

    def runs_in_chunk(self, number: int) -> int:
        """Return how many runs a chunk holds."""
        _, first, last = self._block(number)
        return (last - first) * self.strategies

    def _block(self, number: int) -> tuple[_Panel, int, int]:
        """Find a chunk: its panel, and which of the panel's cases it holds."""
        for panel in self._panels():
            block = number - panel.first_chunk
            if 0 <= block < panel.chunks:
                first = block * panel.cases_per_chunk
                return panel, first, min(first + panel.cases_per_chunk, panel.cases)
        raise IndexError(f"there is no chunk {number} among {self.chunks}")

    def _case(self, panel: _Panel, index: int) -> Case:
        # Sets change slowest and units fastest: whatever part of a batch is done
        # has seen every unit and every setting about equally often.
        index, unit = divmod(index, self.units)
        index, setting = divmod(index, self.settings)
        added_set, added_replicate = divmod(index, panel.replicates)
        return Case(
            unit=unit,
            setting=setting,
            set=panel.first_set + added_set,
            replicate=panel.first_replicate + added_replicate,
        )

    def _panels(self) -> Iterator[_Panel]:
        chunk = sets = replicates = 0
        for extent in self.extents:
            rectangles = (
                (sets, extent.sets - sets, 0, extent.replicates),
                (0, sets, replicates, extent.replicates - replicates),
            )
            for first_set, added_sets, first_replicate, added_replicates in rectangles:
                cases = added_sets * added_replicates * self.settings * self.units
                if cases == 0:
                    continue
                panel = _Panel(
                    first_set=first_set,
                    first_replicate=first_replicate,
                    replicates=added_replicates,
                    first_chunk=chunk,
                    cases=cases,
                    cases_per_chunk=extent.cases_per_chunk,
                )
                yield panel
                chunk += panel.chunks
            sets, replicates = extent.sets, extent.replicates


def seconds_per_run(people: int, months: int) -> float:
    """Estimate how long a run takes, from all staff and residents a unit has room for."""
    return SECONDS_PER_PAIR * people * people * months


def usual_cases_per_chunk(runs: int, strategies: int, seconds: float) -> int:
    """Return how many cases a chunk should hold.

    Parameters
    ----------
    runs : int
        Size of the study, or extension.
    strategies : int
        Runs in a case, which is never split.
    seconds : float
        What one run takes, about.
    """
    runs_per_chunk = min(max(runs // USUAL_CHUNKS, SMALLEST_CHUNK), LARGEST_CHUNK)
    return max(1, min(runs_per_chunk, int(SECONDS_PER_CHUNK / seconds)) // strategies)
