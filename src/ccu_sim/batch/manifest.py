"""``study.json``: what a folder of results is the result of.

It holds the whole resolved study, the environment that computes it, and how far it
reaches. Only an extension ever replaces it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ccu_sim.batch.atomic_files import replace_text
from ccu_sim.batch.plan import Extent, Plan, PlannedRun
from ccu_sim.batch.tables import Address
from ccu_sim.errors import UserError
from ccu_sim.inputs.own_model import identity

NAME = "study.json"

#: Rises when the layout of the folder changes.
FORMAT = 2

#: Totals that an extension may raise; all else must stay as it was.
TOTALS = ("parameter_sets", "replicates")


@dataclass(frozen=True)
class Manifest:
    """What a folder holds the results of.

    Attributes
    ----------
    study : dict
        The resolved study: every unit, strategy and number in it.
    environment : dict
        Versions of all that decides the last bit of a result.
    units, strategies : tuple of str
        Names, in the order in which the plan numbers them.
    settings : int
        How many settings the sweep has; 1 without a sweep.
    sweep : str
        The hash of the settings.
    extents : tuple of Extent
        The totals at the start, and after each extension.
    parameters : tuple of str
        For each extent, the hash of the parameter sets that it added.
    selection : dict, optional
        How the parameter sets were chosen, where they are not the first of the ensemble:
        ``sentence`` and ``matches``, which is null for points of a design (see
        `selection.Selection`).
    measures : tuple of dict
        What a model of the user's own measures beside the model's measures: ``name``,
        ``meaning``, ``unit`` and ``better``, so that results are told of without running it.
    unaccepted : str, optional
        Why the parameter sets did not count as accepted for this model (see `as_usual`).
    """

    study: dict[str, Any]
    environment: dict[str, str]
    units: tuple[str, ...]
    strategies: tuple[str, ...]
    settings: int
    sweep: str
    extents: tuple[Extent, ...]
    parameters: tuple[str, ...]
    selection: dict[str, Any] | None = None
    measures: tuple[dict[str, Any], ...] = ()
    unaccepted: str | None = None

    @cached_property
    def plan(self) -> Plan:
        """Which runs there are."""
        return Plan(len(self.units), len(self.strategies), self.settings, self.extents)

    @property
    def central(self) -> bool:
        """Whether the central parameter set is used alone."""
        return self.study["parameter_sets"] == 0

    @property
    def is_design(self) -> bool:
        """Whether the parameter sets are points of a design, not plausible ones."""
        return self.selection is not None and self.selection["matches"] is None

    @property
    def reach(self) -> Extent:
        """The totals as they are now."""
        return self.extents[-1]

    @property
    def fixed(self) -> dict[str, Any]:
        """The resolved study without its totals, and without where its own model lies."""
        fixed = {name: value for name, value in self.study.items() if name not in TOTALS}
        return fixed | {"model": identity(self.study["model"])}

    @cached_property
    def mark(self) -> str:
        """A hash of everything but the totals; an extended study keeps its mark."""
        content = {
            "format": FORMAT,
            "study": self.fixed,
            "environment": self.environment,
            "central": self.central,
            "sweep": self.sweep,
            "parameters": self.parameters[0],
        }
        return _hash(content | self._chosen())

    @cached_property
    def hash(self) -> str:
        """A hash of everything, the totals included."""
        return _hash(self._content())

    def address(self, run: PlannedRun) -> Address:
        """Return the address of a run, with names for its unit and strategy."""
        case = run.case
        return Address(
            self.units[case.unit],
            self.strategies[run.strategy],
            case.setting,
            case.set,
            case.replicate,
        )

    def extended(self, reach: Extent, parameters: str) -> Manifest:
        """Return the manifest of the same study with higher totals."""
        totals = {"parameter_sets": reach.sets, "replicates": reach.replicates}
        return replace(
            self,
            study=self.study | ({"replicates": reach.replicates} if self.central else totals),
            extents=(*self.extents, reach),
            parameters=(*self.parameters, parameters),
        )

    def write(self, folder: Path) -> None:
        """Write or replace a folder's ``study.json``."""
        document = {"hash": self.hash, "mark": self.mark, **self._content()}
        replace_text(folder / NAME, json.dumps(document, indent=2, ensure_ascii=False) + "\n")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read a folder's ``study.json``.

        Raises
        ------
        UserError
            If there is none, or it is not as it was written.
        """
        path = folder / NAME
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            if document["format"] != FORMAT:
                raise UserError(
                    f"{path} has format {document['format']} and this is ccu_sim "
                    f"{environment()['ccu_sim']}, which reads format {FORMAT}: go on with the "
                    "release that made it"
                )
            manifest = cls(
                study=document["study"],
                environment=document["environment"],
                units=tuple(document["units"]),
                strategies=tuple(document["strategies"]),
                settings=document["settings"],
                sweep=document["sweep"],
                extents=tuple(Extent(**extent) for extent in document["extents"]),
                parameters=tuple(document["parameters"]),
                selection=document.get("selection"),
                measures=tuple(document["measures"]),
                unaccepted=document.get("unaccepted"),
            )
            intact = document["hash"] == manifest.hash
        except FileNotFoundError as error:
            if not folder.exists():
                raise UserError(f"there is no folder {folder}") from error
            raise UserError(f"{folder} holds no study: there is no {NAME} in it") from error
        except NotADirectoryError as error:
            raise UserError(f"{folder} is a file; name the folder that a batch wrote") from error
        except OSError as error:
            raise UserError(f"cannot read {path}: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            if isinstance(error, UserError):
                raise
            raise UserError(f"{path} is not a study that a batch has written") from error
        if not intact:
            raise UserError(
                f"{path} was changed after it was written; put it back as it was, "
                "or choose another folder"
            )
        return manifest

    def _content(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "environment": self.environment,
            "units": list(self.units),
            "strategies": list(self.strategies),
            "settings": self.settings,
            "sweep": self.sweep,
            "extents": [asdict(extent) for extent in self.extents],
            "parameters": list(self.parameters),
            "measures": list(self.measures),
            **self._chosen(),
            **({} if self.unaccepted is None else {"unaccepted": self.unaccepted}),
            "study": self.study,
        }

    def _chosen(self) -> dict[str, Any]:
        """Give how the parameter sets were chosen; nothing if they were not."""
        return {} if self.selection is None else {"selection": self.selection}


def environment() -> dict[str, str]:
    """Return the versions that decide the last bit of a result: the same on every machine.

    Only where rules were changed and are compiled here, the machine is among them.
    """
    import ccu_sim
    from ccu_sim.model import made_by

    return {
        "ccu_sim": ccu_sim.__version__,
        "engine": made_by(),
        "model": _sources_hash(Path(ccu_sim.__file__).parent),
    }


@lru_cache
def _sources_hash(package: Path) -> str:
    """Return a hash of all code and numbers from which a run's values follow."""
    digest = hashlib.sha256()
    for floor in ("evidence", "inputs", "model"):
        for path in sorted((package / floor).rglob("*")):
            if path.suffix in (".py", ".yaml", ".csv", ".parquet"):
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def differences(there: Any, here: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield where two resolved studies differ: the place, and what stands in each."""
    if isinstance(there, dict) and isinstance(here, dict):
        for key in [*there, *(key for key in here if key not in there)]:
            inner = f"{place}.{key}" if place else str(key)
            yield from differences(there.get(key), here.get(key), inner)
    elif isinstance(there, list) and isinstance(here, list) and len(there) == len(here):
        for number, (one, other) in enumerate(zip(there, here, strict=True), start=1):
            yield from differences(one, other, f"{place}[{_label(one, number)}]")
    elif there != here:
        yield place, there, here


def _label(item: Any, number: int) -> str:
    return str(item["name"]) if isinstance(item, dict) and "name" in item else str(number)


def _hash(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
