"""One picture: how many people are still here, as usual and with what is best.

It is drawn for a wide page and for a narrow one, so that its labels can be read on either.
"""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.first.answer import Answer
from ccu_sim.reports.style import (
    DASHES,
    STRATEGIES,
    USUAL,
    HouseFigure,
    grid,
    house_style,
    months_axis,
    new_figure,
    spread,
)

WIDE, NARROW = 9.6, 4.0
"""Inches; at 96 pixels each, a page's column and a telephone's."""

FONT = 9.5
_POINTS_PER_LINE = 12.5


def plot_people_here(answer: Answer, width: float = WIDE) -> HouseFigure:
    """Draw how many of the first day's staff are still here, as usual and step by step."""
    steps = list(answer.steps.items())
    shown = steps if len(steps) <= 2 else [steps[0], steps[-1]]
    names = {AS_USUAL: "as usual", **dict(shown)}
    with house_style():
        figure = new_figure(3.4 if width > NARROW else 3.2, width=width)
        axes = figure.subplots()
        months_axis(axes, answer.months)
        axes.set_ylim(0, max(answer.heads, 1) * 1.04)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        grid(axes, "y")
        colours = [USUAL, *STRATEGIES]
        ends = []
        for place, (name, label) in enumerate(names.items()):
            line = answer.by_month[name]
            axes.step(
                line.index,
                line.to_numpy(),
                where="post",
                color=colours[place],
                linestyle=DASHES[place] if place < len(DASHES) else "-",
            )
            ends.append((float(line.iloc[-1]), label, colours[place]))
        axes.set_xlabel(answer.stage.time)
        axes.set_ylabel("people still here")
        name_ends(axes, ends, width)
        said = ", ".join(f"{label} {value:.0f}" for value, label, _ in sorted(ends, reverse=True))
        figure.alt = (
            f"Lines: of {answer.heads} staff, how many are still here month by month. At the end: "
            f"{said}."
        )
    return figure


def name_ends(axes: Axes, ends: list[tuple[float, str, str]], width: float) -> None:
    """Name each line: at its right end on a wide page, in a list above on a narrow one."""
    figure = axes.get_figure()
    if width <= NARROW:
        figure.set_layout_engine("constrained", h_pad=0.06)  # type: ignore[union-attr]
        lines = [axes.plot([], [], color=colour, lw=2)[0] for _, _, colour in ends]
        texts = [textwrap.fill(label, 44) for _, label, _ in ends]
        figure.legend(lines, texts, loc="outside upper left", fontsize=FONT)  # type: ignore[union-attr]
        return
    bottom, top = axes.get_ylim()
    height = figure.get_size_inches()[1] * 72 * 0.78  # type: ignore[union-attr]
    wrapped = sorted((y, textwrap.fill(label, 26), colour) for y, label, colour in ends)
    per_line = (top - bottom) * _POINTS_PER_LINE / height
    needs = [per_line * (text.count("\n") + 1) * 1.08 for _, text, _ in wrapped]
    places = spread([y for y, _, _ in wrapped], needs, bottom, top)
    for (_, text, colour), place in zip(wrapped, places, strict=True):
        axes.annotate(
            text,
            xy=(1.0, place),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=FONT,
            annotation_clip=False,
            linespacing=1.05,
        )
