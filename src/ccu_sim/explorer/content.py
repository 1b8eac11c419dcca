"""What the page holds beside its scripts: units, strategies, parameter sets, words."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from scipy import special

import ccu_sim
from ccu_sim.analysis.intervals import CONFIDENCE, SPREAD
from ccu_sim.analysis.outcomes import outcome
from ccu_sim.analysis.reasons import REASON_WORDS
from ccu_sim.batch.as_usual import unaccepted
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY, ensemble
from ccu_sim.explorer.declarations import declarations
from ccu_sim.explorer.layout import layout
from ccu_sim.explorer.lessons import Lesson, lessons
from ccu_sim.inputs import (
    CONDITIONS,
    LEVERS,
    Policy,
    Strategy,
    Study,
    Unit,
    load_strategy,
    load_unit,
    scenario_files,
)
from ccu_sim.inputs.change import LAST_MONTH
from ccu_sim.inputs.conditions import ANCHOR_LEVELS, CONDITION_NAMES
from ccu_sim.inputs.encoding import encode_costs, encode_unit
from ccu_sim.inputs.staff import DISCIPLINES
from ccu_sim.inputs.strategy import THEMES
from ccu_sim.model.portable import MODULE, module_hash
from ccu_sim.reports.phrases import listed

SETS = 40
"""Parameter sets of the accepted ensemble that the page tries: what fits into it."""

REPLICATES = 5
SEED = 2014
"""Of the many units; the same as a study has when its file states none."""

DOSES = (0.5, 1.0, 1.5, 2.0)
"""Factors on a strategy's doses that the page offers, where the levers allow them."""

MONTHS = 36


def content(units: Sequence[Unit], studies: Sequence[Study]) -> dict[str, Any]:
    """Give all that the page needs, as plain JSON values.

    Parameters
    ----------
    units : sequence of Unit
        Those that the page offers, the first one first shown.
    studies : sequence of Study
        Whose strategies are offered beside those that ship; the first says what is shown first.
    """
    told = lessons()
    shown = list(_units(units, told))
    return {
        "version": ccu_sim.__version__,
        "module": module_hash(),
        "code": encoded(MODULE.read_bytes()),
        "layout": layout(),
        "offered": [unit.name for unit in units],
        "units": [_unit(unit) for unit in shown],
        "conditions": [
            {"name": one.name, "title": one.title, "question": one.question, "anchors": one.anchors}
            for one in CONDITIONS
        ],
        "anchors": ANCHOR_LEVELS,
        "levers": [
            {"name": one.name, "unit": one.unit, "high": one.high, "combine": one.combine}
            for one in LEVERS
        ],
        "themes": [*THEMES],
        "strategies": [_strategy(one, shown) for one in _strategies(studies)],
        "last_month": LAST_MONTH,
        "parameters": {"names": REGISTRY.names, "central": encoded(_rows([REGISTRY.central()]))},
        "sets": {
            "count": SETS,
            "replicates": REPLICATES,
            "seed": str(studies[0].seed if studies else SEED),  # beyond what a script counts to
            "rows": encoded(_rows(ensemble(SETS))),
            "caution": _caution(units),
        },
        "quantiles": _quantiles(),
        "disciplines": DISCIPLINES,
        "reasons": REASON_WORDS,
        "asked": _asked(told),
        "words": yaml.safe_load((files(__package__) / "words.yaml").read_text(encoding="utf-8")),
        "lessons": [one.told() for one in told],
        "begin": _begin(studies),
        "check": declarations(),
    }


def _caution(units: Sequence[Unit]) -> str:
    """Say what is to be known of the possible worlds on the page."""
    known = [unit.title for unit in units if unit.observed is not None]
    said = [one for one in (unaccepted(),) if one]
    if known:
        said.append(
            f"They are the same for every unit: what {listed(known)} saw in its own last "
            "year does not choose among them, as it does in a comparison."
        )
    return " ".join(said)


def encoded(raw: bytes) -> str:
    """Write bytes as text."""
    return base64.b64encode(raw).decode("ascii")


def stretches(record: np.ndarray) -> list[tuple[int, str]]:
    """Write a record as its stretches of numbers other than zero: where each begins, its bytes.

    Records have room for the most that a unit may hold, so nearly all of one is zero.
    """
    numbers = np.frombuffer(record.tobytes(), "<u8")
    used = np.flatnonzero(numbers)
    ends = np.flatnonzero(np.diff(used) > 1) + 1
    return [
        (int(places[0]) * numbers.itemsize, encoded(numbers[places].tobytes()))
        for places in np.split(used, ends)
        if places.size
    ]


