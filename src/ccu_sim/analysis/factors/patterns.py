"""The patterns that the model is to show: what each looks like as one number of a run.

A pattern is *there* when its figure is above its threshold in the mean over parameter sets,
interval included. Below the threshold nobody would notice. The figures of the vacancy spiral and
of the boundaries, and the spiral's setting, were chosen anew after first runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.runs import ArmAtUnit, ArmRuns, Runner
from ccu_sim.analysis.intervals import by_set, estimate, monte_carlo_interval
from ccu_sim.inputs.staff import SHIFTS

HARD = Arm(
    facts={
        "role_clarity": 0.1,
        "leadership": 0.1,
        "supervision": 0.2,
        "context.medical_model": 0.7,
        "context.stigma": 0.5,
    }
)
"""Roles unclear, leadership weak, in a service that is not ready."""

_UNCOVERED = {
    **HARD.facts,
    "agency": False,
    "casual_pool.peer_worker": 0,
    "casual_pool.clinician": 0,
}
_SLOW = Arm(facts={**_UNCOVERED, "context.weeks_to_fill": 36.0})
_FAST = Arm(facts={**_UNCOVERED, "context.weeks_to_fill": 2.0})


def _few(peers: int) -> Arm:
    """Give a few peer workers on weekdays, in permanent posts, beside a roster of clinicians."""
    facts: dict[str, Any] = {
        "staff.peer_worker.heads": peers,
        "staff.peer_worker.fte": 0.9 * peers,
        "staff.peer_worker.shifts": ["day"],
        "staff.peer_worker.days": "weekdays",
        "staff.peer_worker.contract": {"kind": "permanent"},
        "staff.clinician.shifts": list(SHIFTS),
        "staff.clinician.days": "all",
        "casual_pool.peer_worker": 0,
    }
    for day in ("weekday", "weekend"):
        for shift in SHIFTS:
            facts[f"roster.{day}.{shift}.peer_worker"] = {"planned": 0, "minimum": 0}
    return Arm(facts=facts)


@dataclass(frozen=True)
class Pattern:
    """One pattern.

    Attributes
    ----------
    name, title : str
    arms : tuple of Arm
        The runs it is seen in.
    outcomes : tuple of str
        What is read off them.
    figure : callable
        From the results of the arms to one number a run.
    threshold : float
    means : str
        What the number is.
    """

    name: str
    title: str
    arms: tuple[Arm, ...]
    outcomes: tuple[str, ...]
    figure: Callable[[Sequence[ArmRuns]], np.ndarray]
    threshold: float
    means: str


@dataclass(frozen=True)
class Seen:
    """A pattern in some runs.

    Attributes
    ----------
    pattern : Pattern
    unit : str
    figure, lower, upper : float
        Mean over parameter sets and its Monte Carlo interval.
    share : float
        Share of parameter sets whose figure is above the threshold, of those that have one.
    """

    pattern: Pattern
    unit: str
    figure: float
    lower: float
    upper: float
    share: float

    @property
    def there(self) -> bool:
        """Whether the pattern is seen, interval included."""
        return self.lower > self.pattern.threshold


def _dip(arms: Sequence[ArmRuns]) -> np.ndarray:
    (usual,) = arms
    return usual["morale_peer@0-0"] - usual["morale_peer@3-5"]


def _cliff(arms: Sequence[ArmRuns]) -> np.ndarray:
    (usual,) = arms
    at_end = usual["founding_peer@23-23"] - usual["founding_peer@25-25"]
    before = usual["founding_peer@12-12"] - usual["founding_peer@22-22"]
    return _share(at_end - before / 5.0, usual["founding_peer@12-12"])


def _divide(arms: Sequence[ArmRuns]) -> np.ndarray:
    hard, easy = arms
    return hard["trust_gap"] - easy["trust_gap"]


def _spiral(arms: Sequence[ArmRuns]) -> np.ndarray:
    slow, fast = arms
    return fast["rmst_months_all"] - slow["rmst_months_all"]


def _both_ends(arms: Sequence[ArmRuns]) -> np.ndarray:
    loose, middle, strict = arms
    fewer_crossings = 1.0 - _share(middle["crossings"], loose["crossings"])
    warmer = 1.0 - _share(strict["alliance"], middle["alliance"])
    return np.minimum(fewer_crossings, warmer)


def _say(arms: Sequence[ArmRuns]) -> np.ndarray:
    alone, several = arms
    return several["voice_peer"] - alone["voice_peer"]


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide run by run; NaN where there is nothing to divide by, and the run is left out."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


PATTERNS = (
    Pattern(
        "honeymoon-dip",
        "Honeymoon and dip",
        (Arm(),),
        ("morale_peer@0-0", "morale_peer@3-5"),
        _dip,
        0.03,
        "morale of peer workers on opening day less that in months 3-5",
    ),
    Pattern(
        "contract-cliff",
        "Contract cliff",
        (Arm(),),
        tuple(f"founding_peer@{month}-{month}" for month in (12, 22, 23, 25)),
        _cliff,
        0.05,
        "share of founding peer workers lost in the two months of the expiry beyond the usual "
        "two months",
    ),
    Pattern(
        "trust_gap",
        "Trust gap under unclear roles and weak leadership",
        (HARD, Arm()),
        ("trust_gap",),
        _divide,
        0.02,
        "trust gap with unclear roles, weak leadership and an unready service, less as usual",
    ),
    Pattern(
        "vacancy-spiral",
        "Vacancy spiral",
        (_SLOW, _FAST),
        ("rmst_months_all",),
        _spiral,
        0.2,
        "months that founding staff stay where vacancies take 2 weeks to fill, less where they "
        "take 36, in a hard unit without casual or agency staff",
    ),
    Pattern(
        "both-ends",
        "Boundaries: both ends hurt",
        tuple(Arm(facts={"boundary_strictness": level}) for level in (0.0, 0.5, 1.0)),
        ("crossings", "alliance"),
        _both_ends,
        0.03,
        "the smaller of: share of crossings at strictness 0 that 0.5 prevents, share of alliance "
        "at 0.5 that 1 costs",
    ),
    Pattern(
        "numbers-have-a-voice",
        "Numbers have a voice",
        (_few(1), _few(8)),
        ("voice_peer",),
        _say,
        0.01,
        "voice of eight peer workers among the clinicians, less that of a single one",
    ),
)


def pattern_outcomes() -> tuple[str, ...]:
    """Give all that patterns read off a run."""
    return tuple(dict.fromkeys(name for pattern in PATTERNS for name in pattern.outcomes))


def pattern_places(unit: str, beside: Arm) -> list[ArmAtUnit]:
    """Give the arms that patterns are seen in, in their order."""
    return [ArmAtUnit(unit, arm.beside(beside)) for pattern in PATTERNS for arm in pattern.arms]


def see_patterns(runner: Runner, unit: str, beside: Arm | None = None) -> list[Seen]:
    """Look for every pattern at one unit.

    Parameters
    ----------
    runner : Runner
        Reads at least `pattern_outcomes`.
    unit : str
    beside : Arm, optional
        What else is moved in all runs alike (an ablation); it wins.
    """
    results = iter(runner.run(pattern_places(unit, beside or Arm())))
    return [_see(pattern, unit, [next(results) for _ in pattern.arms]) for pattern in PATTERNS]


def _see(pattern: Pattern, unit: str, arms: Sequence[ArmRuns]) -> Seen:
    gathered = by_set(pattern.figure(arms)[:, None], arms[0].sets)
    lower, upper = monte_carlo_interval(gathered)
    known = gathered.means[np.isfinite(gathered.means[:, 0]), 0]
    share = float((known > pattern.threshold).mean()) if len(known) else np.nan
    return Seen(
        pattern, unit, float(estimate(gathered)[0]), float(lower[0]), float(upper[0]), share
    )
