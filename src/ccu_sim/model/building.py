"""Build the portable module from the rules: for those who change them.

    python -m ccu_sim.model.building

Numba types the rules and gives them as LLVM's intermediate language; LLVM compiles that for
WebAssembly, and ``wasm-ld`` links it into one file without imports. The module is kept with
the hash of the sources it was built from. The same sources and versions of the tools give the
same bytes. Needs the extra ``rules``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import metadata
from inspect import signature
from pathlib import Path
from typing import Any

from ccu_sim.model.compiling import source_hash
from ccu_sim.model.portable import MODULE, RECORD

LAYOUT = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+bulk-memory,+sign-ext,+nontrapping-fptoint"
PAGE = 65_536
BESIDE = 262_144  # bytes for constants, and more
STACK = 262_144
SMALL = 80  # what is put in place wherever it is called; more makes a run slower, by a twentieth
TOOLS = ("numba", "llvmlite", "ziglang")

# What is built depends neither on the builder's processor nor on the order of Python's sets.
# Numba leaves the optimising to what comes after it.
SETTINGS = {
    "NUMBA_CPU_NAME": "generic",
    "NUMBA_CPU_FEATURES": "",
    "NUMBA_OPT": "1",
    "PYTHONHASHSEED": "0",
}

_PRODUCT = """
define void @__multi3(ptr %r, i64 %a, i64 %ah, i64 %b, i64 %bh) {
  %al = and i64 %a, 4294967295
  %au = lshr i64 %a, 32
  %bl = and i64 %b, 4294967295
  %bu = lshr i64 %b, 32
  %ll = mul i64 %al, %bl
  %hl = mul i64 %au, %bl
  %lh = mul i64 %al, %bu
  %hh = mul i64 %au, %bu
  %c0 = lshr i64 %ll, 32
  %m = add i64 %hl, %c0
  %ml = and i64 %m, 4294967295
  %mu = lshr i64 %m, 32
  %n = add i64 %lh, %ml
  %nu = lshr i64 %n, 32
  %h0 = add i64 %hh, %mu
  %h1 = add i64 %h0, %nu
  %x = mul i64 %ah, %b
  %y = mul i64 %a, %bh
  %h2 = add i64 %h1, %x
  %h3 = add i64 %h2, %y
  %lo = mul i64 %a, %b
  store i64 %lo, ptr %r
  %p = getelementptr i8, ptr %r, i32 8
  store i64 %h3, ptr %p
  ret void
}
"""


def _typed(entry: Callable[..., None]) -> tuple[str, str, int]:
    """Give an entry in LLVM's language, the name it has there, and how many numbers it takes."""
    import numba

    from ccu_sim.model import native
    from ccu_sim.model.world import WORLD

    numbers = len(signature(entry).parameters) - 2
    worlds = numba.types.Array(numba.from_dtype(WORLD), 1, "C")
    types = (worlds, *(numba.types.int64,) * (numbers + 1))
    compiled: Any = native.compiled(entry, cache=False, inner=True)
    compiled.compile(types)
    name = compiled.overloads[types].fndesc.llvm_func_name
    return compiled.inspect_llvm(types), name, numbers


def _as_it_is(context: Any, builder: Any, kind: Any, index: Any, _size: Any) -> Any:
    """Take an index for what it is: rules count from the beginning, never back from the end."""
    from numba import types

    return context.cast(builder, index, kind, types.intp)


