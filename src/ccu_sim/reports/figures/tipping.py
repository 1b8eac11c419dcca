"""The tipping figure: over which values of each fact the choice stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ccu_sim.analysis.tipping import Fact
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.style import (
    FAINT,
    INK,
    QUIET,
    STRATEGIES,
    USUAL,
    HouseFigure,
    headline,
    house_style,
    new_figure,
    note,
)
from ccu_sim.reports.tipping_words import first_sentence

_PER_FACT = 0.36


def plot_tipping(
    findings: Findings, table: pd.DataFrame, facts: Mapping[str, Mapping[str, Fact]]
) -> HouseFigure:
    """Draw for each unit and fact the range tried and the range over which the choice stands.

    Parameters
    ----------
    findings : Findings
        Of the tipping study.
    table : DataFrame
        From `ccu_sim.analysis.tipping.tipping`.
    facts : mapping of str to mapping of str to Fact
        By unit and name.
    """
    groups = list(table.groupby("unit", sort=False))
    heights = [0.8 + _PER_FACT * len(rows) for _, rows in groups]
    with house_style():
        figure = new_figure(1.3 + sum(heights))
        panels = figure.subplots(
            len(groups), 1, squeeze=False, gridspec_kw={"height_ratios": heights}
        )[:, 0]
        headline(figure, "What could turn the choice, one fact at a time")
        alts = []
        for axes, (unit, rows) in zip(panels, groups, strict=True):
            choice = findings.inline(str(rows["choice"].iloc[0]))
            axes.set_title(f"{findings.unit_labels[str(unit)]}: {choice}")
            _panel(axes, findings, rows, facts[str(unit)])
            alts.append(first_sentence(findings, rows, facts[str(unit)]))
        note(
            figure,
            "Thin lines: values tried, lowest to highest. Thick: values at which the choice has "
            "the largest mean gain. Dots: the unit's own value. Crosses: where another strategy "
            "draws level, open where it does not draw ahead beyond Monte Carlo error.",
        )
        figure.alt = " ".join(alts)
    return figure


def _panel(axes: Axes, findings: Findings, rows: pd.DataFrame, facts: Mapping[str, Fact]) -> None:
    for place, row in enumerate(rows.to_dict("records")):
        fact = facts[row["fact"]]
        low, high = row["tried_low"], row["tried_high"]
        scale = 1.0 / (high - low)
        stands = [(row[f"stands_{side}"] - low) * scale for side in ("low", "high")]
        axes.plot([0, 1], [place, place], color=FAINT, linewidth=1.2, zorder=1)
        axes.plot(stands, [place, place], color=USUAL, linewidth=5, zorder=2)
        axes.plot((row["value"] - low) * scale, place, "o", color=INK, markersize=6, zorder=4)
        axes.annotate(fact.text(low), (0, place), (-6, 0), **_beside("right"))
        end = fact.text(high)
        if row["turns_to"]:
            sure = row["verdict"] == "turns"
            axes.plot(
                (row["turns_at"] - low) * scale,
                place,
                "X",
                color=STRATEGIES[0],
                markerfacecolor=STRATEGIES[0] if sure else "white",
                markersize=9,
                zorder=5,
            )
            end += f"    {fact.text(row['turns_at'])}: {findings.inline(row['turns_to'])}"
        axes.annotate(end, (1, place), (6, 0), **_beside("left"))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.set_yticks(range(len(rows)), [facts[name].words for name in rows["fact"]])
    axes.tick_params(axis="y", length=0, pad=52)
    axes.set_xticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)


def _beside(side: str) -> dict[str, Any]:
    return {
        "textcoords": "offset points",
        "ha": side,
        "va": "center",
        "fontsize": 9,
        "color": QUIET,
        "annotation_clip": False,
    }
