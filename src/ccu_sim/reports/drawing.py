"""A figure as drawn: what pages show of it, and what they tell of it in words."""

from __future__ import annotations

from dataclasses import dataclass

from ccu_sim.reports.style import HouseFigure, svg


@dataclass(frozen=True)
class Drawing:
    """A figure that has been drawn.

    Attributes
    ----------
    svg : str
    alt : str
        What someone who cannot see it would be told.
    width, height : float
        Inches.
    """

    svg: str
    alt: str
    width: float
    height: float

    @classmethod
    def of(cls, figure: HouseFigure) -> Drawing:
        """Draw a figure."""
        width, height = figure.get_size_inches()
        return cls(svg(figure), figure.alt, float(width), float(height))
