"""Parameter sets: draws from the ranges that the evidence allows.

Independent draws from wide ranges are a prior, not a plausible ensemble, and are called so
wherever they are shown.
"""

import hashlib
import struct

from ccu_sim.evidence.parameter import Parameter
from ccu_sim.evidence.registry import Registry

_UNIT = 1.0 / 2**64


def _share(seed: int, name: str, index: int) -> float:
    """Give the place in [0, 1) of one parameter in one set, by address alone."""
    digest = hashlib.sha256(f"{seed} {name} {index}".encode()).digest()
    return struct.unpack("<Q", digest[:8])[0] * _UNIT


def _draw(parameter: Parameter, seed: int, index: int) -> float:
    """Draw one parameter for one set."""
    if not parameter.varies:
        return parameter.value
    return parameter.at(_share(seed, parameter.name, index))


def parameter_sets(registry: Registry, count: int, seed: int) -> list[dict[str, float]]:
    """Draw parameter sets from the prior: independently, evenly on each one's scale.

    Set ``i`` depends on the seed and ``i`` alone, so more sets never change those before.

    Parameters
    ----------
    registry : Registry
    count : int
    seed : int

    Returns
    -------
    list of dict of str to float
    """
    return [
        {name: _draw(parameter, seed, index) for name, parameter in registry.items()}
        for index in range(count)
    ]
