"""What was found, in sentences that a manager can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ccu_sim.analysis.course import months_until_effect
from ccu_sim.analysis.frequencies import (
    in_tenths,
    level_frequencies,
    natural_frequencies,
    range_of_people,
)
from ccu_sim.analysis.landmark import FIRST_MONTHS, LAST_MONTHS, duration
from ccu_sim.analysis.outcomes import OUTCOMES, Outcome
from ccu_sim.analysis.ranking import leading_group
from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.names import GROUPS
from ccu_sim.reports.phrases import count, how_much, listed_apart

if TYPE_CHECKING:
    from ccu_sim.batch import Results

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Short:
    """What was found at a unit, in a few sentences.

    Attributes
    ----------
    heading : str
    people : tuple of str
        Sentences that count people.
    more : tuple of str
        How sure, the team, luck, whether anything can be called best.
    """

    heading: str
    people: tuple[str, ...]
    more: tuple[str, ...]


def in_short(findings: Findings) -> list[Short]:
    """Say what was found at each unit, people first."""
    return [_at_unit(findings, unit) for unit in findings.units]


def leader(findings: Findings, unit: str) -> str:
    """Name the strategy with the largest mean effect on staying at a unit, or as usual."""
    ranked = findings.ranking
    here = ranked[ranked["unit"] == unit]
    return str(here["strategy"].iloc[0]) if len(here) else AS_USUAL


def _at_unit(findings: Findings, unit: str) -> Short:
    if not findings.strategies:
        return Short(
            f"{findings.place(unit)}, as usual",
            _as_usual_levels(findings, unit),
            ("No strategy was run, so there is nothing to compare with.",),
        )
    best = leader(findings, unit)
    if best == AS_USUAL:
        return Short(
            f"{findings.place(unit)}: no strategy kept more staff than as usual",
            _as_usual_levels(findings, unit),
            _said(_luck(findings, unit), *one_pair(findings)),
        )
    people = tuple(people_sentence(findings, unit, best, group) for group in GROUPS)
    more = _said(
        _helping(findings, unit, best),
        _team(findings, unit, best),
        _luck(findings, unit),
        standing(findings, unit),
        *one_pair(findings),
    )
    return Short(f"{findings.place(unit)}, with {findings.inline(best)}", people, more)


def one_pair(findings: Findings) -> list[str]:
    """Say that there is one pair of runs, if there is no more."""
    if findings.sets > 1 or findings.replicates > 1:
        return []
    return ["This is one pair of runs: one possible course of events, not an average."]


def _said(*sentences: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence)


def people_sentence(findings: Findings, unit: str, strategy: str, group: str) -> str:
    """Say in people what a strategy changes for a group ('peer' or 'clinician')."""
    changes = []
    for mark in findings.marks:
        row = findings.effect(unit, strategy, mark.column(group))
        if row is not None:
            changes.append((mark.words, float(row["as_usual"]), float(row["level"])))
    return natural_frequencies(findings.heads[unit][group], GROUPS[group], changes)


def _as_usual_levels(findings: Findings, unit: str) -> tuple[str, ...]:
    return tuple(
        level_frequencies(
            findings.heads[unit][group],
            who,
            [(mark.words, findings.as_usual(unit, mark.column(group))) for mark in findings.marks],
        )
        for group, who in GROUPS.items()
    )


def _helping(findings: Findings, unit: str, strategy: str) -> str:
    row = findings.effect(unit, strategy, findings.staying)
    if row is None or not np.isfinite(row["probability_of_benefit"]):
        return ""
    if row["sets"] < 2:
        return "This is one possible world, so how far it depends on what is not known is open."
    share = in_tenths(row["probability_of_benefit"])
    return (
        f"It keeps more staff in {share} of the {int(row['sets'])} possible worlds that were run."
    )


def _team(findings: Findings, unit: str, strategy: str) -> str:
    """Say what it does to the team: how much, which way is better, and what is usual."""
    parts = []
    for name, words, scale in (
        ("cohesion", "cohesion", "1 to 5, more is better"),
        ("trust_gap", "the trust gap between the roles", "less is better"),
    ):
        row = findings.effect(unit, strategy, name)
        if row is None:
            continue
        outcome = OUTCOMES[name]
        level, usual = outcome.text(row["level"]), outcome.text(row["as_usual"])
        if row["mc_low"] <= 0 <= row["mc_high"] or level == usual:
            parts.append(f"{words} ({scale}) is the same as far as these runs can tell, {usual}")
            continue
        much = how_much(row["effect"], _spread(findings, unit, name))
        word = "better" if row["effect"] * outcome.better > 0 else "worse"
        parts.append(
            f"{words} ({scale}) is {f'{much} {word}'.strip()}, {level} rather than {usual}"
            f"{_usual_range(row, outcome)}"
        )
    return f"In the team, {', and '.join(parts)}." if parts else ""


def _usual_range(row: dict[str, Any], outcome: Outcome) -> str:
    """Say what single runs as usual gave, by which a difference may be judged."""
    low, high = row["as_usual_low"], row["as_usual_high"]
    if not low < high:
        return ""
    return f" (nine in ten single runs as usual: {outcome.text(low)} to {outcome.text(high)})"


def _spread(findings: Findings, unit: str, outcome: str) -> float:
    """Give the standard deviation of an outcome over single runs as usual."""
    runs = findings.runs
    kept = runs[(runs["unit"] == unit) & (runs["strategy"] == AS_USUAL)]
    return float(kept[outcome].std())


def _luck(findings: Findings, unit: str) -> str:
    """Say what single runs as usual gave, so that nobody expects the mean."""
    if findings.runs["strategy"].eq(AS_USUAL).sum() < 20 * len(findings.units):
        return ""
    group = "peer" if findings.heads[unit]["peer"] else "clinician"
    runs = findings.runs
    kept = runs[(runs["unit"] == unit) & (runs["strategy"] == AS_USUAL)]
    low, high = np.nanpercentile(kept[findings.mark.column(group)], [5, 95])
    of = findings.heads[unit][group]
    return (
        f"Luck and what is not known weigh a great deal: run as usual, nine in ten single runs "
        f"kept {range_of_people(of, low, high)} of the {of} {GROUPS[group]} for "
        f"{duration(findings.mark.months)}."
    )


def standing(findings: Findings, unit: str) -> str:
    """Say whether the leader can be called the best."""
    ranked = findings.ranking
    here = ranked[ranked["unit"] == unit]
    if not np.isfinite(here["difference_from_best_low"].iloc[1:]).any():
        return "Which strategy is best cannot be said from one possible world."
    group = leading_group(ranked, unit)
    if len(group) == 1:
        return (
            "Every other strategy, as usual included, is behind it under intervals that hold for "
            "all comparisons at once."
        )
    others = [findings.inline(name) for name in group[1:]]
    return f"It cannot be told apart from {_listed(others)}, so it is not to be called the best."


def own_year(findings: Findings) -> str:
    """Say what a unit's own last year did to the parameter sets, or why nothing; or nothing."""
    if findings.selection is not None:
        return str(findings.selection["sentence"])
    return " ".join(findings.results.study.cautions())


