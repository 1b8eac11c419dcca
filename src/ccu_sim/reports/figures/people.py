"""Small multiples by unit: how many people are still here, as usual and with each strategy."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes

from ccu_sim.reports.findings import Findings
from ccu_sim.reports.names import GROUPS
from ccu_sim.reports.style import (
    FAINT,
    QUIET,
    ROLES,
    USUAL,
    HouseFigure,
    grid,
    headline,
    house_style,
    new_figure,
    note,
)

_ROLE_OF = {"peer": "peer_worker", "clinician": "clinician"}


def plot_people(findings: Findings, strategies: Sequence[str] | None = None) -> HouseFigure:
    """Draw people still here at the last mark, as usual beside each strategy or each of some."""
    order = findings.order if strategies is None else list(strategies)
    groups = [
        group for group in GROUPS if any(findings.heads[unit][group] for unit in findings.units)
    ]
    with house_style():
        figure = new_figure(0.9 + len(findings.units) * (0.95 + 0.28 * len(order)))
        panels = figure.subplots(len(findings.units), len(groups), squeeze=False, sharey=True)
        headline(figure, findings.titled(f"People still here {findings.mark.words}"))
        for row, unit in enumerate(findings.units):
            for column, group in enumerate(groups):
                _panel(panels[row, column], findings, unit, group, order)
        panels[0, 0].set_yticks(
            range(len(order)), [textwrap.fill(findings.label(name), 40) for name in order]
        )
        panels[0, 0].set_ylim(len(order) - 0.4, -0.6)
        note(
            figure,
            "Grey ring: as usual. Coloured dot: with the strategy. Both are means over all runs. "
            "Pale bar: what single runs with the strategy gave (5–95 %), which is the range one "
            "unit should be ready for.",
        )
        figure.alt = _alt(findings, groups)
    return figure


def _panel(axes: Axes, findings: Findings, unit: str, group: str, order: Sequence[str]) -> None:
    of = findings.heads[unit][group]
    axes.set_title(f"{findings.unit_labels[unit]}: of {of} {GROUPS[group]}")
    axes.set_xlim(0, max(of, 1) * 1.02)
    axes.set_xlabel("people")
    axes.locator_params(axis="x", integer=True, nbins=9)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    grid(axes, "x")
    colour = ROLES[_ROLE_OF[group]]
    name = findings.mark.column(group)
    for place, strategy in enumerate(order):
        row = findings.effect(unit, strategy, name)
        if row is None:
            continue
        usual, level = of * row["as_usual"], of * row["level"]
        axes.hlines(
            place,
            of * row["level_low"],
            of * row["level_high"],
            color=colour,
            alpha=0.17,
            linewidth=8,
            capstyle="butt",
        )
        axes.hlines(place, usual, level, color=colour, linewidth=1.6, zorder=3)
        axes.plot(
            usual,
            place,
            "o",
            markersize=6,
            markerfacecolor="white",
            markeredgecolor=USUAL,
            markeredgewidth=1.5,
            zorder=4,
        )
        axes.plot(level, place, "o", color=colour, markersize=6, zorder=5)
    if of == 0:
        axes.text(0.5, 0.5, "none in this unit", transform=axes.transAxes, ha="center", color=QUIET)
    axes.axhline(len(order) - 0.4, color=FAINT, linewidth=0.8)


def _alt(findings: Findings, groups: list[str]) -> str:
    parts = []
    for unit in findings.units:
        for group in groups:
            of = findings.heads[unit][group]
            values = []
            for strategy in findings.told:
                row = findings.effect(unit, strategy, findings.mark.column(group))
                if row is not None:
                    values.append(
                        f"{findings.inline(strategy)} {of * row['level']:.1f} rather than "
                        f"{of * row['as_usual']:.1f}"
                    )
            if values:
                parts.append(
                    f"{findings.place(unit)}, of {of} {GROUPS[group]}: {', '.join(values)}"
                )
    return (
        f"Dots: mean number of people still here {findings.mark.words}. {'; '.join(parts)}."
        f"{findings.others()}"
    )
