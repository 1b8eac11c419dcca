"""How the team and its time are called: a new unit opens, an established one goes on from today."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ccu_sim.analysis.outcomes import Outcome
from ccu_sim.inputs import Unit
from ccu_sim.model.measures.declaration import GROUPS
from ccu_sim.reports.phrases import upper

_FOUNDING = re.compile(rf"\b(f)ounding ({'|'.join(GROUPS.values())})\b", re.IGNORECASE)
_ON_DAY_0 = re.compile(r"\b(in post on|of) day 0\b")


class Stage(NamedTuple):
    """Words that depend on whether a unit is new.

    Attributes
    ----------
    when : str
        Said after those of day 0, as in 'staff here today'.
    time : str
        What an axis of months counts.
    """

    when: str
    time: str

    @property
    def team(self) -> str:
        """Those of day 0, as in 'of the 25 staff ...'."""
        return self.people("staff")

    def people(self, who: str) -> str:
        """Name some of those of day 0."""
        return f"{who} {self.when}"

    def words(self, text: str) -> str:
        """Say of a text about the founding team who these are, and of day 0 when it is."""
        text = _FOUNDING.sub(
            lambda found: self.people(upper(found[2]) if found[1] == "F" else found[2]), text
        )
        return _ON_DAY_0.sub(self.when, text)

    def outcome(self, outcome: Outcome) -> Outcome:
        """Describe an outcome in these words."""
        return replace(outcome, label=self.words(outcome.label), plain=self.words(outcome.plain))


_WORDS = {
    "established": Stage("here today", "months from now"),
    "new": Stage("of the opening day", "months since opening"),
}
_ANY = Stage("of the first day", "months from the first day")


def stage_of(*units: Unit) -> Stage:
    """Give the words for a unit, or for all units told of: theirs if they share them."""
    told = {unit.stage for unit in units}
    return _WORDS[told.pop()] if len(told) == 1 else _ANY


def steps_words(months: int, *units: Unit) -> str:
    """Say what the steps in curves of who stays are; nothing where no term ends so soon."""
    terms = [group.contract.months for unit in units for group in unit.staff]
    ends = any(term is not None and term < months for term in terms)
    return " The steps are where fixed-term contracts end." if ends else ""
