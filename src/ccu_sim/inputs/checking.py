"""Checking scenario files without running anything, for `ccu-sim check`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.inputs.entry import suggestion
from ccu_sim.inputs.files import ENDINGS, Kind, scenario_files
from ccu_sim.inputs.loading import kind_of, load_strategy, load_unit
from ccu_sim.inputs.mistakes import ScenarioMistakes
from ccu_sim.inputs.study import Study
from ccu_sim.inputs.study_loading import load_study
from ccu_sim.inputs.unit import Unit

LOADERS: dict[Kind, Callable[[Path], Any]] = {
    "unit": load_unit,
    "strategy": load_strategy,
    "study": load_study,
}


@dataclass(frozen=True)
class Checked:
    """What was found about one file.

    Attributes
    ----------
    path : Path
    kind : str or None
        None when the file could not be read far enough to tell.
    mistakes : tuple of str
        A sentence each; none when the file is valid.
    cautions : tuple of str
        What is allowed but worth a second look.
    """

    path: Path
    kind: Kind | None
    mistakes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the file can be used."""
        return not self.mistakes


def check(paths: Iterable[str | Path]) -> list[Checked]:
    """Check scenario files, every mistake of every file.

    Parameters
    ----------
    paths : iterable of str or Path

    Returns
    -------
    list of Checked
        One for each path, in order.
    """
    return [_check_one(Path(path)) for path in paths]


def load_any(name_or_path: str | Path) -> Any:
    """Return the unit, strategy or study of that name or path (units first)."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or "/" in text or text.endswith(ENDINGS):
        path = Path(text)
        return LOADERS[kind_of(path)](path)
    names: list[str] = []
    for kind, load in LOADERS.items():
        files = scenario_files(kind)
        if text in files:
            return load(files[text])
        names += files
    hint = suggestion(text, names, "scenarios")
    raise UserError(f"There is no unit, strategy or study '{text}'; {hint}")


def _check_one(path: Path) -> Checked:
    kind = None
    try:
        kind = kind_of(path)
        loaded = LOADERS[kind](path)
    except ScenarioMistakes as error:
        return Checked(path, kind, error.sentences)
    except UserError as error:
        return Checked(path, kind, (str(error),))
    cautions = loaded.cautions() if isinstance(loaded, Unit | Study) else ()
    return Checked(path, kind, (), cautions)
