"""How much memory a batch takes as it grows from 1,000 to 100,000 runs.

    python benchmarks/batch_memory.py

Every size is a batch of its own process, on two workers, whose peaks the operating
system reports. So that 100,000 runs take minutes rather than an hour, the runs are
not simulated: each worker simulates one, 36 months long, and returns its tables again
and again. What the batch does with them is the same. One size is measured with the
real model beside it, to see what simulating adds.

Writes batch_memory.csv and batch_memory.svg beside this file.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from ccu_sim.batch import run_batch
from ccu_sim.inputs import load_study
from ccu_sim.model import simulate

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SIMULATED = 1_000
HERE = Path(__file__).parent
#: `ru_maxrss` is in kilobytes on Linux and in bytes on macOS.
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3


def replayed(unit, policy, parameters, *, months, seed, set_index, replicate):
    """Return the tables of one and the same run, whatever is asked for."""
    return _one_run(unit.name, months, seed)


@cache
def _one_run(unit, months, seed):
    from ccu_sim.evidence import REGISTRY
    from ccu_sim.inputs import compose, load_unit

    return simulate(load_unit(unit), compose([]), REGISTRY.central(), months=months, seed=seed)


def measure(runs, model):
    """Run one batch and return its size, time and peaks."""
    study = load_study("default", {"parameter_sets": 10, "replicates": runs // 500})
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        run_batch(study, Path(folder) / "study", workers=2, model=model)
        seconds = time.perf_counter() - began
        stored = sum(path.stat().st_size for path in Path(folder).glob("**/*.parquet"))
    peak = {
        who: resource.getrusage(which).ru_maxrss / MEGABYTE
        for who, which in (("parent", resource.RUSAGE_SELF), ("worker", resource.RUSAGE_CHILDREN))
    }
    return {
        "runs": study.size,
        "simulated": model is None,
        "seconds": round(seconds, 1),
        "parent_mb": round(peak["parent"]),
        "worker_mb": round(peak["worker"]),
        "stored_mb": round(stored / 1e6, 1),
    }


def measured_apart(runs, kind):
    """Measure in a process of its own, whose peaks are of this batch alone."""
    line = [sys.executable, __file__, kind, str(runs)]
    row = json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout)
    print(row, file=sys.stderr, flush=True)
    return row


def plot(rows, path):
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "batch_memory"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 3.5), layout="constrained")
    replays = [row for row in rows if not row["simulated"]]
    for who, label in (("parent_mb", "parent"), ("worker_mb", "largest worker")):
        axes.plot(
            [row["runs"] for row in replays], [row[who] for row in replays], "o-", label=label
        )
    for row in rows:
        if row["simulated"]:
            axes.plot(
                row["runs"], row["worker_mb"], "x", color="C1", label="the same, really simulating"
            )
    axes.set(xscale="log", xlabel="runs", ylabel="peak memory (MB)", ylim=(0, 350))
    axes.set_title("Memory of a batch on two workers", loc="left")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})


def main():
    if len(sys.argv) > 1:
        kind, runs = sys.argv[1:]
        print(json.dumps(measure(int(runs), replayed if kind == "replayed" else None)))
        return
    rows = [measured_apart(runs, "replayed") for runs in SIZES]
    rows.append(measured_apart(SIMULATED, "simulated"))
    with (HERE / "batch_memory.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    plot(rows, HERE / "batch_memory.svg")


if __name__ == "__main__":
    main()
