"""The facts of a unit that are judged, filled in or likely to change, and what each could be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ccu_sim.errors import UserError, enumerated
from ccu_sim.inputs.conditions import ANCHOR_LEVELS, CONDITION, CONDITION_NAMES
from ccu_sim.inputs.doses import contract_terms
from ccu_sim.inputs.roster import COVERED_ROLES, DAYS_A_WEEK
from ccu_sim.inputs.staff import SMALLEST_FTE

if TYPE_CHECKING:
    from ccu_sim.inputs import Unit
    from ccu_sim.inputs.staff import StaffGroup

A_FIFTH = (0.8, 1.2)
"""What is written in the file but may be otherwise by then, hours and pay, is tried a fifth
lower and a fifth higher."""

WORDS = {"peer_worker": "peers", "clinician": "clinicians", "team_leader": "team leader"}
_THOUSAND = 1000.0
_SAME = 1e-9
_TERMS = {
    "renewal": ("chance of renewal", 2),
    "decided_months_before": ("months of notice", 1),
}


@dataclass(frozen=True)
class Fact:
    """One fact of a unit, and the other values that it could have.

    Attributes
    ----------
    name : str
        As in `FACT_NAMES`, with the role where it is of one.
    words : str
    known : str
        'judged' (a condition), 'filled in' (from the condition `contract_security`) or
        'stated'.
    value : float
        As the unit has it.
    others : tuple of (float, mapping)
        Other values, rising, each with the changes that `Unit.varied` takes.
    decimals : int
        Of its values, as they are written.
    """

    name: str
    words: str
    known: str
    value: float
    others: tuple[tuple[float, Mapping[str, Any]], ...]
    decimals: int

    def text(self, value: float) -> str:
        """Write a value of it."""
        return f"{round(value, self.decimals) + 0.0:,.{self.decimals}f}"


def facts_of(unit: Unit, names: tuple[str, ...] = ()) -> list[Fact]:
    """List the facts of a unit that are judged, filled in or likely to change.

    Parameters
    ----------
    unit : Unit
    names : tuple of str
        Only these, of `FACT_NAMES`; all if empty.

    Returns
    -------
    list of Fact
        Only those that could have another value: a unit without fixed-term staff has no
        renewal, and more cover than there are people cannot be planned.

    Raises
    ------
    UserError
        If a name is unknown.
    """
    for name in names:
        if name not in FACT_NAMES:
            raise UserError(
                f"There is no fact '{name}' to vary; they are {enumerated(FACT_NAMES)}."
            )
    found = []
    for name, make in _MAKERS.items():
        if not names or name in names:
            found += [fact for fact in make(unit) if fact.others]
    return found


def _condition(name: str) -> Callable[[Unit], Iterator[Fact]]:
    """Make a condition a fact that could stand anywhere from its first to its last anchor."""

    def make(unit: Unit) -> Iterator[Fact]:
        if name == "contract_security" and not _fixed_term(unit):
            return
        level = float(unit.conditions[name])
        others = {value: {name: value} for value in ANCHOR_LEVELS}
        yield _fact(unit, name, CONDITION[name].title.lower(), "judged", level, others, 2)

    return make


def _term(name: str) -> Callable[[Unit], Iterator[Fact]]:
    """Make a term of contracts a fact, for each role that has fixed terms.

    It is tried at what `contract_security` would set at each of its anchors.
    """
    [anchors] = [one.values for one in CONDITION["contract_security"].sets if one.name == name]
    words, decimals = _TERMS[name]

    def make(unit: Unit) -> Iterator[Fact]:
        for role, places in _fixed_term(unit).items():
            groups = [unit.staff[place] for place in places]
            stated = all(group.contract[name] is not None for group in groups)
            heads = sum(group.heads for group in groups)
            value = sum(g.heads * float(contract_terms(unit, g)[name]) for g in groups) / heads
            others = {
                float(anchor): {f"staff.{place}.contract.{name}": float(anchor) for place in places}
                for anchor in anchors
            }
            known = "stated" if stated else "filled in"
            fact = f"{name}_{role}"
            yield _fact(unit, fact, f"{words}, {WORDS[role]}", known, value, others, decimals)

    return make


def _hours(unit: Unit) -> Iterator[Fact]:
    for role in COVERED_ROLES:
        groups = _groups(unit, role)
        others = {}
        for factor in A_FIFTH:
            ftes = {place: _within(group, group.fte * factor) for place, group in groups.items()}
            changes = {f"staff.{place}.fte": fte for place, fte in ftes.items()}
            others[sum(ftes.values())] = changes
        words = f"hours, {WORDS[role]} (FTE)"
        value = sum(group.fte for group in groups.values())
        yield _fact(unit, f"hours_{role}", words, "stated", value, others, 1)


def _pay(unit: Unit) -> Iterator[Fact]:
    for role in COVERED_ROLES:
        groups = _groups(unit, role)
        heads = sum(group.heads for group in groups.values())
        if not heads:
            continue
        pay = {
            factor: {place: round(group.pay * factor) for place, group in groups.items()}
            for factor in (1.0, *A_FIFTH)
        }
        mean = {
            factor: sum(groups[place].heads * amount for place, amount in amounts.items())
            / (_THOUSAND * heads)
            for factor, amounts in pay.items()
        }
        others = {
            mean[factor]: {f"staff.{place}.pay": amount for place, amount in pay[factor].items()}
            for factor in A_FIFTH
        }
        words = f"pay, {WORDS[role]} (A$ thousand)"
        yield _fact(unit, f"pay_{role}", words, "stated", mean[1.0], others, 1)


def _cover(unit: Unit) -> Iterator[Fact]:
    """Cover with one person less, or more, on every shift that has any of that role."""
    for role in COVERED_ROLES:
        others = {}
        for more in (-1, 1):
            changes: dict[str, Any] = {}
            for day, shift in unit.roster.cells():
                cover = unit.roster[day][shift][role]
                if not cover.planned:
                    continue
                planned = max(1, cover.planned + more)
                minimum = min(planned, max(0, cover.minimum + more) if cover.minimum else 0)
                path = f"roster.{day}.{shift}.{role}"
                changes |= {f"{path}.planned": planned, f"{path}.minimum": minimum}
            if changes:
                others[float(_weekly(unit, role, changes))] = changes
        words = f"weekly cover, {WORDS[role]}"
        value = float(unit.roster.weekly_shifts(role))
        yield _fact(unit, f"cover_{role}", words, "stated", value, others, 0)


def _casual_pool(unit: Unit) -> Iterator[Fact]:
    """The casual pool without anybody in it, and twice as large."""
    people = {role: unit.casual_pool[role] for role in COVERED_ROLES}
    others = {
        float(factor * sum(people.values())): {
            f"casual_pool.{role}": factor * heads for role, heads in people.items()
        }
        for factor in (0, 2)
    }
    value = float(sum(people.values()))
    yield _fact(unit, "casual_pool", "casual pool (people)", "stated", value, others, 0)


_MAKERS: dict[str, Callable[[Unit], Iterator[Fact]]] = {
    **{name: _condition(name) for name in CONDITION_NAMES},
    **{name: _term(name) for name in _TERMS},
    "hours": _hours,
    "pay": _pay,
    "cover": _cover,
    "casual_pool": _casual_pool,
}

FACT_NAMES: tuple[str, ...] = tuple(_MAKERS)
"""What is varied: the five conditions, terms of renewal, hours, pay, cover, casual pool."""


def _fact(
    unit: Unit,
    name: str,
    words: str,
    known: str,
    value: float,
    others: Mapping[float, Mapping[str, Any]],
    decimals: int,
) -> Fact:
    """Make a fact, without values that it has already or that the unit cannot have."""
    possible = [
        (other, others[other])
        for other in sorted(others)
        if abs(other - value) > _SAME and _holds_together(unit, others[other])
    ]
    return Fact(name, words, known, value, tuple(possible), decimals)


def _holds_together(unit: Unit, changes: Mapping[str, Any]) -> bool:
    try:
        unit.varied(changes)
    except UserError:
        return False
    return True


def _fixed_term(unit: Unit) -> dict[str, list[int]]:
    """Places of the groups with fixed terms in the unit's staff, by role."""
    found: dict[str, list[int]] = {}
    for place, group in enumerate(unit.staff):
        if group.contract.kind == "fixed-term":
            found.setdefault(group.role, []).append(place)
    return found


def _groups(unit: Unit, role: str) -> dict[int, StaffGroup]:
    return {place: group for place, group in enumerate(unit.staff) if group.role == role}


def _within(group: StaffGroup, fte: float) -> float:
    """Keep hours within what so many people can work."""
    return min(float(group.heads), max(SMALLEST_FTE * group.heads, fte))


def _weekly(unit: Unit, role: str, changes: Mapping[str, Any]) -> int:
    """Give the shifts a week once the plan is changed."""
    weekly = unit.roster.weekly_shifts(role)
    for day, shift in unit.roster.cells():
        planned = changes.get(f"roster.{day}.{shift}.{role}.planned")
        if planned is not None:
            weekly += DAYS_A_WEEK[day] * (planned - unit.roster[day][shift][role].planned)
    return weekly
