"""A plan for a budget: packages of strategies searched on some runs, and estimated on others."""

from ccu_sim.analysis.planning.arms import Arms
from ccu_sim.analysis.planning.estimate import (
    additions_table,
    at_equal_spending,
    doses_table,
    effect_by_set,
    packages_table,
    run_table,
    steps_table,
)
from ccu_sim.analysis.planning.option import DOSES, NOTHING, Option, Package, options_for
from ccu_sim.analysis.planning.search import Found, runs_expected, search
from ccu_sim.analysis.planning.trials import Conditions, Trials

__all__ = [
    "DOSES",
    "NOTHING",
    "Arms",
    "Conditions",
    "Found",
    "Option",
    "Package",
    "Trials",
    "additions_table",
    "at_equal_spending",
    "doses_table",
    "effect_by_set",
    "options_for",
    "packages_table",
    "run_table",
    "runs_expected",
    "search",
    "steps_table",
]
