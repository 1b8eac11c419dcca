"""Make docs/patterns.md: what must be seen in the runs, with a figure each.

    python docs/make_patterns.py

Each pattern runs what it needs under paired chance at the central parameter set, gives the
curves to look at and says whether it holds. They are checks of what the code does
(verification), not of the world. A test runs the same functions and compares the page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Strategy, Unit, compose, load_unit
from ccu_sim.model import simulate

HERE = Path(__file__).parent
SEED = 2014
YEARS_SHOWN = 4


@dataclass(frozen=True)
class Seen:
    """One pattern as it was seen.

    Attributes
    ----------
    name, claim : str
    holds : bool
    x_label, y_label : str
    x : sequence of float
    curves : dict of str to sequence of float
        A line each, on the common x.
    figures : dict of str to float
        What the verdict rests on.
    """

    name: str
    claim: str
    holds: bool
    x_label: str
    y_label: str
    x: Sequence[float]
    curves: Mapping[str, Sequence[float]]
    figures: Mapping[str, float] = field(default_factory=dict)


def _months(
    unit: Unit,
    strategies: Sequence[Strategy],
    parameters: Mapping[str, float],
    replicates: int,
    months: int,
) -> dict[str, np.ndarray]:
    """Give every monthly column, averaged over replicates."""
    policy = compose(list(strategies))
    tables = [
        simulate(unit, policy, parameters, months=months, seed=SEED, replicate=r).monthly
        for r in range(replicates)
    ]
    names = tables[0].dtype.names
    return {name: np.mean([table[name] for table in tables], axis=0) for name in names}


def _strategy(name: str, *changes: Mapping[str, Any]) -> Strategy:
    """Make a strategy for one pattern."""
    specification = {
        "actor": "The unit's management.",
        "action": "The changes listed.",
        "target": "The mechanism that the pattern is about.",
        "timing": "As listed.",
        "dose": "As listed; larger than a unit would choose, to make the pattern plain.",
        "outcome": "The pattern goes away, or does not come.",
        "justification": "A demonstration, not a proposal.",
    }
    return Strategy.model_validate(
        {"name": name, "title": name, "specification": specification, "changes": list(changes)}
    )


def contract_cliff(parameters: Mapping[str, float], replicates: int = 40) -> Seen:
    """Show that fixed terms end in a cliff, and permanent posts in none."""
    unit = load_unit("site-1").varied({"contract_security": 0.25})
    permanent = _strategy("permanent", {"lever": "permanent_share", "to": 1})
    months = 36
    fixed = _months(unit, [], parameters, replicates, months)["founding_peer"]
    secure = _months(unit, [permanent], parameters, replicates, months)["founding_peer"]
    drop, secure_drop = _lost(fixed, 21, 25), _lost(secure, 21, 25)
    first_year = _lost(fixed, 0, 12) - _lost(secure, 0, 12)
    return Seen(
        "contract-cliff",
        "Peer workers on 24-month terms leave near the end date; permanent ones do not, and in "
        "the first year the two hardly differ.",
        bool(drop > 3 * secure_drop and abs(first_year) < 0.05),
        "months since opening",
        "founding peer workers in post",
        np.arange(months + 1),
        {"24-month fixed terms": fixed, "permanent contracts": secure},
        {
            "share lost in months 22 to 25, fixed terms": drop,
            "share lost in months 22 to 25, permanent": secure_drop,
            "difference in the share lost in the first year": first_year,
        },
    )


def _lost(in_post: np.ndarray, start: int, stop: int) -> float:
    """Share of those in post at one month who have left by another."""
    return float(1 - in_post[stop] / in_post[start])


def divide_and_mend(parameters: Mapping[str, float], replicates: int = 24) -> Seen:
    """Show that a team can divide, and can mend."""
    unit = load_unit("site-1").varied(
        {
            "role_clarity": 0.1,
            "leadership": 0.2,
            "supervision": 0.2,
            "context.medical_model": 0.7,
        }
    )
    begin = 19
    mending = _strategy(
        "mending",
        {"lever": "role_clarity_sessions", "add": 3, "from_month": begin},
        {"lever": "leadership_coaching_hours", "add": 8, "from_month": begin},
        {"lever": "co_reflection_sessions", "add": 2, "from_month": begin},
        {"lever": "expectation_workshops", "add": 1, "from_month": begin},
    )
    months = 12 * YEARS_SHOWN
    left = _months(unit, [], parameters, replicates, months)["trust_gap"]
    mended = _months(unit, [mending], parameters, replicates, months)["trust_gap"]
    return Seen(
        "divide-and-mend",
        "With unclear roles, weak leadership and a strong medical model the team divides into "
        "peers and clinicians; clarifying roles, coaching the leader and reflecting together "
        "from month 19 on mends it.",
        bool(left[18] > left[0] + 0.05 and mended[-1] < left[18] / 2 and left[-1] > left[18] / 2),
        "months since opening",
        "trust within less trust between the professions",
        np.arange(months + 1),
        {"nothing is done": left, "mending from month 19": mended},
        {"trust gap at month 18": left[18], "at the end": left[-1], "mended": mended[-1]},
    )


def vacancy_spiral(parameters: Mapping[str, float], replicates: int = 24) -> Seen:
    """Show that vacancies can feed on themselves, and can be stopped."""
    facts = {
        "context.weeks_to_fill": 36,
        "agency": True,
        "casual_pool.peer_worker": 0,
        "casual_pool.clinician": 0,
        "leadership": 0.2,
        "role_clarity": 0.2,
    }
    unit = load_unit("site-1").varied(facts)
    begin = 13
    stop = _strategy(
        "stop-the-spiral",
        {"lever": "relief_shifts", "add": 15, "from_month": begin},
        {"lever": "leadership_coaching_hours", "add": 8, "from_month": begin},
        {"lever": "permanent_share", "to": 1, "from_month": begin},
        {"lever": "role_clarity_sessions", "add": 4, "from_month": begin},
    )
    months = 12 * YEARS_SHOWN
    left = _months(unit, [], parameters, replicates, months)
    stopped = _months(unit, [stop], parameters, replicates, months)
    vacant, vacant_stopped = _vacant(left), _vacant(stopped)
    quick = _months(unit.varied({"context.weeks_to_fill": 2}), [], parameters, replicates, months)
    exhaustion = float((left["exhaustion_peer"] - quick["exhaustion_peer"])[6:25].mean())
    return Seen(
        "vacancy-spiral",
        "Where posts take long to fill and leadership is weak, vacancies load those who stay, "
        "who tire and leave in turn; relief, coaching, permanent posts and clearer roles from "
        "month 13 on stop it.",
        bool(vacant[18] > 2 and exhaustion > 0.01 and vacant_stopped[-1] < 0.75 * vacant[-1]),
        "months since opening",
        "vacant posts",
        np.arange(months + 1),
        {
            "posts take 36 weeks to fill": vacant,
            "the same, stopped from month 13": vacant_stopped,
            "posts take 2 weeks to fill": _vacant(quick),
        },
        {
            "vacancies at month 18": vacant[18],
            "at the end": vacant[-1],
            "at the end, stopped": vacant_stopped[-1],
            "exhaustion of peer workers above that where posts are filled in 2 weeks": exhaustion,
        },
    )


def _vacant(table: Mapping[str, np.ndarray]) -> np.ndarray:
    """Vacant posts of both professions."""
    return table["vacancies_peer"] + table["vacancies_clinician"]


def honeymoon(parameters: Mapping[str, float], replicates: int = 24) -> Seen:
    """Show a fall from hope that mends, as among peer workers in new posts (Gillard 2022)."""
    months = 36
    unit = load_unit("site-1")
    table = _months(unit, [], parameters, replicates, months)
    morale = table["morale_peer"], table["morale_clinician"]
    fall = [float(one[0] - one[3:6].mean()) for one in morale]
    left = [float(one[0] - one[12]) for one in morale]
    return Seen(
        "honeymoon",
        "Everyone begins with hope; morale falls in the first months as experience comes in, and "
        "most of it is back after a year.",
        bool(min(fall) > 0.03 and all(2 * b < a for a, b in zip(fall, left, strict=True))),
        "months since opening",
        "mean morale",
        np.arange(months + 1),
        {"peer workers": morale[0], "clinicians": morale[1]},
        {
            "fall by months 3 to 5, peer workers": fall[0],
            "clinicians": fall[1],
            "left of it at month 12, peer workers": left[0],
            "left of it, clinicians": left[1],
        },
    )


def boundaries_cost_at_both_ends(parameters: Mapping[str, float], replicates: int = 12) -> Seen:
    """Show that too loose and too strict a boundary policy both cost something."""
    levels = np.linspace(0, 1, 5)
    unit = load_unit("site-1")
    tables = [
        _months(unit.varied({"boundary_strictness": float(level)}), [], parameters, replicates, 36)
        for level in levels
    ]
    crossings = np.array([table["crossings"][1:].mean() * 12 for table in tables])
    alliance = np.array([table["alliance"][1:].mean() for table in tables])
    dependency = np.array([table["dependency"][1:].mean() for table in tables])
    recovery = np.array([table["recovery"][1:].mean() for table in tables])
    return Seen(
        "boundaries",
        "A loose policy brings more crossings and dependency; a strict one costs alliance and "
        "recovery.",
        bool(
            crossings[0] > 1.5 * crossings[-1]
            and dependency[0] > dependency[-1]
            and alliance[-1] < 0.9 * alliance[0]
            and recovery[-1] < recovery[0]
        ),
        "strictness of the boundary policy",
        "as a share of the largest",
        levels,
        {
            "crossings": crossings / crossings.max(),
            "dependency": dependency / dependency.max(),
            "alliance": alliance / alliance.max(),
            "recovery": recovery / recovery.max(),
        },
        {
            "crossings a year, loosest": crossings[0],
            "strictest": crossings[-1],
            "alliance, loosest": alliance[0],
            "alliance, strictest": alliance[-1],
        },
    )


def parity_unit() -> Unit:
    """Give a unit whose peers and clinicians differ in nothing but what they are."""
    data = load_unit("site-1").resolved()
    terms = {
        "heads": 12,
        "fte": 11.0,
        "contract": {"kind": "permanent"},
        "pay": 90_000,
        "shifts": ["day", "evening", "night"],
        "days": "all",
        "share_near_home": 0.4,
    }
    leader = next(group for group in data["staff"] if group["role"] == "team_leader")
    data["staff"] = [
        {**terms, "role": "peer_worker", "discipline": None},
        {**terms, "role": "clinician", "discipline": "nursing"},
        leader,
    ]
    cover = {"planned": 2, "minimum": 1}
    for shifts in data["roster"].values():
        for shift in shifts:
            shifts[shift] = {"peer_worker": cover, "clinician": cover}
    data["casual_pool"] = {"peer_worker": 2, "clinician": 2}
    data["practices"] = {**data["practices"], "supervisor_understanding": 1.0, "career_steps": 0.0}
    return Unit.from_resolved(data)


ALIKE = {"clinical_steps": 0.0, "heard_authority": 0.0, "slight_rate": 0.0}
"""Parameter values that take away what peers and clinicians are treated differently by."""


def no_gap_when_alike(parameters: Mapping[str, float], replicates: int = 60) -> Seen:
    """Show that peers and clinicians fare alike when treated alike."""
    months = 36
    table = _months(parity_unit(), [], {**parameters, **ALIKE}, replicates, months)
    peers = table["founding_peer"] / table["founding_peer"][0]
    clinicians = table["founding_clinician"] / table["founding_clinician"][0]
    gap = float(peers[-1] - clinicians[-1])
    people = replicates * table["founding_peer"][0]
    pooled = (peers[-1] + clinicians[-1]) / 2
    error = float(np.sqrt(2 * pooled * (1 - pooled) / people))
    exhaustion = float(np.abs(table["exhaustion_peer"] - table["exhaustion_clinician"])[1:].mean())
    return Seen(
        "no-gap-when-alike",
        "With equal contracts, hours, pay, prospects, supervision, roster and say, and without "
        "discrimination, peer workers stay as long as clinicians, as far as these runs can tell.",
        bool(abs(gap) < 3 * error and exhaustion < 0.03),
        "months since opening",
        "share of the founding team in post",
        np.arange(months + 1),
        {"peer workers": peers, "clinicians": clinicians},
        {
            "gap at 36 months": gap,
            "its standard error": error,
            "mean gap in exhaustion": exhaustion,
        },
    )


PATTERNS: tuple[Callable[..., Seen], ...] = (
    contract_cliff,
    divide_and_mend,
    vacancy_spiral,
    honeymoon,
    boundaries_cost_at_both_ends,
    no_gap_when_alike,
)


def draw(seen: Seen, path: Path) -> None:
    """Draw a pattern's curves, with a legend above."""
    figure, axes = plt.subplots(figsize=(7.2, 3.6), layout="constrained")
    for place, (label, values) in enumerate(seen.curves.items()):
        axes.plot(seen.x, values, color=COLOURS[place], linewidth=2, label=label)
    axes.set_xlabel(seen.x_label)
    axes.set_ylabel(seen.y_label)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="0.9")
    above = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": len(seen.curves)}
    axes.legend(frameon=False, fontsize="small", columnspacing=1, handlelength=1.2, **above)
    if seen.x_label.startswith("months"):
        axes.set_xticks(np.arange(0, max(seen.x) + 1, 6))
    figure.savefig(path, dpi=130)
    plt.close(figure)


