"""What published patterns need each mechanism: those that fail once it is switched off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from ccu_sim.analysis.factors import Arm, Mechanism
from ccu_sim.analysis.people.places import AS_USUAL, sums_of
from ccu_sim.analysis.people.validation import Validated, validate

CLEAR = 2.0
"""Standard errors of the median by which it has to lie outside the range."""


@dataclass(frozen=True)
class Lost:
    """A pattern that passes with a mechanism and fails without it.

    Attributes
    ----------
    name : str
    before, after : float
        Median over parameter sets with the mechanism and without it.
    """

    name: str
    before: float
    after: float


def seen_without(
    neutral: Arm, sets: Sequence[Mapping[str, float]], replicates: int, seed: int = 2026
) -> list[Validated]:
    """Look for the patterns about people with something switched off, as usual at both sites."""
    off = {name: replace(one, arm=neutral) for name, one in AS_USUAL.items()}
    rows = [
        sums_of(
            neutral.values(parameters),
            seed=seed,
            set_index=index,
            replicates=range(replicates),
            places=off,
        )
        for index, parameters in enumerate(sets)
    ]
    return validate(rows)


def lost(before: Sequence[Validated], after: Sequence[Validated]) -> tuple[Lost, ...]:
    """List patterns that pass in the first and clearly fail in the second."""
    found = []
    for one, other in zip(before, after, strict=True):
        low, high = one.published.low, one.published.high
        outside = max(low - other.median, other.median - high)
        if one.passes and not outside <= CLEAR * other.error:
            found.append(Lost(one.published.name, one.median, other.median))
    return tuple(found)


def people_need(
    chosen: Sequence[Mechanism],
    sets: Sequence[Mapping[str, float]],
    replicates: int,
    workers: int = 1,
) -> dict[str, tuple[Lost, ...]]:
    """Switch mechanisms off one at a time, and list by mechanism which patterns fail then.

    Parameters
    ----------
    chosen : sequence of Mechanism
    sets : sequence of mapping
        Parameter sets.
    replicates : int
        Runs of each at each site.
    workers : int
        Processes.
    """
    arms = [Arm(), *(one.neutral for one in chosen)]
    with ProcessPoolExecutor(workers) as pool:
        running = [pool.submit(seen_without, arm, sets, replicates) for arm in arms]
        whole, *without = [future.result() for future in running]
    return {one.name: lost(whole, seen) for one, seen in zip(chosen, without, strict=True)}
