"""Simulated years of a unit, kept between commands, so that a unit is weighed once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import platformdirs

from ccu_sim.batch.atomic_files import replaced
from ccu_sim.batch.manifest import environment
from ccu_sim.inputs import Unit

MOST_KEPT = 50
"""The oldest are forgotten beyond these; one takes some 60 kB."""

_NAME = "year-{}.npy"


def question(unit: Unit, sets: Sequence[Mapping[str, float]], replicates: int, seed: int) -> str:
    """Name what simulated years depend on: the unit, the sets, chance, and the model itself.

    What the unit observed is no part of it: other figures weigh the same years.
    """
    asked = {
        "unit": {name: value for name, value in unit.resolved().items() if name != "observed"},
        "sets": [dict(one) for one in sets],
        "replicates": replicates,
        "seed": seed,
        "environment": environment(),
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:24]


def recall(name: str, shape: tuple[int, ...]) -> np.ndarray | None:
    """Give the years that are kept under a name, or None where there are none to be read."""
    try:
        years: np.ndarray = np.load(_folder() / _NAME.format(name), allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return years if years.shape == shape else None


def keep(name: str, years: np.ndarray) -> None:
    """Keep years under a name; where nothing can be written they are simulated again."""
    with suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        with replaced(folder / _NAME.format(name)) as file:
            np.save(file, years, allow_pickle=False)
        kept = sorted(folder.glob(_NAME.format("*")), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST_KEPT]:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    root = os.environ.get("CCU_SIM_CACHE_DIR") or platformdirs.user_cache_path("ccu_sim")
    return Path(root) / "years"
