"""Parameter sets that a study runs with instead of the first of the ensemble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccu_sim.batch import manifest as manifests
from ccu_sim.batch.manifest import TOTALS, differences, environment
from ccu_sim.batch.points import Points
from ccu_sim.batch.store import Store
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    from ccu_sim.inputs import Study


@dataclass(frozen=True)
class Selection:
    """Parameter sets chosen for a study: by its unit's own last year, or by a design.

    Attributes
    ----------
    sets : sequence of dict of str to float
        As many as the study asks for. A set may come more than once. A longer selection
        begins with a shorter one, so that a study can be extended.
    sentence : str
        How they were chosen, and what a reader should know of it.
    matches : int, optional
        Sets of the ensemble that the year does not rule out; None for the sets of a design.
    """

    sets: Sequence[dict[str, float]]
    sentence: str
    matches: int | None = None

    def points_for(self, study: Study) -> Points:
        """Give the sets as those of a study.

        Raises
        ------
        UserError
            If the study asks for fewer, or more, or for the central one alone.
        """
        if len(self.sets) != study.parameter_sets:
            raise UserError(
                f"{len(self.sets)} parameter sets were chosen and the study is of "
                f"{study.parameter_sets or 'the central one alone'}"
            )
        return Points.of(self.sets)

    def told(self) -> dict[str, Any]:
        """Give what a folder's ``study.json`` says of it, which no extension changes."""
        return {"sentence": self.sentence, "matches": self.matches}


def stored_selection(folder: str | Path, study: Study) -> Selection | None:
    """Give the selection that a study was begun with in a folder, if it still holds.

    Parameters
    ----------
    folder : str or Path
        It need not exist.
    study : Study

    Returns
    -------
    Selection or None
        None if the folder holds another study or none, fewer sets, or what another
        version of the model or its numbers computed.
    """
    path = Path(folder)
    if not (path / manifests.NAME).exists():
        return None
    store = Store.open(path)
    there = store.manifest
    wanted = {name: value for name, value in study.resolved().items() if name not in TOTALS}
    same = there.environment == environment() and not any(differences(there.fixed, wanted))
    if (
        there.selection is None
        or there.is_design
        or not same
        or there.reach.sets < study.parameter_sets
    ):
        return None
    sets = [store.sets[index] for index in range(study.parameter_sets)]
    return Selection(sets, there.selection["sentence"], there.selection["matches"])
