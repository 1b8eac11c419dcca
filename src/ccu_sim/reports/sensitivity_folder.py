"""A sensitivity analysis as files: its tables, its figures, and how they were made."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ccu_sim.analysis.uncertainty import Found, uncertain
from ccu_sim.batch.atomic_files import replace_text, replaced
from ccu_sim.batch.manifest import environment
from ccu_sim.errors import UserError
from ccu_sim.reports.figures.sensitivity import plot_sensitivity
from ccu_sim.reports.style import png

ABOUT = "sensitivity.json"

_TABLES = ("information", "choices", "given", "screening", "sobol", "convergence", "luck")
_LIBRARIES = ("SALib", "numpy", "scipy", "pandas")
_MEASURES = {
    "information": ("workers", "dollars"),
    "given": ("share", "delta"),
    "screening": ("mu_star", "mu", "sigma"),
    "sobol": ("first", "total"),
}


def tidy(found: Found) -> pd.DataFrame:
    """Give everything that was estimated, one number a row.

    Returns
    -------
    DataFrame
        Columns method, unit, strategy (empty for the value of information), parameter,
        measure, value, low, high and stands_out (empty where a method does not say).
    """
    pieces = []
    for method, measures in _MEASURES.items():
        table = getattr(found, method)
        for measure in measures:
            piece = pd.DataFrame({"method": method, "unit": table["unit"]})
            piece["strategy"] = table.get("strategy", "")
            piece["parameter"], piece["measure"] = table["parameter"], measure
            piece["value"] = table[measure].astype(float)
            for end in ("low", "high"):
                piece[end] = table.get(f"{measure}_{end}", np.nan)
            flag = f"{measure}_stands_out" if method == "information" else "stands_out"
            known = flag in table and measure != "delta"
            piece["stands_out"] = table[flag] if known else None
            pieces.append(piece.astype({"stands_out": object}))
    return pd.concat(pieces, ignore_index=True)


def write_sensitivity(found: Found, folder: Path, command: str | None) -> Path:
    """Write every table and figure, and last how they were made.

    Raises
    ------
    UserError
        If the folder cannot be written to.
    """
    try:
        for name in _TABLES:
            text = getattr(found, name).to_csv(index=False, lineterminator="\n")
            replace_text(folder / f"{name}.csv", text)
        for unit in found.choices["unit"]:
            with replaced(folder / f"sensitivity-{unit}.png") as file:
                file.write(png(plot_sensitivity(found, unit)))
        replace_text(folder / ABOUT, json.dumps(about(found, command), indent=2) + "\n")
    except OSError as error:
        raise UserError(f"Cannot write to {folder}: {error.strerror}.") from error
    return folder / ABOUT


def about(found: Found, command: str | None = None) -> dict[str, Any]:
    """Say how an analysis was made, in JSON values."""
    sizes = found.sizes
    return {
        "command": command or "ccu_sim.sensitivity(...)",
        "study": found.study.name,
        "seed": found.study.seed,
        "months": found.study.months,
        "willing": float(found.choices["willing"].iloc[0]) if len(found.choices) else None,
        "sizes": {
            "trajectories": sizes.trajectories,
            "points": sizes.points,
            "most": sizes.most,
            "sets": len(found.batches["ensemble"].parameters),
            "replicates": sizes.replicates,
        },
        "screened": len(uncertain()) if sizes.trajectories else 0,
        "chosen": list(found.chosen),
        "batches": {name: one.manifest.hash for name, one in found.batches.items()},
        "failed": [str(one) for one in found.failures],
        "runs_made_with": environment(),
        "analysed_with": {name: metadata.version(name) for name in _LIBRARIES},
        "to_check_the_runs": [f"ccu-sim verify DIR/{name}" for name in found.batches],
    }
