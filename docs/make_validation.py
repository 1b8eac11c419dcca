"""Set the model beside what was published and not fitted: ``python docs/make_validation.py``.

    python docs/make_validation.py [--sets N] [--replicates N] [--workers N] [--page]

Runs the first sets of the shipped ensemble at both sites as usual, and at a few units that are
run otherwise; writes what they show to ``evidence/pattern_figures.yaml``, from which the tests
take which patterns hold, and the page ``validation.md`` with its figures. Some three minutes on
two idle cores. What has been run is kept: stop it any way and the same line goes on. With
``--page`` only the page is written anew, from what was computed.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from regions import validation as tables  # noqa: E402  (it lives beside this file)

from ccu_sim import model  # noqa: E402
from ccu_sim.analysis.calibration.pooling import (  # noqa: E402
    TOGETHER,
    estimate,
    spread_between_runs,
)
from ccu_sim.analysis.calibration.summary import observe  # noqa: E402
from ccu_sim.analysis.factors.runs import model_hash  # noqa: E402
from ccu_sim.analysis.people import ELSEWHERE, EVERY, Validated, sums_of, validate  # noqa: E402
from ccu_sim.batch.as_usual import unaccepted  # noqa: E402
from ccu_sim.evidence import PATTERNS, TARGETS, ensemble, pattern_figures  # noqa: E402
from ccu_sim.evidence.pattern_figures import FIGURES_FILE  # noqa: E402

SEED = 2026
DIGITS = 4
Row = dict[str, float]


def run_set(parameters: Row, index: int, replicates: int) -> dict[str, list[Row] | Row]:
    """Run one parameter set: as usual at both sites, a row a run, and elsewhere, summed up."""
    usual = [
        observe(unit, parameters, seed=SEED, set_index=index, replicate=replicate)
        | {"candidate": index, "unit": unit, "replicate": replicate}
        for unit in TARGETS.units
        for replicate in range(replicates)
    ]
    other = sums_of(
        parameters,
        seed=SEED,
        set_index=index,
        replicates=range(replicates),
        places=ELSEWHERE,
    )
    return {"usual": usual, "elsewhere": other}


def run_all(store: Path, sets: int, replicates: int, workers: int) -> list[dict]:
    """Run the first sets, those that are not kept yet."""
    store.mkdir(parents=True, exist_ok=True)
    model.prepare()
    jobs, found = {}, {}
    version = model_hash()
    for index, parameters in enumerate(ensemble(sets)):
        asked = repr((version, sorted(parameters.items()), index, replicates))
        path = store / f"set-{hashlib.sha256(asked.encode()).hexdigest()[:16]}.json"
        if path.exists():
            found[index] = json.loads(path.read_text(encoding="utf-8"))
        else:
            jobs[index] = (parameters, path)
    with ProcessPoolExecutor(workers) as pool:
        running = {
            pool.submit(run_set, parameters, index, replicates): (index, path)
            for index, (parameters, path) in jobs.items()
        }
        for done, future in enumerate(as_completed(running), start=1):
            index, path = running[future]
            found[index] = future.result()
            unfinished = path.with_suffix(".part")
            unfinished.write_text(json.dumps(found[index]), encoding="utf-8")
            unfinished.replace(path)
            print(f"\r{done} of {len(jobs)} sets", end="", file=sys.stderr)
    return [found[index] for index in range(sets)]


def seen(kept: list[dict]) -> list[Validated]:
    """Make every target's and every pattern's figure of what was run."""
    rows = pd.DataFrame(row for one in kept for row in one["usual"])
    shown = estimate(rows, TARGETS, spread_between_runs(rows, TARGETS))
    fitted = [
        Validated(output.target, shown.mean[:, place])
        for place, output in enumerate(shown.outputs)
        if output.place == TOGETHER
    ]
    sums = rows.groupby("candidate").sum(numeric_only=True).to_dict("records")
    together = [usual | one["elsewhere"] for usual, one in zip(sums, kept, strict=True)]
    looked_at = [one for one in validate(together) if one.published in PATTERNS]
    return [*fitted, *looked_at]


def figures(found: list[Validated]) -> Iterator[tuple[str, list[float]]]:
    """Give what is kept of each."""
    for one in found:
        numbers = (one.median, *one.middle, one.inside)
        yield one.published.name, [round(float(number), DIGITS) for number in numbers]


def curves(kept: list[dict]) -> dict[str, list[float]]:
    """Give the sums over all sets that the curves are drawn from."""
    rows = pd.DataFrame(row for one in kept for row in one["usual"])
    wanted = [
        name
        for name in rows.columns
        if "@" in name or name.startswith(("served_", "resigned_", "reason_", "resignations"))
    ]
    return {name: float(np.nansum(rows[name])) for name in wanted}


def main() -> None:
    """Compute, unless only the page is wanted, and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=int, default=120)
    parser.add_argument("--replicates", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--store", type=Path, default=Path("results/validation"))
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    asked = parser.parse_args()
    if not asked.page:
        kept = run_all(asked.store, asked.sets, asked.replicates, asked.workers)
        content = {
            "design": f"{asked.sets} {'formerly ' if unaccepted() else ''}accepted parameter sets, "
            f"{asked.replicates} runs of each at every place, seed {SEED}",
            "figures": dict(figures(seen(kept))),
            "curves": curves(kept),
        }
        head = "# Written by docs/make_validation.py: median, 5 and 95 per cent, share inside.\n"
        text = yaml.safe_dump(content, sort_keys=False, default_flow_style=None)
        FIGURES_FILE.write_text(head + text, encoding="utf-8")
        pattern_figures.cache_clear()
    tables.draw(DOCS / "figures")
    (DOCS / "validation.md").write_text(tables.page(), encoding="utf-8")
    missing = [one.name for one in EVERY if one.name not in pattern_figures()]
    if missing:
        raise SystemExit(f"not computed: {', '.join(missing)}")


if __name__ == "__main__":
    main()
