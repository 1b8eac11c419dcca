"""Checking scenario files without running anything, for `ccu-sim check`."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccu_sim.errors import UserError, echoed, enumerated
from ccu_sim.inputs.base_model import suggestion
from ccu_sim.inputs.filled_in import filled_in_words
from ccu_sim.inputs.load import kind_of, load_strategy, load_unit
from ccu_sim.inputs.messages import ScenarioMistakes
from ccu_sim.inputs.paths import Kind, combination, is_path, scenario_files
from ccu_sim.inputs.study import Study
from ccu_sim.inputs.study_loading import load_study
from ccu_sim.inputs.template_files import left_as_in_template
from ccu_sim.inputs.unit import Unit
from ccu_sim.inputs.yaml_documents import read_document

LOADERS: dict[Kind, Callable[[Path], Any]] = {
    "unit": load_unit,
    "strategy": load_strategy,
    "study": load_study,
}

MOST_TOLD = 20
"""Mistakes of one file that are told one by one."""


@dataclass(frozen=True)
class Checked:
    """What was found about one file.

    Attributes
    ----------
    path : Path
    kind : str or None
        None when the file could not be read far enough to tell.
    mistakes : tuple of str
        A sentence each, the first `MOST_TOLD` of them; none when the file is valid.
    cautions : tuple of str
        What is allowed but worth a second look.
    filled_in : tuple of str
        What a unit's conditions fill in because its file leaves it open, a sentence each.
    """

    path: Path
    kind: Kind | None
    mistakes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    filled_in: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the file can be used."""
        return not self.mistakes


def check(paths: Iterable[str | Path]) -> list[Checked]:
    """Check scenario files, every mistake of every file.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, or names of units, strategies and studies (units first).

    Returns
    -------
    list of Checked
        One for each path, in order.
    """
    return [_check_one(path) for path in paths]


def _file(name_or_path: str | Path) -> Path:
    """Give the file that is meant, by its path or by the name of what it holds."""
    text = str(name_or_path)
    if is_path(text) or os.path.exists(text):
        return Path(text)
    return _named(text)[1]


def _named(name: str) -> tuple[Kind, Path]:
    """Give the kind and file of what is called so, units first."""
    names: list[str] = []
    for kind in LOADERS:
        files = scenario_files(kind)
        if name in files:
            return kind, files[name]
        names += files
    hint = combination(name) or suggestion(name, names, "scenarios")
    raise UserError(f"There is no unit, strategy or study '{echoed(name)}'; {hint}")


def load_any(name_or_path: str | Path) -> Any:
    """Return the unit, strategy or study of that name or path (units first)."""
    text = str(name_or_path)
    if is_path(name_or_path):
        path = Path(text)
        return LOADERS[kind_of(path)](path)
    kind, path = _named(text)
    return LOADERS[kind](path)


def _check_one(name_or_path: str | Path) -> Checked:
    kind, path = None, Path(name_or_path)
    try:
        path = _file(name_or_path)
        kind = kind_of(path)
        loaded = LOADERS[kind](path)
    except ScenarioMistakes as error:
        return Checked(path, kind, _the_first(error.sentences))
    except UserError as error:
        return Checked(path, kind, (str(error),))
    cautions = loaded.cautions() if isinstance(loaded, Unit | Study) else ()
    filled = filled_in_words(loaded) if isinstance(loaded, Unit) else ()
    return Checked(path, kind, (), (*cautions, *_placeholders(path, kind)), filled)


def _the_first(sentences: tuple[str, ...]) -> tuple[str, ...]:
    more = len(sentences) - MOST_TOLD
    if more < 2:
        return sentences
    return (*sentences[:MOST_TOLD], f"There are {more:,} more mistakes after these.")


def _placeholders(path: Path, kind: Kind) -> Iterator[str]:
    document = read_document(path)
    left = [
        f"{keys[-1]} (line {document.line(keys)})"
        for keys in left_as_in_template(kind, document.data)
    ]
    if left:
        yield f"The template's words still stand for {enumerated(left)}; write your own."
