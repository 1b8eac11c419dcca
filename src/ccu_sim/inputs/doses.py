"""What a unit does as usual: what its conditions set, its contracts' terms, its doses.

What a dose is, `composition` defines; here its functions meet units and changes.
"""

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import composition
from ccu_sim.inputs.conditions import CONDITION_NAMES, QUANTITY_NAMES, Conditions
from ccu_sim.inputs.encoding import encode_unit
from ccu_sim.inputs.levers import LEVERS
from ccu_sim.inputs.scenario import GROUP, encode_group
from ccu_sim.inputs.staff import Contract, StaffGroup
from ccu_sim.inputs.unit import Unit


def quantities(conditions: Conditions) -> dict[str, float]:
    """Return every quantity that the five conditions set, by name."""
    return dict(zip(QUANTITY_NAMES, _quantities(conditions).tolist(), strict=True))


def _quantities(conditions: Conditions) -> np.ndarray:
    values = np.zeros(len(QUANTITY_NAMES))
    composition.set_quantities([conditions[name] for name in CONDITION_NAMES], values)
    return values


def renewal_range(unit: Unit, group: StaffGroup) -> tuple[float, float]:
    """Return the least and greatest chance of renewal that parameter sets give a fixed term.

    Both are what the contract states, where it states one.
    """
    odds = REGISTRY["renewal_odds"]
    low, high = (contract_terms(unit, group, at).renewal or 0.0 for at in (odds.low, odds.high))
    return low, high


def contract_terms(unit: Unit, group: StaffGroup, odds: float = 1.0) -> Contract:
    """Return a group's contract with nothing left unsaid.

    What a fixed-term contract leaves out, the condition `contract_security` fills in
    (chance and notice of renewal); a renewed contract is fixed-term unless it says
    permanent.

    Parameters
    ----------
    unit : Unit
    group : StaffGroup
    odds : float
        Times those of renewal that the condition sets; 1 is the middle of what is plausible.
    """
    contract = group.contract
    if contract.kind == "permanent":
        return contract
    encoded = np.array(encode_group(group), GROUP)[()]
    renewal, notice = composition.contract_terms(encoded, _quantities(unit.conditions), odds)
    said = {"renewal": float(renewal), "decided_months_before": float(notice)}
    return contract.model_copy(update={"renewed_as": contract.renewed_as or "fixed-term", **said})


def baseline_doses(unit: Unit) -> np.ndarray:
    """Return the as-usual dose of every lever, in the order of `LEVERS`."""
    doses = np.zeros(len(LEVERS))
    facts = encode_unit(unit)
    composition.set_usual_doses(facts[()], _quantities(unit.conditions), doses)
    return doses
