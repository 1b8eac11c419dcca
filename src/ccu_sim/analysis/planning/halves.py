"""Parameter sets in two halves: one to choose a plan on, one to estimate it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ccu_sim.analysis.calibration.history import weighed_by_history
from ccu_sim.analysis.calibration.observed import Reweighted
from ccu_sim.batch.progress import Progress
from ccu_sim.batch.selection import Selection
from ccu_sim.errors import UserError
from ccu_sim.evidence import ensemble
from ccu_sim.inputs import Unit


@dataclass(frozen=True)
class Halves:
    """Parameter sets to search on, and those to estimate on; no set is among both.

    Attributes
    ----------
    search : sequence of dict of str to float
    selection : Selection or None
        What is estimated on, if the unit's own last year chose it; else the first sets of the
        ensemble.
    weighed : Reweighted or None
        The unit's own last year beside that of the sets, if its file tells of one.
    """

    search: Sequence[Mapping[str, float]]
    selection: Selection | None
    weighed: Reweighted | None


def halves(unit: Unit, count: int, progress: Progress) -> Halves:
    """Split the ensemble, weighed by the unit's own last year if its file tells of one.

    Parameters
    ----------
    unit : Unit
    count : int
        Sets in each half.
    progress : Progress

    Raises
    ------
    UserError
        If the ensemble has not twice as many.
    """
    sets = ensemble()
    if 2 * count > len(sets):
        raise UserError(
            f"--sets {count}: a plan is chosen on so many parameter sets and estimated on as many "
            f"others, and there are {len(sets)}; give at most --sets {len(sets) // 2}."
        )
    if unit.observed is None:
        return Halves(sets[count : 2 * count], None, None)
    weighed = weighed_by_history(unit, sets, progress)
    progress.note(weighed.sentence)
    to_estimate, to_search = _dealt_out(weighed, count)
    selection = Selection([sets[one] for one in to_estimate], weighed.sentence, weighed.matches)
    return Halves([sets[one] for one in to_search], selection, weighed)


def _dealt_out(weighed: Reweighted, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Deal the sets to two halves, heaviest first, and draw from each by weight."""
    order = np.argsort(-weighed.weights, kind="stable")
    drawn = []
    for first in (0, 1):
        kept = np.zeros_like(weighed.weights)
        mine = order[first::2]
        kept[mine] = weighed.weights[mine]
        if not kept.any():
            raise UserError(
                "The unit's own last year leaves a single parameter set, and a plan takes two: "
                "one to choose on and one to estimate on; take observed: out of the unit's file."
            )
        drawn.append(replace(weighed, weights=kept / kept.sum()).select(count))
    return drawn[0], drawn[1]
