"""Starting a scenario of one's own from a commented template, for `ccu-sim new`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs.paths import FOLDERS, Kind, kind_named, scenario_files
from ccu_sim.inputs.strategy import Specification
from ccu_sim.inputs.text import why_not_name
from ccu_sim.inputs.yaml_documents import read_document

TEMPLATES = Path(__file__).parent / "templates"

ASKED_FOR: tuple[tuple[str, ...], ...] = (
    ("title",),
    ("source",),
    ("question",),
    *(("specification", key) for key in Specification.model_fields),
)
"""What the templates leave to be said in words of one's own."""


def new(kind: str, name: str, folder: str | Path = "scenarios") -> Path:
    """Write a template and return its path.

    Parameters
    ----------
    kind : {"unit", "strategy", "study"}
    name : str
        Lower-case letters and digits joined by hyphens; the file is called so.
    folder : str or Path
        The `scenarios` folder; the file goes to its `units`, `strategies` or `studies`.

    Raises
    ------
    UserError
        When the name cannot be used or is taken; nothing is ever overwritten.
    """
    kind = kind_named(kind)
    if reason := why_not_name(name):
        raise UserError(f"'{echoed(name)}' cannot be a name; it {reason}.")
    path = Path(folder) / FOLDERS[kind] / f"{name}.yaml"
    if path.exists():
        raise UserError(f"{path} exists already and is left as it is; choose another name.")
    if name in scenario_files(kind):
        raise UserError(
            f"A {kind} called '{name}' exists already; choose another name, so that the two are "
            "not mixed up."
        )
    text = (TEMPLATES / f"{kind}.yaml").read_text(encoding="utf-8").replace("NAME", name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(f"{path} cannot be written: {reason}.") from None
    return path


def _write_whole(path: Path, text: str) -> None:
    """Write a file that is not there yet, the whole of it or nothing."""
    file = path.open("x", encoding="utf-8")
    try:
        with file:
            file.write(text)
    except BaseException:
        path.unlink()
        raise


def left_as_in_template(kind: Kind, data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the keys whose text still is the template's, which only says what belongs there.

    Parameters
    ----------
    kind : {"unit", "strategy", "study"}
    data : mapping
        What a scenario file says.
    """
    template = read_document(TEMPLATES / f"{kind}.yaml").data
    for path in ASKED_FOR:
        said, asked = _at(data, path), _at(template, path)
        if asked is not None and said == asked:
            yield path


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data
