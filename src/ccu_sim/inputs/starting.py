"""Starting a scenario of one's own from a commented template, for `ccu-sim new`."""

import re
from pathlib import Path

from ccu_sim.errors import UserError
from ccu_sim.inputs.files import FOLDERS, kind_named, scenario_files

TEMPLATES = Path(__file__).parent / "templates"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise UserError(
            f"'{name}' cannot be a name; use at most 60 lower-case letters and digits joined by "
            "hyphens, such as my-unit."
        )
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
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(f"{path} cannot be written: {reason}.") from None
    return path
