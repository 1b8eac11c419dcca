"""One run from scenario to tables, on either engine."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Policy, Unit
from ccu_sim.model.compiled import initialize_world, run_months, walk
from ccu_sim.model.engine import Native, present
from ccu_sim.model.initialization import initialize
from ccu_sim.model.tables import RunTables, measure
from ccu_sim.model.world import new_world

if TYPE_CHECKING:
    from ccu_sim.model.mesa_model import CCUModel

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
    for name, value in REGISTRY.central().items():
        worlds["scenario"]["par"][name] = value
    initialize_world(worlds, 0)
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
        As for `initialization.initialize`.
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
    worlds = initialize(unit, policy, parameters, **address)
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
        As for `initialization.initialize`.

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
