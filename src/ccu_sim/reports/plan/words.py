"""A plan in sentences: what to do first, what next, what not, for how much, and how sure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ccu_sim.analysis.frequencies import round_half_up
from ccu_sim.analysis.landmark import duration, founding_heads
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.phrases import how_much, listed, lower, upper
from ccu_sim.reports.stage import stage_of

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned
    from ccu_sim.inputs import Strategy

DOSES = {0.5: "at half the usual dose", 1.0: "", 2.0: "at double the usual dose"}
FEWEST_RUNS = 20
"""With fewer runs nothing is said of luck."""

FEW_PEOPLE = 0.05
"""A difference in people that is smaller than this is told as none."""


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes
    ----------
    place : str
        First, then, ...
    title : str
    what : str
        What is done, and how much of it.
    keeps, costs, sure, shows : str
        A sentence each.
    not_priced : str
        What its price leaves out, as its file says; empty if it says nothing.
    """

    place: str
    title: str
    what: str
    keeps: str
    costs: str
    sure: str
    shows: str
    not_priced: str


def question(plan: Planned) -> str:
    """Say what was asked."""
    wanted = {
        "retention": "to keep staff",
        "cohesion": "to hold the team together",
        "both": "to keep staff and hold the team together",
    }[plan.question.wanted]
    return f"What to do first {wanted}, for up to {dollars(plan.question.budget)} {over(plan)}"


def over(plan: Planned) -> str:
    """Say over which time money is counted and staying is read."""
    return f"over {duration(plan.mark)}"


def named(plan: Planned, base: str, dose: float) -> str:
    """Name a strategy at a dose, inside a sentence."""
    title = lower(plan.strategies[base].title)
    return f"{title} {DOSES[dose]}".strip()


def one_sentence(plan: Planned) -> str:
    """Say in one sentence what the plan is, does and costs."""
    whole, heads = plan.whole, team(plan)
    if whole is None:
        return (
            f"Nothing that {dollars(plan.question.budget)} buys {over(plan)} was found to do "
            f"better than as usual, under which {_of_all(people_here(plan), heads)} "
            f"{stage_of(plan.question.unit).team} are still here after {duration(plan.mark)}."
        )
    parts = [named(plan, row.strategy, row.dose) for row in plan.steps.itertuples()]
    usual = usual_workers(plan)
    before, after = rounded(usual, usual + whole["workers"])
    return (
        f"With {listed(parts)}, about {after} of the {heads} {stage_of(plan.question.unit).team} "
        f"are still here after {duration(plan.mark)}, rather than {before}; {money(whole)}."
    )


def _of_all(count: int, heads: int) -> str:
    return f"all {heads}" if count == heads else f"{count or 'none'} of the {heads}"


def money(row: pd.Series, than: str = "as usual") -> str:
    """Say what a package costs and what it saves, compared with something."""
    saved = row["spent"] - row["cost"]
    spent = f"it costs {dollars(row['spent'])}"
    if not math.isfinite(saved) or abs(saved) < 500:
        return spent
    if saved < 0:
        return f"{spent}, and turnover and cover cost {dollars(-saved)} more"
    net = "less" if row["cost"] < 0 else "more"
    return (
        f"{spent} and saves {dollars(saved)} in turnover and cover, so that the unit spends "
        f"{dollars(abs(row['cost']))} {net} than {than}"
    )


def steps(plan: Planned) -> list[Step]:
    """Say of each step what it is, keeps and costs."""
    return [_step(plan, row) for _, row in plan.steps.iterrows()]


def _step(plan: Planned, row: pd.Series) -> Step:
    strategy = plan.strategies[row["strategy"]]
    first = row["step"] == 1
    beyond = "" if first else " on top of that"
    title = f"{strategy.title} {DOSES[row['dose']]}".strip()
    return Step(
        place="First" if first else "Next" if row["step"] == 2 else "Then",
        title=title,
        what=_what(strategy, row["dose"]),
        keeps=upper(f"{_keeps(row)}{beyond}{_cohesion(plan, row)}."),
        costs=upper(f"{money(row, than='as usual' if first else 'without it')}."),
        sure=_sure(plan, row),
        shows=_shows(row["month"]),
        not_priced=strategy.cost.not_priced or "",
    )


