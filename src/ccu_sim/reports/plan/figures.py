"""A plan in pictures: who is still here, what more money buys, and what each dose does.

Each is drawn for a wide page and for a narrow one, so that its labels can be read on either.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.phrases import lower
from ccu_sim.reports.plan.words import DOSES, named, team
from ccu_sim.reports.stage import stage_of
from ccu_sim.reports.style import (
    DASHES,
    INK,
    QUIET,
    STRATEGIES,
    USUAL,
    HouseFigure,
    grid,
    house_style,
    months_axis,
    new_figure,
    spread,
)

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned

WIDE, NARROW = 9.6, 4.0
"""Inches; at 96 pixels each, a page's column and a telephone's."""

MOST_LINES = 5
_POINTS_PER_LINE = 12.5
_FONT = 9.5


def plot_people_here(plan: Planned, width: float = WIDE) -> HouseFigure:
    """Draw how many of the first day's staff are still here, as usual and step by step."""
    steps = list(plan.arms.steps)
    shown = steps if len(steps) <= 2 else [steps[0], steps[-1]]
    names = [AS_USUAL, *(step.name for step in shown)]
    labels = ["as usual", *_step_labels(plan, len(steps))]
    course = _people_by_month(plan, names)
    with house_style():
        figure = new_figure(3.4 if width > NARROW else 3.2, width=width)
        axes = figure.subplots()
        months_axis(axes, plan.question.months)
        axes.set_ylim(0, team(plan) * 1.04)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        grid(axes, "y")
        colours = [USUAL, *STRATEGIES]
        ends = []
        for place, (name, label) in enumerate(zip(names, labels, strict=True)):
            line = course[name]
            axes.step(
                line.index,
                line.to_numpy(),
                where="post",
                color=colours[place],
                linestyle=DASHES[place] if place < len(DASHES) else "-",
            )
            ends.append((float(line.iloc[-1]), label, colours[place]))
        axes.set_xlabel(stage_of(plan.question.unit).time)
        axes.set_ylabel("people still here")
        _end_labels(axes, ends, width)
        said = ", ".join(f"{label} {value:.0f}" for value, label, _ in sorted(ends, reverse=True))
        figure.alt = (
            f"Lines: of {team(plan)} staff, how many are still here month by month. At the end: "
            f"{said}."
        )
    return figure


def plot_frontier(plan: Planned, width: float = WIDE) -> HouseFigure:
    """Draw workers kept against money, for the best package at every budget."""
    table = plan.frontier
    with house_style():
        figure = new_figure(3.4, width=width)
        axes = figure.subplots()
        axes.set_xlabel("cost of the strategies, A$ thousand")
        axes.set_ylabel("more staff kept")
        grid(axes, "y")
        money = np.concatenate([[0.0], table["spent"].to_numpy() / 1000])
        kept = np.concatenate([[0.0], table["workers"].to_numpy()])
        axes.step(money, kept, where="post", color=STRATEGIES[0], linewidth=1.4)
        axes.errorbar(
            money[1:],
            kept[1:],
            yerr=_bars(table),
            fmt="o",
            color=STRATEGIES[0],
            ecolor=STRATEGIES[0],
            elinewidth=1,
            markersize=5,
        )
        axes.set_xlim(0, max(plan.question.budget / 1000, float(money.max())) * 1.06)
        axes.set_ylim(min(0.0, float(kept.min()) * 1.1), max(1.0, _top(table)) * 1.22)
        _numbers(axes, money[1:], kept[1:], _tops(table))
        figure.alt = "Points, cheapest first: " + "; ".join(
            f"{number}, A${row.spent:,.0f} keeps {row.workers:.1f} more"
            for number, row in enumerate(table.itertuples(), start=1)
        )
    return figure


