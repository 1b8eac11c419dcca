"""How the team and its time are called: a new unit opens, an established one goes on from today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccu_sim.inputs import Unit

if TYPE_CHECKING:
    from ccu_sim.reports.findings import Findings


class Stage(NamedTuple):
    """Words that depend on whether a unit is new.

    Attributes
    ----------
    team : str
        Those of day 0, as in 'of the 25 staff ...'.
    time : str
        What an axis of months counts.
    """

    team: str
    time: str


def stage_of(unit: Unit) -> Stage:
    """Give the words for a unit."""
    if unit.stage == "established":
        return Stage("staff who are here today", "months from now")
    return Stage("staff of the opening day", "months since opening")


def team_of(findings: Findings) -> str:
    """Name the followed staff of all units told of: by their stage if they share it."""
    told = {stage_of(unit).team for unit in findings.results.study.unit_objects}
    return told.pop() if len(told) == 1 else "staff of the first day"


def time_of(findings: Findings) -> str:
    """Say what an axis of months counts for all units told of."""
    told = {stage_of(unit).time for unit in findings.results.study.unit_objects}
    return told.pop() if len(told) == 1 else "months from the first day"
