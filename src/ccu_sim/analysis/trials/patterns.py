"""How strategies act in trials: seven patterns, each with the range that was published.

A pattern is *met* where its figure over parameter sets lies in that range. None is fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.factors import Arm
from ccu_sim.analysis.trials.effects import Effect, effect_of, over_sets, relative
from ccu_sim.analysis.trials.readings import Readings, Trials

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
INDUCTION = Arm(strategies=("recruitment-and-induction",))
TELLING_EARLY = Arm(strategies=("early-renewal-decisions",))


@dataclass(frozen=True)
class TrialPattern:
    """One pattern.

    Attributes
    ----------
    name, means : str
        What it is called, and what its figure is.
    arms : tuple of Arm
        The runs that it is seen in, as usual first.
    figure : callable
        From the readings of the arms to the figure over sets.
    low, high : float
        The range that was published, or that follows from it.
    published : str
        What was published.
    sources : tuple of str
        Keys of the bibliography.
    """

    name: str
    means: str
    arms: tuple[Arm, ...]
    figure: Figure
    low: float
    high: float
    published: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class TrialSeen:
    """A pattern in some runs."""

    pattern: TrialPattern
    found: Effect

    @property
    def met(self) -> bool:
        """Whether the figure lies in the published range."""
        return self.pattern.low <= self.found.effect <= self.pattern.high


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


TRIAL_PATTERNS = (
    TrialPattern(
        "renewal",
        "of peer workers in post a month before 24-month terms end, the share left a month after",
        (USUAL,),
        _kept_on,
        0.4,
        0.85,
        "about 40 % a year move from a fixed term to a permanent post, so 64 % in two years",
        ("hilda",),
    ),
    TrialPattern(
        "pay",
        "relative change of peer workers' chance of resigning with 25 % more pay",
        (USUAL, RISE),
        _measured("leaving_12_peer"),
        -0.33,
        -0.1,
        "25 % more pay lowered turnover by a third; elasticity of nurses' turnover -.5 to -1.5",
        ("powers-2010", "pay-nurses"),
    ),
    TrialPattern(
        "pay-of-others",
        "relative change of clinicians' chance of resigning with 25 % more pay for peer workers",
        (USUAL, RISE),
        lambda arms: over_sets(relative("chance_clinician@12")(*arms)),
        -0.03,
        0.03,
        "pay counts against what one's own profession earns elsewhere",
        ("pay-nurses",),
    ),
    TrialPattern(
        "career-steps",
        "effect on peer workers' leaving of two free senior posts as a multiple of that of one",
        (USUAL, *STEPS),
        _ratio("chance_peer@8", 1, 2),
        1.0,
        2.0,
        "a step is a chance of one's own: more posts help more, each less than the one before",
        ("griffeth-2000",),
    ),
    TrialPattern(
        "coaching-gain",
        "leadership as practised at month 12, in standard deviations between leaders",
        (USUAL, COACHING),
        _measured("leader_quality_12"),
        0.4,
        1.1,
        "leadership training: transfer d .82, of leaders who stay",
        ("lacerenza-2017",),
    ),
    TrialPattern(
        "coaching-levels-off",
        "effect of coaching on leaving at month 36 as a multiple of that at month 12",
        (USUAL, COACHING),
        _later,
        0.3,
        1.2,
        "training transfers within a year and fades",
        ("lacerenza-2017",),
    ),
    TrialPattern(
        "coaching-fades",
        "share of a six-month course's gain in leadership that is left two years after its end",
        (USUAL, A_COURSE),
        _left_of_a_course,
        0.1,
        0.6,
        "half is gone in two years, and leaders leave",
        ("lacerenza-2017",),
    ),
    TrialPattern(
        "reflective-groups",
        "exhaustion of peer workers at month 8 who all reflect every month, d",
        (USUAL, REFLECTING),
        _measured("exhaustion_8_peer"),
        -0.45,
        -0.1,
        "regular attenders of rounds: distress 25 to 12 % in eight months; other groups small",
        ("maben-2021",),
    ),
    TrialPattern(
        "organisational-programme",
        "exhaustion of peer workers at month 12 with supervision, role clarity and relief, d",
        (USUAL, PROGRAMME),
        _measured("exhaustion_12_peer"),
        -0.62,
        -0.28,
        "programmes of organisations on burnout: -.45 [-.62, -.28]",
        ("panagioti-2017",),
    ),
    TrialPattern(
        "induction-first-year",
        "relative change of resignations in people's first year of service",
        (USUAL, INDUCTION),
        _measured("leaving_first_year"),
        -0.6,
        -0.1,
        "mentoring: leavers in year 1 14.1 to 3.8 %, a historical control; previews r -.06 to -.09",
        ("zhang-2019", "wanous-1992"),
    ),
    TrialPattern(
        "induction-later",
        "relative change of resignations after people's first year of service",
        (USUAL, INDUCTION),
        _measured("leaving_later"),
        -0.15,
        0.15,
        "mentoring: no difference in years 2 and 3",
        ("zhang-2019",),
    ),
    TrialPattern(
        "telling-early",
        "share of parameter sets in which an early decision lowers peer workers' job insecurity",
        (USUAL, TELLING_EARLY),
        _relieved,
        0.1,
        0.9,
        "nothing published: it can help or hurt",
        (),
    ),
)


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
