"""The registry: every number about people, read from ``parameters.yaml``."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ccu_sim.errors import UserError
from ccu_sim.evidence.bibliography import Source
from ccu_sim.evidence.parameter import Parameter

LEDGER = Path(__file__).with_name("parameters.yaml")
FORMER_NAMES = Path(__file__).with_name("former_names.yaml")


class Registry(Mapping[str, Parameter]):
    """All parameters by name, in the order of the ledger.

    Parameters
    ----------
    parameters : list of Parameter
    """

    def __init__(self, parameters: list[Parameter]) -> None:
        self._parameters = {parameter.name: parameter for parameter in parameters}

    def __getitem__(self, name: str) -> Parameter:
        """Give a parameter.

        Raises
        ------
        KeyError
            Where there is none of that name; `find` says it kindly to a user.
        """
        return self._parameters[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names in the order of the ledger."""
        return iter(self._parameters)

    def __len__(self) -> int:
        """Count the parameters."""
        return len(self._parameters)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in the order of the ledger."""
        return tuple(self._parameters)

    def central(self) -> dict[str, float]:
        """Give the central parameter set."""
        return {name: parameter.value for name, parameter in self._parameters.items()}

    def find(self, name: str) -> Parameter:
        """Give a parameter that a user named.

        Raises
        ------
        UserError
            Where there is none; it names what it is called now, or the nearest.
        """
        if name in self:
            return self[name]
        if became := what_became_of(name):
            raise UserError(became)
        near = get_close_matches(name, self.names, n=1)
        hint = f"; did you mean {near[0]}?" if near else "; ccu-sim evidence lists them"
        raise UserError(f"There is no parameter {name!r}{hint}")

    def with_values(self, changes: Mapping[str, float]) -> dict[str, float]:
        """Give the central set with some values changed by a user.

        Raises
        ------
        UserError
            For an unknown name or a value outside the parameter's range.
        """
        values = self.central()
        for name, value in changes.items():
            if reason := self.find(name).why_not(value):
                raise UserError(reason)
            values[name] = float(value)
        return values


@cache
def _former_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = yaml.safe_load(FORMER_NAMES.read_text(encoding="utf-8"))
    return names


def what_became_of(name: str) -> str | None:
    """Say what became of a parameter of an earlier release; None of one that there never was."""
    former = _former_names()
    if name in former["renamed"]:
        return f"The parameter {name} is called {former['renamed'][name]} in this release"
    if name in former["removed"]:
        return f"There is no parameter {name} any more: {former['removed'][name]}"
    return None


def _pair(bounds: list[float]) -> tuple[float, float]:
    low, high = bounds
    return float(low), float(high)


def _parameter(
    name: str, group: str, entry: dict[str, Any], sources: dict[str, Source]
) -> Parameter:
    """Make a parameter of its entry in the ledger."""
    low, high = _pair(entry["range"])
    return Parameter(
        name=name,
        group=group,
        value=float(entry["value"]),
        low=low,
        high=high,
        scale=entry["scale"],
        unit=entry["unit"],
        basis=entry["basis"],
        sources=tuple(sources[source] for source in entry["sources"]),
        checked=entry["checked"],
        why=entry["why"],
        label=entry.get("label", ""),
        settable=_pair(entry["settable"]) if "settable" in entry else None,
    )


def read_registry(sources: dict[str, Source], ledger: Path = LEDGER) -> Registry:
    """Read the ledger.

    Parameters
    ----------
    sources : dict of str to Source
        The bibliography.
    ledger : pathlib.Path
        The YAML file.

    Returns
    -------
    Registry
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster
    content = yaml.load(ledger.read_text(encoding="utf-8"), Loader=loader)
    return Registry(
        [
            _parameter(name, group, entry, sources)
            for group, entries in content["parameters"].items()
            for name, entry in entries.items()
        ]
    )
