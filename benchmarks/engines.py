"""How fast the two engines are, side by side in one run, and what a plain Mesa model costs.

    python benchmarks/engines.py            # a few minutes; a cold compile is part of it

Prints a Markdown table for benchmarks/README.md. Timings differ between machines and
between minutes on one machine: the ratios of one run are what to read.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

import mesa

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Unit, compose, load_unit
from ccu_sim.model import prepare, run_world

REPEATS = 7
START = """
import time
begin = time.perf_counter()
from ccu_sim.model import prepare
prepare()
print(time.perf_counter() - begin)
"""


class Idler(mesa.Agent):
    """An agent that does next to nothing: what Mesa itself costs."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.shifts = 0

    def work(self) -> None:
        """Count a shift."""
        self.shifts += 1


class PlainMesa(mesa.Model):
    """As many agents as the unit has people, each called once a shift."""

    def __init__(self, people: int) -> None:
        super().__init__(rng=1)
        Idler.create_agents(self, people)

    def step(self) -> None:
        """Call everyone once."""
        self.agents.do("work")


def seconds(task: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median time of a task."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        task()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def run(unit: Unit, months: int, engine: str) -> None:
    """Run a unit as usual."""
    run_world(unit, compose([]), REGISTRY.central(), months=months, seed=1, engine=engine)


def plain_mesa(people: int, shifts: int) -> None:
    """Run the plain Mesa model."""
    model = PlainMesa(people)
    for _ in range(shifts):
        model.step()


def larger(unit: Unit, staff: int = 1, beds: int = 1) -> Unit:
    """Multiply a unit's staff with their roster, and its beds."""
    data = unit.resolved()
    data["beds"] *= beds
    for group in data["staff"]:
        if group["role"] != "team_leader":
            group["heads"] *= staff
            group["fte"] *= staff
    for shifts in data["roster"].values():
        for cover in shifts.values():
            for need in cover.values():
                need["planned"] *= staff
                need["minimum"] *= staff
    return Unit.from_resolved(data)


def start_up(cache: str) -> float:
    """Time from nothing to a first run in a fresh process."""
    environment = {**os.environ, "CCU_SIM_CACHE_DIR": cache}
    done = subprocess.run(
        [sys.executable, "-c", START], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as cache:
        cold, cached = start_up(cache), start_up(cache)
    prepare()
    unit, smaller = load_unit("site-1"), load_unit("site-2")
    people = unit.total_heads + unit.beds
    base = seconds(lambda: run(unit, 36, "compiled"))
    units = {
        "site-2": smaller,
        "twice the staff": larger(unit, staff=2),
        "twice the beds": larger(unit, beds=2),
        "twice the staff and beds": larger(unit, 2, 2),
        "four times the staff": larger(unit, staff=4),
        "four times the beds": larger(unit, beds=4),
        "four times the staff and beds": larger(unit, 4, 4),
    }
    rows = [
        ("compiled engine, site-1, 36 months", base),
        ("compiled engine, 12 months", seconds(lambda: run(unit, 12, "compiled"))),
        ("compiled engine, 120 months", seconds(lambda: run(unit, 120, "compiled"))),
        *(
            (f"compiled engine, {what}", seconds(partial(run, one, 36, "compiled")))
            for what, one in units.items()
        ),
        ("Mesa engine, site-1, 36 months", seconds(lambda: run(unit, 36, "mesa"), 3)),
        (
            f"plain Mesa, {people} agents that do nothing, as many steps",
            seconds(lambda: plain_mesa(people, 3287), 3),
        ),
    ]
    print("| what | ms | to the compiled engine |")
    print("|---|---:|---:|")
    for what, time_taken in rows:
        print(f"| {what} | {1000 * time_taken:.1f} | {time_taken / base:.2f} |")
    print(
        f"\nFirst run in a process: {cold:.1f} s when it compiles, {cached:.2f} s from the cache."
    )


if __name__ == "__main__":
    main()