def _what(strategy: Strategy, dose: float) -> str:
    """Say what is done and how much; at another dose than the file's, by how much more or less."""
    stated = strategy.specification
    if stated is None:
        return ""
    much = {0.5: "Half of: ", 1.0: "", 2.0: "Twice: "}[dose]
    return f"{stated.action} {much}{lower(stated.dose) if much else stated.dose}"


def _keeps(row: pd.Series) -> str:
    low, high = row["workers_low"], row["workers_high"]
    gain = row["workers"]
    if abs(gain) < FEW_PEOPLE:
        return "keeps no more staff"
    side = "more" if gain > 0 else "fewer"
    said = f"keeps {abs(gain):.1f} {side} of the staff"
    if not (math.isfinite(low) and math.isfinite(high)):
        return said
    if low <= 0 <= high:
        return f"{said}, which may be chance ({low:+.1f} to {high:+.1f})".replace("-", "−")
    low, high = sorted((abs(low), abs(high)))
    return f"{said} (between {low:.1f} and {high:.1f})"


def _cohesion(plan: Planned, row: pd.Series) -> str:
    """Say what it does to the team, with which way is better and whether it is much."""
    low, high = row["cohesion_low"], row["cohesion_high"]
    if not (math.isfinite(low) and math.isfinite(high)) or low <= 0 <= high:
        return "; the team holds together as before, as far as can be told"
    runs = plan.run_table
    usual = runs.loc[runs["strategy"] == AS_USUAL, "cohesion"].std()
    word = "better" if row["cohesion"] > 0 else "worse"
    number = f"{row['cohesion']:+.2f}".replace("-", "−")
    much = how_much(row["cohesion"], usual)
    return f"; the team holds together {much} {word} ({number} on 1 to 5)"


def _sure(plan: Planned, row: pd.Series) -> str:
    share = row["share_keeping_more"]
    sets = plan.question.sets
    if sets < 2 or not math.isfinite(share):
        return "How sure this is cannot be said from these runs."
    return f"It holds in {worlds(share, sets)}."


def worlds(share: float, sets: int) -> str:
    """Say a share of the parameter sets as possible worlds."""
    held = round_half_up(share * sets)
    return f"all {sets} possible worlds" if held == sets else f"{held} of {sets} possible worlds"


def _shows(month: float) -> str:
    if not math.isfinite(month):
        return "It is not seen in who stays beyond what chance may do."
    return f"It shows in who stays from month {month:.0f}."


def not_worth_adding(plan: Planned) -> list[str]:
    """Say which strategies are not worth adding, and which would be with more money."""
    table = plan.additions
    if table.empty:
        return []
    left = plan.question.budget - float(plan.whole["spent"]) if plan.whole is not None else 0.0
    clear = table[table["workers_low"] > 0]
    unclear = table[~(table["workers_low"] > 0)]
    said = []
    within = clear[clear["spent"] <= left]
    beyond = clear[clear["spent"] > left].head(3)
    if len(within):
        said.append(
            f"Adding little for what is left of the money: {_each_adds(plan, within.head(3))}."
        )
    if len(beyond):
        said.append(f"With more money, next in line: {_each_adds(plan, beyond)}.")
    if len(unclear):
        names = [lower(plan.strategies[one].title) for one in unclear["strategy"]]
        said.append(
            f"Not seen to keep more staff on top of the plan: {listed(names)}. Some may be worth "
            "doing for other reasons."
        )
    return said


