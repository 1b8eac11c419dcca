"""A panel of staff: a unit run as usual, and its people looked at in some months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ccu_sim.inputs import Policy, Unit, compose
from ccu_sim.model import RunTables, measure
from ccu_sim.model.calendar import month_start
from ccu_sim.model.compiled import walk
from ccu_sim.model.initialization import initialize
from ccu_sim.model.records import CLINICIAN, PEER

MONTHS = 36
"""Horizon: the first year's survey, and two years in which those who answered may leave."""

LOOKS = (0, 4, 12, 24)
"""Months in which everybody is looked at."""


@dataclass(frozen=True)
class Panel:
    """A run and its people.

    Attributes
    ----------
    worlds : numpy.ndarray, shape (1,)
        At the horizon.
    tables : RunTables
    people : dict of int to numpy structured array
        By month: the regular peer workers and clinicians then in post, as the world holds
        them, with ``trust_given``, the mean trust that each has in colleagues, ``climate``,
        how each finds the team, and ``chance``, how likely each is to resign beside others.
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
) -> Panel:
    """Run a unit for `MONTHS` and look at its people in the months of `LOOKS`.

    Parameters
    ----------
    unit, parameters, seed, set_index, replicate
        As for `ccu_sim.model.initialize`.
    policy : Policy, optional
        As usual, if not given.
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
    for month in LOOKS:
        if month:
            walk(worlds, 0, lived, month_start(month))
            lived = month_start(month)
        people[month] = _people(worlds)
    walk(worlds, 0, lived, month_start(MONTHS))
    return Panel(worlds, measure(worlds[0]), people)


def _people(worlds: np.ndarray) -> np.ndarray:
    """Copy the records of everyone in a regular post but the leader, and what they tell."""
    world = worlds.view(np.ndarray)[0]
    staff = world["staff"][: int(world["unit"]["posts"])]
    here = staff["here"] != 0
    team = np.flatnonzero(here & (staff["casual"] == 0) & np.isin(staff["role"], (PEER, CLINICIAN)))
    trust = world["trust"][: len(staff), : len(staff)]
    others = here & (staff["casual"] == 0)
    fields = {name: staff[name][team] for name in staff.dtype.names if staff[name].ndim == 1}
    given = [trust[who][others & (np.arange(len(staff)) != who)].mean() for who in team]
    fields["trust_given"] = np.array(given, dtype=float)
    climate = fields["trust_given"] + fields["belonging"] + fields["colleague_support"]
    fields["climate"] = climate / 3.0
    fields["chance"] = np.exp(staff["reasons"][team].sum(axis=1))
    table = np.zeros(len(team), [(name, values.dtype) for name, values in fields.items()])
    for name, values in fields.items():
        table[name] = values
    return table
