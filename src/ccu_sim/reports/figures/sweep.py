"""What happens as one thing is varied: a sweep along a single axis."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ccu_sim.analysis.effects import effects
from ccu_sim.analysis.outcomes import Outcome
from ccu_sim.inputs.variables import in_words
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.style import (
    DASHES,
    QUIET,
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

_LEAST = {"%": 20.0, "score 1–5": 0.5}
"""Least height of an axis, so that small differences are not blown up."""


def swept_axis(findings: Findings) -> tuple[str, list[float]] | None:
    """Name what a study varies along one axis, and its values by setting.

    Returns
    -------
    tuple or None
        None without a sweep, or if several things are varied.
    """
    varied = findings.values
    if len(varied.columns) != 1:
        return None
    (name,) = varied
    return str(name), varied[name].tolist()


def plot_sweep(findings: Findings) -> HouseFigure:
    """Draw staying and cohesion against the value varied, for each unit.

    Raises
    ------
    ValueError
        If the study does not vary exactly one thing (see `swept_axis`).
    """
    axis = swept_axis(findings)
    if axis is None:
        raise ValueError("the study does not vary exactly one thing")
    name, values = axis
    columns = [findings.staying, "cohesion"]
    table = effects(findings.runs, columns)
    table["value"] = [values[setting] for setting in table["setting"]]
    units = findings.units
    with house_style():
        figure = new_figure(0.9 + 2.75 * len(units))
        panels = figure.subplots(len(units), len(columns), squeeze=False, sharex=True, sharey="col")
        words = in_words(name)
        headline(figure, f"What changes with “{words}”")
        for row, unit in enumerate(units):
            for column, outcome in enumerate(columns):
                mine = table[(table["unit"] == unit) & (table["outcome"] == outcome)]
                axes = panels[row, column]
                _panel(axes, findings, mine.sort_values("value"), findings.outcome(outcome))
                axes.set_title(f"{findings.unit_labels[unit]}: {_short(findings, outcome)}")
                if row == len(units) - 1:
                    axes.set_xlabel(words)
        note(
            figure,
            "Means over all runs at each value. Bars: Monte Carlo interval (95 %) of "
            "the difference from as usual.",
        )
        figure.alt = _alt(findings, table, words)
    return figure


def _panel(axes: Axes, findings: Findings, table: pd.DataFrame, outcome: Outcome) -> None:
    grid(axes, "y")
    axes.set_ylabel(outcome.unit)
    ends = []
    usual = table.drop_duplicates("value")
    axes.plot(usual["value"], usual["as_usual"] * outcome.factor, "o-", color=USUAL, markersize=4)
    ends.append((float(usual["as_usual"].iloc[-1]) * outcome.factor, "As usual", USUAL))
    for place, strategy in enumerate(findings.leading):
        mine = table[table["strategy"] == strategy]
        level = mine["level"] * outcome.factor
        below = (mine["effect"] - mine["mc_low"]) * outcome.factor
        axes.errorbar(
            mine["value"],
            level,
            yerr=below.where(below.notna(), 0.0),
            fmt="o",
            color=STRATEGIES[place],
            linestyle=DASHES[place],
            markersize=4,
            elinewidth=1,
        )
        ends.append((float(level.iloc[-1]), findings.label(strategy), STRATEGIES[place]))
    axes.margins(y=0.15)
    low, high = axes.get_ylim()
    spare = (_LEAST[outcome.unit] - (high - low)) / 2
    if spare > 0:
        axes.set_ylim(low - spare, high + spare)
    label_ends(axes, ends, x=float(table["value"].max()))
    axes.tick_params(colors=QUIET)


def _short(findings: Findings, outcome: str) -> str:
    return _staying(findings) if outcome == findings.staying else "cohesion"


def _staying(findings: Findings) -> str:
    return f"{findings.stage.team} still in post"


def _alt(findings: Findings, table: pd.DataFrame, words: str) -> str:
    values = table.drop_duplicates("value")["value"]
    return (
        f"Line charts of {_staying(findings)} and of cohesion as {words} goes "
        f"from {values.min():g} to {values.max():g}."
    )
