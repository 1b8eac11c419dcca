"""A methods paragraph, with versions and references, ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccu_sim.analysis.landmark import duration
from ccu_sim.evidence import read_bibliography
from ccu_sim.reports.phrases import listed

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned

SEARCH = (
    "Jamieson & Talwalkar 2016, Non-stochastic best arm identification and hyperparameter "
    "optimization, AISTATS"
)
FOUNDING = ("ccu-2019", "reeves-2024")
"""Texts that the model is founded on, by their names in the bibliography."""


def references() -> list[str]:
    """Give what the methods paragraph cites, in full."""
    return [*(read_bibliography()[name].reference for name in FOUNDING), SEARCH]


def methods_paragraph(plan: Planned) -> str:
    """Say how the plan was made, as a report or a paper would."""
    asked = plan.question
    version = plan.results.manifest.environment["ccu_sim"]
    doses = listed(["half", "once", "twice"])
    weighed = (
        " Parameter sets were weighed by the unit's own last year."
        if plan.results.manifest.selection
        else ""
    )
    return (
        f"{asked.unit.title} was simulated with ccu_sim {version}, an agent-based model of team "
        "dynamics in community care units that employ peer workers beside clinicians (Meurk et al. "
        "2019; implementation actions after Reeves et al. 2024), over "
        f"{duration(asked.months)} with seed {asked.seed}. "
        f"{len(plan.strategies)} strategies at {doses} the stated dose, and packages of them, were "
        f"searched by successive halving (Jamieson & Talwalkar 2016) under common random numbers: "
        f"{plan.found['packages']:,} packages in {plan.found['runs']:,} runs on {asked.sets} "
        f"parameter sets, for up to A${asked.budget:,.0f} over {duration(plan.mark)}. What was "
        f"chosen was estimated on {asked.sets} other parameter sets with {asked.replicates} "
        f"replicates each ({len(plan.run_table):,} runs), as mean paired differences from the unit "
        f"as usual with Monte Carlo intervals (95 %).{weighed} Parameter sets are draws from the "
        "ranges that the evidence allows whose runs meet published targets. Results are "
        "comparisons within the model and no forecasts. Digest of the runs: "
        f"{plan.results.manifest.hash[:16]}."
    )
