"""Which facts of a unit its file leaves open, and what its conditions fill them in with."""

from collections.abc import Iterator
from dataclasses import dataclass

from ccu_sim.inputs.conditions import CONDITIONS
from ccu_sim.inputs.doses import baseline_doses, contract_terms
from ccu_sim.inputs.levers import LEVERS
from ccu_sim.inputs.unit import Unit

_TERMS = ("renewal", "decided_months_before")
_OF_PEERS = ("supervision_hours", "supervisor_understanding")


@dataclass(frozen=True)
class FilledIn:
    """A fact that a unit's file could state and does not.

    Attributes
    ----------
    condition : str
        The condition that sets it.
    key : str
        What the file would call it: a key of a contract, or a lever among the practices.
    value : float
    unit : str
        What the value is, in words.
    whose : str
        The role of the staff whose contract it is of; empty where it is of the whole unit.
    """

    condition: str
    key: str
    value: float
    unit: str
    whose: str = ""

    def __str__(self) -> str:
        """Return the fact as one phrase."""
        role = f", {self.whose.replace('_', ' ')}" if self.whose else ""
        return f"{self.key} {self.value:.3g} ({self.unit}{role})"


def filled_in(unit: Unit) -> tuple[FilledIn, ...]:
    """Return what the conditions fill in, condition by condition.

    What is always the condition's own, such as the leader's quality, is not among it: no key
    of the file could state it.
    """
    doses = dict(zip((lever.name for lever in LEVERS), baseline_doses(unit).tolist(), strict=True))
    stated = set(unit.practices)
    fixed = [group.contract for group in unit.staff if group.contract.kind == "fixed-term"]
    if not fixed or any(contract.renewal is not None for contract in fixed):
        stated.add("permanent_share")  # nobody to make permanent, or their contracts say it
    if not unit.heads("peer_worker"):
        stated.update(_OF_PEERS)
    found = []
    for condition in CONDITIONS:
        for quantity in condition.sets:
            name, words = quantity.name, quantity.unit
            if name in _TERMS:
                found += [
                    FilledIn(condition.name, name, value, words, role)
                    for role, value in _terms(unit, name)
                ]
            elif name in doses and name not in stated:
                found.append(FilledIn(condition.name, name, doses[name], words))
    return tuple(found)


def filled_in_words(unit: Unit) -> tuple[str, ...]:
    """Say of each condition what it fills in, a sentence each."""
    found = filled_in(unit)
    return tuple(
        f"{name} ({unit.conditions[name]:g}) fills in what the file leaves open: "
        f"{'; '.join(str(one) for one in found if one.condition == name)}."
        for name in dict.fromkeys(one.condition for one in found)
    )


def _terms(unit: Unit, key: str) -> Iterator[tuple[str, float]]:
    """Yield whose fixed-term contracts leave a term open and what it is then, each role once."""
    roles = set()
    for group in unit.staff:
        contract = group.contract
        if contract.kind == "fixed-term" and contract[key] is None and group.role not in roles:
            roles.add(group.role)
            yield group.role, float(contract_terms(unit, group)[key])
