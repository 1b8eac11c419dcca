"""Where in a world's bytes its fields lie: what a program needs that reads them without NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.scenario import CHANGE, FACTS, SCENARIO, STRATEGY_COST
from ccu_sim.model.calendar import month_start
from ccu_sim.model.diary import ORDINALS
from ccu_sim.model.measures.declaration import MONTHLY, RUN
from ccu_sim.model.records import (
    CASUAL_KIND,
    EVENT_NAMES,
    MONTHS,
    OUTCOME_NAMES,
    REASONS,
    ROLE_NAMES,
    STAFF,
)
from ccu_sim.model.streams import (
    DISCIPLINE_PLACE,
    KIND_PLACE,
    ORDINAL_PLACE,
    RESIDENT_KIND,
)
from ccu_sim.model.world import WORLD

READ = (
    *(
        "scenario",
        "refusal",
        "history",
        "unit",
        "base_dose",
        "dose",
        "climate",
        "staff",
        "residents",
    ),
    *("trust", "monthly", "row", "spell_count", "spells", "event_count", "events_lost", "events"),
)
"""Parts of a world that the page reads or writes."""


def layout() -> dict[str, Any]:
    """Give sizes, places and names: all that the page knows of the model's records.

    Returns
    -------
    dict
        Plain JSON values. A field has its offset ``at`` in bytes, its ``size`` and, where it is
        an array, its ``shape`` and the ``stride`` of one item; all items have 8 bytes.
    """
    return {
        "size": WORLD.itemsize,
        "world": {name: _field(WORLD, name) for name in READ},
        "scenario": {
            "size": SCENARIO.itemsize,
            **{name: _field(SCENARIO, name) for name in SCENARIO.names or ()},
        },
        "facts": {name: _field(FACTS, name) for name in FACTS.names or ()},
        "change": _places(CHANGE),
        "strategy_cost": _places(STRATEGY_COST),
        "staff": _places(STAFF),
        "month_starts": [month_start(month) for month in range(MONTHS + 1)],
        "supervision_half_life": REGISTRY.names.index("supervision_half_life"),
        "months": [measure.name for measure in MONTHLY],
        "run": [measure.name for measure in RUN],
        "events": EVENT_NAMES,
        "outcomes": OUTCOME_NAMES,
        "reasons": REASONS,
        "roles": ROLE_NAMES,
        "address": {
            "ordinal": ORDINAL_PLACE,
            "discipline": DISCIPLINE_PLACE,
            "kind": KIND_PLACE,
            "resident": RESIDENT_KIND,
            "casual": CASUAL_KIND,
        },
        "ordinals": ORDINALS,
    }


def _field(record: np.dtype, name: str) -> dict[str, Any]:
    """Tell where a field lies, and what is in it where it holds records."""
    kind, at = _fields(record)[name]
    base, shape = kind.subdtype or (kind, ())
    told: dict[str, Any] = {"at": at, "size": kind.itemsize}
    if shape:
        told |= {"shape": shape, "stride": base.itemsize}
    if base.names and name not in ("par", "costs"):  # rows of numbers, taken as a whole
        told["of"] = _places(base)
    return told


def _places(record: np.dtype) -> dict[str, int]:
    """Give the offset of every field of a record."""
    return {name: at for name, (_, at) in _fields(record).items()}


def _fields(record: np.dtype) -> dict[str, tuple[np.dtype, int]]:
    """Give the type and the offset of every field of a record, in order."""
    assert record.fields is not None
    return {name: (record.fields[name][0], record.fields[name][1]) for name in record.names or ()}