def _each_adds(plan: Planned, rows: pd.DataFrame) -> str:
    return "; ".join(
        f"{lower(plan.strategies[row.strategy].title)} ({row.workers:.1f} more staff for "
        f"{dollars(row.spent)})"
        for row in rows.itertuples()
    )


def how_sure(plan: Planned) -> list[str]:
    """Say in how many parameter sets the plan holds, and what luck does."""
    whole, sets = plan.whole, plan.question.sets
    said = []
    if whole is not None and sets > 1 and math.isfinite(whole["share_keeping_more"]):
        keeping = worlds(whole["share_keeping_more"], sets)
        saving = worlds(whole["share_saving"], sets)
        said.append(
            f"The plan keeps more staff than as usual in {keeping}, and saves money on the whole "
            f"in {saving}. A possible world is one way of setting the numbers that nobody has "
            "measured, among those that give what is published of such services."
        )
    elif whole is not None:
        said.append("With one possible world, how sure the plan is cannot be said.")
    said += luck(plan)
    runs, packages = plan.found["runs"], plan.found["packages"]
    chosen = "It was chosen" if plan.arms.steps else "It was looked for"
    said.append(
        f"{chosen} among {packages:,} packages in {runs:,} simulated runs, and what is said "
        f"here is of {len(plan.run_table):,} others, in worlds that had no part in the choice."
    )
    return said


def luck(plan: Planned) -> list[str]:
    """Say what single runs gave, as usual and with the plan, so that nobody expects the mean."""
    told: list[str] = []
    arms = {AS_USUAL: "as usual"}
    if plan.arms.steps:
        arms[plan.arms.plan.name] = "with the plan"
    for name, words in arms.items():
        kept = plan.run_table.loc[plan.run_table["strategy"] == name, "workers"]
        if len(kept) >= FEWEST_RUNS:
            low, high = np.percentile(kept, [5, 95])
            told.append(f"{words} {low:.0f} to {high:.0f}")
    if not told:
        return []
    return [
        f"One unit has its own luck: of {team(plan)} staff, nine in ten runs kept "
        f"{' and '.join(told)}."
    ]


def team(plan: Planned) -> int:
    """Count the staff of day 0 whose staying is followed."""
    return founding_heads(plan.results, plan.question.unit.name)["all"]


def usual_workers(plan: Planned) -> float:
    """Give how many of them are still here as usual, on average."""
    runs = plan.run_table
    return float(runs.loc[runs["strategy"] == AS_USUAL].groupby("set")["workers"].mean().mean())


def people_here(plan: Planned) -> int:
    """Give how many are still here as usual, as a whole number."""
    return round_half_up(usual_workers(plan))


def rounded(before: float, after: float) -> tuple[str, str]:
    """Give two numbers of people, whole if that tells them apart."""
    low, high = round_half_up(before), round_half_up(after)
    if low == high and abs(after - before) >= FEW_PEOPLE:
        return f"{before:.1f}", f"{after:.1f}"
    return str(low), str(high)


def dollars(amount: float) -> str:
    """Say an amount as it would be said in a meeting: three figures that count."""
    if not math.isfinite(amount):
        return "an amount that cannot be given"
    size = abs(amount)
    digits = max(0, int(math.log10(size)) - 2) if size >= 1 else 0
    return f"A${round(size, -digits):,.0f}"


def in_short(plan: Planned) -> list[str]:
    """Say the plan in a few paragraphs, for a terminal."""
    said = [f"{plan.question.unit.title}. {question(plan)}.", one_sentence(plan)]
    for step in steps(plan):
        said.append(
            f"{step.place}: {lower(step.title)}. {step.keeps} {step.costs} {step.sure} "
            f"{step.shows}{f' Not priced: {step.not_priced}' if step.not_priced else ''}"
        )
    return [*said, *not_worth_adding(plan), *how_sure(plan)]


def own_year(plan: Planned) -> list[str]:
    """Set the unit's own last year beside the model's."""
    return [] if plan.weighed is None else [plan.weighed.beside]
