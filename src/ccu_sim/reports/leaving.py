"""How people left, as usual and with each strategy, as a table of the report."""

from __future__ import annotations

from typing import Any

from ccu_sim.analysis.ways_of_leaving import WAYS, ways_of_leaving
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import Findings


def leaving_tables(findings: Findings) -> list[dict[str, Any]]:
    """How people left, as usual and with each strategy, a table for each unit."""
    names = [AS_USUAL, *findings.order] if findings.strategies else [AS_USUAL]
    blocks = []
    for unit in findings.units:
        table = ways_of_leaving(
            findings.results, unit=unit, strategies=names, months=findings.mark.months
        )
        rows = [
            {
                "name": findings.label(row["strategy"]),
                "usual": row["strategy"] == AS_USUAL,
                "cells": [f"{row[name]:.1f}" for name in (*WAYS, "here")],
            }
            for row in table.to_dict("records")
        ]
        blocks.append({"unit": findings.place(unit), "rows": rows})
    return blocks
