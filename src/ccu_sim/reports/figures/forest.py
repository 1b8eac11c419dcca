"""Effects of every strategy with their three intervals."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ccu_sim.analysis.outcomes import OUTCOMES, Outcome
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.style import (
    FAINT,
    INK,
    QUIET,
    HouseFigure,
    headline,
    house_style,
    new_figure,
)

CHANCE, PARAMETERS = "#c6cbd1", "#5B9BD0"

_BARS = (("stochastic", CHANCE, 13.0), ("parameter", PARAMETERS, 7.0), ("mc", INK, 1.8))
"""Colour and thickness of each interval; each is thinner than that behind it, so that the
ends of all three show, whichever is longest."""

_DOT = {"marker": "o", "markersize": 4.2, "color": INK, "linestyle": "none"}

_LONG_LABELS = 0.005
"""Differences below this have labels of so many digits that only a few of them fit."""

_DIRECTIONS = {1: "better →", 0: "", -1: "← better"}


def plot_effects(
    findings: Findings, unit: str, strategies: Sequence[str] | None = None
) -> HouseFigure:
    """Draw what each strategy, or each of some, changes at a unit: staying, cohesion, trust gap."""
    columns = forest_outcomes(findings, unit)
    order = findings.order if strategies is None else list(strategies)
    with house_style():
        figure = new_figure(2.1 + 0.36 * len(order))
        panels = figure.subplots(1, len(columns), squeeze=False, sharey=True)[0]
        headline(figure, f"{findings.place(unit)}: what each strategy changes, against as usual")
        for axes, name in zip(panels, columns, strict=True):
            table = findings.effects
            mine = table[(table["unit"] == unit) & (table["outcome"] == name)]
            _panel(axes, mine.set_index("strategy").reindex(order), OUTCOMES[name])
        panels[0].set_yticks(
            range(len(order)), [textwrap.fill(findings.label(name), 34) for name in order]
        )
        panels[0].set_ylim(len(order) - 0.4, -0.6)
        _key(figure, findings)
        figure.alt = _alt(findings, unit, columns)
    return figure


def forest_outcomes(findings: Findings, unit: str) -> list[str]:
    """Outcomes shown, as far as the unit has them."""
    at = findings.mark
    wanted = [at.column("peer"), at.column("clinician"), "cohesion", "trust_gap"]
    table = findings.effects
    here = table[(table["unit"] == unit) & table["effect"].notna()]
    return [name for name in wanted if (here["outcome"] == name).any()]


def short_label(outcome: Outcome) -> str:
    """Name an outcome in as few words as a narrow panel holds."""
    if outcome.name.startswith("retention"):
        who = "peer workers" if outcome.name.endswith("peer") else "clinicians"
        return f"{who.capitalize()} still in post"
    return {"cohesion": "Cohesion", "trust_gap": "Trust gap"}.get(outcome.name, outcome.label)


def _panel(axes: Axes, table: pd.DataFrame, outcome: Outcome) -> None:
    axes.axvline(0, color=QUIET, linewidth=0.9, zorder=1)
    rows = np.arange(len(table))
    intervals = [f"{kind}_{end}" for kind, _, _ in _BARS for end in ("low", "high")]
    shown = table[["effect", *intervals]].astype(float) * outcome.factor
    for layer, (kind, colour, width) in enumerate(_BARS, start=2):
        low, high = shown[f"{kind}_low"], shown[f"{kind}_high"]
        there = low.notna().to_numpy()
        axes.hlines(
            rows[there],
            low[there],
            high[there],
            color=colour,
            linewidth=width,
            zorder=layer,
            capstyle="butt",
        )
    axes.plot(shown["effect"], rows, zorder=5, **_DOT)  # type: ignore[arg-type]
    axes.set_title("\n".join(textwrap.wrap(short_label(outcome), 18)), fontsize=10)
    axes.set_xlabel(f"{outcome.difference_unit}\n{_DIRECTIONS[outcome.better]}")
    axes.margins(x=0.07)
    axes.locator_params(axis="x", nbins=4)
    if max(map(abs, axes.get_xlim())) < _LONG_LABELS:
        _keep_few_numbers(axes)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    for row in rows[:-1]:
        axes.axhline(row + 0.5, color=FAINT, linewidth=0.6, zorder=0)


def _keep_few_numbers(axes: Axes) -> None:
    """Number every second tick, 0 among them, or the outermost where there are three."""
    low, high = axes.get_xlim()
    ticks = [float(one) for one in axes.get_xticks()]
    step = ticks[1] - ticks[0]
    there = [one for one in ticks if low <= one <= high]
    few = [one for one in there if round(one / step) % 2 == 0]
    axes.set_xticks(few if len(few) > 1 else [there[0], there[-1]])


def _key(figure: HouseFigure, findings: Findings) -> None:
    """Say under the panels what each mark is."""
    words = _interval_words(findings)
    dot = "mean paired difference from as usual (line at 0)"
    if not words:
        dot += "; one set and one replicate give no interval"
    marks = [Line2D([], [], label=dot, **_DOT)]  # type: ignore[arg-type]
    marks += [
        Line2D([], [], label=words[kind], color=colour, linewidth=width, solid_capstyle="butt")
        for kind, colour, width in reversed(_BARS)
        if kind in words
    ]
    figure.legend(handles=marks, loc="outside lower left", ncols=2, fontsize=9, labelcolor=QUIET)


def _interval_words(findings: Findings) -> dict[str, str]:
    """Name the intervals that the runs can give."""
    words = {}
    if findings.sets > 1:
        words["parameter"] = "parameter interval, over possible worlds (5–95 %)"
    if findings.replicates > 1:
        words["stochastic"] = "stochastic variability, what one unit may see by luck (5–95 %)"
    if findings.sets > 1 or findings.replicates > 1:
        words["mc"] = "Monte Carlo interval of that mean (95 %)"
    return words


def _alt(findings: Findings, unit: str, columns: list[str]) -> str:
    parts = []
    for strategy in findings.told:
        values = []
        for name in columns:
            row = findings.effect(unit, strategy, name)
            if row is not None:
                outcome = OUTCOMES[name]
                values.append(f"{short_label(outcome).lower()} {outcome.difference(row['effect'])}")
        parts.append(f"{findings.label(strategy)}: {', '.join(values)}")
    return (
        f"Forest plot of mean effects at {findings.place(unit)} with their intervals. "
        f"{'; '.join(parts)}.{findings.others()}"
    )
