"""The ensemble: parameter sets whose as-usual runs meet the calibration targets.

It is shipped as a table, ``ensemble.csv``, with ``ensemble.json`` beside it, which says by
which command, from which ranges and with what success it was made, and what the model showed
as usual. Central values are no part of it, and neither is a parameter that came later: it
counts as long as its own ranges stay and the model's runs as usual are the same
(`ccu_sim.batch.as_usual`).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.evidence.registry import Registry

SHIPPED = Path(__file__).parent
TABLE = SHIPPED / "ensemble.csv"
ABOUT = SHIPPED / "ensemble.json"


@dataclass(frozen=True)
class Ensemble:
    """Accepted parameter sets.

    Attributes
    ----------
    names : tuple of str
        Parameters that differ between sets.
    rows : tuple of tuple of float
        A row a set, in an order that means nothing: any first few are a fair sample.
    about : dict
        Where it comes from: ``command``, ``seed``, ``registry`` (hash of the ranges),
        ``targets`` (their hash), ``as_usual`` (digest of what the model showed),
        ``candidates``, ``accepted``, ``waves``; ``numbers``, each set's number as a candidate,
        by which its chance events are addressed; ``runs``, how many it takes to score them
        all; ``rescored``, where that was done for a later version of the model.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    about: dict[str, Any]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Each set's number, by which the chance events that it was accepted on are found."""
        return tuple(self.about["numbers"])

    @property
    def hash(self) -> str:
        """A short hash of all sets and their numbers."""
        return hashlib.sha256(repr((self.names, self.rows, self.numbers)).encode()).hexdigest()[:16]

    def is_of(self, registry: Registry) -> bool:
        """Whether it was made from the ranges that the registry has now."""
        return bool(self.about["registry"] == ranges_hash(registry, self.names))

    def sets(self, registry: Registry, count: int | None = None) -> list[dict[str, float]]:
        """Give the first parameter sets, whole.

        Parameters
        ----------
        registry : Registry
            Holds what does not vary between sets, or came later.
        count : int, optional
            All of them, if not given. Set ``i`` is the same whatever the count.

        Raises
        ------
        UserError
            If there are not that many.
        """
        count = len(self) if count is None else count
        if count > len(self):
            raise UserError(
                f"{count} parameter sets were asked for and the ensemble holds {len(self)}; "
                f"ask for at most {len(self)}"
            )
        chosen = (dict(zip(self.names, row, strict=True)) for row in self.rows[:count])
        return [
            {name: values.get(name, one.value) for name, one in registry.items()}
            for values in chosen
        ]


def ranges_hash(registry: Registry, names: Iterable[str]) -> str:
    """Hash what an ensemble depends on: the ranges and scales of its parameters.

    Parameters
    ----------
    registry : Registry
    names : iterable of str
        The parameters that differ between sets.

    Returns
    -------
    str
        The same whatever the order of the ledger, its central values and its other parameters.
    """
    lines = [
        f"{name} {one.low!r} {one.high!r} {one.scale}" if (one := registry.get(name)) else name
        for name in sorted(names)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def read_ensemble(table: Path = TABLE, about: Path = ABOUT) -> Ensemble:
    """Read an ensemble.

    Parameters
    ----------
    table, about : pathlib.Path
        The shipped one, unless a folder of ``ccu-sim calibrate`` is named.

    Raises
    ------
    UserError
        If there is none there.
    """
    try:
        with table.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            names = tuple(next(reader))
            rows = tuple(tuple(map(float, row)) for row in reader)
        found = Ensemble(names, rows, json.loads(about.read_text(encoding="utf-8")))
        if len(found.numbers) != len(found):
            raise UserError(
                f"{table} has {len(found)} sets and {about} tells of {len(found.numbers)}; put "
                "back the two files that were written together"
            )
    except UserError:
        raise
    except (OSError, StopIteration, KeyError, ValueError) as error:
        raise UserError(f"cannot read the ensemble {table}: {error}") from error
    return found
