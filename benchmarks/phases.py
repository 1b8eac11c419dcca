"""Where the compiled engine's time goes, line by line of the schedule.

    python benchmarks/phases.py            # compiles a walk that reads the processor's clock

Prints a Markdown table for benchmarks/README.md: each line's share of the cycles of a run,
the mean of several runs. Reading the clock costs some cycles itself; what an idle line costs
is taken off.
"""

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model.calendar import is_due, month_start
from ccu_sim.model.compiled import TURNS
from ccu_sim.model.compiling import unrolled
from ccu_sim.model.initialization import initialize
from ccu_sim.model.native import compiled
from ccu_sim.model.schedule import SCHEDULE

MONTHS = 36
RUNS = 20


@intrinsic
def _cycles(typing_context):
    """Read the processor's cycle counter."""

    def generate(context, builder, signature, arguments):
        kind = ir.FunctionType(ir.IntType(64), [])
        return builder.call(builder.module.declare_intrinsic("llvm.readcyclecounter", (), kind), [])

    return types.int64(), generate


def timed_walk(worlds, shifts, spent, turns):
    """Walk a world as the engine does, adding up cycles and turns by line of the schedule."""
    world = worlds[0]
    for when in range(shifts):
        for phase in unrolled(TURNS):
            if is_due(phase[1], when):
                begin = _cycles()
                phase[2](world, when)
                spent[phase[0]] += _cycles() - begin
                turns[phase[0]] += 1


def clock_cost(readings):
    """Count the cycles that reading the clock takes."""
    spent = 0
    for _ in range(readings):
        begin = _cycles()
        spent += _cycles() - begin
    return spent / readings


def cycles_by_line(unit_name: str) -> np.ndarray:
    """Give the cycles of each line of the schedule, over some runs."""
    unit, policy, central = load_unit(unit_name), compose([]), REGISTRY.central()
    timed = compiled(timed_walk, cache=False)
    spent, turns = np.zeros(len(SCHEDULE), "i8"), np.zeros(len(SCHEDULE), "i8")
    for seed in range(RUNS + 1):
        if seed == 1:  # the first run compiled and warmed up
            spent[:], turns[:] = 0, 0
        world = initialize(unit, policy, central, months=MONTHS, seed=seed)
        timed(world, month_start(MONTHS), spent, turns)
    return spent - turns * compiled(clock_cost, cache=False)(100_000)


def main() -> None:
    """Measure and print, the dearest line first."""
    spent = cycles_by_line("site-1")
    print(f"{spent.sum() / RUNS / 1e6:.1f} million cycles a run\n")
    print("| line | every (shifts) | share of the run |\n|---|---:|---:|")
    for line in np.argsort(-spent):
        phase = SCHEDULE[line]
        print(f"| `{phase.act.__name__}` | {phase.every} | {spent[line] / spent.sum():.1%} |")


if __name__ == "__main__":
    main()
