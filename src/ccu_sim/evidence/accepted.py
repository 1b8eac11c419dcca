"""The ensemble: parameter sets whose as-usual runs meet the calibration targets.

It is shipped as a table, ``ensemble.csv``, with ``ensemble.json`` beside it, which says by
which command, from which ranges and with what success it was made. Central values are no
part of it: it stays good as long as names and ranges stay.
"""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.evidence.registry import Registry

TABLE = Path(__file__).with_name("ensemble.csv")
ABOUT = Path(__file__).with_name("ensemble.json")


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
        ``targets`` (their hash), ``rules`` (hash of the model's), ``candidates``,
        ``accepted``, ``waves``.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    about: dict[str, Any]

    def __len__(self) -> int:
        return len(self.rows)

    def is_of(self, registry: Registry) -> bool:
        """Whether it was made from the ranges that the registry has now."""
        return bool(self.about["registry"] == ranges_hash(registry))

    def sets(self, registry: Registry, count: int | None = None) -> list[dict[str, float]]:
        """Give the first parameter sets, whole.

        Parameters
        ----------
        registry : Registry
            Holds what does not vary.
        count : int, optional
            All of them, if not given. Set ``i`` is the same whatever the count.

        Raises
        ------
        UserError
            If there are not that many, or the ranges are no longer those it was made from.
        """
        if not self.is_of(registry):
            raise UserError(
                "the ensemble of parameter sets was made from other ranges than the registry "
                "has now; make it again (docs/calibration.md says how)"
            )
        count = len(self) if count is None else count
        if count > len(self):
            raise UserError(
                f"{count} parameter sets were asked for and the ensemble holds {len(self)}; "
                f"ask for at most {len(self)}"
            )
        fixed = {name: one.value for name, one in registry.items() if not one.varies}
        chosen = (dict(zip(self.names, row, strict=True)) | fixed for row in self.rows[:count])
        return [{name: values[name] for name in registry.names} for values in chosen]


def ranges_hash(registry: Registry) -> str:
    """Hash what an ensemble depends on: names, ranges and scales, and what is fixed.

    Parameters
    ----------
    registry : Registry

    Returns
    -------
    str
        The same whatever the order of the ledger and its central values.
    """
    lines = [
        f"{one.name} {one.low!r} {one.high!r} {one.scale if one.varies else one.value!r}"
        for one in sorted(registry.values(), key=lambda one: one.name)
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
        return Ensemble(names, rows, json.loads(about.read_text(encoding="utf-8")))
    except (OSError, StopIteration, ValueError) as error:
        raise UserError(f"cannot read the ensemble {table}: {error}") from error
