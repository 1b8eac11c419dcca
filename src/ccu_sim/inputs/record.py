"""Records: structured types whose fields plain Python reaches as attributes.

NumPy's own `record` looks every attribute up in the fields of its type, in Python, each time it
is asked; here each field is a property of the record's class, written once. Rules that run
uncompiled spend most of their time reaching fields.
"""

import copyreg
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import numpy as np


class _RecordClass(type):
    """The class of record classes: they are made on the fly, and pickled by their fields."""


@cache
def _record_class(names: tuple[str, ...]) -> type[np.void]:
    """Make the class of records with fields of these names."""
    members = {"__slots__": (), **{name: _field(name) for name in names}}
    return cast(type[np.void], _RecordClass("Record", (np.void,), members))


def _field(name: str) -> property:
    """Make the property that reads and writes one field of a record."""

    def read(self: np.void) -> Any:
        return self[name]

    def write(self: np.void, value: Any) -> None:
        self[name] = value

    return property(read, write)


def _as_fields(made: _RecordClass) -> tuple:
    names = tuple(name for name, value in vars(made).items() if isinstance(value, property))
    return _record_class, (names,)


copyreg.pickle(_RecordClass, _as_fields)


def record(fields: Iterable[tuple]) -> np.dtype:
    """Make a record type whose fields plain Python can reach as attributes.

    Parameters
    ----------
    fields : iterable of tuple
        Name, type and, for an array, shape of each field, as NumPy takes them.

    Returns
    -------
    numpy.dtype
        Elements of an array of this type are views of it: writing to them writes to the array.

    Raises
    ------
    ValueError
        If a field is named like something every NumPy scalar has, such as ``size``.
    """
    fields = list(fields)
    names = tuple(name for name, *_ in fields)
    taken = [name for name in names if hasattr(np.void, name)]
    if taken:
        raise ValueError(f"a field cannot be named {taken[0]}: every NumPy scalar has that")
    return np.dtype((_record_class(names), fields))


def floats(*names: str) -> list[tuple]:
    """Make fields of 64-bit floats."""
    return [(name, "f8") for name in names]


def ints(*names: str) -> list[tuple]:
    """Make fields of 64-bit whole numbers."""
    return [(name, "i8") for name in names]
