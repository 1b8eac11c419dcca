"""Where scenario files are: a path, then ./scenarios, then the copy that ships with ccu_sim."""

import os
import re
from pathlib import Path
from typing import Literal, get_args

from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs.base_model import suggestion
from ccu_sim.inputs.yaml_documents import read_document

Kind = Literal["unit", "strategy", "study"]

KINDS: tuple[Kind, ...] = get_args(Kind)
FOLDERS: dict[str, str] = {"unit": "units", "strategy": "strategies", "study": "studies"}
ENDINGS = (".yaml", ".yml")
LONGEST_PATH = 200
"""Characters of a path that a message repeats."""

_PACKAGED = Path(__file__).parents[1] / "scenarios"
_CHECKOUT = Path(__file__).parents[3] / "scenarios"


def kind_named(word: str) -> Kind:
    """Return the kind meant by `unit` or `units`, `strategy`, `studies` and so on."""
    for kind in KINDS:
        if word in (kind, FOLDERS[kind]):
            return kind
    raise UserError(f"There is no kind '{echoed(word)}'; {suggestion(word, KINDS, 'kinds')}")


def scenario_folders(near: Path | None = None) -> tuple[Path, ...]:
    """Return the `scenarios` folders that exist, the first to be looked in first.

    Parameters
    ----------
    near : Path, optional
        A scenario file; the `scenarios` folder it lies in is looked in before the others.
    """
    shipped = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    candidates = [Path("scenarios"), shipped]
    if near is not None and near.parent.name in FOLDERS.values():
        candidates.insert(0, near.parent.parent)
    return tuple(folder for folder in candidates if folder.is_dir())


def scenario_files(kind: str, near: Path | None = None) -> dict[str, Path]:
    """Return the scenario files of a kind by name, in alphabetical order.

    A file in the working folder's `scenarios` hides a shipped one of the same name.
    """
    folder_name = FOLDERS[kind_named(kind)]
    found: dict[str, Path] = {}
    for folder in scenario_folders(near):
        for path in sorted((folder / folder_name).glob("*")):
            if path.suffix.lower() in ENDINGS and path.is_file():
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find_scenario(kind: str, name: str | Path, near: Path | None = None) -> Path:
    """Return the file meant by a name or a path.

    Parameters
    ----------
    kind : {"unit", "strategy", "study"}
    name : str or Path
        A path (anything with a slash, an ending, or a Path) or the name of a scenario.
    near : Path, optional
        The file that mentions it: relative paths are tried from its folder first.

    Raises
    ------
    UserError
        With the nearest right name.
    """
    text = str(name)
    if is_path(name):
        candidates = [Path(text)]
        if near is not None and not Path(text).is_absolute():
            candidates.insert(0, near.parent / text)
        for path in candidates:
            if os.path.exists(path):  # unlike Path.exists, False for names that cannot be
                return path
        raise UserError(f"{echoed(text, LONGEST_PATH)}: there is no such file.")
    files = scenario_files(kind, near)
    if text in files:
        return files[text]
    titled = of_title(kind, text, files)
    if titled is not None:
        raise UserError(
            f"There is no {kind} '{echoed(text)}': that is the title of '{titled}'; write {titled}."
        )
    combined = combination(text, near) if kind == "strategy" else None
    what = FOLDERS[kind_named(kind)]
    hint = combined or suggestion(text, files, what)
    raise UserError(f"There is no {kind} '{echoed(text)}'; {hint}")


def of_title(kind: str, text: str, files: dict[str, Path]) -> str | None:
    """Return the name of the scenario that is titled so, if one is; tables show titles."""
    key = "name" if kind == "study" else "title"
    line = re.compile(rf"""^{key}:\s*["']?(.*?)["']?\s*(?:#.*)?$""", re.MULTILINE)
    wanted = text.strip().casefold()
    for name, path in files.items():
        try:
            said = line.search(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeError):
            continue  # whoever asks for it by name is told what is wrong with it
        if said is not None and said[1].strip().casefold() == wanted:
            return name
    return None


def combination(text: str, near: Path | None = None) -> str | None:
    """Say what a name means that a study gives to several strategies together, if one does."""
    for study, path in scenario_files("study", near).items():
        try:
            compared = read_document(path).data.get("strategies")
        except UserError:
            continue  # whoever asks for it by name is told what is wrong with it
        for one in compared if isinstance(compared, list) else ():
            if isinstance(one, dict) and one.get("name") == text:
                parts = one.get("combine")
                if isinstance(parts, list):
                    together = "+".join(map(str, parts))
                    return f"it is a combination in the study '{study}': write {together}."
    return None


def is_path(name: str | Path) -> bool:
    """Tell a path from a scenario's name."""
    text = str(name)
    return isinstance(name, Path) or "/" in text or "\\" in text or text.lower().endswith(ENDINGS)
