"""A study of one's own unit: its last year selects the parameter sets that are run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ccu_sim.analysis.calibration.observed import Reweighted, reweigh, weighed_before
from ccu_sim.batch.progress import Progress, Quiet
from ccu_sim.batch.selection import Selection, stored_selection
from ccu_sim.evidence import ensemble

if TYPE_CHECKING:
    from ccu_sim.inputs import Study, Unit


def select_by_history(
    study: Study, folder: str | Path | None = None, *, progress: Progress | None = None
) -> Selection | None:
    """Select a study's parameter sets by the last year of its unit.

    Parameters
    ----------
    study : Study
    folder : str or Path, optional
        Where its runs go. What an earlier batch selected there is taken up again, so that
        going on costs nothing.
    progress : Progress, optional
        Told how far the weighing is, and what came of it.

    Returns
    -------
    Selection or None
        None where no history weighs the sets (see `Study.weighing_unit`).
    """
    progress = progress or Quiet()
    for caution in study.cautions():
        progress.note(caution)
    if study.weighing_unit is None:
        return None
    found = stored_selection(folder, study) if folder is not None else None
    if found is None:
        found = _weighed(study, study.weighing_unit, progress)
    progress.note(found.sentence)
    return found


def weighed_by_history(
    unit: Unit, sets: Sequence[Mapping[str, float]], progress: Progress
) -> Reweighted:
    """Weigh sets by the unit's last year, saying so beforehand where that takes a while."""
    if not weighed_before(unit, sets):
        progress.note(
            f"{unit.title} is first run for a year in each of {len(sets)} possible worlds, to see "
            "which fit its own last year"
        )
    return reweigh(unit, sets, progress=progress)


def _weighed(study: Study, unit: Unit, progress: Progress) -> Selection:
    """Weigh the ensemble by the unit's last year, and draw as many sets as the study has."""
    sets = ensemble()
    weighed = weighed_by_history(unit, sets, progress)
    chosen = [sets[index] for index in weighed.select(study.parameter_sets)]
    return Selection(chosen, weighed.sentence, weighed.matches)
