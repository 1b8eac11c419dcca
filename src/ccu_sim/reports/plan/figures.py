"""A plan in pictures: what more money buys, and what each dose does.

Each is drawn for a wide page and for a narrow one, so that its labels can be read on either.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ccu_sim.reports.first.people_here import FONT, NARROW, WIDE, name_ends
from ccu_sim.reports.phrases import lower
from ccu_sim.reports.style import (
    INK,
    QUIET,
    STRATEGIES,
    HouseFigure,
    grid,
    house_style,
    new_figure,
)

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned

MOST_LINES = 5


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
        name_ends(axes, [end[:3] for end in ends], width)
        figure.alt = "Lines by dose: " + "; ".join(
            f"{label} up to {value:.1f} more staff for A${1000 * at:,.0f}"
            for value, label, _, at in ends
        )
    return figure


def plot_equal_spending(plan: Planned, width: float = WIDE) -> HouseFigure:
    """Draw what each strategy keeps for one and the same money, most first."""
    table = plan.equal_spending
    per_line = 30 if width <= NARROW else 44
    names = [
        textwrap.fill(
            f"{lower(plan.strategies[row.strategy].title)}, {row.dose:.1f} of its dose", per_line
        )
        for row in table.itertuples()
    ]
    rows = np.arange(len(table))
    lines = sum(name.count("\n") + 1 for name in names)
    with house_style():
        figure = new_figure(0.9 + 0.2 * lines + 0.12 * len(names), width=width)
        axes = figure.subplots()
        grid(axes, "x")
        axes.hlines(rows, 0, table["workers"], color=STRATEGIES[0], linewidth=1.6)
        axes.plot(table["workers"], rows, "o", color=STRATEGIES[0], markersize=6)
        axes.axvline(0, color=QUIET, linewidth=0.9)
        axes.set_yticks(rows, names, fontsize=FONT if width > NARROW else FONT - 1.5)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("more staff kept")
        kept = table["workers"]
        axes.set_xlim(min(0.0, 1.15 * kept.min()) - 0.05, max(1.0, 1.08 * kept.max()))
        axes.locator_params(axis="x", nbins=4)
        figure.alt = f"Dots, each for A${plan.question.budget / 3:,.0f}: " + "; ".join(
            f"{plan.strategies[row.strategy].title} keeps {row.workers:.1f} more"
            for row in table.itertuples()
        )
    return figure


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
            fontsize=FONT,
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
