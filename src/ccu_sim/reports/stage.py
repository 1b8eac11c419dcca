"""How the team and its time are called: a new unit opens, an established one goes on from today."""

from __future__ import annotations

from typing import NamedTuple

from ccu_sim.inputs import Unit


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
