"""Calibration: which parameter sets the evidence leaves standing.

`calibrate` makes an ensemble by history matching; `rescore` scores it again with a changed
model; `reweigh` weighs it by a unit's own year,
and `select_by_history` selects the sets of a study of that unit.
"""

from ccu_sim.analysis.calibration.history import select_by_history
from ccu_sim.analysis.calibration.observed import Reweighted, reweigh
from ccu_sim.analysis.calibration.rescoring import Rescored, Rescoring, rescore
from ccu_sim.analysis.calibration.summary_tables import (
    every_candidate,
    pairs_tied,
    ranges_moved,
    success,
    targets_met,
    what_drives,
)
from ccu_sim.analysis.calibration.waves import Calibrated, Calibration, calibrate
from ccu_sim.analysis.calibration.writing import ensemble_of, told, write_ensemble, write_tables

__all__ = [
    "Calibrated",
    "Calibration",
    "Rescored",
    "Rescoring",
    "Reweighted",
    "calibrate",
    "ensemble_of",
    "every_candidate",
    "pairs_tied",
    "ranges_moved",
    "rescore",
    "reweigh",
    "select_by_history",
    "success",
    "targets_met",
    "told",
    "what_drives",
    "write_ensemble",
    "write_tables",
]
