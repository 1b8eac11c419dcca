"""The cost-effectiveness plane: staff kept against money spent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from ccu_sim.analysis.landmark import duration
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.style import (
    QUIET,
    STRATEGIES,
    HouseFigure,
    grid,
    headline,
    house_style,
    new_figure,
    note,
    spread,
)

OTHERS = "#7b8087"


def plot_cost_plane(findings: Findings, strategies: Sequence[str] | None = None) -> HouseFigure:
    """Draw additional workers kept against additional cost, for every strategy or for some."""
    units = findings.units
    shown = findings.strategies if strategies is None else list(strategies)
    with house_style():
        height = max(3.4, 0.9 + 0.17 * len(shown))
        figure = new_figure(0.9 + height * len(units))
        panels = figure.subplots(len(units), 1, squeeze=False)[:, 0]
        headline(
            figure,
            findings.titled(f"Staff kept and money spent over {duration(findings.mark.months)}"),
        )
        for axes, unit in zip(panels, units, strict=True):
            _panel(axes, findings, unit, shown)
        cloud = (
            " Small dots: single possible worlds, for the leading strategies."
            if findings.sets > 1
            else ""
        )
        note(
            figure,
            "Large dots: mean difference from as usual, in staff of the first day still in post "
            "and in the cost of the strategy, of turnover and of cover together; lines: its Monte "
            "Carlo intervals (95 %)." + cloud,
        )
        figure.alt = _alt(findings)
    return figure


def _panel(axes: Axes, findings: Findings, unit: str, shown: Sequence[str]) -> None:
    costs = findings.costs[findings.costs["unit"] == unit]
    costs = costs[costs["strategy"].isin(shown)]
    points = findings.points[findings.points["unit"] == unit]
    axes.axhline(0, color=QUIET, linewidth=0.9)
    axes.axvline(0, color=QUIET, linewidth=0.9)
    grid(axes, "both")
    axes.set_title(findings.unit_labels[unit])
    axes.set_xlabel("additional workers still in post")
    axes.set_ylabel("additional cost, A$ thousand")
    axes.yaxis.set_major_formatter(FuncFormatter(_thousands))
    if findings.sets > 1:
        for place, strategy in enumerate(findings.leading):
            mine = points[points["strategy"] == strategy]
            axes.plot(
                mine["workers"],
                mine["cost"],
                ".",
                color=STRATEGIES[place],
                alpha=0.4,
                markersize=6,
                markeredgewidth=0,
                rasterized=True,
                zorder=2,
            )
    marks = []
    for row in costs.to_dict("records"):
        strategy = str(row["strategy"])
        lead = strategy in findings.leading
        colour = STRATEGIES[findings.leading.index(strategy)] if lead else OTHERS
        x, y = row["workers"], row["cost"]
        if np.isfinite(row["workers_low"]):
            axes.hlines(y, row["workers_low"], row["workers_high"], color=colour, linewidth=1.2)
            axes.vlines(x, row["cost_low"], row["cost_high"], color=colour, linewidth=1.2)
        axes.plot(x, y, "o", color=colour, markersize=7 if lead else 5, zorder=4)
        marks.append((x, y, findings.label(strategy), colour))
    _say_quadrants(axes)
    _name_marks(axes, marks)


def _name_marks(axes: Axes, marks: list[tuple[float, float, str, str]]) -> None:
    """Name every dot at the right, with a fine line to it."""
    left, right = axes.get_xlim()
    beside = right + 0.012 * (right - left)
    bottom, top = axes.get_ylim()
    height = 3.0 if len(marks) < 15 else 0.17 * len(marks)
    ordered = sorted(marks, key=lambda mark: mark[1])
    need = (top - bottom) * 0.155 / height
    places = spread([mark[1] for mark in ordered], [need] * len(ordered), bottom, top)
    for (x, y, text, colour), place in zip(ordered, places, strict=True):
        axes.annotate(
            text,
            xy=(x, y),
            xytext=(beside, place),
            textcoords="data",
            va="center",
            color=colour,
            fontsize=8.5,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.5,
                "alpha": 0.55,
                "relpos": (0.0, 0.5),
                "shrinkA": 1,
                "shrinkB": 3,
            },
        )


def _say_quadrants(axes: Axes) -> None:
    axes.margins(0.12)
    axes.autoscale_view()
    left, right = axes.get_xlim()
    bottom, top = axes.get_ylim()
    # Zero stays in the picture on both axes, with room for the words of each quadrant.
    reach_x, reach_y = right - left, top - bottom
    axes.set_xlim(min(left, -0.4 * reach_x, -1.0), max(right, 0.4 * reach_x, 1.0))
    axes.set_ylim(min(bottom, -0.25 * reach_y), max(top, 0.25 * reach_y))
    for x, y, text in (
        (0.99, 0.99, "keeps more, costs more"),
        (0.99, 0.01, "keeps more, saves money"),
        (0.01, 0.99, "keeps fewer, costs more"),
        (0.01, 0.01, "keeps fewer, saves money"),
    ):
        axes.text(
            x,
            y,
            text,
            transform=axes.transAxes,
            fontsize=8,
            color=QUIET,
            style="italic",
            ha="right" if x > 0.5 else "left",
            va="top" if y > 0.5 else "bottom",
        )


def _thousands(value: float, _: int) -> str:
    return f"{value / 1000:,.0f}".replace("-", "−")


def _alt(findings: Findings) -> str:
    parts = []
    for unit in findings.units:
        here = findings.costs[findings.costs["unit"] == unit]
        values = [
            f"{findings.inline(str(row.strategy))} {row.workers:+.1f} workers at A${row.cost:+,.0f}"
            for row in here[here["strategy"].isin(findings.told)].itertuples()
        ]
        parts.append(f"{findings.place(unit)}: {', '.join(values)}")
    return (
        f"Scatter of how many more of the {findings.stage.team} are still in post against "
        f"additional cost. "
        f"{'; '.join(parts)}.{findings.others()}"
    )
