"""The bibliography: every source that numbers and ideas rest on, by one key each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

BIBLIOGRAPHY_FILE = Path(__file__).with_name("bibliography.yaml")


@dataclass(frozen=True)
class Source:
    """Where a figure or an idea comes from.

    Attributes
    ----------
    name : str
        Its key: first author and year, or a short name.
    reference : str
    read : bool
        Whether it was read there; otherwise it is recalled.
    """

    name: str
    reference: str
    read: bool


def read_bibliography(path: Path = BIBLIOGRAPHY_FILE) -> dict[str, Source]:
    """Read the bibliography.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to Source
        By key, in the order of the file.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return {
        name: Source(name, entry["reference"], entry["read"]) for name, entry in content.items()
    }
