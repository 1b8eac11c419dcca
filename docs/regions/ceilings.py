"""What each lever can do at most, how fast it comes and how fast it goes: the rules, run alone.

One person of the middle in a unit of the middle, at the central parameter set, goes through the
weekly rules that a lever acts in, at the dose that the shipped strategies give, for ten years,
and then without it.
"""

from collections.abc import Callable
from types import SimpleNamespace

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVERS, load_strategy, scenario_files
from ccu_sim.model.calendar import WEEKS_A_MONTH, WEEKS_A_YEAR
from ccu_sim.model.pace import set_pace
from ccu_sim.model.submodels import (
    boundaries,
    climate,
    credentialing,
    health,
    leadership,
    mentoring,
    reflection,
    role_clarity,
    supervision,
    training,
    voice,
)
from ccu_sim.model.world import new_world
from regions.markdown import code, number, table

TEN_YEARS = int(10 * WEEKS_A_YEAR)
SETTLED = 0.005
"""A state that moves by less in ten years is not moved."""

Scene = SimpleNamespace
Week = Callable[[Scene, float], None]


def _train(at: Scene, sessions: float) -> None:
    training.settle_valuing(at.me, at.par, at.pace)
    training.be_trained(at.me, at.par, sessions, at.pace)


def _clarify(at: Scene, sessions: float) -> None:
    role_clarity.clarify(at.me, at.par, sessions)
    role_clarity.settle_readiness(at.climate, at.unit, at.pace)
    role_clarity.prepare_roles(at.climate, at.par, sessions)
    role_clarity.blur(at.me, at.climate, at.par, at.pace)


def _learn_medications(at: Scene, sessions: float) -> None:
    role_clarity.learn_medications(at.me, at.par, sessions)
    role_clarity.blur(at.me, at.climate, at.par, at.pace)


def _meet(at: Scene, sessions: float) -> None:
    voice.belong(at.me, at.par, at.pace)
    reflection.meet_network(at.me, at.par, sessions)


def _mentor(at: Scene, hours: float) -> None:
    voice.belong(at.me, at.par, at.pace)
    mentoring.mentor(at.me, at.par, hours)


def _reflect(at: Scene, sessions: float) -> None:
    reflection.reflect(at.me, at.par, sessions, at.pace)


def _practise(at: Scene, sessions: float) -> None:
    share = reflection.share_of_dose(at.par.boundary_workshop_gain, sessions)
    boundaries.practise_boundaries(at.me, share, at.pace)


COURSES: dict[str, tuple[str, Week, Callable[[Scene], float]]] = {
    "training_sessions": ("valuing", _train, lambda at: at.me.valuing),
    "role_clarity_sessions": ("role clarity", _clarify, lambda at: at.me.role_clarity),
    "supervision_hours": (
        "recent supervision",
        lambda at, hours: supervision.absorb_supervision(at.me, at.par, hours, 1.0, at.pace),
        lambda at: at.me.supervised,
    ),
    "co_reflection_sessions": ("recent reflection", _reflect, lambda at: at.me.reflection),
    "peer_network_sessions": ("belonging", _meet, lambda at: at.me.belonging),
    "leadership_coaching_hours": (
        "quality as a leader",
        lambda at, hours: leadership.coach(at.me, at.par, hours, at.pace),
        lambda at: leadership.quality_of(at.me, at.par),
    ),
    "champion_days": (
        "strategic alignment",
        lambda at, days: climate.champion(at.climate, at.unit, at.par, days, at.pace),
        lambda at: at.climate.strategic_alignment,
    ),
    "inclusion_meetings": (
        "inclusion",
        lambda at, meetings: climate.include(at.climate, at.par, meetings, at.pace),
        lambda at: at.climate.inclusion,
    ),
    "boundary_workshops": ("boundary skill", _practise, lambda at: at.me.boundary_skill),
    "reflective_practice_sessions": ("recent reflection", _reflect, lambda at: at.me.reflection),
    "adjustment_coverage": (
        "support need that is met",
        lambda at, share: health.meet_need(at.me, at.par, share * WEEKS_A_MONTH, at.pace),
        lambda at: at.me.support_met,
    ),
    "credentialing": (
        "credential",
        lambda at, share: credentialing.gain_credential(at.me, share * WEEKS_A_MONTH, at.pace),
        lambda at: at.me.credential,
    ),
    "expectation_workshops": (
        "shared expectations",
        lambda at, sessions: climate.expect_differences(at.climate, at.par, sessions, at.pace),
        lambda at: at.climate.shared_expectations,
    ),
    "liaison_days": (
        "standing",
        lambda at, days: climate.settle_standing(at.climate, at.unit, at.par, days, at.pace),
        lambda at: at.climate.standing,
    ),
    "medication_sessions": ("role clarity", _learn_medications, lambda at: at.me.role_clarity),
    "mentoring_hours": ("belonging", _mentor, lambda at: at.me.belonging),
}
"""By lever: the state that shows what it does, a week of its rules at a dose, and the state."""

