"""Tell by how much the shipped strategies' effects moved since a release.

    python docs/make_moved.py --keep docs/moved/NAME.csv
    python docs/make_moved.py docs/moved/before.csv

The first keeps the table of this version, to compare with; the second writes what moved since an
earlier one into the CHANGELOG. Both run every shipped strategy at site 1 over the first sets of
the shipped ensemble under paired chance (two minutes). `REASONS` says why an answer moved; what
moved by less than chance gives is not listed.
"""

import argparse
import csv
import re
from pathlib import Path

import numpy as np

from ccu_sim.evidence import ensemble
from ccu_sim.inputs import compose, load_strategy, load_unit, scenario_files
from ccu_sim.model import prepare, simulate

DOCS = Path(__file__).resolve().parent
CHANGELOG = DOCS.parent / "CHANGELOG.md"
REGION = re.compile(r"(<!-- computed: moved -->\n).*?(<!-- end -->)", re.DOTALL)
UNIT, MONTHS, SEED = "site-1", 36, 2014
SETS, REPLICATES = 30, 4
NORMAL_95 = 1.96
MEASURES = {
    "kept_36": "founding peer workers still here at month 36, share",
    "resigned_12": "founding peer workers who resign in year 1, share",
}
Table = dict[str, dict[str, tuple[float, float]]]
"""By strategy and measure: mean effect, and half the width of its interval."""


def effects() -> Table:
    """Run every shipped strategy beside running as usual."""
    prepare()
    sets = ensemble(SETS)
    usual = _seen(None, sets)
    found: Table = {}
    for name in scenario_files("strategy"):
        if not load_strategy(name).changes:
            continue
        change = _seen(name, sets) - usual
        of_sets = change.reshape(SETS, REPLICATES, len(MEASURES)).mean(axis=1)
        half = NORMAL_95 * of_sets.std(axis=0, ddof=1) / np.sqrt(SETS)
        found[name] = dict(zip(MEASURES, zip(of_sets.mean(axis=0), half, strict=True), strict=True))
        print(name, flush=True)
    return found


def _seen(name: str | None, sets: list[dict[str, float]]) -> np.ndarray:
    """Give both measures of every run of a strategy, or as usual."""
    policy = compose([load_strategy(name)] if name else [])
    unit = load_unit(UNIT)
    rows = []
    for index, parameters in enumerate(sets):
        for replicate in range(REPLICATES):
            address = {"seed": SEED, "set_index": index, "replicate": replicate}
            tables = simulate(unit, policy, parameters, months=MONTHS, **address)
            spells = tables.spells
            regular = spells["founding"] & (spells["employment"] != "casual")
            team = spells[regular & (spells["role"] == "peer_worker")]
            gone = (team["outcome"] == "resigned") & (team["end_month"] < 12.0)
            here = tables.monthly["founding_peer"]
            rows.append((here[MONTHS] / here[0], gone.mean()))
    return np.array(rows)


def write(table: Table, path: Path) -> None:
    """Keep a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("strategy", "measure", "effect", "half"))
        for name, of_measures in table.items():
            for measure, (effect, half) in of_measures.items():
                writer.writerow((name, measure, f"{effect:.4f}", f"{half:.4f}"))


def read(path: Path) -> Table:
    """Read a table that was kept."""
    table: Table = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of_measures = table.setdefault(row["strategy"], {})
            of_measures[row["measure"]] = float(row["effect"]), float(row["half"])
    return table


def moved(before: Table, now: Table) -> str:
    """Lay out what moved beyond chance: which strategy, from what to what, and why."""
    lines = ["| strategy | effect on | from | to | why |", "|---|---|---:|---:|---|"]
    for name, of_measures in now.items():
        for measure, (effect, half) in of_measures.items():
            if name not in before:
                continue
            was, was_half = before[name][measure]
            if abs(effect - was) > np.hypot(half, was_half):
                row = (f"`{name}`", MEASURES[measure], _number(was, was_half))
                row += (_number(effect, half), REASONS.get(name, OTHERWISE))
                lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def _number(effect: float, half: float) -> str:
    return f"{effect:+.3f} ± {half:.3f}".replace("-", "−")


OTHERWISE = "People differ more, and leave for more reasons, so one thing weighs less."
RENEWAL = "Whether fixed terms are renewed differs between parameter sets."
REASONS = {
    "flexible-leave-and-adjustment": "Health is a reason of its own to leave: unmet support need, "
    "and a long illness that is not over.",
    "championing": "How a role is valued, and the team, weigh on leaving as reasons of their own.",
    "permanent-contracts": RENEWAL + " Fit and hours are reasons of their own.",
    "early-renewal-decisions": RENEWAL + " What people expect of it errs both ways.",
    "peer-pay-parity": "Pay counts against pay elsewhere, with a published elasticity, and as "
    "unfairness to those paid less.",
    "peer-career-steps": "A step is a chance of one's own, gone when filled; it was counted as 0 "
    "or 1 for everybody.",
    "leadership": "What a leader gains levels off near 1 SD and fades when coaching ends; it "
    "grew without end.",
    "role-clarity": "Clarity differs between people and slips with changes of tasks, so sessions "
    "move it by half an SD, not by one and a half.",
    "professional-supervision": "Supervision moves clarity less; it eases strain as programmes "
    "do in trials.",
    "recruitment-and-induction": "It acts on fit, first bonds and met expectations, in the first "
    "year of service.",
    "education-and-training": "Training moves attitudes a little to moderately, and fades.",
    "boundary-policy-and-reflective-practice": "Reflection eases exhaustion; skill that is not "
    "practised fades.",
    "co-reflection-and-peer-network": "Reflection eases exhaustion.",
    "supervision-without-understanding": "Supervision acts on strain; without understanding it "
    "also worsens what existing hours give.",
}
"""Why a strategy's answer moved."""


def main() -> None:
    """Keep a table, or compare with one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path, nargs="?", help="a table that was kept")
    parser.add_argument("--keep", type=Path, help="write this version's table there")
    asked = parser.parse_args()
    now = effects()
    if asked.keep:
        write(now, asked.keep)
    if asked.before:
        table = moved(read(asked.before), now)
        text = CHANGELOG.read_text(encoding="utf-8")
        text = REGION.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text)
        CHANGELOG.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
