"""What estimates of staying rest on: counted leavers, with luck taken off."""

from __future__ import annotations

from ccu_sim.analysis.pairs import luck_in
from ccu_sim.analysis.precision import precision
from ccu_sim.reports.findings import Findings

_WORTH_TELLING = 1.5

_SETS_TO_TELL = 20
"""Fewer parameter sets do not tell how much surer an effect is."""


def precision_note(findings: Findings) -> str:
    """Say that luck was taken off and how many runs that is worth; nothing where it was not."""
    if luck_in(findings.staying) not in findings.runs:
        return ""
    note = (
        "Who leaves in a given month is partly luck. The model knows everybody's chance of "
        "leaving, so means of staying, of turnover and of its cost have most of that luck taken "
        "off; what a single unit may see still has it. "
    )
    if not findings.strategies or findings.runs["set"].nunique() < _SETS_TO_TELL:
        return note
    ratio = float(precision(findings.runs, findings.staying)["ratio"].median())
    if not ratio >= _WORTH_TELLING:
        return note
    return note + (
        f"Counting leavers alone would take some {ratio:.0f} times as many runs to be as sure of "
        f"an effect on staff still here {findings.mark.words} (median over strategies). "
    )
