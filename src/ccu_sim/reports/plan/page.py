"""The page of a plan: one page first, and everything else folded under it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ccu_sim.analysis.landmark import duration
from ccu_sim.analysis.ways_of_leaving import WAYS, ways_of_leaving
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.phrases import upper
from ccu_sim.reports.plan import words
from ccu_sim.reports.plan.change import find_out_first, what_would_change
from ccu_sim.reports.plan.figures import (
    NARROW,
    WIDE,
    plot_doses,
    plot_frontier,
    plot_people_here,
)
from ccu_sim.reports.plan.methods import methods_paragraph, references
from ccu_sim.reports.provenance import provenance
from ccu_sim.reports.stage import stage_of
from ccu_sim.reports.style import HouseFigure, svg

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned

Draw = Callable[..., HouseFigure]

_SORT = "sort.js"


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
    environment = Environment(
        loader=PackageLoader("ccu_sim.reports.plan", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    script = (files("ccu_sim.reports.plan") / _SORT).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    content = _first_page(plan) | {"one_page": one_page, "script": script, "digest": digest}
    if not one_page:
        content |= _folded(plan, command)
    return environment.get_template("page.html.j2").render(content)


def _first_page(plan: Planned) -> dict[str, Any]:
    unit = plan.question.unit
    people = f"{upper(stage_of(unit).team)}: how many are still here, means over all runs." + (
        " The steps are where fixed-term contracts end."
        if any(group.contract.kind == "fixed-term" for group in unit.staff)
        else ""
    )
    return {
        "title": unit.title,
        "question": words.question(plan),
        "sentence": words.one_sentence(plan),
        "steps": words.steps(plan),
        "not_worth": words.not_worth_adding(plan),
        "picture": _picture(plan, plot_people_here, people),
        "money": _money(plan),
        "not_priced": [step for step in words.steps(plan) if step.not_priced],
        "sure": words.how_sure(plan),
        "change": what_would_change(plan),
        "find_out": find_out_first(plan),
        "own_year": words.own_year(plan),
    }


def _money(plan: Planned) -> list[tuple[str, str]]:
    """Give the plan's money line by line."""
    whole = plan.whole
    if whole is None:
        return []
    saved = float(whole["spent"] - whole["cost"])
    net = float(whole["cost"])
    return [
        ("The strategies cost", words.dollars(whole["spent"])),
        (
            "Turnover and cover cost less" if saved >= 0 else "Turnover and cover cost more",
            words.dollars(abs(saved)),
        ),
        ("The unit spends less" if net < 0 else "The unit spends more", words.dollars(abs(net))),
    ]


def _folded(plan: Planned, command: str | None) -> dict[str, Any]:
    return {
        "leaving": _leaving(plan),
        "mark": f"{upper(stage_of(plan.question.unit).team)}, after {duration(plan.mark)}",
        "frontier_picture": _picture(
            plan,
            plot_frontier,
            "The best package at every budget; numbers are those of the table. Bars: Monte Carlo "
            "interval, 95 %.",
        )
        if len(plan.frontier)
        else None,
        "frontier": _packages(plan),
        "doses_picture": _picture(
            plan,
            plot_doses,
            "Half, stated and double dose of the strategies that keep most, each by itself.",
        ),
        "doses": _doses(plan),
        "equal": [
            (plan.strategies[row.strategy].title, f"{row.dose:.2f}", f"{row.workers:+.2f}")
            for row in plan.equal_spending.itertuples()
        ],
        "equal_spent": words.dollars(plan.question.budget / 3),
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


def _picture(plan: Planned, draw: Draw, caption: str) -> dict[str, Any]:
    """Draw for a wide page and a narrow one."""
    drawn, alt = {}, ""
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        figure = draw(plan, width)
        across, high = figure.get_size_inches() * 96
        data = base64.b64encode(svg(figure).encode()).decode("ascii")
        drawn[name] = {
            "source": f"data:image/svg+xml;base64,{data}",
            "width": f"{across:.0f}",
            "height": f"{high:.0f}",
        }
        alt = figure.alt
    return {**drawn, "alt": alt, "caption": caption}