def _rows(sets: Iterable[dict[str, float]]) -> bytes:
    """Write parameter sets as rows of floats, in the order of the registry."""
    rows = [[one[name] for name in REGISTRY.names] for one in sets]
    return np.array(rows, "<f8").tobytes()


def _asked(told: Sequence[Lesson]) -> list[dict[str, Any]]:
    """Give what lessons claim something of, in words; the page itself shows who stays."""
    names = dict.fromkeys(claim.outcome for one in told for claim in one.file.claims)
    return [asdict(outcome(name)) for name in names if not name.startswith("retention")]


def _units(units: Sequence[Unit], told: Sequence[Lesson]) -> Iterator[Unit]:
    """Give the units that are offered, then those that only lessons use."""
    known: set[str] = set()
    for unit in (*units, *(way.base for one in told for way in one.ways)):
        if unit.name not in known:
            known.add(unit.name)
            yield unit


def _unit(unit: Unit) -> dict[str, Any]:
    """Tell a unit: its facts as the model's record, and its file where no name finds it."""
    is_named = unit.name in scenario_files("unit") and load_unit(unit.name) == unit
    return {
        "name": unit.name,
        "title": unit.title,
        "opens": unit.opens.isoformat(),
        "facts": stretches(encode_unit(unit)),
        "costs": stretches(encode_costs(unit)),
        "conditions": {name: unit.conditions[name] for name in CONDITION_NAMES},
        "file": None if is_named else unit.resolved(),
    }


def _strategies(studies: Sequence[Study]) -> list[Strategy]:
    """Gather strategies: those of the studies, then all others whose files can be read."""
    found = {one.name: one for study in studies for one in study.strategy_objects}
    for name in scenario_files("strategy"):
        try:
            found.setdefault(name, load_strategy(name))
        except UserError:  # `ccu-sim check` tells; the page does without it
            continue
    return [one for one in found.values() if one.changes]


def _strategy(strategy: Strategy, units: Sequence[Unit]) -> dict[str, Any]:
    """Tell a strategy, its changes and costs at each dose that the levers allow."""
    doses = []
    for factor in DOSES:
        try:
            scaled = strategy.scaled(factor)
        except ValueError:  # beyond the range of a lever
            continue
        doses.append(
            {
                "factor": factor,
                "changes": scaled.resolved()["changes"],
                "cost": scaled.cost.model_dump(mode="json", exclude_defaults=True),
                "prices": {one.name: _prices(scaled, one) for one in units},
            }
        )
    file = strategy.resolved()
    del file["changes"], file["cost"]  # as the dose has them
    return {
        "name": strategy.name,
        "title": strategy.title,
        "theme": strategy.theme,
        "begins": strategy.first_month,
        "doses": doses,
        "file": file,
        "is_named": strategy.name in scenario_files("strategy")
        and load_strategy(strategy.name) == strategy,
    }


def _prices(strategy: Strategy, unit: Unit) -> list[tuple[int, str]]:
    """Write down what a strategy costs at a unit; the page writes its months."""
    costs = Policy.of([strategy]).encoded_costs(unit)
    costs["first_month"] = costs["last_month"] = 0
    return stretches(costs)


def _quantiles() -> dict[str, Any]:
    """Give what the intervals of `analysis.intervals` need of Student's t and of F."""
    freedom = np.arange(1, SETS * REPLICATES)
    within = [SETS * (replicates - 1) for replicates in range(2, REPLICATES + 1)]
    return {
        "t": special.stdtrit(freedom, 0.5 + CONFIDENCE / 2).tolist(),
        "f": special.fdtri(SETS - 1, within, 1 - CONFIDENCE).tolist(),
        "spread": SPREAD,
    }


def first_other_way(studies: Sequence[Study]) -> list[str]:
    """Name the strategies that are shown first beside as usual: of the first study, if any."""
    if not studies:
        return ["professional-supervision", "permanent-contracts"]
    others = [arm.strategies for arm in studies[0].arms if arm.strategies]
    return list(others[0]) if others else []


def _begin(studies: Sequence[Study]) -> dict[str, Any]:
    """Say what the page shows first: as usual, and the first other way."""
    set_ = studies[0].parameters if studies else {}
    return {
        "months": studies[0].months if studies else MONTHS,
        "strategies": first_other_way(studies),
        "parameters": {name: set_[name] for name in set_ if name in REGISTRY},
    }
