"""Several small ES modules as one script, for a page that can load no other file.

Modules are read as they stand; two forms are understood, which is all that ours use:
``import { a, b } from "./other.js";`` and ``export`` before a function, class or const.
"""

from __future__ import annotations

import re
from importlib.resources import files

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundle(entry: str) -> str:
    """Give a module and all that it imports as one script.

    Parameters
    ----------
    entry : str
        Name of the module that begins everything, without ``.js``.

    Returns
    -------
    str
        Each module as a function of its own, once, after those that it imports.

    Raises
    ------
    ValueError
        If modules import in a circle, or one is written in a form that is not understood.
    """
    ordered: dict[str, str] = {}
    _gather(entry, ordered, ())
    return '"use strict";\n' + "\n".join(ordered.values())


def _gather(name: str, ordered: dict[str, str], above: tuple[str, ...]) -> None:
    """Add a module behind those that it imports."""
    if name in above:
        raise ValueError(f"scripts import in a circle: {' -> '.join((*above, name))}")
    if name in ordered:
        return
    text = (files(__package__) / "scripts" / f"{name}.js").read_text(encoding="utf-8")
    for _, other in _IMPORT.findall(text):
        _gather(other, ordered, (*above, name))
    ordered[name] = _wrapped(name, text)


def _wrapped(name: str, text: str) -> str:
    """Make a module a function that gives what it exports."""
    given = ", ".join(_EXPORT.findall(text))
    text = _EXPORT.sub("", text)
    text = _IMPORT.sub(r"const {\1} = module_\2;", text)
    if odd := _OTHER.search(text):
        raise ValueError(f"{name}.js: '{odd[0]}' is no form of import or export known here")
    return f"const module_{name} = (() => {{\n{text}\nreturn {{ {given} }};\n}})();"
