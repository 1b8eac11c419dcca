"""Writing down what a calibration found."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd

from ccu_sim.analysis.calibration import account
from ccu_sim.analysis.calibration.candidates import DIGITS
from ccu_sim.analysis.calibration.folder import write_table
from ccu_sim.analysis.calibration.waves import Calibrated
from ccu_sim.batch.files import replace_text
from ccu_sim.evidence import ranges_hash


def write_ensemble(found: Calibrated, folder: Path) -> None:
    """Write the accepted sets, ``ensemble.csv``, and where they come from, ``ensemble.json``.

    Parameters
    ----------
    found : Calibrated
    folder : Path
    """
    calibration = found.calibration
    accepted = pd.DataFrame(found.accepted_values, columns=list(found.space.names))
    text = io.StringIO()
    accepted.to_csv(text, index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")
    replace_text(folder / "ensemble.csv", text.getvalue())
    about = {
        "command": f"ccu-sim calibrate --out DIR --candidates {calibration.candidates} "
        f"--waves {calibration.waves} --seed {calibration.seed}",
        "seed": calibration.seed,
        "registry": ranges_hash(calibration.registry),
        "targets": calibration.targets.hash,
        "rules": calibration.plan()["rules"],
        "candidates": sum(len(wave.values) for wave in found.waves),
        "accepted": len(accepted),
        "waves": account.success(found).to_dict(orient="records"),
    }
    replace_text(folder / "ensemble.json", json.dumps(about, indent=2) + "\n")


def write_tables(found: Calibrated, folder: Path) -> None:
    """Write all candidates with their results, and the tables of `account`.

    Parameters
    ----------
    found : Calibrated
    folder : Path
    """
    write_table(folder / "candidates.parquet", account.every_candidate(found))
    tables = {
        "success": account.success(found),
        "targets": account.targets_met(found),
        "ranges": account.ranges_moved(found),
        "pairs": account.pairs_tied(found),
        "drivers": account.what_drives(found),
    }
    for name, table in tables.items():
        text = table.to_csv(index=False, float_format="%.4g", lineterminator="\n")
        replace_text(folder / f"{name}.csv", text)
