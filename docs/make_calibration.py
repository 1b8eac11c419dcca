"""Make the shipped ensemble and docs/calibration.md's figures and tables again.

    python docs/make_calibration.py [--out results/calibration] [--workers N]
    python docs/make_calibration.py --rescored

Carries out `ccu-sim calibrate` at its default size (or goes on with it, or reads what it has
found), copies the ensemble into the package, draws the figures and fills the regions of the
document that stand between ``<!-- calibration: NAME -->`` and ``<!-- end -->``. With
``--rescored``, after `ccu-sim calibrate --rescore`, only what is told of the ensemble itself.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from regions.markdown import code, table  # noqa: E402  (it lives beside this file)

from ccu_sim import evidence, model  # noqa: E402
from ccu_sim.analysis import calibration  # noqa: E402
from ccu_sim.analysis.calibration.pooling import estimate, spread_between_runs  # noqa: E402
from ccu_sim.analysis.calibration.scoring import score  # noqa: E402
from ccu_sim.analysis.calibration.summary import observe  # noqa: E402
from ccu_sim.analysis.calibration.summary_tables import filtered  # noqa: E402
from ccu_sim.batch.progress import progress_on  # noqa: E402
from ccu_sim.evidence import REGISTRY, TARGETS, read_ensemble  # noqa: E402
from ccu_sim.inputs import load_unit  # noqa: E402
from ccu_sim.reports.figures.calibration import draw_calibration  # noqa: E402

DOCUMENT = DOCS / "calibration.md"
PACKAGE = Path(evidence.__file__).parent
REGION = re.compile(r"<!-- calibration: (?P<name>[\w-]+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
SEED = 2014
ELSEWHERE, SETS_ELSEWHERE = "established-unit", 200
HISTORIES = (
    {"headcount": 26, "leavers_12m": 5, "sick_days": 10},
    {"headcount": 26, "leavers_12m": 9, "sick_days": 14},
    {"headcount": 26, "leavers_12m": 35, "sick_days": 10},
)


def success(found: calibration.Calibrated) -> str:
    """Tell how each wave went, as the shipped ensemble says it."""
    waves = found_waves()
    rows = [
        (
            wave["wave"],
            f"{wave['draws']:,}",
            f"{wave['candidates']:,}",
            f"{wave['passed_1']:,}",
            f"{wave['passed_2']:,}",
            f"{wave['accepted']:,}",
            f"{wave['accepted_share']:.1%}",
            f"{wave['runs']:,}",
        )
        for wave in waves
    ]
    header = ("wave", "draws looked at", "candidates run", "passed the first look")
    header += ("the second", "accepted", "share of candidates", "runs")
    total = sum(wave["accepted"] for wave in waves)
    runs = sum(wave["runs"] for wave in waves)
    kept = filtered(found)
    first = waves[0]
    return (
        f"{table(header, rows)}\n\n"
        f"**{total} parameter sets are accepted** in {runs:,} runs, about half an hour on two "
        f"cores. Of independent draws from all ranges "
        f"{first['accepted_share']:.1%} are ({first['accepted']} of {first['candidates']:,}). The "
        f"emulator of the later waves, which knows only straight lines, would have let through "
        f"{kept:.0%} of those that the first wave accepted: the ensemble stands for a narrower "
        "region than all that the targets allow."
    )


def found_waves() -> list[dict[str, float]]:
    """Give how each wave went, as the shipped ensemble says it."""
    read_ensemble.cache_clear()
    waves: list[dict[str, float]] = read_ensemble().about["waves"]
    return waves


def binding(found: calibration.Calibrated) -> str:
    """Tell which targets rule most draws out."""
    met = calibration.targets_met(found).drop_duplicates("target")
    met = met.sort_values("ruled_out", ascending=False)
    rows = [(one.label, f"{one.ruled_out:.0%}", f"{one.alone:.0%}") for one in met.itertuples()]
    return table(("target", "draws that it rules out", "that no other does"), rows)


def targets(found: calibration.Calibrated) -> str:
    """Set what accepted sets show beside the targets."""
    met = calibration.targets_met(found)
    met = met[met["place"] == "together"]
    rows = [
        (
            one.label,
            _range(one.low, one.high, one.unit),
            _number(one.accepted_median, one.unit),
            _range(one.accepted_low, one.accepted_high, one.unit),
            _range(one.prior_low, one.prior_high, one.unit),
        )
        for one in met.itertuples()
    ]
    header = ("target", "published", "accepted: median", "5 to 95 %", "before: 5 to 95 %")
    return table(header, rows)


def _number(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return f"{100 * value:.1f} %"
    return f"{value:.2f}".replace("-", "−")


def _range(low: float, high: float, unit: str) -> str:
    return f"{_number(low, unit).removesuffix(' %')} to {_number(high, unit)}"


def central() -> str:
    """Tell how far the central set is from the targets, with as many runs as an accepted one."""
    last = calibration.Calibration().stages[-1]
    replicates = last.replicates
    rows = pd.DataFrame(
        observe(unit, REGISTRY.central(), seed=SEED, set_index=0, replicate=replicate)
        | {"candidate": 0, "unit": unit, "replicate": replicate}
        for unit in TARGETS.units
        for replicate in range(replicates)
    )
    shown = estimate(rows, TARGETS, spread_between_runs(rows, TARGETS))
    off = score(shown, TARGETS)[0]
    worst = int(np.argmax(off))
    output = shown.outputs[worst]
    said = (
        f"{output.target.label} at {output.place}: "
        f"{_number(shown.mean[0, worst], output.target.unit)}, target "
        f"{_range(output.target.low, output.target.high, output.target.unit)}"
    )
    verdict = "would be accepted" if off[worst] <= last.threshold else "would not be accepted"
    return (
        f"The central parameter set {verdict}: with {replicates} runs a site its furthest result "
        f"is {off[worst]:.1f} standard deviations outside ({said})."
    )


def moved(found: calibration.Calibrated) -> str:
    """Tell which parameters the targets moved."""
    ranges = calibration.ranges_moved(found)
    beyond = ranges[ranges["distance"] > ranges["by_chance"]]
    expected = 0.05 * len(ranges)
    rows = [
        (
            code(one.parameter),
            *(f"{x:.2f}" for x in (one.distance, one.at_low, one.at_median, one.at_high)),
            REGISTRY[one.parameter].why,
        )
        for one in ranges.head(15).itertuples()
    ]
    header = ("parameter", "moved by", "5 %", "median", "95 %", "what it is")
    return (
        f"Of {len(ranges)} parameters that vary, {len(beyond)} differ from their prior by more "
        f"than chance lets one in twenty (by chance alone one would expect {expected:.0f}); the "
        f"other {len(ranges) - len(beyond)} are as free as before. The fifteen that moved most, as "
        f"shares of their ranges (before: 0.05, 0.50, 0.95):\n\n{table(header, rows)}"
    )


def pinned(found: calibration.Calibrated) -> str:
    """Tell what each target fixes, and what it leaves open."""
    drivers = calibration.what_drives(found, most=4)
    labels = {target.name: target.label for target in TARGETS.targets}
    rows = []
    for name, mine in drivers.groupby("target", sort=False):
        if mine["explained"].iloc[0] < 0.5:
            continue
        parts = ", ".join(f"{code(one.parameter)} {one.left:.2f}" for one in mine.itertuples())
        rows.append((labels[name], f"{mine['together_left'].iloc[0]:.2f}", parts))
    header = ("target", "spread left in what it fixes", "spread left in the parts that matter most")
    return table(header, rows)


def pairs(found: calibration.Calibrated) -> str:
    """List parameters that make up for each other."""
    tied = calibration.pairs_tied(found, 12)
    tied = tied[tied["r"].abs() > tied["by_chance"]]
    if tied.empty:
        return "No pair is tied more strongly than the strongest of all pairs is by chance."
    rows = [
        (code(one.one), code(one.other), f"{one.r:.2f}".replace("-", "−"))
        for one in tied.itertuples()
    ]
    return table(("parameter", "makes up for", "rank correlation"), rows)


def elsewhere() -> str:
    """Run accepted sets at a unit that they were not fitted to."""
    sets = evidence.ensemble(SETS_ELSEWHERE)
    runs = pd.DataFrame(
        observe(ELSEWHERE, one, seed=SEED, set_index=index, replicate=replicate) | {"set": index}
        for index, one in enumerate(sets)
        for replicate in range(4)
    )
    means = runs.groupby("set").mean()
    rows = []
    for target in (one for one in TARGETS.targets if one.each):
        low, median, high = np.nanquantile(means[target.name], (0.05, 0.5, 0.95))
        inside = means[target.name].between(target.low, target.high).mean()
        rows.append(
            (
                target.label,
                _range(target.low, target.high, target.unit),
                _number(median, target.unit),
                _range(low, high, target.unit),
                f"{inside:.0%}",
            )
        )
    header = ("target", "published", "median", "5 to 95 %", "sets inside")
    said = f"{SETS_ELSEWHERE} accepted sets, four runs each, at `{ELSEWHERE}`:"
    return f"{said}\n\n{table(header, rows)}"


def observed() -> str:
    """Show what a history does, on three made-up ones."""
    said = []
    for history in HISTORIES:
        unit = load_unit("established-unit", {"observed": history})
        told = ", ".join(f"{key}: {value}" for key, value in history.items())
        said.append(f"- `observed: {{{told}}}`\n  {calibration.reweigh(unit).sentence}")
    return "\n".join(said)


def rescored() -> str:
    """Tell what is left of the ensemble, where it was scored again."""
    read_ensemble.cache_clear()
    about = read_ensemble().about
    if "rescored" not in about:
        return "The shipped ensemble is as the calibration below made it."
    again = about["rescored"]
    return (
        f"The shipped ensemble was scored again for the model as it is now: of the {again['sets']} "
        f"sets that the calibration below accepted, **{again['kept']} meet every target still**, "
        f"in {again['runs']:,} runs. Figures and tables below are those of the calibration."
    )


OF_CALIBRATION: dict[str, Callable[[calibration.Calibrated], str]] = {
    "success": success,
    "binding": binding,
    "targets": targets,
    "moved": moved,
    "pinned": pinned,
    "pairs": pairs,
}
OF_ENSEMBLE: dict[str, Callable[[], str]] = {
    "rescored": rescored,
    "central": central,
    "elsewhere": elsewhere,
    "observed": observed,
}


def main() -> None:
    """Make everything again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("results/calibration"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rescored", action="store_true")
    arguments = parser.parse_args()
    model.prepare()
    texts = {}
    if not arguments.rescored:
        found = calibrated(arguments.out, arguments.workers)
        texts |= {name: tell(found) for name, tell in OF_CALIBRATION.items()}
    texts |= {name: tell() for name, tell in OF_ENSEMBLE.items()}

    def fill(region: re.Match[str]) -> str:
        name = region["name"]
        if name not in texts:
            return region[0]
        return f"<!-- calibration: {name} -->\n\n{texts[name]}\n\n<!-- end -->"

    DOCUMENT.write_text(REGION.sub(fill, DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


def calibrated(out: Path, workers: int) -> calibration.Calibrated:
    """Calibrate, ship the ensemble and draw the figures."""
    found = calibration.calibrate(
        calibration.Calibration(), out, workers=workers, progress=lambda: progress_on(sys.stderr)
    )
    calibration.write_ensemble(calibration.ensemble_of(found), out)
    calibration.write_tables(found, out)
    for name in ("ensemble.csv", "ensemble.json"):
        shutil.copy(out / name, PACKAGE / name)
    for name, png in draw_calibration(found).items():
        (DOCS / "figures" / f"{name}.png").write_bytes(png)
    return found


if __name__ == "__main__":
    main()
