"""A few dozen numbers of a few runs: what the model gave when ``baseline.yaml`` was written.

Only ``make baseline`` writes that file. Whoever changes the model sees in its difference which
numbers moved, and how far.
"""

import sys
from pathlib import Path

import yaml

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import simulate

BASELINE = Path(__file__).with_name("baseline.yaml")
RUNS = {
    "site-1 as usual": ("site-1", [], 36, 1),
    "site-1 with permanent contracts and supervision": (
        "site-1",
        ["permanent-contracts", "professional-supervision"],
        36,
        1,
    ),
    "site-2 with a phased start": ("site-2", ["phased-start"], 24, 2),
    "an established unit": ("established-unit", [], 60, 3),
}
NUMBERS = (
    "retention_24_peer",
    "retention_24_clinician",
    "turnover_all",
    "rmst_months_peer",
    "cohesion",
    "trust_gap",
    "role_clarity",
    "exhaustion_peer",
    "exhaustion_clinician",
    "morale_peer",
    "absence_peer",
    "vacancies",
    "disputes",
    "crossings",
    "graduations",
    "cost_total",
)
EXPECTED = ("resigned", "promoted", "contract_ended", "founding_left", "cost_turnover")
"""Ways of leaving; what was expected of each, added up over columns and months, is kept too."""

DIGITS = 10
"""Kept of each number: enough to see any change of the model."""


def numbers() -> dict[str, dict[str, float]]:
    """Make the runs, and give their numbers."""
    found = {}
    for title, (unit, strategies, months, seed) in RUNS.items():
        policy = compose(strategies)
        tables = simulate(load_unit(unit), policy, REGISTRY.central(), months=months, seed=seed)
        kept = {name: tables.run[name] for name in NUMBERS} | expected(tables.monthly)
        found[title] = {name: float(f"{value:.{DIGITS}g}") for name, value in kept.items()}
    return found


def expected(monthly) -> dict[str, float]:
    """Add up what was expected, way by way."""
    return {
        f"expected_{way}": sum(
            float(monthly[name].sum())
            for name in monthly.dtype.names
            if name.startswith(f"expected_{way}")
        )
        for way in EXPECTED
    }


def write() -> None:
    """Write the file anew."""
    head = "# Written by `make baseline` alone: numbers of a few runs, central parameters.\n"
    BASELINE.write_text(head + yaml.safe_dump(numbers(), sort_keys=False), encoding="utf-8")


def test_no_number_moved_unseen():
    written = yaml.safe_load(BASELINE.read_text(encoding="utf-8"))
    assert set(written) == set(RUNS)
    names = {*NUMBERS, *(f"expected_{way}" for way in EXPECTED)}
    assert all(set(of_run) == names for of_run in written.values())
    assert numbers() == written, "if that was meant: `make baseline`, and read the difference"


if __name__ == "__main__":
    sys.exit(write())
