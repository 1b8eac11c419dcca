"""How strategies act in trials: patterns, each seen in runs of some arms.

What was published stands in ``evidence/trials.yaml``. A pattern is *met* where its figure over
parameter sets lies in the range. None is fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.factors import Arm
from ccu_sim.analysis.trials.effects import Effect, effect_of, over_sets, relative
from ccu_sim.analysis.trials.readings import Readings, Trials
from ccu_sim.evidence import TRIALS, Target

Figure = Callable[[Sequence[Readings]], Effect]


def _lever(lever: str, add: float, **when: float) -> Arm:
    return Arm(changes=({"lever": lever, "add": add, **when},))


USUAL = Arm()
RISE = _lever("peer_pay_rise", 25)
STEPS = tuple(_lever("career_steps", posts, from_month=7) for posts in (1, 2))
COACHING = Arm(strategies=("leadership",))
A_COURSE = _lever("leadership_coaching_hours", 8, until_month=6)
REFLECTING = _lever("reflective_practice_sessions", 1)
PROGRAMME = Arm(
    strategies=("professional-supervision", "role-clarity"),
    changes=({"lever": "relief_shifts", "add": 5},),
)
CLARIFYING = Arm(strategies=("role-clarity",))
INDUCTION = Arm(strategies=("recruitment-and-induction",))
TELLING_EARLY = Arm(strategies=("early-renewal-decisions",))


@dataclass(frozen=True)
class TrialPattern:
    """One pattern.

    Attributes
    ----------
    published : Target
        What was published, and the range that follows.
    arms : tuple of Arm
        The runs that it is seen in, as usual first.
    figure : callable
        From the readings of the arms to the figure over sets.
    """

    published: Target
    arms: tuple[Arm, ...]
    figure: Figure

    @property
    def name(self) -> str:
        """As in the registry."""
        return self.published.name


@dataclass(frozen=True)
class TrialSeen:
    """A pattern in some runs."""

    pattern: TrialPattern
    found: Effect

    @property
    def met(self) -> bool:
        """Whether the figure lies in the published range."""
        return self.pattern.published.met_by(self.found.effect)


def _measured(name: str) -> Figure:
    return lambda arms: effect_of(name, arms[0], arms[1])


def _kept_on(arms: Sequence[Readings]) -> Effect:
    """Of those in post before their terms end, the share in post after it."""
    (usual,) = arms
    before = usual["founding_peer@23"]
    return over_sets(usual["founding_peer@25"] / np.where(before > 0, before, np.nan))


def _ratio(name: str, low: int, high: int) -> Figure:
    """Compare two arms' effects on a reading, the second as a multiple of the first."""

    def figure(arms: Sequence[Readings]) -> Effect:
        one, other = (relative(name)(arms[0], arms[place]) for place in (low, high))
        return over_sets(other / np.nanmean(one))

    return figure


def _later(arms: Sequence[Readings]) -> Effect:
    """Compare the effect of coaching on leaving at month 36 with that at month 12."""
    usual, coached = arms
    first, later = ((relative(f"chance_all@{month}")(usual, coached)) for month in (12, 36))
    return over_sets(later / np.nanmean(first))


def _left_of_a_course(arms: Sequence[Readings]) -> Effect:
    """Give the share of what a course brought that is left two years after its end."""
    usual, course = arms
    gain = [
        course[f"leader_quality@{month}"] - usual[f"leader_quality@{month}"] for month in (8, 30)
    ]
    return over_sets(gain[1] / np.nanmean(gain[0]))


def _relieved(arms: Sequence[Readings]) -> Effect:
    """Give the share of sets in which telling early lowers peer workers' job insecurity."""
    usual, early = arms
    change = early.by_set("insecurity_peer") - usual.by_set("insecurity_peer")
    return over_sets((change < 0).astype(float)[:, None])


_SEEN: dict[str, tuple[tuple[Arm, ...], Figure]] = {
    "renewal": ((USUAL,), _kept_on),
    "permanent-status": (
        (USUAL, Arm(strategies=("permanent-contracts",))),
        _measured("satisfaction_12_peer"),
    ),
    "pay": ((USUAL, RISE), _measured("leaving_12_peer")),
    "pay-of-others": (
        (USUAL, RISE),
        lambda arms: over_sets(relative("chance_clinician@12")(*arms)),
    ),
    "career-steps": ((USUAL, *STEPS), _ratio("chance_peer@8", 1, 2)),
    "coaching-gain": ((USUAL, COACHING), _measured("leader_quality_12")),
    "coaching-levels-off": ((USUAL, COACHING), _later),
    "coaching-fades": ((USUAL, A_COURSE), _left_of_a_course),
    "reflective-groups": ((USUAL, REFLECTING), _measured("exhaustion_8_peer")),
    "organisational-programme": ((USUAL, PROGRAMME), _measured("exhaustion_12_peer")),
    "supervision-strain": (
        (USUAL, Arm(strategies=("professional-supervision",))),
        _measured("exhaustion_12_peer"),
    ),
    "role-clarity-gain": ((USUAL, CLARIFYING), _measured("role_clarity_12_peer")),
    "role-clarity-strain": ((USUAL, CLARIFYING), _measured("exhaustion_12_peer")),
    "training-attitudes": (
        (USUAL, Arm(strategies=("education-and-training",))),
        _measured("valuing_12_clinician"),
    ),
    "induction-first-year": ((USUAL, INDUCTION), _measured("leaving_first_year")),
    "induction-later": ((USUAL, INDUCTION), _measured("leaving_later")),
    "telling-early": ((USUAL, TELLING_EARLY), _relieved),
}
"""The runs that each pattern is seen in, and its figure."""

TRIAL_PATTERNS = tuple(TrialPattern(one, *_SEEN[one.name]) for one in TRIALS)


def see_trials(
    trials: Trials, patterns: Sequence[TrialPattern] = TRIAL_PATTERNS
) -> list[TrialSeen]:
    """Look for every pattern.

    Parameters
    ----------
    trials : Trials
        Runs each arm once, however many patterns it is seen in.
    patterns : sequence of TrialPattern
    """
    return [
        TrialSeen(pattern, pattern.figure([trials.run(arm) for arm in pattern.arms]))
        for pattern in patterns
    ]
