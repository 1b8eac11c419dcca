"""What is known: every number about people, with its range, basis and source."""

from ccu_sim.evidence.accepted import SHIPPED, Ensemble, ranges_hash, read_ensemble
from ccu_sim.evidence.bibliography import Source, read_bibliography
from ccu_sim.evidence.parameter import Parameter
from ccu_sim.evidence.pattern_figures import PatternFigure, how_validated, pattern_figures
from ccu_sim.evidence.registry import Registry, read_registry
from ccu_sim.evidence.sets import parameter_sets as _parameter_sets
from ccu_sim.evidence.strategy_effects import (
    StrategyEffect,
    how_found,
    strategy_effects,
    trial_figures,
)
from ccu_sim.evidence.targets import (
    TRIALS_FILE,
    Target,
    Targets,
    read_patterns,
    read_targets,
)

BIBLIOGRAPHY = read_bibliography()
"""Every source, by key."""

REGISTRY = read_registry(BIBLIOGRAPHY)
"""The registry as shipped."""

TARGETS = read_targets(BIBLIOGRAPHY)
"""What as-usual runs must show before a parameter set counts."""

PATTERNS = read_patterns(BIBLIOGRAPHY)
"""What is published of people and new teams, to be met by runs that were not fitted to it."""

TRIALS = read_patterns(BIBLIOGRAPHY, TRIALS_FILE)
"""How strategies act in published trials, to be met by runs that were not fitted to it."""


def parameter_sets(count: int, seed: int) -> list[dict[str, float]]:
    """Draw parameter sets from the shipped registry's ranges (see `sets`)."""
    return _parameter_sets(REGISTRY, count, seed)


def ensemble(count: int | None = None) -> list[dict[str, float]]:
    """Give parameter sets that meet the calibration targets (see `accepted`).

    Parameters
    ----------
    count : int, optional
        All that are shipped, if not given; set ``i`` never depends on it.

    Raises
    ------
    UserError
        If there are not that many.
    """
    return read_ensemble().sets(REGISTRY, count)


__all__ = [
    "BIBLIOGRAPHY",
    "PATTERNS",
    "REGISTRY",
    "SHIPPED",
    "TARGETS",
    "TRIALS",
    "Ensemble",
    "Parameter",
    "PatternFigure",
    "Registry",
    "Source",
    "StrategyEffect",
    "Target",
    "Targets",
    "ensemble",
    "how_found",
    "how_validated",
    "parameter_sets",
    "pattern_figures",
    "ranges_hash",
    "read_ensemble",
    "read_registry",
    "read_targets",
    "strategy_effects",
    "trial_figures",
]
