"""What is known: every number about people, with its range, basis and source."""

from ccu_sim.evidence.parameter import Parameter, Source
from ccu_sim.evidence.registry import Registry, read_registry
from ccu_sim.evidence.sets import parameter_sets as _parameter_sets

REGISTRY = read_registry()
"""The registry as shipped."""


def parameter_sets(count: int, seed: int) -> list[dict[str, float]]:
    """Draw parameter sets from the shipped registry's ranges (see `sets`)."""
    return _parameter_sets(REGISTRY, count, seed)


__all__ = ["REGISTRY", "Parameter", "Registry", "Source", "parameter_sets", "read_registry"]
