"""Acceptability curves: which strategy to choose, by what a kept worker is worth."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.robust import Robust
from ccu_sim.reports.robust_words import place
from ccu_sim.reports.style import (
    DASHES,
    FAINT,
    STRATEGIES,
    USUAL,
    HouseFigure,
    grid,
    headline,
    house_style,
    label_ends,
    new_figure,
    note,
)
from ccu_sim.reports.tables import dollars

_MOST_PANELS = 6


def plot_acceptability(robust: Robust) -> HouseFigure:
    """Draw how often each strategy has the highest net benefit, for each unit and setting."""
    groups = list(robust.curves.groupby(["unit", "setting"], sort=False))[:_MOST_PANELS]
    with house_style():
        figure = new_figure(1.2 + 2.6 * len(groups))
        panels = figure.subplots(len(groups), 1, squeeze=False)[:, 0]
        headline(figure, "Which strategy is worth its cost, by what a kept worker is worth")
        alts = []
        for axes, ((unit, setting), table) in zip(panels, groups, strict=True):
            where = place(robust, str(unit), int(setting))
            alts.append(f"{where}: {_panel(axes, robust, table)}")
            axes.set_title(where)
        panels[-1].set_xlabel("worth of one more worker still in post, A$ thousand")
        note(
            figure,
            "Share of parameter sets in which no other strategy, as usual included, has a higher "
            "net benefit: worth times additional workers, less additional cost."
            + (" Thin lines: all other strategies." if _more_than_named(robust) else ""),
        )
        figure.alt = f"Line charts of acceptability. {' '.join(alts)}"
    return figure


def _more_than_named(robust: Robust) -> bool:
    return len(robust.findings.strategies) > len(STRATEGIES)


def _panel(axes: Axes, robust: Robust, table: pd.DataFrame) -> str:
    """Draw one unit; give its words."""
    findings = robust.findings
    wide = table.pivot(index="worth", columns="strategy", values="acceptable")
    peak = wide.drop(columns=AS_USUAL).max().sort_values(ascending=False, kind="stable")
    named = [str(name) for name in peak.index[: len(STRATEGIES)] if peak[name] > 0]
    for name in peak.index:
        if name not in named:
            axes.plot(wide.index, 100 * wide[name], color=FAINT, linewidth=0.9)
    ends, told = [], []
    colours = {AS_USUAL: USUAL, **dict(zip(named, STRATEGIES, strict=False))}
    for number, (name, colour) in enumerate(colours.items()):
        line = 100 * wide[name]
        axes.plot(wide.index, line, color=colour, linestyle=DASHES[(number - 1) % len(DASHES)])
        ends.append((float(line.iloc[-1]), findings.label(name), colour))
        told.append(
            f"{findings.inline(name)} {line.iloc[0]:.0f} % at A$0 and {line.iloc[-1]:.0f} % at "
            f"A${dollars(robust.most_worth)}"
        )
    axes.set_ylim(0, 100)
    axes.set_xlim(0, float(wide.index.max()))
    axes.set_ylabel("% of parameter sets")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / 1000:,.0f}"))
    grid(axes, "y")
    label_ends(axes, ends, x=float(wide.index.max()))
    return f"{', '.join(told)}."
