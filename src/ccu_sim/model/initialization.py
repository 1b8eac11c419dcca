"""Day 0: from a unit, a policy and a parameter set to a world that can be run."""

from collections.abc import Mapping

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.inputs import Policy, Unit
from ccu_sim.inputs.encoding import encode
from ccu_sim.model.compiled import initialize_world, open_doors, walk
from ccu_sim.model.records import (
    BEYOND_CAPACITY,
    MONTHS,
    NO_TERMS_FOR_PEERS,
    POSTS,
)
from ccu_sim.model.streams import run_key
from ccu_sim.model.world import new_world


def initialize(
    unit: Unit,
    policy: Policy,
    parameters: Mapping[str, float],
    *,
    months: int,
    seed: int,
    set_index: int = 0,
    replicate: int = 0,
) -> np.ndarray:
    """Make the world of one run on its opening day.

    Parameters
    ----------
    unit : Unit
    policy : Policy
        Strategies composed; as usual is the policy without any.
    parameters : mapping of str to float
        A value for every parameter of the registry.
    months : int
        Horizon, 1 to 120.
    seed, set_index, replicate : int
        Address of the run's random numbers. Neither unit nor policy enters: all meet the
        same people and the same chance.

    Returns
    -------
    numpy.ndarray, shape (1,)
        One world record.

    Raises
    ------
    UserError
        When the horizon, or posts with a strategy's extra ones, are beyond capacity.
    """
    if not 1 <= months <= MONTHS:
        raise UserError(f"months is {months}; a run can last 1 to {MONTHS} months")
    key = run_key(seed, set_index, replicate)
    worlds = new_world()
    worlds["scenario"] = encode(unit, policy, parameters, months, key)
    initialize_world(worlds, 0)
    if worlds[0].refusal == NO_TERMS_FOR_PEERS:
        raise UserError(
            f"Unit {unit.name} has no peer workers, so their terms are unknown and extra peer "
            "posts cannot be added; give the unit a group with role: peer_worker"
        )
    if worlds[0].refusal == BEYOND_CAPACITY:
        posts = int(worlds[0].unit.posts)
        casual = unit.casual_pool.peer_worker + unit.casual_pool.clinician
        raise UserError(
            f"Unit {unit.name} with {posts - casual - unit.total_heads} extra peer posts has "
            f"{posts} posts; the model holds {POSTS}"
        )
    if history := int(worlds[0].history):
        walk(worlds, 0, 0, history)
        open_doors(worlds, 0)
    return worlds
