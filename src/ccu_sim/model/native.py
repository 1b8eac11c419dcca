"""The rulebook compiled by Numba for this machine: for those who change rules.

Numba's own cache looks only at the file of the function it loads, so a rule changed in
another file would leave a stale caller behind. Here everything is cached in a folder
named by a hash of *all* sources that are compiled, so a change anywhere compiles anew.
"""

from __future__ import annotations

import functools
import gc
import os
import re
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
import numpy as np
import platformdirs
from filelock import FileLock
from numba import _dynfunc, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.errors import NumbaExperimentalFeatureWarning
from numba.core.typed_passes import NativeLowering
from numba.extending import register_jitable

from ccu_sim.model.compiling import RULES, source_hash, unrolled

# Functions in a tuple are how the schedule is unrolled; that Numba calls it experimental is
# nothing a user of the model can act on.
warnings.filterwarnings("ignore", category=NumbaExperimentalFeatureWarning)

GENERATIONS_KEPT = 4
VERSION = re.compile("[0-9a-f]{16}-.*")

# A record is described at every step of a compilation; it never changes.
types.Record.__repr__ = functools.cache(types.Record.__repr__)


class _PartLibrary(JITCodeLibrary):
    """The code of a rule, optimised and made machine code only in what Python calls."""

    def _optimize_functions(self, module: Any) -> None:
        module.data_layout = self._codegen._data_layout

    def _optimize_final_module(self) -> None:
        """Leave it to the whole."""

    def _finalize_final_module(self) -> None:
        self._finalized = True


@register_pass(mutates_CFG=True, analysis_only=False)
class _PartLowering(NativeLowering):
    """Write a rule down as a part of a whole."""

    _name = "part_lowering"

    def run_pass(self, state: Any) -> bool:
        context, name = state.targetctx, state.func_id.func_qualname
        state.library = _PartLibrary(context.codegen(), name)
        context.get_executable = _unready  # else every rule would be made ready to be called
        try:
            done: bool = super().run_pass(state)
        finally:
            del context.get_executable
        return done


class _PartCompiler(CompilerBase):
    """Compile a rule as part of a whole."""

    def define_pipelines(self) -> list[PassManager]:
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.passes = [
            (_PartLowering, told) if one is NativeLowering else (one, told)
            for one, told in passes.passes
        ]
        passes.finalize()
        return [passes]


def _unready(library: Any, described: Any, environment: Any) -> Any:
    """Link a rule with what it calls, and give what stands for it among functions."""
    library.finalize()
    name = described.qualname.rpartition(".")[2]
    module = described.lookup_module()
    return _dynfunc.make_function(module, name, "", 0, environment, (library,))


# Rules are called by compiled code alone: a way in from Python would be compiled for nothing.
INNER = {
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "_nrt": False,
    "pipeline_class": _PartCompiler,
}
_known: set[Callable[..., Any]] = set()


def version() -> str:
    """Name this version of the compiled rulebook: its sources, Numba and NumPy."""
    return f"{source_hash()}-numba{numba.__version__}-numpy{np.__version__}"


def _cache_folder() -> Path | None:
    """Make the cache folder of this version; None where nothing can be written."""
    root = Path(
        os.environ.get("CCU_SIM_CACHE_DIR") or platformdirs.user_cache_path("ccu_sim") / "compiled"
    )
    folder = root / version()
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


def compiled_before(name: str) -> bool:
    """Tell whether a function is in the cache of this version."""
    folder = _cache_folder()
    return folder is not None and any(folder.rglob(f"*.{name}-*.nbi"))


@contextmanager
def _caching_in(folder: Path | None) -> Iterator[None]:
    """Let Numba cache in a folder, and put its setting back."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = "" if folder is None else str(folder)
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before


@contextmanager
def compiling() -> Iterator[None]:
    """Compile, one process at a time: whoever waited finds in the cache what another made."""
    folder = _cache_folder()
    with nullcontext() if folder is None else FileLock(folder / "compiling.lock"), _keeping_all():
        yield


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Look for nothing to throw away: a compiler keeps what it makes; looking costs an eighth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def compiled(function: Callable[..., Any], cache: bool = True, inner: bool = False) -> Any:
    """Compile a function that Python calls: a way into the rulebook.

    Parameters
    ----------
    function : callable
        Of worlds and whole numbers; what it calls is marked with `compiling.rule`.
    cache : bool
        Keep what is compiled for the next process.
    inner : bool
        Make no way in from Python.

    Returns
    -------
    numba.core.dispatcher.Dispatcher
        A callable; it compiles when it is first called.
    """
    for known in RULES:
        if known not in _known:
            register_jitable(**INNER)(known)
            _known.add(known)
    folder = _cache_folder() if cache else None
    settings = INNER if inner else {}
    with _caching_in(folder):
        compile_ = numba.njit(cache=folder is not None, **settings)
        return compile_(_with_turns(function))


def _with_turns(function: Callable[..., Any]) -> FunctionType:
    """Give a function whose tuples of functions are compiled, and loops over them unrolled."""
    assert isinstance(function, FunctionType)
    names = dict(function.__globals__)
    for name in function.__code__.co_names:
        if isinstance(names.get(name), tuple):
            names[name] = _compilable(names[name])
        elif names.get(name) is unrolled:
            names[name] = numba.literal_unroll
        elif _walks_a_tuple(names.get(name)):
            names[name] = _walk_compiled(names[name])
    made = FunctionType(function.__code__, names, function.__name__)
    made.__qualname__, made.__module__ = function.__qualname__, function.__module__
    return made


@functools.cache
def _walk_compiled(function: FunctionType) -> Any:
    """Compile a function that loops over a tuple of functions, once for all that call it."""
    return numba.njit(**INNER)(_with_turns(function))


def _walks_a_tuple(value: Any) -> bool:
    """Tell whether something is a function that loops over a tuple of functions."""
    return isinstance(value, FunctionType) and unrolled.__name__ in value.__code__.co_names


def _compilable(value: Any) -> Any:
    """Give a tuple with the functions in it compiled."""
    if isinstance(value, tuple):
        return tuple(_compilable(one) for one in value)
    if isinstance(value, FunctionType):
        return _turn_compiled(value)
    return value


@functools.cache
def _turn_compiled(turn: FunctionType) -> Any:
    """Compile a turn once for all that walk the schedule."""
    return numba.njit(**INNER)(turn)