def _export(name: str, inside: str, numbers: int, size: int) -> str:
    """Write the function that the module exports: of a world's place and whole numbers.

    Inside, Numba's calling convention: places for a result and an error, then an array of one
    world (owner, parent, length, size, data, shape, stride), which of them, and the numbers.
    It gives 0, or what is not 0 where a rule divided by zero.
    """
    given = "".join(f", i32 %n{number}" for number in range(numbers))
    widened = "".join(f"  %w{n} = sext i32 %n{n} to i64\n" for n in range(numbers))
    handed = "".join(f", i64 %w{number}" for number in range(numbers))
    types = ", i64" * numbers
    return (
        f'declare i32 @"{inside}"(ptr, ptr, ptr, ptr, i64, i64, ptr, i64, i64, i64{types})\n'
        f"define i32 @{name}(ptr %world{given}) {{\n"
        "  %result = alloca ptr\n  %error = alloca ptr\n"
        f"{widened}"
        f'  %code = call i32 @"{inside}"(ptr %result, ptr %error, ptr null, ptr null, i64 1, '
        f"i64 {size}, ptr %world, i64 1, i64 {size}, i64 0{handed})\n"
        "  ret i32 %code\n}\n"
    )


def _retargeted(text: str) -> str:
    """Take out of a text of LLVM's language what is of the machine it was made on.

    Where a pointer had eight bytes on the stack, something else of eight bytes may have been given
    the same place, so every place stays as large where a pointer has four.
    """
    text = re.sub(r"= alloca [^\n]*", lambda found: re.sub(r"\bptr\b", "i64", found[0]), text)
    text = re.sub(r'"(target-cpu|target-features|tune-cpu)"="[^"]*"', "", text)
    text = re.sub(r"target datalayout = .*", f'target datalayout = "{LAYOUT}"', text)
    return re.sub(r"target triple = .*", f'target triple = "{TRIPLE}"', text)


def _keep_apart() -> None:
    """Have Numba leave each turn a function of its own, whatever calls it, and what is seldom done.

    Otherwise most turns are merged into every function that walks the schedule, and compiled as
    often; a run takes as long either way. Where numbers are looked up that were drawn before,
    drawing them in place takes registers from what is done every time.
    """
    from numba.core.lowering import Lower

    from ccu_sim.model.chance import draw_choices
    from ccu_sim.model.compiled import TURNS
    from ccu_sim.model.streams import draw_eight

    seldom = [draw_eight, draw_choices]
    apart = _named([*(turn[2] for turn in TURNS), *seldom])
    set_up = Lower.setup_function

    def set_up_apart(lowering: Any, described: Any) -> None:
        set_up(lowering, described)
        if apart.match(described.mangled_name):
            lowering.function.attributes.add("noinline")

    Lower.setup_function = set_up_apart


def _optimise_each_rule() -> None:
    """Have Numba optimise every rule before those that call it, which it leaves to the whole else.

    That takes twice as long, and what is built is quicker by an eighth.
    """
    from ccu_sim.model import native

    native.INNER.pop("pipeline_class", None)


def _hold_what_is_daily(whole: Any) -> None:
    """Put what people do every day into the turns in which they do it.

    A rule that is called rather than put in place reads everything anew each time.
    """
    from ccu_sim.model import arithmetic, chance, change, streams
    from ccu_sim.model.activation import each_with_each_who_may, the_unit
    from ccu_sim.model.calendar import DAY
    from ccu_sim.model.schedule import SCHEDULE
    from ccu_sim.model.submodels import role_conflict

    seldom = (the_unit, each_with_each_who_may)
    daily = [one.act for one in SCHEDULE if one.every <= DAY and one.whose not in seldom]
    often = [chance.meet, chance.luck_between, change.happens, change.comes_at_ratio]
    often += [chance.half_of_resident, chance.half_of_own_day, chance.luck_with_roster]
    often += [arithmetic.exp, role_conflict.dispute_over_role, streams.philox]
    inside = _named([*daily, *often])
    for function in whole.functions:
        if not function.is_declaration and inside.match(function.name):
            function.add_function_attribute("alwaysinline")


def _named(rules: list[Callable[..., Any]]) -> re.Pattern[str]:
    """Find the functions that rules became: Numba writes each part of a name after its length."""
    paths = [[*rule.__module__.split("."), rule.__name__] for rule in rules]
    found = ("".join(f"{len(part)}{part}" for part in path) for path in paths)
    return re.compile(f"_ZN({'|'.join(found)})B")


