"""The table of what strategies keep and cost, and what each additional worker costs, in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from ccu_sim.analysis.cost import ratio_is_told
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.tables import Block, dollars

FEW = 0.1
"""Workers below which a second decimal is needed to see any."""


def cost_tables(findings: Findings) -> list[Block]:
    """What each strategy keeps and costs, a table for each unit."""
    blocks = []
    for unit in findings.units:
        here = findings.costs[findings.costs["unit"] == unit].set_index("strategy", drop=False)
        ordered = here.reindex([name for name in findings.order if name in here.index])
        rows = [
            {"name": findings.label(row["strategy"]), **cost_cells(row)}
            for row in ordered.to_dict("records")
        ]
        blocks.append({"unit": findings.place(unit), "rows": rows})
    return blocks


def cost_cells(row: Block) -> Block:
    """Write what a strategy keeps and costs.

    Parameters
    ----------
    row : dict
        A row of `analysis.cost_per_worker`.
    """
    people = partial(_people, digits=1 if abs(row["workers"]) >= FEW else 2)
    known = np.isfinite(row["workers_low"])
    return {
        "workers": people(row["workers"]),
        "workers_interval": _between(row, "workers", people) if known else "",
        "cost": _signed_dollars(row["cost"]),
        "cost_interval": _between(row, "cost", _signed_dollars) if known else "",
        "said": _for_each(row),
    }


def _for_each(row: Block) -> str:
    """Say what each additional worker costs, as far as it can be told, or the verdict."""
    each, low, high = (row[f"cost_per_worker{end}"] for end in ("", "_low", "_high"))
    told = ratio_is_told(row["workers"], row["workers_low"])
    bounded = np.isfinite([low, high]).all()
    if not np.isfinite(each) or not (told or bounded):
        return str(row["verdict"])
    if not told:
        return (
            f"at least A${dollars(low)} for each additional worker: it keeps hardly more than "
            "as usual, so that no upper end can be told"
        )
    said = f"A${dollars(each)} for each additional worker"
    return f"{said} ({dollars(low)} to {dollars(high)})" if bounded else said


def _between(row: Block, name: str, text: Callable[[float], str]) -> str:
    return f"{text(row[f'{name}_low'])} to {text(row[f'{name}_high'])}"


def _people(number: float, digits: int) -> str:
    return f"{round(number, digits) + 0.0:+.{digits}f}".replace("-", "−")


def _signed_dollars(amount: float) -> str:
    return ("+" if amount > 0 else "") + dollars(amount)
