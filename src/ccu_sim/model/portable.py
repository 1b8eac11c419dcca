"""The rulebook as one portable module, performed by wasmtime: the engine of batches.

The module is built from the rules (see `building`) and kept with the hash of their sources. It
gives the same bits on every machine, and is ready at once.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import json
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.model.compiling import source_hash

FOLDER = Path(__file__).parent / "module"
MODULE = FOLDER / "ccu_sim.wasm"
RECORD = FOLDER / "ccu_sim.json"

LOGS = {"spells": "spell_count", "stays": "stay_count", "events": "event_count"}
"""What only grows, in the order of a world's record, and what counts its entries."""

ALIGNMENT = 64
MEND = "install ccu-sim again"


def module_hash() -> str:
    """Name the module by its bytes: whoever has the same gets the same bits.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    return hashlib.sha256(MODULE.read_bytes()).hexdigest()[:16]


@cache
def why_not() -> str | None:
    """Say in one sentence why the module cannot be used here; None if it can be."""
    try:
        built = json.loads(RECORD.read_text(encoding="utf-8"))
        sources, module, found = built["sources"], built["module"], module_hash()
    except OSError as error:
        return f"{error.filename}, part of the compiled model, cannot be read; {MEND}"
    except (ValueError, KeyError, TypeError):
        return f"{RECORD} does not say what the compiled model was built from; {MEND}"
    if sources != source_hash():
        return (
            f"the rules in {FOLDER.parent} are of version {source_hash()}, and {MODULE.name} was "
            f"built from {sources}; `pip install 'ccu-sim[rules]'` to have them compiled"
        )
    if module != found:
        return f"{MODULE} is not the module that was built ({found}, not {module}); {MEND}"
    if importlib.util.find_spec("wasmtime") is None:
        return (
            "wasmtime, which runs the compiled model, is not installed; `pip install wasmtime`, "
            "or where there is none for this system, `pip install 'ccu-sim[rules]'`"
        )
    return None


@cache
def _module() -> tuple[Any, Any]:
    """Give wasmtime's engine and the module compiled for this processor, once a process."""
    import wasmtime

    atexit.register(_module.cache_clear)  # before the interpreter takes wasmtime apart
    settings = wasmtime.Config()
    settings.memory_init_cow = False  # which would take a file of the memory's size
    engine = wasmtime.Engine(settings)
    with _told():
        return engine, wasmtime.Module.from_file(engine, str(MODULE))


@contextmanager
def _told() -> Iterator[None]:
    """Say in one sentence why wasmtime cannot begin, such as memory that is refused."""
    import wasmtime

    try:
        yield
    except wasmtime.WasmtimeError as error:
        reason = str(error).strip().splitlines()[0]
        raise UserError(f"wasmtime cannot begin to run {MODULE}: {reason}") from error


class Instance:
    """The module with a memory of its own: for one thread at a time.

    Parameters
    ----------
    size : int
        Bytes of a world.

    Attributes
    ----------
    world : numpy.ndarray of bytes
        The place of the one world in the module's memory, which never grows.
    """

    def __init__(self, size: int) -> None:
        import wasmtime

        engine, module = _module()
        self._store = wasmtime.Store(engine)
        with _told():
            instance: Any = wasmtime.Instance(self._store, module, [])
        exports = instance.exports(self._store)
        self._exports = {name: exports[name] for name in exports}
        free = self._exports["__heap_base"].value(self._store)
        self._place = -(-free // ALIGNMENT) * ALIGNMENT
        memory = self._exports["memory"].get_buffer_ptr(self._store, size, self._place)
        self.world: np.ndarray = np.frombuffer(memory, np.uint8)

    def __call__(self, name: str, *numbers: int) -> None:
        """Perform an entry on the world in this memory."""
        if self._exports[name](self._store, self._place, *map(int, numbers)) != 0:
            raise ZeroDivisionError("division by zero")


class Portable:
    """The module as an engine: worlds are NumPy's, and go into its memory and out again."""

    def __init__(self) -> None:
        self._of_thread = threading.local()
        # memory goes before the interpreter takes wasmtime apart
        weakref.finalize(self, vars(self._of_thread).clear)

    def __call__(self, entry: Callable[..., None], worlds: Any, *numbers: int) -> None:
        """Perform an entry on one world of an array, whose number comes first."""
        which = numbers[0]
        plain = worlds[which : which + 1]
        instance = getattr(self._of_thread, "instance", None)
        if instance is None:
            instance = self._of_thread.instance = Instance(plain.nbytes)
        inside = instance.world.view(plain.dtype)
        _copy_written(plain, inside)
        instance(entry.__name__, *numbers[1:])
        _copy_written(inside, plain)


def _copy_written(world: np.ndarray, into: np.ndarray) -> None:
    """Copy a world but for the empty pages of its logs, which are most, and empty them there."""
    source, target = world.view(np.uint8), into.view(np.uint8)
    before = list(_written(into))
    for written, stale in zip(_written(world), before, strict=True):
        target[written] = source[written]
        target[written.stop : stale.stop] = 0


def _written(world: np.ndarray) -> Iterator[slice]:
    """Give the bytes of a world up to the last entry of each log."""
    fields: Mapping[str, Any] = world.dtype.fields or {}
    start = 0
    for log, count in LOGS.items():
        dtype, place = fields[log][:2]
        end = place + dtype.itemsize
        entries = min(int(world[count][0]), dtype.shape[0])
        yield slice(start, place + entries * dtype.base.itemsize)
        start = end
    yield slice(start, world.dtype.itemsize)