AT_ONCE = "at once"
OTHERWISE: dict[str, tuple[str, str, str, str]] = {
    "selection_hours": ("what a hire brings", "all that is known beforehand", "at the start", "-"),
    "induction_days": (
        "first clarity, skill and support",
        "all there is to learn",
        "at the start",
        "as these settle, within the first year",
    ),
    "supervisor_understanding": ("worth of supervision", "as far as it is 1", AT_ONCE, AT_ONCE),
    "permanent_share": ("job insecurity", "none is left", "weeks", "never"),
    "renewal_notice_months": ("doubt about renewal", "none is left", "with the news", "never"),
    "boundary_strictness": ("occasions, rapport", "the strictest policy", "weeks", "weeks"),
    "flexible_leave_days": ("rest", "the days there are", AT_ONCE, AT_ONCE),
    "career_steps": (
        "prospects, senior pay",
        "the posts, and those who want one",
        "hope at once; a post after some months of service",
        "hope once filled; a post when its holder leaves",
    ),
    "extra_peer_posts": ("load, being alone", "the posts", "weeks to fill", AT_ONCE),
    "opening_weeks": ("load of the first weeks", "no residents yet", AT_ONCE, AT_ONCE),
    "relief_shifts": ("load", "planned cover is whole", AT_ONCE, AT_ONCE),
    "peer_pay_rise": ("pay against pay elsewhere", "none", AT_ONCE, AT_ONCE),
}
"""Levers that act through no state that builds up: what, ceiling, how it comes, how it goes."""


def ceilings() -> str:
    """Make the table of ceilings, onsets and fading."""
    rows = []
    for lever in LEVERS:
        if lever.name in OTHERWISE:
            what, most, comes, goes = OTHERWISE[lever.name]
            rows.append((code(lever.name), "", what, most, comes, goes))
            continue
        what, week, read = COURSES[lever.name]
        dose = _shipped_dose(lever.name)
        most, comes, goes = _course(week, read, dose / WEEKS_A_MONTH)
        gone = f"{goes} weeks" if goes else "kept while the person stays"
        rows.append((code(lever.name), number(dose), what, f"{most:+.2f}", f"{comes} weeks", gone))
    header = ("lever", "dose", "moves first", "at most", "half of it after", "half gone after")
    return table(header, rows)


def _shipped_dose(lever: str) -> float:
    """Give the largest dose of a lever in a shipped strategy."""
    return max(
        change.dose
        for name in scenario_files("strategy")
        for change in load_strategy(name).changes
        if change.lever == lever
    )


def _course(week: Week, read: Callable[[Scene], float], dose: float) -> tuple[float, int, int]:
    """Give the most a dose does, the weeks to half of its peak, and from there to half again."""
    usual = _lived(week, read, [0.0] * 2 * TEN_YEARS)
    moved = _lived(week, read, [dose] * TEN_YEARS)
    gain = [one - other for one, other in zip(moved, usual, strict=False)]
    most = max(gain, key=abs)
    if abs(most) < SETTLED:
        return most, 0, 0
    comes = next(place for place, one in enumerate(gain, 1) if abs(one) >= abs(most) / 2)
    peak = gain.index(most) + 1
    stopped = _lived(week, read, [dose] * peak + [0.0] * TEN_YEARS)
    left = [abs(one - other) for one, other in zip(stopped[peak:], usual[peak:], strict=False)]
    gone = next((place for place, one in enumerate(left, 1) if one <= abs(most) / 2), 0)
    return most, comes, gone


def _lived(week: Week, read: Callable[[Scene], float], doses: list[float]) -> list[float]:
    """Live weeks at some doses; give the state after each."""
    at = _scene()
    states = []
    for dose in doses:
        week(at, dose)
        states.append(float(read(at)))
    return states


def _scene() -> Scene:
    """Make a person, a climate and a unit of the middle."""
    worlds = new_world()
    world = worlds[0]
    for name, value in REGISTRY.central().items():
        worlds["par"][name] = value
    me = world.staff[0]
    for record in (me, world.climate, world.unit):
        for name, (kind, *_) in record.dtype.fields.items():
            if kind.kind == "f" and kind.shape == ():
                record[name] = 0.5
    for name in ("training", "supervised", "reflection", "credential", "heard", "coached", "grasp"):
        me[name] = 0.0
    for name in ("tasks", "company", "attention", "life", "ease"):
        me[name] = 0.0
    world.climate.shared_expectations = 0.0
    set_pace(world.pace, world.par)
    return SimpleNamespace(
        me=me, climate=world.climate, unit=world.unit, par=world.par, pace=world.pace
    )
