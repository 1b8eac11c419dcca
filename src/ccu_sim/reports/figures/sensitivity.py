"""Which numbers the choice at a unit turns on: value of information, and two sensitivities."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ccu_sim.analysis.uncertainty import CHANCE, Found
from ccu_sim.reports.names import plain_name
from ccu_sim.reports.phrases import listed
from ccu_sim.reports.sensitivity import leading
from ccu_sim.reports.style import (
    FAINT,
    INK,
    QUIET,
    HouseFigure,
    headline,
    house_style,
    new_figure,
    note,
)

_SHOWN = 8
_BAR = "#5B9BD0"


def plot_sensitivity(found: Found, unit: str) -> HouseFigure:
    """Draw what is worth knowing at a unit, and what its leading effect depends on.

    Parameters
    ----------
    found : Found
    unit : str

    Returns
    -------
    HouseFigure
        Four panels: value in staff kept; share of spread over accepted sets; screening and
        Sobol indices over the ranges of the evidence. A panel without anything says so.
    """
    strategy = leading(found, unit) or ""
    panels = _panels(found, unit, strategy)
    with house_style():
        figure = new_figure(7.0)
        places = figure.subplots(2, 2).ravel()
        headline(figure, f"{plain_name(unit)}: what the choice of a strategy turns on")
        for axes, (title, label, table, bar) in zip(places, panels, strict=True):
            _panel(axes, title, label, table, bar)
        note(
            figure,
            f"The largest {_SHOWN} of each, with bootstrap intervals (95 %). Dashed: what the "
            "largest reaches by chance alone, in 95 of 100. All but the first panel: the effect "
            f"of {strategy or 'the strategy'} on staff kept.",
        )
        figure.alt = _alt(unit, panels)
    return figure


def _panels(found: Found, unit: str, strategy: str) -> list[tuple[str, str, pd.DataFrame, float]]:
    """Give title, axis label, values with their ends, and the bar of chance of each panel."""
    choices = found.choices[found.choices["unit"] == unit]
    chance = float(choices["workers_by_chance"].iloc[0]) if len(choices) else np.nan
    given = _mine(found.given, unit, strategy)
    bar = float(given["share_by_chance"].iloc[0]) if len(given) else np.nan
    sobol = _mine(found.sobol, unit, strategy)
    information = found.information[found.information["unit"] == unit]
    information = information.sort_values("workers", ascending=False, kind="stable")
    screening = _mine(found.screening, unit, strategy)
    return [
        ("Worth finding out", "more staff kept", _ends(information, "workers"), chance),
        ("Over accepted sets", "share of the spread", _ends(given, "share"), bar),
        ("Screening of all", "workers, over the whole range", _ends(screening, "mu_star"), np.nan),
        ("Sobol, total order", "share of the spread", _ends(sobol, "total"), np.nan),
    ]


def _mine(table: pd.DataFrame, unit: str, strategy: str) -> pd.DataFrame:
    return table[(table["unit"] == unit) & (table["strategy"] == strategy)]


def _ends(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Take the largest values of a table, with the ends of their intervals."""
    top = table.head(_SHOWN)
    columns = {"value": name, "low": f"{name}_low", "high": f"{name}_high"}
    told = pd.DataFrame({key: top[column].astype(float) for key, column in columns.items()})
    told.index = pd.Index([_label(str(one)) for one in top["parameter"]])
    return told


def _label(name: str) -> str:
    return "chance events" if name == CHANCE else name.replace("_", " ")


def _panel(axes: Axes, title: str, label: str, table: pd.DataFrame, bar: float) -> None:
    axes.set_title(title)
    if table.empty or not (table["value"] > 0).any():
        axes.set_axis_off()
        axes.text(0, 0.5, "nothing that can be told", color=QUIET, transform=axes.transAxes)
        return
    rows = np.arange(len(table))
    axes.barh(rows, table["value"], height=0.62, color=_BAR, zorder=2)
    there = table["low"].notna().to_numpy()
    axes.hlines(
        rows[there], table["low"][there], table["high"][there], color=INK, linewidth=1.6, zorder=3
    )
    if np.isfinite(bar):
        axes.axvline(bar, color=QUIET, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
    axes.set_yticks(rows, list(table.index), fontsize=9)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlim(left=0)
    axes.set_xlabel(label)
    axes.locator_params(axis="x", nbins=5)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(True, axis="x", color=FAINT)


def _alt(unit: str, panels: list[tuple[str, str, pd.DataFrame, float]]) -> str:
    said = []
    for title, label, table, _ in panels:
        top = [f"{name} {row['value']:.2f}" for name, row in table.head(3).iterrows()]
        told = f"{listed(top)} ({label})" if top else "nothing that can be told"
        said.append(f"{title}: {told}")
    return f"Four bar charts of what matters at {plain_name(unit)}. {'; '.join(said)}."
