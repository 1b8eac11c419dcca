"""Writing a scenario down as the plain record that a run is founded from."""

from collections.abc import Mapping

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.conditions import CONDITION_NAMES
from ccu_sim.inputs.context import Costs
from ccu_sim.inputs.levers import LEVER_INDEX
from ccu_sim.inputs.policy import Policy
from ccu_sim.inputs.roster import COVERED_ROLES, DAYS_A_WEEK
from ccu_sim.inputs.scenario import (
    COSTS,
    DAY_ZERO,
    FACTS,
    encode_changes,
    encode_group,
    new_scenario,
)
from ccu_sim.inputs.staff import SHIFTS
from ccu_sim.inputs.unit import Unit


def encode(
    unit: Unit, policy: Policy, parameters: Mapping[str, float], months: int, key: np.uint64
) -> np.ndarray:
    """Write down everything that one run is founded from.

    Parameters
    ----------
    unit : Unit
    policy : Policy
    parameters : mapping of str to float
        A value for every parameter of the registry.
    months : int
        Horizon.
    key : numpy.uint64
        Of the run's random numbers.

    Returns
    -------
    numpy.ndarray, shape (1,)
        One scenario record.
    """
    scenarios = new_scenario()
    scenarios["key"], scenarios["months"] = key, months
    scenarios["par"][0] = tuple(parameters[name] for name in REGISTRY.names)
    scenarios["unit"][0] = encode_unit(unit)
    changes = encode_changes(change for one in policy.strategies for change in one.changes)
    scenarios["change_count"] = len(changes)
    scenarios["changes"][0, : len(changes)] = changes
    scenarios["costs"][0] = encode_costs(unit)
    costs = policy.encoded_costs(unit)
    scenarios["strategy_count"] = len(costs)
    scenarios["strategies"][0, : len(costs)] = costs
    return scenarios


def encode_unit(unit: Unit) -> np.ndarray:
    """Write down a unit's facts.

    Returns
    -------
    numpy.ndarray, shape ()
        One record of `FACTS`.
    """
    facts = np.zeros((), FACTS)
    facts["beds"] = unit.beds
    facts["opens"] = (unit.opens - DAY_ZERO).days
    facts["established"] = unit.stage == "established"
    for name in ("agency", "annual_leave_weeks", "boundary_strictness"):
        facts[name] = unit[name]
    for name in type(unit.context).model_fields:
        facts[name] = unit.context[name]
    facts["conditions"] = [unit.conditions[name] for name in CONDITION_NAMES]
    facts["practices"] = np.nan
    for name, dose in unit.practices.items():
        facts["practices"][LEVER_INDEX[name]] = dose
    cells = [unit.roster[day_kind][shift] for day_kind in DAYS_A_WEEK for shift in SHIFTS]
    for name in ("planned", "minimum"):
        facts[name] = [[cell[role][name] for role in COVERED_ROLES] for cell in cells]
    facts["casual"] = [unit.casual_pool[role] for role in COVERED_ROLES]
    facts["group_count"] = len(unit.staff)
    facts["groups"][: len(unit.staff)] = [encode_group(group) for group in unit.staff]
    return facts


def encode_costs(unit: Unit) -> np.ndarray:
    """Write down what a unit pays.

    Returns
    -------
    numpy.ndarray, shape ()
        One record of `COSTS`.
    """
    return np.array(tuple(unit.costs[name] for name in Costs.model_fields), COSTS)
