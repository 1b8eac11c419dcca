"""Whom a strategy keeps, in a sentence."""

from __future__ import annotations

from ccu_sim.analysis.parting import parting
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.names import GROUPS
from ccu_sim.reports.phrases import listed

WORTH_TELLING = 0.01
"""Share of a group kept from not being renewed, from which on an effect is parted."""


def parting_sentences(findings: Findings, unit: str) -> list[str]:
    """Part the effects of leading strategies that keep people who would not have been renewed.

    Parameters
    ----------
    findings : Findings
    unit : str

    Returns
    -------
    list of str
        A sentence for each strategy and group that it is so of.
    """
    sentences = []
    for strategy in findings.leading:
        table = parting(findings.results, unit=unit, strategy=strategy)
        for row in table.to_dict("records"):
            if row["not_renewed"] >= WORTH_TELLING:
                sentences.append(_sentence(findings, row))
    return sentences


def _sentence(findings: Findings, row: dict) -> str:
    heads = findings.heads[row["unit"]][row["group"]]
    kept = [
        f"{row['not_renewed'] * heads:.1f} who would not have been renewed",
        f"{row['resigned'] * heads:.1f} who would have resigned or been promoted elsewhere",
    ]
    return (
        f"{findings.unit_labels[row['unit']]}, {findings.inline(row['strategy'])}: of the {heads} "
        f"{findings.stage.people(GROUPS[row['group']])}, {row['effect'] * heads:+.1f} are "
        f"still here {findings.mark.words}: {listed(kept)}, less {row['lost'] * heads:.1f} who "
        "would have been here without it."
    ).replace(" -", " −")