def when_it_shows(findings: Findings, unit: str) -> str:
    """Say from which month the leading strategy shows, or that it does not."""
    best = leader(findings, unit)
    if best == AS_USUAL:
        return ""
    words = {"founding_peer": "peer workers still here", "cohesion": "cohesion"}
    if not findings.heads[unit]["peer"]:
        words.pop("founding_peer")
    parts = []
    for measure, name in words.items():
        month = months_until_effect(findings.results, measure, unit=unit, strategy=best)
        parts.append(
            f"in {name} it is not yet seen beyond Monte Carlo error"
            if month is None
            else f"in {name} it shows from month {month}"
        )
    return f"{findings.place(unit)}, {findings.inline(best)}: {'; '.join(parts)}."


def not_given(findings: Findings) -> list[str]:
    """Say what these runs cannot give, and what would give it."""
    said = []
    if not findings.strategies:
        said.append("No strategy was run beside as usual, so no effect can be given.")
    if findings.sets < 2:
        said.append(
            "One possible world was run, so the parameter interval cannot be given: nothing here "
            "says how far the answer depends on numbers that the evidence leaves open."
        )
    if findings.replicates < 2:
        said.append(
            "One replicate was run, so luck cannot be told apart from parameters: there is no "
            "stochastic variability of effects, and the parameter interval holds luck too."
        )
    if findings.sets < 2 and findings.replicates < 2:
        said.append("With a single pair of runs the Monte Carlo interval cannot be given either.")
    elif findings.sets > 1 and findings.different_sets < FEWEST_SETS:
        said.append(
            f"With {count(findings.different_sets, 'possible world')} the intervals are rough, and "
            f"what the answer depends on cannot be said; it takes at least {FEWEST_SETS}."
        )
    if findings.horizon < FIRST_MONTHS:
        said.append(
            f"The runs last {duration(findings.horizon)}, so staying for two years, and what "
            f"follows a 24-month contract, cannot be given; staying is read {findings.mark.words}."
        )
    elif findings.horizon < LAST_MONTHS:
        said.append(
            f"The runs last {duration(findings.horizon)}, so little or nothing is seen of what "
            f"follows the end of a 24-month contract; that takes {LAST_MONTHS} months."
        )
    for unit in findings.units:
        if not findings.heads[unit]["peer"]:
            said.append(
                f"{findings.unit_labels[unit]} employs no peer workers, so nothing is said of them "
                "or of a trust gap between the roles."
            )
    silent = findings.settings - len(findings.parts)
    if silent:
        said.append(
            f"Of {count(silent, 'setting')} no run with a strategy has its run as usual beside "
            "it, so nothing is said of such."
        )
    return said + _lost_runs(findings)


def _lost_runs(findings: Findings) -> list[str]:
    said = []
    failed = len(getattr(findings.results, "failures", ()))
    if failed:
        said.append(f"{failed} runs failed; they and their partners are left out.")
    return said + [one for one in (unfinished(findings.results),) if one]


def unfinished(results: Results) -> str:
    """Say that a batch is not finished, if runs are yet to come."""
    if getattr(results, "complete", True) or len(getattr(results, "failures", ())):
        return ""
    return "The batch is not finished; this is what is stored so far."


def _listed(names: list[str]) -> str:
    if len(names) > _MOST_NAMED:
        rest = len(names) - _MOST_NAMED + 1
        return listed_apart([*names[: _MOST_NAMED - 1], f"{rest} others"])
    return listed_apart(names, "or")
