"""Writing down what a calibration found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ccu_sim.analysis.calibration import summary_tables
from ccu_sim.analysis.calibration.candidates import DIGITS
from ccu_sim.analysis.calibration.folder import write_table
from ccu_sim.analysis.calibration.waves import Calibrated
from ccu_sim.batch.atomic_files import replace_text
from ccu_sim.errors import RunFailures
from ccu_sim.evidence import Ensemble, ranges_hash


def ensemble_of(found: Calibrated) -> Ensemble:
    """Make the ensemble of what a calibration accepted."""
    calibration, names = found.calibration, found.space.names
    rows = tuple(tuple(row) for row in found.accepted_values.tolist())
    units, replicates = calibration.targets.units, calibration.stages[-1].replicates
    about = {
        "command": f"ccu-sim calibrate --out DIR --candidates {calibration.candidates} "
        f"--waves {calibration.waves} --seed {calibration.seed}",
        "seed": calibration.seed,
        "registry": ranges_hash(calibration.registry, names),
        "targets": calibration.targets.hash,
        "candidates": sum(len(wave.values) for wave in found.waves),
        "accepted": len(rows),
        "runs": len(rows) * len(units) * replicates,
        "waves": summary_tables.success(found).to_dict(orient="records"),
        "numbers": found.accepted_numbers.tolist(),
    }
    made = Ensemble(names, rows, about)
    about["as_usual"] = calibration.digest(made.sets(calibration.registry), units)
    return made


def write_ensemble(ensemble: Ensemble, folder: Path) -> None:
    """Write an ensemble, ``ensemble.csv``, and where it comes from, ``ensemble.json``.

    Parameters
    ----------
    ensemble : Ensemble
    folder : Path

    Raises
    ------
    RunFailures
        If it cannot be written.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(ensemble.names)
    table.writerows([f"{value:.{DIGITS}g}" for value in row] for row in ensemble.rows)
    about = {key: value for key, value in ensemble.about.items() if key != "numbers"}
    # Hundreds of numbers on one line, behind what people read.
    lines = json.dumps(about, indent=2).removesuffix("\n}")
    numbers = json.dumps(ensemble.about["numbers"])
    with told(folder):
        replace_text(folder / "ensemble.csv", text.getvalue())
        replace_text(folder / "ensemble.json", f'{lines},\n  "numbers": {numbers}\n}}\n')


def write_tables(found: Calibrated, folder: Path) -> None:
    """Write all candidates with their results, and the tables of `account`.

    Parameters
    ----------
    found : Calibrated
    folder : Path

    Raises
    ------
    RunFailures
        If they cannot be written.
    """
    tables = {
        "success": summary_tables.success(found),
        "targets": summary_tables.targets_met(found),
        "ranges": summary_tables.ranges_moved(found),
        "pairs": summary_tables.pairs_tied(found),
        "drivers": summary_tables.what_drives(found),
    }
    with told(folder):
        write_table(folder / "candidates.parquet", summary_tables.every_candidate(found))
        for name, table in tables.items():
            text = table.to_csv(index=False, float_format="%.4g", lineterminator="\n")
            replace_text(folder / f"{name}.csv", text)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Say it in a sentence where a folder takes no more."""
    try:
        yield
    except OSError as error:
        raise RunFailures(
            f"cannot write to {folder}: {error.strerror or error}; make room there, or name "
            "another folder, and give the same line again"
        ) from error
