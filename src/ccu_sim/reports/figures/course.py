"""Cohesion and trust gap over the months."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import COURSE_MEASURES, Findings
from ccu_sim.reports.style import (
    DASHES,
    STRATEGIES,
    USUAL,
    HouseFigure,
    grid,
    headline,
    house_style,
    label_ends,
    months_axis,
    new_figure,
    note,
)

MEASURE_WORDS = {
    "cohesion": ("cohesion", "score 1–5, more is better"),
    "trust_gap": ("trust gap between the roles", "trust, less is better"),
}


def plot_course(findings: Findings) -> HouseFigure:
    """Draw whether the team holds together or divides, month by month."""
    table = findings.course
    units = findings.units
    with house_style():
        figure = new_figure(0.9 + 2.75 * len(units))
        panels = figure.subplots(
            len(units), len(COURSE_MEASURES), squeeze=False, sharex=True, sharey="col"
        )
        headline(figure, findings.titled("Does the team hold together or divide?"))
        for column, measure in enumerate(COURSE_MEASURES):
            _limits(panels[0, column], table[table["measure"] == measure])
            for row, unit in enumerate(units):
                axes = panels[row, column]
                mine = table[(table["unit"] == unit) & (table["measure"] == measure)]
                _panel(axes, findings, mine)
                words, measured = MEASURE_WORDS[measure]
                axes.set_title(f"{findings.unit_labels[unit]}: {words}")
                axes.set_ylabel(measured)
                if row == len(units) - 1:
                    axes.set_xlabel(findings.stage.time)
        band = " Band: as usual, spread over possible worlds (5–95 %)." if findings.sets > 1 else ""
        note(
            figure,
            "Cohesion is the mean trust among current staff as a score. The trust gap is trust "
            "within a role less trust between the roles: above zero, people trust their own "
            "role more." + band,
        )
        figure.alt = _alt(findings, table)
    return figure


def _limits(axes: Axes, table: pd.DataFrame) -> None:
    """Leave room round the curves, and do not blow small differences up."""
    low = float(table[["low", "mean"]].min().min())
    high = float(table[["high", "mean"]].max().max())
    measure = str(table["measure"].iloc[0])
    least = 0.5 if measure == "cohesion" else 0.05
    middle, half = (low + high) / 2, max(high - low, least) / 2 * 1.08
    axes.set_ylim(middle - half, middle + half)


def _panel(axes: Axes, findings: Findings, table: pd.DataFrame) -> None:
    months_axis(axes, findings.horizon)
    grid(axes, "y")
    usual = table[table["strategy"] == AS_USUAL]
    if findings.sets > 1 and len(usual):
        axes.fill_between(
            usual["month"], usual["low"], usual["high"], color=USUAL, alpha=0.16, linewidth=0
        )
    ends = []
    for place, strategy in enumerate([AS_USUAL, *findings.leading]):
        mine = table[(table["strategy"] == strategy) & table["mean"].notna()]
        if mine.empty:
            continue
        colour = USUAL if place == 0 else STRATEGIES[place - 1]
        dashes = "-" if place == 0 else DASHES[place - 1]
        axes.plot(mine["month"], mine["mean"], color=colour, linestyle=dashes)
        ends.append((float(mine["mean"].iloc[-1]), findings.label(strategy), colour))
    label_ends(axes, ends, x=findings.horizon)


def _alt(findings: Findings, table: pd.DataFrame) -> str:
    parts = []
    for unit in findings.units:
        for measure in COURSE_MEASURES:
            here = table[(table["unit"] == unit) & (table["measure"] == measure)]
            values = []
            for strategy in [AS_USUAL, *findings.leading]:
                mine = here[(here["strategy"] == strategy) & here["mean"].notna()]
                if len(mine):
                    first, last = mine["mean"].iloc[0], mine["mean"].iloc[-1]
                    values.append(f"{findings.inline(strategy)} from {first:.2f} to {last:.2f}")
            if values:
                parts.append(
                    f"{findings.place(unit)}, {MEASURE_WORDS[measure][0]}: {', '.join(values)}"
                )
    return f"Line charts over {findings.horizon} months. {'; '.join(parts)}."
