"""How founders left: resigned, promoted elsewhere or not renewed, told apart in the report."""

from __future__ import annotations

from typing import Any

from ccu_sim.analysis.ways_of_leaving import WAYS, ways_of_leaving
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.phrases import upper

HEADINGS = (*(upper(words) for words in WAYS.values()), "Still here")


def leaving_tables(findings: Findings) -> list[dict[str, Any]]:
    """Count founders by how they left, as usual and under each strategy, a table for each unit.

    Parameters
    ----------
    findings : Findings
        Of one setting.
    """
    return [
        {
            "unit": findings.place(unit),
            "horizon": findings.horizon,
            "headings": HEADINGS,
            "rows": [
                {
                    "strategy": "As usual"
                    if row["strategy"] == AS_USUAL
                    else findings.label(row["strategy"]),
                    "cells": [f"{row[way]:.1f}" for way in (*WAYS, "here")],
                }
                for row in ways_of_leaving(
                    findings.results,
                    unit=unit,
                    strategies=[AS_USUAL, *findings.strategies],
                    months=float(findings.horizon),
                ).to_dict("records")
            ],
        }
        for unit in findings.units
    ]
