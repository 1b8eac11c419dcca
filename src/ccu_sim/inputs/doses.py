"""The doses that a unit runs with, as plain Python asks for them: usual, combined, in conflict.

What a dose is, `composition` defines; here its functions meet units and changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ccu_sim.inputs import composition
from ccu_sim.inputs.change import LAST_MONTH, Change
from ccu_sim.inputs.conditions import CONDITION_NAMES, QUANTITY_NAMES, Conditions
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.scenario import GROUP, encode_changes, encode_costs, encode_group, encode_unit
from ccu_sim.inputs.staff import Contract, StaffGroup
from ccu_sim.inputs.strategy_cost import Prices

if TYPE_CHECKING:
    from ccu_sim.inputs.strategy import Strategy
    from ccu_sim.inputs.unit import Unit

TOLERANCE = 1e-9
"""Slack for doses that sum to their limit in binary fractions."""


@dataclass(frozen=True)
class Clash:
    """Two changes that cannot both hold, or doses that add up to more than a lever allows.

    Attributes
    ----------
    sentence : str
    position : int
        Index of the later of the changes concerned.
    """

    sentence: str
    position: int


def quantities(conditions: Conditions) -> dict[str, float]:
    """Return every quantity that the five conditions set, by name."""
    return dict(zip(QUANTITY_NAMES, _quantities(conditions).tolist(), strict=True))


def _quantities(conditions: Conditions) -> np.ndarray:
    values = np.zeros(len(QUANTITY_NAMES))
    composition.set_quantities([conditions[name] for name in CONDITION_NAMES], values)
    return values


def contract_terms(unit: "Unit", group: StaffGroup) -> Contract:
    """Return a group's contract with nothing left unsaid.

    What a fixed-term contract leaves out, the condition `contract_security` fills in
    (chance and notice of renewal); a renewed contract is fixed-term unless it says
    permanent.
    """
    contract = group.contract
    if contract.kind == "permanent":
        return contract
    encoded = np.array(encode_group(group), GROUP)[()]
    renewal, notice = composition.contract_terms(encoded, _quantities(unit.conditions))
    said = {"renewal": float(renewal), "decided_months_before": float(notice)}
    return contract.model_copy(update={"renewed_as": contract.renewed_as or "fixed-term", **said})


def baseline_doses(unit: "Unit") -> np.ndarray:
    """Return the as-usual dose of every lever, in the order of `LEVERS`."""
    doses = np.zeros(len(LEVERS))
    facts = encode_unit(unit)
    composition.set_usual_doses(facts[()], _quantities(unit.conditions), doses)
    return doses


def combined_doses(changes: Iterable[Change], months: int) -> tuple[np.ndarray, np.ndarray]:
    """Combine changes that are known not to clash.

    Parameters
    ----------
    changes : iterable of Change
    months : int
        Horizon.

    Returns
    -------
    doses, coverage : array (months + 1, number of levers)
        Row m holds those of month m; row 0 those in force on day 0
        (see `composition.combine_changes`).
    """
    encoded = encode_changes(changes)
    doses, coverage = np.empty((2, months + 1, len(LEVERS)))
    composition.combine_changes(encoded, len(encoded), months, doses, coverage)
    return doses, coverage


def combined_prices(strategies: Iterable["Strategy"], months: int) -> np.ndarray:
    """Add up what strategies cost in each month (see `composition.price_strategies`).

    Returns
    -------
    array (months + 1, 5)
        A$, columns as in `Prices`.
    """
    encoded = encode_costs(strategies)
    prices = np.empty((months + 1, len(Prices._fields)))
    composition.price_strategies(encoded, len(encoded), months, prices)
    return prices


def first_clash(changes: Sequence[tuple[str, Change]]) -> Clash | None:
    """Return what is contradictory about changes, each with the name of its strategy."""
    beyond = _beyond_range([change for _, change in changes])
    setting: dict[str, list[tuple[str, Change]]] = {}
    for position, (owner, change) in enumerate(changes):
        lever = change.moved
        if lever.combine == "set":
            for other_owner, other in setting.setdefault(lever.name, []):
                together = max(change.from_month, other.from_month)
                if other.dose != change.dose and together <= min(
                    change.last_month, other.last_month
                ):
                    whom = "" if owner == other_owner else f"{owner} sets it "
                    return Clash(
                        f"contradictory levers: {other_owner} sets {lever.name} to "
                        f"{other.dose:g} and {whom}to {change.dose:g} in month {together}; "
                        "keep one of the two",
                        position,
                    )
            setting[lever.name].append((owner, change))
        elif lever.name in beyond:
            so_far = _beyond_range([change for _, change in changes[: position + 1]])
            if lever.name in so_far:
                month, dose = so_far[lever.name]
                return Clash(
                    f"{lever.name} adds up to {dose:g} in month {month} with "
                    f"{owner}; it must be between {lever.low:g} and {lever.high:g} ({lever.unit})",
                    position,
                )
    return None


def _beyond_range(changes: Sequence[Change]) -> dict[str, tuple[int, float]]:
    """Return the levers whose doses add up to too much, with the first such month and dose."""
    doses, _ = combined_doses(changes, LAST_MONTH)
    found = {}
    for lever in LEVERS:
        column = doses[1:, LEVER_INDEX[lever.name]]
        over = column > lever.high + TOLERANCE
        if lever.combine == "add" and over.any():
            month = int(np.argmax(over)) + 1
            found[lever.name] = (month, float(column[month - 1]))
    return found
