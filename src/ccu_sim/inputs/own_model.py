"""A model of the user's own: a class in a Python file that a study runs on.

What is done here reads the file and never runs it.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import os
from collections.abc import Mapping
from importlib.util import decode_source
from pathlib import Path
from typing import Any

from pydantic import Field

from ccu_sim.errors import UserError
from ccu_sim.inputs.base_model import InputModel, Words, suggestion

ENDING = ".py"
FORM = "write it as FILE.py:CLASS, such as ours.py:OurUnit"
LARGEST = 1024 * 1024
"""Bytes; far more than a file that people read."""


class OwnModel(InputModel):
    """A class in a Python file, with the text that it was when the study was read.

    Attributes
    ----------
    file : str
        Where the file is; in a study that is stored, as seen from the study's folder.
    name : str
        The class.
    sha256 : str
        Of the text.
    source : str
        The text itself, so that what ran can be read years later.
    """

    file: Words
    name: Words
    sha256: Words
    source: str = Field(min_length=1)

    @property
    def label(self) -> str:
        """The class and its file, in a few words."""
        return f"{self.name} of {Path(self.file).name}"

    @classmethod
    def read(cls, reference: str | Path | type, near: Path | None = None) -> OwnModel:
        """Read the file that a reference names, and find the class in it.

        Parameters
        ----------
        reference : str, Path or type
            ``FILE.py:CLASS``, or a class that is defined in a file.
        near : Path, optional
            The file that mentions it: a relative path is tried from its folder first.

        Raises
        ------
        UserError
            If there is no such file, it is not Python, or it defines no class of that name.
        """
        if isinstance(reference, type):
            path, name = _file_of(reference), reference.__qualname__
        else:
            written, _, name = str(reference).rpartition(":")
            if not written.endswith(ENDING) or not name.isidentifier():
                raise UserError(f"'{reference}' does not name a model; {FORM}.")
            path = _found(written, near)
        source = text_of(path)
        _require_class(source, path, name)
        return cls(file=str(path.resolve()), name=name, sha256=_hash(source), source=source)

    def seen_from(self, folder: Path) -> OwnModel:
        """Say where the file is as seen from a folder, so that both can be moved together."""
        try:
            file = os.path.relpath(self.file, folder.resolve())
        except ValueError:  # on another drive
            return self
        return self.model_copy(update={"file": Path(file).as_posix()})

    def found_from(self, folder: Path) -> OwnModel:
        """Undo `seen_from`."""
        file = os.path.normpath(folder.resolve() / self.file)
        return self.model_copy(update={"file": file})

    def require_unchanged(self) -> None:
        """See that the file is still what it was when the study was read.

        Raises
        ------
        UserError
            If it is gone or its text is another.
        """
        path = Path(self.file)
        kept = "the study's study.json holds the text that ran, under model"
        if not path.is_file():
            raise UserError(f"{path}, which the study runs on, is not there any more; {kept}.")
        now = text_of(path)
        if _hash(now) != self.sha256:
            raise UserError(
                f"{path}, line {self.first_difference(now)}: the file was changed after the study "
                f"was begun; put it back as it was ({kept}), or choose another folder."
            )

    def first_difference(self, other: str) -> int:
        """Give the first line at which another text differs."""
        ours, theirs = self.source.splitlines(), other.splitlines()
        pairs = enumerate(zip(ours, theirs, strict=False), start=1)
        return next((line for line, (one, two) in pairs if one != two), min(len(ours), len(theirs)))


def identity(model: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Give what makes a resolved own model the same: its class and text, not where it lies."""
    return None if model is None else {key: model[key] for key in ("name", "sha256")}


def text_of(path: Path) -> str:
    """Read a Python file, whatever its line ends and encoding.

    Raises
    ------
    UserError
        If it cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path} is larger than {LARGEST // 1024} KB; a model is a few pages.")
        return decode_source(path.read_bytes())
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    except (SyntaxError, UnicodeDecodeError):
        raise UserError(f"{path} is not text that Python reads; save it as UTF-8.") from None


def _found(written: str, near: Path | None) -> Path:
    candidates = [Path(written)]
    if near is not None and not candidates[0].is_absolute():
        candidates.insert(0, near.parent / written)
    for path in candidates:
        if path.is_file():
            return path
    raise UserError(f"{written}: there is no such file.")


def _file_of(model: type) -> Path:
    try:
        path = Path(inspect.getfile(model))
    except (OSError, TypeError):
        path = Path()
    if path.suffix != ENDING or not path.is_file():
        raise UserError(
            f"{model.__qualname__} is not defined in a file, so that worker processes could not "
            "find it; put it into a file of its own, such as ours.py."
        )
    return path


def _require_class(source: str, path: Path, name: str) -> None:
    """See that a text is Python and defines a class at its top, without running it."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise UserError(f"{path}, line {error.lineno}: this is not Python: {error.msg}.") from None
    except (ValueError, RecursionError, MemoryError):
        raise UserError(f"{path} is not Python that can be read.") from None
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    if name not in classes:
        hint = suggestion(name, classes, "classes there")
        raise UserError(f"{path} defines no class '{name}'; {hint}{'' if hint[-1] == '?' else '.'}")


def _hash(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()
