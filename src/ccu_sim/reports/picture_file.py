"""A figure as a file of its own, with its words in it for those who cannot see it."""

from __future__ import annotations

import io
from pathlib import Path

from matplotlib.backends.backend_svg import FigureCanvasSVG

from ccu_sim.batch.atomic_files import replace_text
from ccu_sim.reports.style import HouseFigure, house_style


def write_picture(figure: HouseFigure, path: Path) -> Path:
    """Write a figure as SVG, whole or not at all; its title there is its alternative text."""
    with house_style():
        buffer = io.StringIO()
        metadata = {"Date": None, "Creator": None, "Title": figure.alt}
        FigureCanvasSVG(figure).print_svg(buffer, metadata=metadata)
    replace_text(path, buffer.getvalue().replace("<svg ", '<svg role="img" ', 1))
    return path
