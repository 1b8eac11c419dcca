"""A plan in sentences: what to do first, what next, what not, for how much, and how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.landmark import duration
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.first import words as first
from ccu_sim.reports.first.answer import Answer
from ccu_sim.reports.first.words import Step, dollars
from ccu_sim.reports.phrases import count, listed, lower, upper

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned
    from ccu_sim.inputs import Strategy

MOST_NAMED = 6
"""Of more strategies that add nothing, the rest are counted; a table has them all."""

DOSES = {0.5: "at half the usual dose", 1.0: "", 2.0: "at double the usual dose"}


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


def answer_of(plan: Planned) -> Answer:
    """Give what the first page tells of a plan."""
    rows = list(plan.steps.itertuples())
    parts = [named(plan, row.strategy, row.dose) for row in rows]
    legend = [f"with {parts[0]}"] if parts else []
    legend += [f"and {part}" for part in parts[1:]]
    if len(parts) > 2:
        legend[-1] = "with the whole plan"
    return Answer(
        unit=plan.question.unit,
        results=plan.results,
        runs=plan.run_table,
        months=plan.question.months,
        mark=plan.mark,
        sets=plan.question.sets,
        steps=dict(zip((step.name for step in plan.arms.steps), legend, strict=True)),
        best=plan.arms.plan.name if rows else AS_USUAL,
        parts=tuple(parts),
        whole=plan.whole,
    )


def one_sentence(plan: Planned, answer: Answer) -> str:
    """Say in one sentence what the plan is, does and costs."""
    return first.one_sentence(
        answer,
        f"Nothing that {dollars(plan.question.budget)} buys {over(plan)} was found to do better "
        "than as usual",
    )


def steps(plan: Planned, answer: Answer) -> list[Step]:
    """Say of each step what it is, keeps and costs."""
    return [_step(plan, answer, row) for _, row in plan.steps.iterrows()]


def _step(plan: Planned, answer: Answer, row: pd.Series) -> Step:
    strategy = plan.strategies[row["strategy"]]
    is_first = row["step"] == 1
    beyond = "" if is_first else " on top of that"
    return Step(
        place="First" if is_first else "Next" if row["step"] == 2 else "Then",
        title=f"{strategy.title} {DOSES[row['dose']]}".strip(),
        what=_what(strategy, row["dose"]),
        keeps=upper(f"{first.keeps(row)}{beyond}{first.team_holds(answer, row)}."),
        costs=first.costs(row, "as usual" if is_first else "without it"),
        sure=first.sure_of(row, answer.sets),
        shows=first.shows(row["month"]),
        not_priced=strategy.cost.not_priced or "",
    )


def _what(strategy: Strategy, dose: float) -> str:
    """Say what is done and how much; at another dose than the file's, by how much more or less."""
    stated = strategy.specification
    if stated is None:
        return ""
    much = {0.5: "Half of: ", 1.0: "", 2.0: "Twice: "}[dose]
    return f"{stated.action} {much}{lower(stated.dose) if much else stated.dose}"


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
        if len(names) > MOST_NAMED:
            names = [*names[:MOST_NAMED], count(len(names) - MOST_NAMED, "other")]
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


def how_sure(plan: Planned, answer: Answer) -> list[str]:
    """Say in how many parameter sets the plan holds, and what luck does."""
    said = first.holds_in(plan.whole, plan.question.sets, "The plan")
    said += first.luck(answer, "with the plan")
    runs, packages = plan.found["runs"], plan.found["packages"]
    chosen = "It was chosen" if plan.arms.steps else "It was looked for"
    said.append(
        f"{chosen} among {packages:,} packages in {runs:,} simulated runs, and what is said "
        f"here is of {len(plan.run_table):,} others, in worlds that had no part in the choice."
    )
    return said


def in_short(plan: Planned) -> list[str]:
    """Say the plan in a few paragraphs, for a terminal."""
    answer = answer_of(plan)
    said = [f"{plan.question.unit.title}. {question(plan)}.", one_sentence(plan, answer)]
    for step in steps(plan, answer):
        said.append(
            f"{step.place}: {lower(step.title)}. {step.keeps} {step.costs} {step.sure} "
            f"{step.shows}{f' Not priced: {step.not_priced}' if step.not_priced else ''}"
        )
    return [*said, *not_worth_adding(plan), *how_sure(plan, answer)]


def own_year(plan: Planned) -> list[str]:
    """Set the unit's own last year beside the model's, or say that no set gives it."""
    if plan.weighed is None:
        return []
    return [plan.weighed.beside if plan.weighed.matches else plan.weighed.sentence]
