"""Nothing about being a peer worker makes anyone leave, tire or cross a line.

Two equal groups of peer workers and clinicians with the same contracts, hours, shifts, pay,
prospects and supervision, without discrimination and without the authority that the medical
model lends: over many runs they must not differ. A difference in their terms must show.
"""

import math

import numpy as np
import pytest

from ccu_sim.inputs import Unit
from ccu_sim.model import simulate

RUNS = 240
MONTHS = 24

ALIKE = {"clinical_steps": 0.0, "heard_authority": 0.0, "slight_rate": 0.0}
"""No graded posts for one profession alone, no authority of one, no discrimination."""

OUTCOMES = (
    "retention_12",
    "retention_24",
    "rmst_months",
    "turnover",
    "exhaustion",
    "high_exhaustion",
    "morale",
    "absence",
    "role_drift",
    "voice",
    "belonging",
)
ALSO_MONTHLY = ("satisfaction", "role_clarity", "job_insecurity", "valuing")


def group(role, **terms):
    return {
        "role": role,
        "discipline": "nursing" if role == "clinician" else None,
        "heads": 8,
        "fte": 7.2,
        "contract": {"kind": "permanent"},
        "pay": 90_000,
        "shifts": ["day", "evening", "night"],
        "days": "all",
        **terms,
    }


@pytest.fixture(scope="session")
def equal_unit(site_1):
    """A unit of eight peer workers and eight clinicians on equal terms."""
    both = {role: {"planned": 2, "minimum": 1} for role in ("peer_worker", "clinician")}
    shifts = dict.fromkeys(("day", "evening", "night"), both)
    leader = site_1.staff[-1].model_dump(mode="json")
    return Unit.from_resolved(
        {
            **site_1.resolved(),
            "name": "equal",
            "staff": [group("peer_worker"), group("clinician"), leader],
            "casual_pool": {"peer_worker": 2, "clinician": 2},
            "roster": {"weekday": shifts, "weekend": shifts},
            "conditions": {**site_1.conditions.model_dump(), "supervision": 1.0},
            "practices": {},
        }
    )


@pytest.fixture(scope="session")
def gaps(as_usual, central):
    """Give each outcome's difference, peer workers less clinicians, in every run."""

    def of_unit(unit, runs=RUNS, **parameters):
        found = {name: [] for name in (*OUTCOMES, *ALSO_MONTHLY)}
        for replicate in range(runs):
            run = simulate(
                unit,
                as_usual,
                {**central, **ALIKE, **parameters},
                months=MONTHS,
                seed=2014,
                replicate=replicate,
            )
            for name in OUTCOMES:
                found[name].append(run.run[f"{name}_peer"] - run.run[f"{name}_clinician"])
            for name in ALSO_MONTHLY:
                course = run.monthly[f"{name}_peer"] - run.monthly[f"{name}_clinician"]
                found[name].append(course[1:].mean())
        return {name: np.array(values) for name, values in found.items()}

    return of_unit


def errors_away(values):
    """How many Monte Carlo standard errors a mean difference is from none."""
    error = values.std(ddof=1) / math.sqrt(len(values))
    return abs(values.mean()) / error if error > 0 else 0.0


def test_on_equal_terms_the_groups_do_not_differ(gaps, equal_unit):
    away = {name: errors_away(values) for name, values in gaps(equal_unit).items()}
    assert max(away.values()) < 3.5, away


def test_the_comparison_would_notice(gaps, equal_unit):
    """Each of what is held equal above makes a difference that as many runs show, or fewer."""
    poorly_supervised = equal_unit.varied({"supervisor_understanding": 0.0})
    underpaid = equal_unit.varied({"staff.0.pay": 60_000, "staff.0.pay_elsewhere": 90_000})
    unequal = {
        "authority": ("voice", -1, 40, equal_unit, {"heard_authority": 1.5}),
        "discrimination": ("belonging", -1, 60, equal_unit, {"slight_rate": 0.1}),
        "steps": ("satisfaction", -1, RUNS, equal_unit, {"clinical_steps": 1.0}),
        "pay": ("turnover", 1, RUNS, underpaid, {}),
        "supervision": ("role_clarity", -1, 120, poorly_supervised, {}),
        "numbers": ("belonging", -1, 40, _peers_alone(equal_unit), {}),
    }
    for what, (outcome, sign, runs, unit, parameters) in unequal.items():
        values = gaps(unit, runs=runs, **parameters)[outcome]
        assert values.mean() * sign > 0, what
        assert errors_away(values) > 4.0, (what, values.mean())


def _peers_alone(unit):
    """The unit where only one peer worker is planned for each shift, with three clinicians."""
    alone = {
        "peer_worker": {"planned": 1, "minimum": 1},
        "clinician": {"planned": 3, "minimum": 1},
    }
    shifts = dict.fromkeys(("day", "evening", "night"), alone)
    return unit.varied({"roster": {"weekday": shifts, "weekend": shifts}})


def test_fixed_terms_make_the_difference_that_they_make_for_anyone(gaps, equal_unit):
    fixed = {"kind": "fixed-term", "months": 12, "renewal": 0.5, "renewed_as": "permanent"}
    for place, sign in ((0, -1), (1, 1)):
        unit = equal_unit.varied({f"staff.{place}.contract": fixed})
        found = gaps(unit, runs=40)
        assert found["retention_24"].mean() * sign > 0.2
        assert errors_away(found["retention_24"]) > 5
        assert found["job_insecurity"].mean() * sign < 0
