"""Who of the staff of the first day is still in post, month by month."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ccu_sim.analysis.frequencies import round_half_up
from ccu_sim.analysis.survival import STEP
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.phrases import upper
from ccu_sim.reports.style import (
    DASHES,
    QUIET,
    ROLE_WORDS,
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

SHOWN_ROLES = ("peer_worker", "clinician")

EXPIRY_WORTH_MARKING = 0.02
"""A fall of two people in a hundred within a quarter of a month is told as an expiry."""


def plot_retention(findings: Findings) -> HouseFigure:
    """Draw founding staff still in post, as usual and with the leading strategies.

    A panel for each unit and role; falls where contracts end are marked.
    """
    curves = findings.curves
    units = findings.units
    roles = [role for role in SHOWN_ROLES if (curves["role"] == role).any()]
    with house_style():
        figure = new_figure(0.9 + 2.75 * len(units))
        panels = figure.subplots(len(units), len(roles), squeeze=False, sharex=True, sharey=True)
        headline(figure, findings.titled(f"{upper(findings.stage.team)}: still in post"))
        for row, unit in enumerate(units):
            for column, role in enumerate(roles):
                mine = curves[(curves["unit"] == unit) & (curves["role"] == role)]
                axes = panels[row, column]
                _panel(axes, findings, mine, unit, role)
                if row == len(units) - 1:
                    axes.set_xlabel(findings.stage.time)
                if column == 0:
                    axes.set_ylabel("still in post")
        band = " Band: as usual, spread over possible worlds (5–95 %)." if findings.sets > 1 else ""
        note(
            figure,
            "Kaplan–Meier curves over all runs, read just after what happens on a day; leaving "
            "for any reason, the end of a contract included." + band,
        )
        figure.alt = _alt(findings, curves, roles)
    return figure


def _panel(axes: Axes, findings: Findings, curves: pd.DataFrame, unit: str, role: str) -> None:
    months_axis(axes, findings.horizon)
    axes.set_ylim(0, 1.0)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    grid(axes, "y")
    group = "peer" if role == "peer_worker" else "clinician"
    people = findings.heads[unit][group]
    axes.set_title(f"{findings.unit_labels[unit]}: {people} {ROLE_WORDS[role]}")
    ends = []
    usual = curves[curves["strategy"] == AS_USUAL]
    if findings.sets > 1 and len(usual):
        axes.fill_between(
            usual["month"],
            usual["in_post_low"],
            usual["in_post_high"],
            step="post",
            color=USUAL,
            alpha=0.16,
            linewidth=0,
        )
    for place, strategy in enumerate([AS_USUAL, *findings.leading]):
        mine = curves[curves["strategy"] == strategy]
        if mine.empty:
            continue
        colour = USUAL if place == 0 else STRATEGIES[place - 1]
        dashes = "-" if place == 0 else DASHES[place - 1]
        axes.step(
            mine["month"],
            mine["in_post"],
            where="post",
            color=colour,
            linestyle=dashes,
            zorder=3 if place else 4,
        )
        ends.append((float(mine["in_post"].iloc[-1]), findings.label(strategy), colour))
    label_ends(axes, ends, x=findings.horizon)
    _mark_expiry(axes, usual)


def _mark_expiry(axes: Axes, usual: pd.DataFrame) -> None:
    """Point at the largest fall as usual that the end of contracts makes."""
    falls = usual["contract-ended"].diff().fillna(0.0)
    if falls.empty or falls.max() < EXPIRY_WORTH_MARKING:
        return
    row = usual.loc[falls.idxmax()]
    axes.annotate(
        f"contracts end:\n{round_half_up(100 * falls.max())} in 100 go",
        xy=(row["month"], row["in_post"] + falls.max() / 2),
        xytext=(row["month"] - 0.6, 0.06),
        ha="right",
        va="bottom",
        fontsize=8.5,
        color=QUIET,
        arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 0.8},
    )


def _alt(findings: Findings, curves: pd.DataFrame, roles: list[str]) -> str:
    """Tell the shares at the last month in words."""
    last = curves[curves["month"] >= findings.horizon - STEP / 2]
    parts = []
    for unit in findings.units:
        for role in roles:
            here = last[(last["unit"] == unit) & (last["role"] == role)]
            shares = ", ".join(
                f"{findings.inline(str(row.strategy))} {100 * row.in_post:.0f} %"
                for row in here.itertuples()
            )
            parts.append(f"{findings.place(unit)}, {ROLE_WORDS[role]}: {shares}")
    return (
        f"Line charts of the share of {findings.stage.team} still in post over "
        f"{findings.horizon} months. At the end: {'; '.join(parts)}."
    )
