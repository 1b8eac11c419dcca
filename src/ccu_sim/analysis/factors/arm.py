"""An arm: a unit with some facts, levers and parameters moved, all else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ccu_sim.errors import UserError
from ccu_sim.inputs import Policy, Strategy, Unit, load_strategy
from ccu_sim.inputs.strategy import Specification


class Arm(BaseModel):
    """What is moved, in the words of the scenario files; an empty arm is the unit as usual.

    Attributes
    ----------
    facts : dict
        Of the unit, as `Unit.varied` takes them. ``staff.ROLE.KEY`` means every group of a
        role, and ``staff.*.KEY`` every group.
    strategies : tuple of str
        Shipped strategies at their programme's dose.
    changes : tuple of dict
        Single levers in natural doses, as in a strategy file.
    parameters : dict
        Values put in place of those of the parameter set; a name stands for the value that
        the same set gives that parameter.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: dict[str, Any] = Field(default_factory=dict)
    strategies: tuple[str, ...] = ()
    changes: tuple[dict[str, Any], ...] = ()
    parameters: dict[str, float | str] = Field(default_factory=dict)

    def beside(self, other: Arm) -> Arm:
        """Give this arm with everything moved that another one moves; the other one wins."""
        return Arm(
            facts={**self.facts, **other.facts},
            strategies=tuple(dict.fromkeys((*self.strategies, *other.strategies))),
            changes=(*self.changes, *other.changes),
            parameters={**self.parameters, **other.parameters},
        )

    def unit(self, unit: Unit) -> Unit:
        """Give the unit with this arm's facts."""
        facts = {path: value for name, value in self.facts.items() for path in _paths(name, unit)}
        return unit.varied(facts) if facts else unit

    def policy(self) -> Policy:
        """Give the policy of this arm's strategies and levers."""
        strategies = [load_strategy(name) for name in self.strategies]
        if self.changes:
            strategies.append(_strategy(self.changes))
        return Policy.of(strategies)

    def values(self, parameters: Mapping[str, float]) -> dict[str, float]:
        """Give a parameter set with this arm's values in it."""
        values = dict(parameters)
        for name, value in self.parameters.items():
            if name not in parameters:
                raise UserError(f"There is no parameter {name!r} to move")
            values[name] = parameters[value] if isinstance(value, str) else float(value)
        return values

    def words(self) -> str:
        """Say what is moved, in a few words."""
        said = [f"{name} {_short(value)}" for name, value in self.facts.items()]
        said += list(self.strategies)
        said += [
            f"{change['lever']} {_short(change.get('add', change.get('to')))}"
            for change in self.changes
        ]
        said += [f"{name} {_short(value)}" for name, value in self.parameters.items()]
        return ", ".join(said) or "as usual"


def _paths(name: str, unit: Unit) -> list[str]:
    """Write out a fact of several groups of staff as one path a group."""
    parts = name.split(".")
    if parts[0] != "staff" or parts[1].isdigit():
        return [name]
    return [
        ".".join(["staff", str(place), *parts[2:]])
        for place, group in enumerate(unit.staff)
        if parts[1] in ("*", group.role)
    ]


def _strategy(changes: tuple[dict[str, Any], ...]) -> Strategy:
    """Make a strategy of single levers, without cost."""
    words = dict.fromkeys(Specification.model_fields, "a factor moved from low to high")
    return Strategy.model_validate(
        {
            "name": "levers-of-a-factor",
            "title": "Levers of a factor",
            "specification": words,
            "changes": changes,
        }
    )


def _short(value: Any) -> str:
    """Give a number without needless digits, a list in brackets, a word as it is."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return " ".join(f"{key} {_short(inner)}" for key, inner in value.items())
    return str(value)
