"""What a calibration found: targets met, ranges moved, parameters that make up for each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ccu_sim.analysis.calibration import Calibrated, pairs_tied, ranges_moved, targets_met
from ccu_sim.reports.style import (
    FAINT,
    INK,
    QUIET,
    STRATEGIES,
    USUAL,
    HouseFigure,
    grid,
    headline,
    house_style,
    new_figure,
    note,
    png,
)

ACCEPTED = STRATEGIES[0]
_VIEW = (-2.4, 2.4)
"""What is shown of results around a target, in half ranges from its middle."""


def plot_targets(table: pd.DataFrame, *, accepted: int) -> HouseFigure:
    """Draw results beside targets, before and after.

    Parameters
    ----------
    table : DataFrame
        As `ccu_sim.analysis.calibration.targets_met` gives it.
    accepted : int
        How many sets were.
    """
    table = table.reset_index(drop=True)
    with house_style():
        figure = new_figure(1.5 + 0.235 * len(table))
        axes = figure.subplots()
        headline(figure, "What as-usual runs show, beside what is published")
        axes.axvspan(-1, 1, color=FAINT, zorder=0)
        middle, half = (table["low"] + table["high"]) / 2, (table["high"] - table["low"]) / 2
        for row, (_, one) in enumerate(table.iterrows()):
            for what, offset, colour, width in (
                ("prior", -0.17, USUAL, 1.6),
                ("accepted", 0.17, ACCEPTED, 3.4),
            ):
                low, median, high = (
                    float(np.clip((one[f"{what}_{at}"] - middle[row]) / half[row], *_VIEW))
                    for at in ("low", "median", "high")
                )
                y = row + offset
                axes.plot([low, high], [y, y], color=colour, linewidth=width)
                axes.plot([median], [y], "o", color=colour, markersize=4.5)
        _name_rows(axes, table)
        axes.set_xlim(*_VIEW)
        axes.set_xticks([-1, 0, 1], ["lowest\npublished", "middle", "highest\npublished"])
        note(
            figure,
            f"Lines: 5 to 95 % of parameter sets, dots: median. Grey: draws from all ranges; "
            f"green: the {accepted} accepted sets. Shaded: the target's range. Lines end at the "
            "frame where results lie beyond it. A set's own result still holds sampling error.",
        )
        figure.alt = (
            "Range of results over all draws and over accepted sets, beside each target's range; "
            "accepted sets lie inside or close to every range."
        )
    return figure


def _name_rows(axes: Axes, table: pd.DataFrame) -> None:
    """Name each target once and each place beside its row."""
    axes.set_ylim(len(table) - 0.4, -0.6)
    names = [
        f"{one['label']} ({range_in_words(one)}): {one['place']}" if first else one["place"]
        for (_, one), first in zip(table.iterrows(), ~table["target"].duplicated(), strict=True)
    ]
    axes.set_yticks(range(len(table)), names, fontsize=8.5)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    for row in np.flatnonzero(~table["target"].duplicated()):
        axes.axhline(row - 0.5, color=FAINT, linewidth=0.8)


def range_in_words(target: pd.Series) -> str:
    """Write a target's range as a reader would, shares in per cent."""
    if str(target["unit"]).startswith("share"):
        return f"{100 * target['low']:g}–{100 * target['high']:g} %"
    return f"{target['low']:g} to {target['high']:g}".replace("-", "−")


def plot_ranges(table: pd.DataFrame, *, most: int = 22) -> HouseFigure:
    """Draw the parameters that moved most, inside their ranges.

    Parameters
    ----------
    table : DataFrame
        As `ccu_sim.analysis.calibration.ranges_moved` gives it.
    most : int
        How many to show.
    """
    shown = table.head(most).reset_index(drop=True)
    with house_style():
        figure = new_figure(1.3 + 0.26 * len(shown))
        axes = figure.subplots()
        headline(figure, "Where the targets move a parameter inside its range")
        grid(axes, "x")
        for row, one in shown.iterrows():
            axes.plot([0.05, 0.95], [row, row], color=FAINT, linewidth=7, solid_capstyle="butt")
            axes.plot(
                [one["at_low"], one["at_high"]],
                [row, row],
                color=ACCEPTED,
                linewidth=3.2,
                solid_capstyle="butt",
            )
            axes.plot([one["at_median"]], [row], "o", color=ACCEPTED, markersize=5)
        axes.axvline(0.5, color=QUIET, linewidth=0.8, linestyle=":")
        axes.set_yticks(range(len(shown)), shown["parameter"])
        axes.tick_params(axis="y", length=0, labelcolor=INK)
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.5, 1], ["lowest", "middle of the range", "highest"])
        beyond = int((table["distance"] > table["by_chance"]).sum())
        note(
            figure,
            f"Pale: 5 to 95 % before; green: 5 to 95 % of accepted sets, dot: median. {len(shown)} "
            f"of {len(table)} parameters, most moved first; {beyond} differ from their prior by "
            "more than chance lets one in twenty.",
        )
        figure.alt = "Accepted values inside the range of each parameter that moved most."
    return figure


def plot_pairs(values: pd.DataFrame, pairs: pd.DataFrame, *, most: int = 6) -> HouseFigure:
    """Draw the pairs of parameters that make up for each other.

    Parameters
    ----------
    values : DataFrame
        Accepted sets, as shares of the ranges.
    pairs : DataFrame
        As `ccu_sim.analysis.calibration.pairs_tied` gives it.
    most : int
        At most so many, and none that chance alone could tie so.
    """
    beyond_chance = pairs[pairs["r"].abs() > pairs["by_chance"]]
    shown = beyond_chance.head(most)
    across = min(3, max(1, len(shown)))
    down = max(1, -(-len(shown) // across))
    with house_style():
        figure = new_figure(0.9 + 3.0 * down)
        panels = figure.subplots(down, across, squeeze=False).ravel()
        headline(figure, "Parameters that make up for each other")
        for axes, (_, pair) in zip(panels, shown.iterrows(), strict=False):
            axes.plot(
                values[pair["one"]],
                values[pair["other"]],
                "o",
                color=ACCEPTED,
                markersize=2.6,
                alpha=0.55,
                markeredgewidth=0,
            )
            axes.set_xlabel(pair["one"])
            axes.set_ylabel(pair["other"])
            axes.set_title(f"r = {pair['r']:.2f}".replace("-", "−"))
            axes.set_xlim(0, 1)
            axes.set_ylim(0, 1)
            axes.set_xticks([0, 1], ["low", "high"])
            axes.set_yticks([0, 1], ["low", "high"])
        for axes in panels[len(shown) :]:
            axes.set_axis_off()
        note(
            figure,
            "A dot for each accepted set, inside the two ranges; before calibration every pair "
            "fills its square evenly. What lies along a band the targets cannot tell apart.",
        )
        figure.alt = "Scatter plots of the pairs of parameters most strongly tied."
    return figure


def draw_calibration(found: Calibrated) -> dict[str, bytes]:
    """Draw everything that a calibration found, as PNG images by name.

    Parameters
    ----------
    found : Calibrated
        With at least one accepted set.
    """
    values = found.accepted_values
    shares = pd.DataFrame(found.space.shares(values), columns=list(found.space.names))
    return {
        "calibration-targets": png(plot_targets(targets_met(found), accepted=len(values))),
        "calibration-ranges": png(plot_ranges(ranges_moved(found))),
        "calibration-pairs": png(plot_pairs(shares, pairs_tied(found))),
    }
