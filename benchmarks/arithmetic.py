"""Set the compiled engine beside what its arithmetic alone costs in C.

    python benchmarks/arithmetic.py        # needs a C compiler

Counts the addresses of chance, exponentials, logarithms and state updates of a month by running
the rules as plain Python, scales them to a run, lets ``arithmetic.c`` do as many, and times both,
in turn.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
MONTHS = 36
ROUNDS = 5
COUNTED = {
    "addresses": ("philox",),
    "exponentials": ("exp",),
    "logarithms": ("log",),
    "updates": ("toward", "raised", "lowered", "nearer", "within"),
}
COUNT = """
import json, sys
from collections import Counter
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import compiled, initialization

calls = Counter()

def count(frame, event, argument):
    if event == "call" and frame.f_globals["__name__"].startswith("ccu_sim.model"):
        calls[frame.f_code.co_name] += 1

central = REGISTRY.central()
world = initialization.initialize(load_unit("site-1"), compose([]), central, months=1, seed=1)
sys.setprofile(count)
compiled.run_months(world, 1)
sys.setprofile(None)
print(json.dumps(calls))
"""


def counted() -> dict[str, int]:
    """Count what a month calls, by running it as plain Python, and scale it to a run."""
    environment = {**os.environ, "CCU_SIM_UNCOMPILED": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", COUNT],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    calls = json.loads(done.stdout)
    counts = {what: sum(calls.get(name, 0) for name in names) for what, names in COUNTED.items()}
    if missing := [what for what, count in counts.items() if count == 0]:
        raise SystemExit(f"nothing is called that makes {' or '.join(missing)}: rename in COUNTED")
    return {what: count * MONTHS for what, count in counts.items()}


def in_c(program: Path, counts: dict[str, int]) -> float:
    """Time the arithmetic in C."""
    numbers = [str(counts[what]) for what in COUNTED]
    done = subprocess.run([program, *numbers], capture_output=True, text=True, check=True)
    return float(done.stdout)


def walked() -> float:
    """Time the compiled walk, the best of seven."""
    from ccu_sim.evidence import REGISTRY
    from ccu_sim.inputs import compose, load_unit
    from ccu_sim.model.compiled import run_months
    from ccu_sim.model.initialization import initialize

    unit, policy, central = load_unit("site-1"), compose([]), REGISTRY.central()
    times = []
    for _ in range(7):
        world = initialize(unit, policy, central, months=MONTHS, seed=1)
        begin = time.perf_counter()
        run_months(world, MONTHS)
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    """Measure and print."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise SystemExit("this benchmark needs a C compiler (cc)")
    counts = counted()
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "arithmetic"
        source = str(HERE / "arithmetic.c")
        subprocess.run([compiler, "-O3", "-march=native", "-o", program, source], check=True)
        walked()
        pairs = [(walked(), in_c(program, counts)) for _ in range(ROUNDS)]
    engine, sketch = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"per run of {MONTHS} months: " + ", ".join(f"{n:,} {k}" for k, n in counts.items()))
    print(
        f"compiled engine {1000 * engine:.1f} ms, its arithmetic in C {1000 * sketch:.1f} ms, "
        f"ratio {engine / sketch:.2f}"
    )


if __name__ == "__main__":
    main()
