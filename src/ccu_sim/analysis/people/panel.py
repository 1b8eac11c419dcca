"""A panel of staff: a unit run as usual, and its people looked at in some months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.inputs import Policy, Unit, compose
from ccu_sim.model import RunTables, measure
from ccu_sim.model.calendar import month_start
from ccu_sim.model.compiled import walk
from ccu_sim.model.initialization import initialize
from ccu_sim.model.records import LEADER

MONTHS = 36
"""Horizon: the first year's survey, and two years in which those who answered may leave."""

LOOKS = (0, 4, 12, 24)
"""Months in which everybody is looked at, unless others are named."""

FACTS = ("address", "role", "spell")
ASKED = (
    "satisfaction",
    "morale",
    "exhaustion",
    "role_clarity",
    "leader_support",
    "colleague_support",
    "trust_given",
    "trust_received",
    "belonging",
    "voice",
    "role_drift",
    "prospects",
    "valued",
)
"""What a survey could ask."""

STATES = (
    *ASKED,
    "felt_fit",
    "near_home",
    "sick_days",
    "long_sick_days",
)
CLIMATE_PARTS = 3.0
_TYPE = np.dtype(
    [*((name, "i8") for name in FACTS), *((name, "f8") for name in (*STATES, "climate", "chance"))]
)


@dataclass(frozen=True)
class Panel:
    """A run and its people.

    Attributes
    ----------
    worlds : numpy.ndarray, shape (1,)
        At the horizon.
    tables : RunTables
    people : dict of int to numpy structured array
        By month: the regular peer workers and clinicians then in post. `FACTS` and `STATES` as
        the world holds them; ``climate``, how each finds the team (trust in colleagues,
        belonging and colleagues' support), and ``chance``, how likely each was to resign
        in the week before.
    """

    worlds: np.ndarray
    tables: RunTables
    people: Mapping[int, np.ndarray]


def follow(
    unit: Unit,
    parameters: Mapping[str, float],
    *,
    seed: int,
    set_index: int = 0,
    replicate: int = 0,
    policy: Policy | None = None,
    looks: Sequence[int] = LOOKS,
) -> Panel:
    """Run a unit for `MONTHS` and look at its people in some months.

    Parameters
    ----------
    unit, parameters, seed, set_index, replicate
        As for `ccu_sim.model.initialize`.
    policy : Policy, optional
        As usual, if not given.
    looks : sequence of int
        Those months, in order.
    """
    worlds = initialize(
        unit,
        compose([]) if policy is None else policy,
        parameters,
        months=MONTHS,
        seed=seed,
        set_index=set_index,
        replicate=replicate,
    )
    people, lived = {}, 0
    for month in looks:
        if month:
            walk(worlds, 0, lived, month_start(month))
            lived = month_start(month)
        people[month] = _people(worlds, month)
    walk(worlds, 0, lived, month_start(MONTHS))
    return Panel(worlds, measure(worlds[0]), people)


def _people(worlds: np.ndarray, month: int) -> np.ndarray:
    """Copy what everyone in a regular post but the leader tells, from their first whole week on."""
    world = worlds[0]
    staff = world["staff"][: int(world["unit"]["posts"])]
    regular = (staff["here"] != 0) & (staff["casual"] == 0)
    met = regular & (staff["role"] != LEADER)
    if month > 0:
        met &= staff["resigning_chance"] > 0.0
    staff = staff[met]
    table = np.zeros(len(staff), _TYPE)
    for name in (*FACTS, *STATES):
        table[name] = staff[name]
    climate = staff["trust_given"] + staff["belonging"] + staff["colleague_support"]
    table["climate"] = climate / CLIMATE_PARTS
    table["chance"] = staff["resigning_chance"]
    return table
