"""The page of a plan: one page first, and everything else folded under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ccu_sim.analysis.landmark import duration
from ccu_sim.analysis.ways_of_leaving import WAYS, ways_of_leaving
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.first.answer import Answer
from ccu_sim.reports.first.change import find_out_first, what_would_change
from ccu_sim.reports.first.page import FirstPage, picture, rendered
from ccu_sim.reports.first.people_here import plot_people_here
from ccu_sim.reports.first.words import (
    dollars,
    how_people_left,
    left_caption,
    money_lines,
    people_caption,
)
from ccu_sim.reports.phrases import upper
from ccu_sim.reports.plan import words
from ccu_sim.reports.plan.figures import plot_doses, plot_equal_spending, plot_frontier
from ccu_sim.reports.plan.methods import methods_paragraph, references
from ccu_sim.reports.provenance import provenance
from ccu_sim.reports.stage import stage_of

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned


def render(plan: Planned, *, command: str | None = None, one_page: bool = False) -> str:
    """Give the page as HTML text, the same every time for the same plan.

    Parameters
    ----------
    plan : Planned
    command : str, optional
        The line that made it, told under provenance.
    one_page : bool
        Leave out all that is folded, to print and hand out.
    """
    first = first_page_of(plan, words.answer_of(plan))
    return _one_page(first) if one_page else _page(plan, first, command)


def pages(plan: Planned, answer: Answer, command: str | None = None) -> tuple[str, str]:
    """Give the page, and the page to hand out, as HTML text."""
    first = first_page_of(plan, answer)
    return _page(plan, first, command), _one_page(first)


def _page(plan: Planned, first: FirstPage, command: str | None) -> str:
    content = {"first": first, "one_page": False, **_folded(plan, command)}
    return rendered("plan/page.html.j2", content)


def _one_page(first: FirstPage) -> str:
    return rendered("plan/page.html.j2", {"first": first, "one_page": True})


def first_page_of(plan: Planned, answer: Answer) -> FirstPage:
    """Give the first page of a plan."""
    steps = words.steps(plan, answer)
    return FirstPage(
        title=plan.question.unit.title,
        question=words.question(plan),
        sentence=words.one_sentence(plan, answer),
        unfinished="",
        own_year=words.own_year(plan),
        missed=plan.weighed is not None and not plan.weighed.matches,
        steps=steps,
        not_now=words.not_worth_adding(plan),
        not_now_title="Not worth adding for this money",
        picture=picture(partial(plot_people_here, answer), people_caption(answer)),
        left=how_people_left(answer),
        left_caption=left_caption(answer),
        money=money_lines(answer),
        not_priced=[(step.title, step.not_priced) for step in steps if step.not_priced],
        sure=words.how_sure(plan, answer),
        change=what_would_change(answer),
        find_out=find_out_first(answer),
    )


def _folded(plan: Planned, command: str | None) -> dict[str, Any]:
    return {
        "leaving": _leaving(plan),
        "mark": f"{upper(stage_of(plan.question.unit).team)}, after {duration(plan.mark)}",
        "frontier_picture": picture(
            partial(plot_frontier, plan),
            "The best package at every budget; numbers are those of the table. Bars: Monte Carlo "
            "interval, 95 %.",
        )
        if len(plan.frontier)
        else None,
        "frontier": _packages(plan),
        "doses_picture": picture(
            partial(plot_doses, plan),
            "Half, stated and double dose of the strategies that keep most, each by itself.",
        ),
        "doses": _doses(plan),
        "equal_picture": picture(
            partial(plot_equal_spending, plan),
            "What each keeps for the same money, on a line between the doses that were run.",
        )
        if len(plan.equal_spending)
        else None,
        "equal": [
            (plan.strategies[row.strategy].title, f"{row.dose:.2f}", f"{row.workers:+.2f}")
            for row in plan.equal_spending.itertuples()
        ],
        "equal_spent": dollars(plan.question.budget / 3),
        "additions": [
            (
                plan.strategies[row.strategy].title,
                *_numbers(row),
            )
            for row in plan.additions.itertuples()
        ],
        "left_out": [(name, why) for name, why in plan.left_out.items()],
        "provenance": provenance_of(plan, command),
        "methods": _methods(plan),
    }


def _methods(plan: Planned) -> list[str]:
    """Give the methods paragraph, and what it cites."""
    return [methods_paragraph(plan), *references()]


def provenance_of(plan: Planned, command: str | None) -> dict[str, str]:
    """Give where the numbers come from, of the runs that the plan is estimated on."""
    from ccu_sim.reports.findings import Findings

    return provenance(Findings(plan.results), command)


def _leaving(plan: Planned) -> list[tuple[str, ...]]:
    """Say how people left, as usual and with the plan."""
    names = [AS_USUAL, *(step.name for step in plan.arms.steps)]
    table = ways_of_leaving(
        plan.results, unit=plan.question.unit.name, strategies=names, months=plan.mark
    )
    labels = ["As usual"]
    for number, row in enumerate(plan.steps.itertuples()):
        said = words.named(plan, row.strategy, row.dose)
        labels.append(f"With {said}" if number == 0 else f"and {said}")
    return [
        (label, *(f"{row[way]:.1f}" for way in WAYS), f"{row['here']:.1f}")
        for label, (_, row) in zip(labels, table.iterrows(), strict=True)
    ]


def _packages(plan: Planned) -> list[tuple[str, ...]]:
    rows = []
    for row, package in zip(plan.frontier.itertuples(), plan.arms.frontier, strict=True):
        said = "; ".join(words.named(plan, one.base, one.factor) for one in package.options)
        rows.append((upper(said), *_numbers(row)))
    return rows


def _doses(plan: Planned) -> list[tuple[str, ...]]:
    return [
        (
            f"{plan.strategies[row.strategy].title} {words.DOSES[row.dose]}".strip(),
            *_numbers(row),
        )
        for row in plan.doses.itertuples()
    ]


def _numbers(row: Any) -> tuple[str, ...]:
    """Give money, workers, cohesion and the cost on the whole, with intervals."""
    return (
        f"{row.spent:,.0f}",
        _between(row.workers, row.workers_low, row.workers_high, 1),
        _between(row.cohesion, row.cohesion_low, row.cohesion_high, 2),
        f"{row.cost:+,.0f}".replace("-", "−"),
    )


def _between(value: float, low: float, high: float, decimals: int) -> str:
    if value != value:
        return "–"
    said = f"{round(value, decimals) + 0.0:+.{decimals}f}"
    if low == low and high == high:
        ends = (f"{round(end, decimals) + 0.0:.{decimals}f}" for end in (low, high))
        said += f" ({' to '.join(ends)})"
    return said.replace("-", "−")
