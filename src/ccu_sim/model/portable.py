"""The rulebook as one portable module, performed by wasmtime: the engine of batches.

The module is built from the rules (see `building`) and kept with the hash of their sources. It
computes the same bits on every machine, and is ready at once.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ccu_sim.model.compiling import source_hash

FOLDER = Path(__file__).parent / "module"
MODULE = FOLDER / "ccu_sim.wasm"
RECORD = FOLDER / "ccu_sim.json"

ALIGNMENT = 64
HOW_TO_BUILD = "install ccu-sim[rules] to compile them, then `python -m ccu_sim.model.building`"
HOW_TO_MEND = "install ccu-sim again"


@cache
def why_not() -> str | None:
    """Say in one sentence why the module cannot be used here; None if it can be."""
    try:
        built = json.loads(RECORD.read_text(encoding="utf-8"))
        size = MODULE.stat().st_size
        sources, length = built["sources"], built["bytes"]
    except OSError as error:
        return f"{error.filename} is missing, which holds the compiled model; {HOW_TO_MEND}"
    except (ValueError, KeyError, TypeError):
        return f"{RECORD} does not say what the compiled model was built from; {HOW_TO_MEND}"
    if sources != source_hash():
        return (
            f"the rules in {FOLDER.parent} are not those that {MODULE.name} was built from "
            f"(version {source_hash()}, not {sources}); {HOW_TO_BUILD}"
        )
    if size != length:
        return f"{MODULE} has {size} bytes and should have {length}; {HOW_TO_MEND}"
    if importlib.util.find_spec("wasmtime") is None:
        return (
            "wasmtime, which runs the compiled model, is not installed; "
            "`pip install wasmtime`, or where there is none, `pip install numba`"
        )
    return None


@cache
def _compiled() -> tuple[Any, Any]:
    """Give wasmtime's engine and the module compiled for this processor, once a process."""
    import wasmtime

    engine = wasmtime.Engine()
    return engine, wasmtime.Module.from_file(engine, str(MODULE))


class Instance:
    """The module with a memory of its own: for one thread at a time.

    Attributes
    ----------
    world : numpy.ndarray of bytes
        The place of the one world in the module's memory.
    """

    def __init__(self) -> None:
        import wasmtime

        engine, module = _compiled()
        self._store = wasmtime.Store(engine)
        exports = wasmtime.Instance(self._store, module, []).exports(self._store)
        self._functions = {
            name: thing for name, thing in exports.items() if isinstance(thing, wasmtime.Func)
        }
        memory: Any = exports["memory"]
        free: Any = exports["__heap_base"]
        self._memory = memory
        self._place = -(-free.value(self._store) // ALIGNMENT) * ALIGNMENT
        self.world = self._view(memory)

    def _view(self, memory: Any) -> np.ndarray:
        """Look at the module's memory from the world's place on; it never grows."""
        start = ctypes.addressof(memory.data_ptr(self._store).contents)
        size = json.loads(RECORD.read_text(encoding="utf-8"))["world"]
        buffer = (ctypes.c_uint8 * size).from_address(start + self._place)
        return np.frombuffer(buffer, np.uint8)

    def __call__(self, name: str, *numbers: int) -> None:
        """Perform an entry on the world in this memory."""
        if self._functions[name](self._store, self._place, *map(int, numbers)) != 0:
            raise ZeroDivisionError("division by zero")


class Portable:
    """The module as an engine: worlds go in and come out as NumPy's."""

    def __init__(self) -> None:
        self._of_thread = threading.local()
        self._process = os.getpid()

    def __call__(self, entry: Callable[..., None], worlds: Any, *numbers: int) -> None:
        """Perform an entry on one world of an array, whose number comes first."""
        instance = self._instance()
        world = worlds.view(np.ndarray)[numbers[0] : numbers[0] + 1].view(np.uint8)
        instance.world[:] = world
        instance(entry.__name__, *numbers[1:])
        world[:] = instance.world

    def _instance(self) -> Instance:
        """Give this thread's instance."""
        if self._process != os.getpid():  # a forked process begins with memories of its own
            self.__init__()  # type: ignore[misc]
        if not hasattr(self._of_thread, "instance"):
            self._of_thread.instance = Instance()
        instance: Instance = self._of_thread.instance
        return instance
