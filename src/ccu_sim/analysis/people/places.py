"""Where patterns about people are looked for: as usual, and in units that are run otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.factors import Arm
from ccu_sim.analysis.people.panel import LOOKS, Panel, follow
from ccu_sim.analysis.people.sums import people_sums, start_sums
from ccu_sim.inputs import load_unit

SECOND_YEAR = slice(13, 25)
SETTLED = (1, 2, 3)
LATER = 24
FELT_BY_ALL = ("exhaustion", "satisfaction", "chance")

LED_WELL = {"role_clarity": 0.9, "leadership": 0.9, "supervision": 0.8}
RUN_BADLY = {"role_clarity": 0.1, "leadership": 0.1, "supervision": 0.2}
NEAR = {"context.medical_model": 0.2, "context.stigma": 0.1}
WIDE = {"context.medical_model": 0.7, "context.stigma": 0.5}
"""Outlooks of the service and of the sector: near to recovery, and far from it."""


@dataclass(frozen=True)
class Place:
    """Where people are looked at.

    Attributes
    ----------
    unit : str
    arm : Arm
        What is moved.
    sums : callable
        What is summed up of a run.
    looks : tuple of int
        Months in which everybody is looked at.
    """

    unit: str
    arm: Arm
    sums: Callable[[Panel], Mapping[str, float]]
    looks: tuple[int, ...] = LOOKS


def _trust_between(panel: Panel) -> dict[str, float]:
    """Trust between the professions in the second year, and how people began."""
    trust = panel.tables.monthly["trust_between"][SECOND_YEAR]
    known = np.isfinite(trust)
    row = {"trust_between": float(trust[known].sum()), "months": float(known.sum())}
    return row | dict(start_sums(panel))


def _settled(panel: Panel) -> dict[str, float]:
    """How everybody is in the first months, and two years on."""
    early = np.concatenate([panel.people[month] for month in SETTLED])
    row = {}
    for word, people in (("early", early), ("later", panel.people[LATER])):
        row[f"people_{word}"] = float(len(people))
        row |= {f"{item}_{word}": float(people[item].sum()) for item in FELT_BY_ALL}
    return row


AS_USUAL = {unit: Place(unit, Arm(), people_sums) for unit in ("site-1", "site-2")}
ELSEWHERE = {
    "led-near": Place("site-1", Arm(facts=LED_WELL | NEAR), _trust_between),
    "led-wide": Place("site-1", Arm(facts=LED_WELL | WIDE), _trust_between),
    "badly-near": Place("site-1", Arm(facts=RUN_BADLY | NEAR), _trust_between),
    "badly-wide": Place("site-1", Arm(facts=RUN_BADLY | WIDE), _trust_between),
    "settled": Place("established-unit", Arm(), _settled, (*SETTLED, LATER)),
}
"""Units that are run otherwise, by name; their sums are told apart by it."""


def sums_of(
    parameters: Mapping[str, float],
    *,
    seed: int,
    set_index: int,
    replicates: Sequence[int],
    places: Mapping[str, Place] | None = None,
) -> dict[str, float]:
    """Run a parameter set at places and add up its people.

    Parameters
    ----------
    parameters : mapping of str to float
    seed, set_index : int
        Address of the runs' chance events.
    replicates : sequence of int
        Runs at each place.
    places : mapping of str to Place, optional
        All, if not given.

    Returns
    -------
    dict of str to float
        Sums over both sites as usual, and, as ``PLACE:NAME``, those of every other place.
    """
    found: dict[str, float] = {}
    for name, place in (AS_USUAL | ELSEWHERE if places is None else places).items():
        unit = place.arm.unit(load_unit(place.unit))
        for replicate in replicates:
            panel = follow(
                unit,
                parameters,
                seed=seed,
                set_index=set_index,
                replicate=replicate,
                looks=place.looks,
            )
            for key, value in place.sums(panel).items():
                where = key if name in AS_USUAL else f"{name}:{key}"
                found[where] = found.get(where, 0.0) + value
    return found
