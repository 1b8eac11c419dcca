"""Compile rules and acts with Numba, under a cache that a changed rule cannot fool.

Numba's own cache looks only at the file of the function it loads, so a rule changed in
another file would leave a stale caller behind. Here everything is cached in a folder
named by a hash of *all* sources that are compiled, so a change anywhere compiles anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
import platformdirs
from numba.core.errors import NumbaExperimentalFeatureWarning

MODEL = Path(__file__).parent

# Functions in a tuple are how the schedule is unrolled; that Numba calls it experimental is
# nothing a user of the model can act on.
warnings.filterwarnings("ignore", category=NumbaExperimentalFeatureWarning)
UNCOMPILED = os.environ.get("CCU_SIM_UNCOMPILED") == "1"
"""Run rules and acts as plain Python, for debuggers, coverage and a third docking."""

GENERATIONS_KEPT = 4
VERSION = re.compile("[0-9a-f]{16}")


def _compiled_sources() -> list[Path]:
    """Every file whose text can end up in compiled code, in a stable order.

    The registry is not among them: its values are data, and its names are in the type of
    the world's record, by which Numba tells versions apart.
    """
    single = [MODEL / f"{name}.py" for name in ("compiling", "records", "streams", "calendar")]
    names = (
        *("world", "change", "doses", "events", "opening", "composition", "lever_index"),
        *("turns", "schedule", "compiled", "reach"),
    )
    composed = ("levers", "conditions", "scenario", "composition")
    engine = [
        *(MODEL / f"{name}.py" for name in names),
        *(MODEL.parent / "inputs" / f"{name}.py" for name in composed),
    ]
    return [
        *single,
        *sorted((MODEL / "submodels").glob("*.py")),
        *sorted((MODEL / "measures").glob("*.py")),
        *engine,
    ]


def source_hash() -> str:
    """Name this version of the model: a hash of its sources, Numba and NumPy.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    digest = hashlib.sha256(f"numba {numba.__version__} numpy {np.__version__}".encode())
    for path in _compiled_sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path | None:
    """Make the cache folder of this version; None where nothing can be written."""
    root = Path(
        os.environ.get("CCU_SIM_CACHE_DIR") or platformdirs.user_cache_path("ccu_sim") / "compiled"
    )
    folder = root / source_hash()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        _prune(root)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _prune(root: Path) -> None:
    """Forget the oldest versions, so that the cache does not grow with every change.

    Only what is named as a version is: the user may keep other things beside them.
    """
    versions = [path for path in root.iterdir() if VERSION.fullmatch(path.name) and path.is_dir()]
    generations = sorted(versions, key=lambda path: path.stat().st_mtime, reverse=True)
    for old in generations[GENERATIONS_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


CACHE = None if UNCOMPILED else _cache_folder()


def compiled_before() -> bool:
    """Tell whether this version of the model is already in the cache."""
    return CACHE is not None and any(CACHE.rglob("compiled.walk*.nbi"))


def jit(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function even where the rules run uncompiled (the random generator)."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = "" if CACHE is None else str(CACHE)
    try:
        return numba.njit(cache=CACHE is not None)(function)
    finally:
        numba.config.CACHE_DIR = before


def rule(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a scalar function on records as one of the model's rules.

    Parameters
    ----------
    function : callable
        A function of records and numbers, in the subset of Python that means the same
        compiled and uncompiled, to the last bit.

    Returns
    -------
    callable
        The compiled function, or the function itself when ``CCU_SIM_UNCOMPILED=1``.
    """
    return function if UNCOMPILED else jit(function)


act = rule
"""Mark a function of the world, whose turn it is and when: one behaviour of one agent."""
