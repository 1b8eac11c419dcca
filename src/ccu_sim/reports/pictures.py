"""The figures of the report, each with what it shows; many strategies are left to the tables."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from ccu_sim.reports.drawing import Drawing
from ccu_sim.reports.figures.course import plot_course
from ccu_sim.reports.figures.forest import plot_effects
from ccu_sim.reports.figures.people import plot_people
from ccu_sim.reports.figures.plane import plot_cost_plane
from ccu_sim.reports.figures.retention import plot_retention
from ccu_sim.reports.figures.sweep import plot_sweep, swept_axis
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.first.page import embedded
from ccu_sim.reports.stage import steps_words
from ccu_sim.reports.style import HouseFigure

MOST_PICTURED = 3
"""Settings of a sweep that are drawn one by one."""

Picture = dict[str, str]

_DRAWN: WeakKeyDictionary[Findings, dict[tuple[object, ...], Drawing]] = WeakKeyDictionary()
"""Kept as long as what they show: the report and the explorer beside it share them."""


def drawn(
    plot: Callable[..., HouseFigure], findings: Findings, *asked: str | tuple[str, ...]
) -> Drawing:
    """Draw what is asked of findings, once however often it is asked.

    Parameters
    ----------
    plot : callable
        Such as `plot_effects`.
    findings : Findings
    *asked : str or tuple of str
        What else it takes.
    """
    made = _DRAWN.setdefault(findings, {})
    if (plot, *asked) not in made:
        made[plot, *asked] = Drawing.of(plot(findings, *asked))
    return made[plot, *asked]


def who_stays(findings: Findings) -> list[Picture]:
    """Draw who stays and whether the team holds together, by setting."""
    shown = []
    if findings.strategies and swept_axis(findings):
        shown.append(
            _picture(
                drawn(plot_sweep, findings), "How levels and effects change as one thing is varied."
            )
        )
    for part in findings.shown(MOST_PICTURED):
        shown += _of_setting(part)
    return shown


def money(findings: Findings) -> list[Picture]:
    """Draw staff kept against money, by setting."""
    return [
        _picture(
            drawn(plot_cost_plane, part, tuple(part.told)),
            f"{_at(part)}To the right keeps more staff, downwards saves money.{_some(part)}",
        )
        for part in findings.shown(MOST_PICTURED)
    ]


def _of_setting(findings: Findings) -> list[Picture]:
    at = _at(findings)
    units = [one for one in findings.results.study.unit_objects if one.name in findings.units]
    shown = [
        _picture(
            drawn(plot_retention, findings),
            f"{at}How many of the {findings.stage.team} are still in post."
            f"{steps_words(findings.horizon, *units)}",
        ),
        _picture(
            drawn(plot_course, findings),
            f"{at}Whether the team holds together (left) and whether the roles draw apart (right).",
        ),
    ]
    if findings.strategies:
        some = _some(findings)
        shown.append(
            _picture(
                drawn(plot_people, findings, tuple(findings.told)),
                f"{at}The same question in people: how many are still here, by strategy and "
                f"unit.{some}",
            )
        )
        shown += [
            _picture(
                drawn(plot_effects, findings, unit, tuple(findings.told)),
                f"Effects at {findings.place(unit)}; strategies in the order of how many staff "
                f"they keep over all units.{some}",
            )
            for unit in findings.units
        ]
    return shown


def _some(findings: Findings) -> str:
    """Say that others are in the table, if there are."""
    left = len(findings.order) - len(findings.told)
    return f" {left} that keep fewer are in the table." if left else ""


def _at(findings: Findings) -> str:
    """Begin a caption with the setting, if the study has several."""
    return f"With {findings.where}: " if findings.where else ""


def _picture(drawing: Drawing, caption: str) -> Picture:
    return {**embedded(drawing), "alt": drawing.alt, "caption": caption}