def plot_doses(plan: Planned, width: float = WIDE) -> HouseFigure:
    """Draw what half, stated and double doses of the strategies that keep most do and cost."""
    doses = plan.doses
    most = doses.groupby("strategy", sort=False)["workers"].max().nlargest(MOST_LINES).index
    with house_style():
        figure = new_figure(3.8, width=width)
        axes = figure.subplots()
        axes.set_xlabel("cost of the strategy, A$ thousand")
        axes.set_ylabel("more staff kept")
        grid(axes, "y")
        colours = [*STRATEGIES, INK, QUIET]
        ends, reach = [], 0.0
        for place, strategy in enumerate(most):
            mine = doses[doses["strategy"] == strategy].sort_values("spent")
            money = np.concatenate([[0.0], mine["spent"].to_numpy() / 1000])
            kept = np.concatenate([[0.0], mine["workers"].to_numpy()])
            axes.plot(money, kept, "o-", color=colours[place], markersize=4, linewidth=1.5)
            reach = max(reach, float(money.max()))
            label = lower(plan.strategies[str(strategy)].title)
            ends.append((float(kept[-1]), label, colours[place], float(money[-1])))
        axes.set_xlim(0, max(reach, 1.0) * 1.03)
        top = max([1.0, *(end[0] for end in ends)])
        axes.set_ylim(min(0.0, *(end[0] for end in ends)) * 1.1, top * 1.08)
        for value, _, colour, at in ends:
            axes.plot([at, max(reach, 1.0) * 1.03], [value, value], color=colour, lw=0.6, ls=":")
        _end_labels(axes, [end[:3] for end in ends], width)
        figure.alt = "Lines by dose: " + "; ".join(
            f"{label} up to {value:.1f} more staff for A${1000 * at:,.0f}"
            for value, label, _, at in ends
        )
    return figure


def _step_labels(plan: Planned, count: int) -> list[str]:
    rows = list(plan.steps.itertuples())
    if not rows:
        return []
    first = named(plan, rows[0].strategy, rows[0].dose)
    if count == 1:
        return [f"with {first}"]
    rest = "with the whole plan" if count > 2 else f"and {_second(plan, rows[1])}"
    return [f"with {first}", rest]


def _second(plan: Planned, row: object) -> str:
    strategy, dose = row.strategy, row.dose  # type: ignore[attr-defined]
    return f"{lower(plan.strategies[strategy].title)} {DOSES[dose]}".strip()


def _people_by_month(plan: Planned, names: list[str]) -> pd.DataFrame:
    columns = ["month", "founding_peer", "founding_clinician"]
    monthly = plan.results.read("monthly", columns=columns, strategy=names)
    monthly["people"] = monthly["founding_peer"] + monthly["founding_clinician"]
    table = monthly.groupby(["month", "strategy"], observed=True)["people"].mean()
    return table.unstack("strategy")


def _end_labels(axes: Axes, ends: list[tuple[float, str, str]], width: float) -> None:
    """Name each line: at its right end on a wide page, in a list above on a narrow one."""
    figure = axes.get_figure()
    if width <= NARROW:
        figure.set_layout_engine("constrained", h_pad=0.06)  # type: ignore[union-attr]
        lines = [axes.plot([], [], color=colour, lw=2)[0] for _, _, colour in ends]
        texts = [textwrap.fill(label, 44) for _, label, _ in ends]
        figure.legend(lines, texts, loc="outside upper left", fontsize=_FONT)  # type: ignore[union-attr]
        return
    bottom, top = axes.get_ylim()
    height = figure.get_size_inches()[1] * 72 * 0.78  # type: ignore[union-attr]
    wrapped = sorted((y, textwrap.fill(label, 26), colour) for y, label, colour in ends)
    per_line = (top - bottom) * _POINTS_PER_LINE / height
    needs = [per_line * (text.count("\n") + 1) * 1.08 for _, text, _ in wrapped]
    places = spread([y for y, _, _ in wrapped], needs, bottom, top)
    for (_, text, colour), place in zip(wrapped, places, strict=True):
        axes.annotate(
            text,
            xy=(1.0, place),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=_FONT,
            annotation_clip=False,
            linespacing=1.05,
        )


def _numbers(axes: Axes, money: np.ndarray, kept: np.ndarray, tops: np.ndarray) -> None:
    """Number the points; where two stand close, the numbers are joined: '3-5'."""
    left, right = axes.get_xlim()
    groups: list[list[int]] = []
    for place in range(len(money)):
        near = groups and money[place] - money[groups[-1][0]] < 0.05 * (right - left)
        if near:
            groups[-1].append(place)
        else:
            groups.append([place])
    for group in groups:
        text = f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
        at = float(np.mean(money[group]))
        axes.annotate(
            text,
            xy=(at, float(np.max(tops[group]))),
            xytext=(0, 4),
            textcoords="offset points",
            ha="left" if at < left + 0.04 * (right - left) else "center",
            va="bottom",
            fontsize=_FONT,
            color=INK,
        )


def _tops(table: pd.DataFrame) -> np.ndarray:
    high: np.ndarray = table["workers_high"].fillna(table["workers"]).to_numpy()
    return high


def _top(table: pd.DataFrame) -> float:
    return float(_tops(table).max()) if len(table) else 1.0


def _bars(table: pd.DataFrame) -> np.ndarray:
    low = (table["workers"] - table["workers_low"]).fillna(0.0)
    high = (table["workers_high"] - table["workers"]).fillna(0.0)
    return np.vstack([low, high])
