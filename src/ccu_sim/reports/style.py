"""The house style of figures: quiet, labelled directly, safe for colour-blind readers.

Figures are drawn without pyplot, so nothing global is touched and nothing is left open.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

INK = "#222222"
QUIET = "#5f6368"
FAINT = "#d9dce0"

USUAL = "#6b6f75"
"""As usual is always this grey."""

ROLES = {"peer_worker": "#0072B2", "clinician": "#C44E00", "team_leader": "#4d4d4d"}
"""Blue and vermilion (Okabe & Ito), the second darkened so that it can be read as text."""

ROLE_WORDS = {
    "peer_worker": "peer workers",
    "clinician": "clinicians",
    "team_leader": "team leader",
}

STRATEGIES = ("#00735C", "#8F3B76", "#A86200")
"""Green, purple, amber: apart in hue and in lightness, all legible as text on white."""

DASHES: tuple[Any, ...] = ("-", (0, (6, 1.5)), (0, (2, 1.2)))
"""Beside colours, lines differ in dashes, for grey printers."""

WIDTH = 9.6
"""Inches; fills the column of the report."""

_RC: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.labelsize": 10,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlepad": 9,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": FAINT,
    "grid.linewidth": 0.7,
    "figure.facecolor": "white",
    "figure.dpi": 110,
    "legend.frameon": False,
    "lines.linewidth": 1.9,
    "lines.solid_capstyle": "round",
    "savefig.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "ccu_sim",
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.size": 3,
    "ytick.major.size": 3,
}


class HouseFigure(Figure):
    """A figure that shows itself in a notebook and says in words what it shows.

    Attributes
    ----------
    alt : str
        What someone who cannot see it would be told.
    """

    alt: str = ""

    def _repr_png_(self) -> bytes:
        return png(self)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style, whatever the user's own settings are."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_RC)
        yield


def new_figure(height: float, *, width: float = WIDTH) -> HouseFigure:
    """Give an empty figure; call it inside `house_style`."""
    return HouseFigure(figsize=(width, height), layout="constrained")


def svg(figure: Figure) -> str:
    """Give a figure as SVG text, the same bytes every time."""
    with house_style():
        buffer = io.StringIO()
        canvas = FigureCanvasSVG(figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def png(figure: Figure, *, dpi: int = 150) -> bytes:
    """Give a figure as a PNG image."""
    with house_style():
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=dpi)
        return buffer.getvalue()


def headline(figure: Figure, text: str) -> None:
    """Say at the top left what is seen."""
    figure.suptitle(
        "\n".join(textwrap.wrap(text, 96)), x=0.008, ha="left", fontsize=13, fontweight="bold"
    )


def note(figure: Figure, text: str) -> None:
    """Add a quiet line under the panels: what lines, bands and marks are."""
    wrapped = "\n".join(textwrap.wrap(text, 128))
    figure.supxlabel(wrapped, x=0.008, ha="left", fontsize=9, color=QUIET)


def grid(axes: Axes, axis: str) -> None:
    """Draw faint lines across one axis ('x' or 'y')."""
    axes.grid(True, axis=axis)  # type: ignore[arg-type]


def months_axis(axes: Axes, horizon: float) -> None:
    """Mark an axis of months every year, or closer over a short time."""
    step = 12 if horizon > 24 else 6 if horizon > 9 else 3 if horizon > 3 else 1
    axes.set_xlim(0, horizon)
    axes.set_xticks([month for month in range(0, int(horizon) + 1, step)])


def label_ends(
    axes: Axes, ends: Sequence[tuple[float, str, str]], *, x: float, lines: int = 22
) -> None:
    """Write the name of each line at its right end, moved apart where they would meet.

    Parameters
    ----------
    axes : Axes
        With its limits set.
    ends : sequence of (y, text, colour)
    x : float
        Where the lines end.
    lines : int
        Characters after which a name is broken.
    """
    bottom, top = axes.get_ylim()
    height = axes.get_figure().get_size_inches()[1] * axes.get_position().height  # type: ignore[union-attr]
    per_line = (top - bottom) * 0.17 / max(height, 0.1)
    texts = [(y, textwrap.fill(text, lines), colour) for y, text, colour in sorted(ends)]
    needs = [per_line * (text.count("\n") + 1) for _, text, _ in texts]
    places = spread([y for y, _, _ in texts], needs, bottom, top)
    for (y, text, colour), place in zip(texts, places, strict=True):
        axes.annotate(
            text,
            xy=(x, y),
            xytext=(8, place),
            textcoords=("offset points", "data"),
            va="center",
            color=colour,
            fontsize=9,
            annotation_clip=False,
            linespacing=1.05,
        )


def spread(
    places: Sequence[float], needs: Sequence[float], bottom: float, top: float
) -> list[float]:
    """Move labels up or down as little as keeps each clear of the next.

    Parameters
    ----------
    places : sequence of float
        Where labels want to be, in rising order.
    needs : sequence of float
        Height of each.
    bottom, top : float
        What they should stay within, if they fit.
    """
    moved = list(places)
    for _ in range(60):
        still = True
        for one in range(len(moved) - 1):
            gap = (needs[one] + needs[one + 1]) / 2
            overlap = gap - (moved[one + 1] - moved[one])
            if overlap > 1e-12:
                moved[one] -= overlap / 2
                moved[one + 1] += overlap / 2
                still = False
        if still:
            break
    if moved:
        low = bottom + needs[0] / 2 - moved[0]
        high = top - needs[-1] / 2 - moved[-1]
        shift = max(low, 0.0) if low > 0 else min(high, 0.0)
        moved = [place + shift for place in moved]
    return moved
