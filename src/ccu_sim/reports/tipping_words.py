"""What could turn the choice at a unit, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ccu_sim.analysis.tipping import Fact
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.phrases import count, listed

MOST_NAMED = 3
"""Facts that are named first, of those that could turn the choice."""


def first_sentence(findings: Findings, rows: pd.DataFrame, facts: Mapping[str, Fact]) -> str:
    """Say of one unit what is chosen, and the two or three facts that could turn it.

    Parameters
    ----------
    findings : Findings
        Of the tipping study.
    rows : DataFrame
        The unit's rows of the tipping table.
    facts : mapping of str to Fact
        By name.
    """
    first = rows.iloc[0]
    choice = findings.inline(str(first["choice"]))
    begun = f"At {findings.unit_labels[str(first['unit'])]} the choice is {choice}"
    if not first["clear"]:
        begun += " (though not beyond Monte Carlo error even as the unit is)"
    turning = rows[rows["verdict"] != "stands"]
    if turning.empty:
        of = "the one fact" if len(rows) == 1 else f"all {count(len(rows), 'fact')}"
        return f"{begun}; it stands over the whole range tried of {of}."
    named = [turn_text(findings, row, facts) for row in _records(turning.head(MOST_NAMED))]
    rest = len(turning) - len(named)
    more = f"; {count(rest, 'more fact')} could, further off or less surely" if rest else ""
    return f"{begun}. What could turn it: {'; '.join(named)}{more}."


def turn_text(findings: Findings, row: Mapping[str, Any], facts: Mapping[str, Fact]) -> str:
    """Say at which value of a fact the choice turns, and to what."""
    fact = facts[str(row["fact"])]
    side = "below" if row["turns_at"] < fact.value else "above"
    sure = "" if row["verdict"] == "turns" else ", though not beyond Monte Carlo error"
    known = row["turns_low"] == row["turns_low"]
    between = (
        f"; {fact.text(row['turns_low'])} to {fact.text(row['turns_high'])} by these runs"
        if known
        else ""
    )
    return (
        f"{fact.words} {side} {fact.text(row['turns_at'])} ({fact.text(fact.value)} as the unit "
        f"has it, {row['known']}{between}), to {findings.inline(row['turns_to'])}{sure}"
    )


def same_everywhere(rows: pd.DataFrame) -> bool:
    """Whether no strategy was ever ahead of any other."""
    return bool((rows["choice"] == AS_USUAL).all() and (rows["least_lead"] == 0).all())


def cells(findings: Findings, row: Mapping[str, Any], fact: Fact) -> dict[str, str]:
    """Give the cells of a table for people."""
    turns = "–"
    if row["turns_to"]:
        doubt = "" if row["verdict"] == "turns" else " ?"
        turns = f"{fact.text(row['turns_at'])}{doubt}"
    return {
        "fact": fact.words,
        "value": f"{fact.text(fact.value)}{_MARKS[fact.known]}",
        "tried": _span(fact, row["tried_low"], row["tried_high"]),
        "stands": "all of it"
        if row["verdict"] == "stands"
        else _span(fact, row["stands_low"], row["stands_high"]),
        "turns": turns,
        "to": findings.label(row["turns_to"]) if row["turns_to"] else "",
    }


_MARKS = {"judged": "", "filled in": "*", "stated": ""}


def listed_filled_in(facts: Mapping[str, Fact]) -> str:
    """Say which facts the unit's file leaves out and a condition fills in; or nothing."""
    filled = [f"{fact.words} {fact.text(fact.value)}" for fact in facts.values() if _filled(fact)]
    return f"* not in the unit's file, filled in from contract security: {listed(filled)}."


def any_filled_in(facts: Mapping[str, Fact]) -> bool:
    """Whether the unit's file leaves any of the facts out."""
    return any(_filled(fact) for fact in facts.values())


def _filled(fact: Fact) -> bool:
    return fact.known == "filled in"


def _span(fact: Fact, low: float, high: float) -> str:
    return f"{fact.text(low)}–{fact.text(high)}"


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]
