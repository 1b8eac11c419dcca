"""What runs of the model have shown, kept in a file beside what is known."""

from pathlib import Path
from typing import Any

import yaml


def computed(path: Path) -> dict[str, Any]:
    """Read what was computed; empty where nothing was."""
    if not path.exists():
        return {}
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def design(path: Path) -> str:
    """Say in a sentence from which runs it is; empty where nothing was computed."""
    return str(computed(path).get("design", ""))
