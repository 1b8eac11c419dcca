"""One run from scenario to tables, on either engine."""

import sys
from collections.abc import Mapping
from typing import Literal

import numpy as np

from ccu_sim.inputs import Policy, Unit
from ccu_sim.model.compiled import run_months, walk
from ccu_sim.model.engine import Native, present
from ccu_sim.model.founding import found
from ccu_sim.model.opening import found_world
from ccu_sim.model.tables import RunTables, measure
from ccu_sim.model.world import new_world

Engine = Literal["compiled", "mesa"]


def prepare() -> None:
    """Make the engine ready; say so on standard error where rules have to be compiled first.

    Raises
    ------
    UserError
        If there is nothing here that could run the model (see `engine.present`).
    """
    engine = present()
    if isinstance(engine, Native) and not engine.is_ready("walk"):
        print("compiling the rules, for they were changed (a minute or so)", file=sys.stderr)
    worlds = new_world()  # an empty unit, of which no shift is lived
    found_world(worlds, 0)
    walk(worlds, 0, 0, 0)


def run_world(
    unit: Unit,
    policy: Policy,
    parameters: Mapping[str, float],
    *,
    months: int,
    seed: int,
    set_index: int = 0,
    replicate: int = 0,
    engine: Engine = "compiled",
) -> np.ndarray:
    """Run a unit under a policy to the horizon.

    Parameters
    ----------
    unit, policy, parameters, months, seed, set_index, replicate
        As for `founding.found`.
    engine : {"compiled", "mesa"}
        The two give the same world, bit for bit; the compiled one is for many runs.

    Returns
    -------
    numpy.ndarray, shape (1,)
        The world at the horizon.
    """
    worlds = found(
        unit,
        policy,
        parameters,
        months=months,
        seed=seed,
        set_index=set_index,
        replicate=replicate,
    )
    if engine == "mesa":
        from ccu_sim.model.mesa_model import CCUModel

        CCUModel.of_world(worlds, unit, policy).run_months(months)
    else:
        run_months(worlds, months)
    return worlds


def simulate(
    unit: Unit,
    policy: Policy,
    parameters: Mapping[str, float],
    *,
    months: int,
    seed: int,
    set_index: int = 0,
    replicate: int = 0,
    engine: Engine = "compiled",
) -> RunTables:
    """Run a unit under a policy and measure it (see `run_world` and `tables`).

    Returns
    -------
    RunTables
    """
    worlds = run_world(
        unit,
        policy,
        parameters,
        months=months,
        seed=seed,
        set_index=set_index,
        replicate=replicate,
        engine=engine,
    )
    return measure(worlds[0])
