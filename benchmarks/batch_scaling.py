"""What two cores give over one, and what storing and dispatching cost.

    python benchmarks/batch_scaling.py [--sets 4] [--repeats 3]

The same runs are done three ways, in turn: simulated alone and forgotten, as a batch
in one process, and as a batch on two workers. The difference between the first two is
what the store costs; start-up of the workers is part of the third. Each way's best
time of the repeats counts, since whatever else the machine does only ever adds.

Times on the clock mean something on an idle machine only (`load_before` says how idle
it was). Processor time hardly depends on what else runs: the store's share is taken
from it, and so is what two idle cores would give, the one process's processor time
over half that of parent and workers together.

Writes batch_scaling.json beside this file.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from pathlib import Path

from ccu_sim.batch import digest, run_batch
from ccu_sim.batch.simulation_task import sets_of
from ccu_sim.inputs import load_study
from ccu_sim.model import prepare, simulate

HERE = Path(__file__).parent


def simulated_alone(study):
    """Simulate every run of a study and keep nothing."""
    sets = sets_of(study)
    for unit in study.unit_objects:
        for policy in study.policies:
            for index in range(len(sets)):
                for replicate in range(study.replicates):
                    simulate(
                        unit,
                        policy,
                        sets[index],
                        months=study.months,
                        seed=study.seed,
                        set_index=index,
                        replicate=replicate,
                    )


def processor_seconds():
    """Return the processor time of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def seconds(work):
    """Do some work and return its time on the clock, and on the processors."""
    clock, processor = time.perf_counter(), processor_seconds()
    work()
    return time.perf_counter() - clock, processor_seconds() - processor


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sets", type=int, default=4, help="parameter sets; 100 runs each")
    options.add_argument("--repeats", type=int, default=3)
    options = options.parse_args()
    study = load_study("default", {"parameter_sets": options.sets})
    prepare()
    load = os.getloadavg()[0]
    times = {"alone": [], "one": [], "two": []}
    with tempfile.TemporaryDirectory() as folder:
        for repeat in range(options.repeats):
            one, two = (Path(folder) / f"{name}-{repeat}" for name in ("one", "two"))
            times["alone"].append(seconds(lambda: simulated_alone(study)))
            times["one"].append(seconds(lambda one=one: run_batch(study, one)))
            times["two"].append(seconds(lambda two=two: run_batch(study, two, workers=2)))
            assert digest(one) == digest(two)
        stored = sum(path.stat().st_size for path in two.glob("**/*.parquet"))
        chunks = len(list((two / "runs").iterdir()))
    clock, processor = (
        {name: min(pair[which] for pair in pairs) for name, pairs in times.items()}
        for which in (0, 1)
    )
    found = {
        "runs": study.size,
        "cores": os.cpu_count(),
        "load_before": round(load, 2),
        "seconds": {name: round(value, 2) for name, value in clock.items()},
        "processor_seconds": {name: round(value, 2) for name, value in processor.items()},
        "ms_per_run": round(1000 * processor["alone"] / study.size, 2),
        "store_share": round(1 - processor["alone"] / processor["one"], 3),
        "two_over_one": round(clock["one"] / clock["two"], 2),
        "two_over_one_if_idle": round(2 * processor["one"] / processor["two"], 2),
        "kb_per_run": round(stored / study.size / 1e3, 1),
        "runs_per_chunk": round(study.size / chunks),
    }
    print(json.dumps(found, indent=2))
    (HERE / "batch_scaling.json").write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
