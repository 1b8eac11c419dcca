"""What performs the rulebook: the module, Numba, or plain Python.

An entry is a function of worlds that Python calls; everything below it is rules. All engines
give the same worlds, bit for bit.
"""

from __future__ import annotations

import importlib.util
import os
import platform
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache, wraps
from importlib import metadata
from typing import Any, Protocol

from ccu_sim.errors import UserError
from ccu_sim.model.portable import Portable, module_hash, why_not

UNCOMPILED = os.environ.get("CCU_SIM_UNCOMPILED") == "1"
"""Run rules and acts as plain Python, for debuggers, coverage and a third docking."""

ENTRIES: dict[str, Callable[..., None]] = {}
"""The ways into the rulebook; each is exported by the module under its name."""


class Engine(Protocol):
    """Something that performs entries."""

    def __call__(self, entry: Callable[..., None], worlds: Any, *numbers: int) -> None:
        """Perform an entry on one world of an array, whose number comes first."""


class Plain:
    """The rulebook as plain Python."""

    def __call__(self, entry: Callable[..., None], worlds: Any, *numbers: int) -> None:
        """Call the function itself."""
        entry(worlds, *numbers)


class Native:
    """The rulebook compiled by Numba for this machine."""

    def __init__(self) -> None:
        from ccu_sim.model import native

        self._compiled = cache(native.compiled)
        self._compiling = native.compiling
        self.is_ready = native.compiled_before

    def __call__(self, entry: Callable[..., None], worlds: Any, *numbers: int) -> None:
        """Call the function compiled."""
        perform = self._compiled(entry)
        with self._compiling() if not perform.signatures else nullcontext():
            perform(worlds, *numbers)


def has_numba() -> bool:
    """Tell whether rules can be compiled here."""
    return importlib.util.find_spec("numba") is not None


@cache
def present() -> Engine:
    """Give the engine of this process.

    Raises
    ------
    UserError
        If the module cannot be used and Numba, which would compile the rules, is missing.
    """
    if UNCOMPILED:
        return Plain()
    reason = why_not()
    if reason is None:
        return Portable()
    if has_numba():
        return Native()
    raise UserError(reason)


def made_by() -> str:
    """Name what decides the last bit of a run: the module, or the machine and its compiler."""
    engine = present()
    if isinstance(engine, Portable):
        return f"module {module_hash()}"
    machine = f"{platform.system()} {platform.machine()}"
    if isinstance(engine, Native):
        return f"numba {metadata.version('numba')} on {machine}"
    return f"python {platform.python_version()} on {machine}"


def entry(function: Callable[..., None]) -> Callable[..., None]:
    """Mark a function of worlds, which of them, and whole numbers as a way into the rulebook.

    Parameters
    ----------
    function : callable
        ``function(worlds, which, ...)``; it changes that world in place.

    Returns
    -------
    callable
        Takes the same and lets the engine of this process perform it.
    """
    ENTRIES[function.__name__] = function

    @wraps(function)
    def perform(worlds: Any, *numbers: int) -> None:
        present()(function, worlds, *numbers)

    return perform