def _object(entries: dict[str, Callable[..., None]]) -> bytes:
    """Compile the entries, and all they call, for WebAssembly."""
    import llvmlite.binding as llvm

    from ccu_sim.model.world import WORLD

    # Else LLVM counts on from place to place where the engine would reckon from a record's start.
    llvm.set_option("", "-disable-lsr")
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(TRIPLE).create_target_machine(
        cpu="generic", features=FEATURES, opt=3, reloc="static"
    )
    head = f'target datalayout = "{LAYOUT}"\ntarget triple = "{TRIPLE}"\n'
    whole = llvm.parse_assembly(head + _PRODUCT)
    for name, entry in entries.items():
        text, inside, numbers = _typed(entry)
        whole.link_in(llvm.parse_assembly(_retargeted(text)))
        export = _export(name, inside, numbers, WORLD.itemsize)
        whole.link_in(llvm.parse_assembly(head + export))
    kept = {*entries, "__multi3"}
    for thing in (*whole.functions, *whole.global_variables):
        if not thing.is_declaration and thing.name not in kept:
            thing.linkage = "internal"
    _hold_what_is_daily(whole)
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.inlining_threshold = SMALL
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(whole, builder)
    code: bytes = machine.emit_object(_signed(whole))
    return code


def _signed(whole: Any) -> Any:
    """Have what is never negative turned into a float as what may be: that is one instruction.

    LLVM prefers the other way, for which processors have none.
    """
    import llvmlite.binding as llvm

    return llvm.parse_assembly(re.sub(r"\buitofp nneg i64\b", "sitofp i64", str(whole)))


def _linked(code: bytes, names: list[str]) -> bytes:
    """Link an object into a module that exports these names, its memory and where it is free."""
    from ccu_sim.model.world import WORLD

    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "model.o"), Path(folder, "model.wasm")
        before.write_bytes(code)
        exports = [f"--export={name}" for name in (*names, "__heap_base")]
        settings = [
            "--no-entry",
            "--strip-all",
            "-O2",
            "--stack-first",
            "-z",
            f"stack-size={STACK}",
        ]
        settings += [f"--initial-memory={_memory(WORLD.itemsize)}"]
        linker = [sys.executable, "-m", "ziglang", "wasm-ld"]
        subprocess.run([*linker, *settings, *exports, str(before), "-o", str(after)], check=True)
        return after.read_bytes()


def _memory(size: int) -> int:
    """Bytes of memory, in whole pages, for one world, the stack and what is constant."""
    return -(-(size + STACK + BESIDE) // PAGE) * PAGE


def build(module: Path, record: Path) -> None:
    """Build the module, in this process, into two files.

    Parameters
    ----------
    module, record : Path
        The module, and what it was built from: sources and tools.
    """
    from numba.np import arrayobj

    import ccu_sim.model.mesa_model  # noqa: F401  (every entry is known once it is imported)
    from ccu_sim.model.engine import ENTRIES

    arrayobj.fix_integer_index = _as_it_is
    _keep_apart()
    _optimise_each_rule()

    code = _linked(_object(ENTRIES), list(ENTRIES))
    built = {
        "sources": source_hash(),
        "module": hashlib.sha256(code).hexdigest()[:16],
        "tools": {tool: metadata.version(tool) for tool in TOOLS},
    }
    module.write_bytes(code)
    record.write_text(json.dumps(built, indent=2) + "\n", encoding="utf-8")


def main(module: Path = MODULE, record: Path = RECORD) -> None:
    """Build the module in a process of its own, whose settings do not depend on this one."""
    here = {**os.environ, **SETTINGS}
    line = "import sys; from pathlib import Path; from ccu_sim.model.building import build;"
    line += "build(*map(Path, sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", line, str(module), str(record)], env=here, check=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