def page(every: Sequence[Seen]) -> str:
    """Write the page that tells of patterns."""
    parts = [INTRODUCTION]
    for seen in every:
        figures = "\n".join(f"| {name} | {value:.2f} |" for name, value in seen.figures.items())
        parts.append(
            f"## {seen.name.replace('-', ' ').capitalize()}\n\n{seen.claim}\n\n"
            f"![{seen.claim}](figures/pattern-{seen.name}.png)\n\n"
            f"| what was seen | |\n|---|---:|\n{figures}\n"
        )
    return "\n".join([*parts, PUBLISHED])


def write() -> None:
    """Run every pattern, draw it, and write the page."""
    matplotlib.use("Agg")
    every = [pattern(REGISTRY.central()) for pattern in PATTERNS]
    if missing := [f"{seen.name}: {dict(seen.figures)}" for seen in every if not seen.holds]:
        raise SystemExit("\n".join(["do not hold:", *missing]))
    for seen in every:
        draw(seen, HERE / "figures" / f"pattern-{seen.name}.png")
    (HERE / "patterns.md").write_text(page(every), encoding="utf-8")


INTRODUCTION = """# What should be seen in the runs

<!-- Written by docs/make_patterns.py; change that, not this. -->

Patterns that the founding texts lead one to expect, each as the mean of runs of site 1 at the
central parameter set, compared under the same chance events. They show that the code does what
was meant; they do not show that units behave so. How far each holds over the parameter sets
that the evidence allows, and which mechanism it needs, is in [factors.md](factors.md).
"""

PUBLISHED = """## What is published of people and teams

How far colleagues differ, how lasting that is, what goes together in a survey of one team, a new
team's start, leaving by length of service, reasons and sickness: every published figure with its
range, and what the parameter sets show. [validation.md](validation.md) has the tables, with sources
and with those that fail.

![Each published range, and the model's median and 90 % of sets](figures/validation.png)

![A team's start, leaving by length of service, reasons](figures/validation-curves.png)

## How strategies act in trials

Renewal of fixed terms, pay and the pay of others, career steps, coaching that levels off and fades,
what eases exhaustion, induction in the first year and after it, and telling early: each published
range, and what the model shows ([strategies.md](strategies.md)).

![Each trial's range, and the model's effect](figures/strategies-against-trials.png)
"""

COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7b5ea7")

if __name__ == "__main__":
    write()
