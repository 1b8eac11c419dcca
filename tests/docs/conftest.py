"""The documents, and the script that fills their generated regions."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def docs(checkout: Path) -> Path:
    """The folder of the documentation."""
    return checkout / "docs"


@pytest.fixture(scope="session")
def generate(docs: Path) -> ModuleType:
    """The script that writes generated regions, as a module."""
    sys.path.insert(0, str(docs))
    try:
        import generate
    finally:
        sys.path.remove(str(docs))
    return generate


@pytest.fixture(scope="session")
def odd(docs: Path) -> str:
    """The ODD description."""
    return (docs / "odd.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def prose(odd: str, generate: ModuleType) -> str:
    """What of the ODD description people wrote: without generated regions."""
    return re.sub(r"\s+", " ", generate.REGION.sub("", odd))
