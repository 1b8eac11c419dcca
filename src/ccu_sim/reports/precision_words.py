"""What estimates of staying rest on: counted leavers, with luck taken off."""

from __future__ import annotations

from ccu_sim.analysis.pairs import luck_in
from ccu_sim.analysis.precision import precision
from ccu_sim.reports.findings import Findings

_WORTH_TELLING = 1.5


def precision_note(findings: Findings) -> str:
    """Say that luck was taken off and how many runs that is worth; nothing where it was not."""
    if luck_in(findings.staying) not in findings.runs:
        return ""
    note = (
        "Means of staying, of turnover and of its cost have the luck in who left taken off: those "
        "counted less those to be expected from everybody's chances of leaving. "
    )
    if not findings.strategies:
        return note
    ratio = float(precision(findings.runs, findings.staying)["ratio"].median())
    if not ratio >= _WORTH_TELLING:
        return note
    return note + (
        f"By counting alone it would take some {ratio:.0f} times as many runs to be as sure of an "
        f"effect on staff still here {findings.mark.words} (median over strategies). "
    )
