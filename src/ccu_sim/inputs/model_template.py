"""Starting a model of one's own from a commented template, for `ccu-sim new model`."""

import re
from keyword import iskeyword
from pathlib import Path

from ccu_sim.errors import UserError
from ccu_sim.inputs.template_files import TEMPLATES

FOLDER = "models"
_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")


def new_model(name: str, folder: str | Path = "scenarios") -> tuple[Path, str]:
    """Write a template of a model that runs as it stands.

    Parameters
    ----------
    name : str
        Lower-case letters and digits, joined by hyphens or underscores: ``our-unit`` gives the
        class ``OurUnit`` in ``our_unit.py``.
    folder : str or Path
        The `scenarios` folder; the file goes to its `models`.

    Returns
    -------
    path : Path
    class_name : str

    Raises
    ------
    UserError
        When the name cannot be used or is taken; nothing is ever overwritten.
    """
    parts = re.split("[-_]", name)
    stem, class_name = "_".join(parts), "".join(part.capitalize() for part in parts)
    if not _NAME.fullmatch(name) or len(name) > 60 or iskeyword(stem) or iskeyword(class_name):
        raise UserError(
            f"'{name}' cannot be the name of a model; use at most 60 lower-case letters and digits "
            "joined by hyphens, beginning with a letter, such as our-unit."
        )
    path = Path(folder) / FOLDER / f"{stem}.py"
    if path.exists():
        raise UserError(f"{path} exists already and is left as it is; choose another name.")
    text = (TEMPLATES / "model.py").read_text(encoding="utf-8")
    text = text.replace("NAME", class_name).replace("FILE", stem)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(f"{path} cannot be written: {reason}.") from None
    return path, class_name
