"""One run from scenario to tables, on either engine."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import numpy as np

from ccu_sim.inputs import Policy, Unit
from ccu_sim.inputs.scenario import new_scenario
from ccu_sim.model.compiled import run_months, walk
from ccu_sim.model.compiling import UNCOMPILED, compiled_before
from ccu_sim.model.founding import found
from ccu_sim.model.opening import found_world
from ccu_sim.model.tables import RunTables, measure
from ccu_sim.model.world import new_world

if TYPE_CHECKING:
    from ccu_sim.model.mesa_model import CCUModel

Engine = Literal["compiled", "mesa"]


def prepare() -> None:
    """Compile the model if this version of it never was; say so once on standard error."""
    if not UNCOMPILED and not compiled_before():
        print("compiling the model, once per installation (under a minute)", file=sys.stderr)
    worlds = new_world()  # an empty unit, of which no shift is lived: compiling is all it asks
    found_world(new_scenario(), worlds, 0)
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
    address = {"months": months, "seed": seed, "set_index": set_index, "replicate": replicate}
    if engine == "mesa":
        from ccu_sim.model.mesa_model import CCUModel

        return live(CCUModel, unit, policy, parameters, **address).worlds
    worlds = found(unit, policy, parameters, **address)
    run_months(worlds, months)
    return worlds


def live(
    kind: type[CCUModel],
    unit: Unit,
    policy: Policy,
    parameters: Mapping[str, float],
    *,
    months: int,
    seed: int,
    set_index: int = 0,
    replicate: int = 0,
) -> CCUModel:
    """Run a unit under a policy to the horizon, as a Mesa model of some kind.

    Parameters
    ----------
    kind : type
        `CCUModel`, or a subclass.
    unit, policy, parameters, months, seed, set_index, replicate
        As for `founding.found`.

    Returns
    -------
    CCUModel
        The model at the horizon.
    """
    address = {"rng": seed, "set_index": set_index, "replicate": replicate}
    try:
        model = kind(unit, policy, parameters, months=months, **address)
        model.run_months(months)
    except SystemExit as error:  # a subclass may fail its run, but not end the program
        ended = RuntimeError(f"the run called for an exit ({error.code})")
        raise ended.with_traceback(error.__traceback__) from None
    return model


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
