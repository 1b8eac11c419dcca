"""The folder of one run: tables, events, story, picture, and the record to make it again."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccu_sim.batch.atomic_files import require_writable
from ccu_sim.batch.manifest import environment
from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel, Policy, Unit

if TYPE_CHECKING:
    import pandas as pd

RECORD = "run.json"
LONGEST_NAME = 100


def record_of(
    unit: Unit,
    policy: Policy,
    parameters: Mapping[str, float],
    *,
    months: int,
    seed: int,
    model: OwnModel | None = None,
) -> dict[str, Any]:
    """Give all that is needed to make a run again, as plain JSON values."""
    return {
        "unit": unit.resolved(),
        "policy": policy.name,
        "strategies": [strategy.resolved() for strategy in policy.strategies],
        "months": months,
        "seed": seed,
        "parameters": dict(parameters),
        "model": None if model is None else model.model_dump(exclude={"file"}),
        "versions": environment(),
    }


def usual_folder(parent: Path, record: Mapping[str, Any]) -> Path:
    """Name the folder for a run: ``run-UNIT-STRATEGY-SEED``.

    Where another run of that name is kept, a number is added.
    """
    policy = re.sub(r"[^a-z0-9.]+", "-", record["policy"].lower())[:LONGEST_NAME].strip("-.")
    name = f"run-{record['unit']['name']}-{policy}-{record['seed']}"
    for number in count(1):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        if not folder.exists() or holds(folder, record):
            break
    return folder


def holds(folder: Path, record: Mapping[str, Any]) -> bool:
    """Tell whether a folder holds the very run of a record, whatever came of it."""
    try:
        kept = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(kept, dict) and all(kept.get(key) == one for key, one in record.items())


def require_room(folder: Path, record: Mapping[str, Any]) -> None:
    """Raise `UserError` unless a run can be kept in a folder: new, empty, or its own."""
    if holds(folder, record):
        return
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file; choose another folder.")
    if (folder / RECORD).exists():
        raise UserError(f"{folder} holds another run and is left as it is; choose another folder.")
    if folder.exists() and any(folder.iterdir()):
        raise UserError(f"{folder} is not empty and is left as it is; choose another folder.")
    require_writable(folder)


def write_run(
    folder: Path,
    record: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    *,
    events: pd.DataFrame,
    diary: Mapping[str, Any],
    digest: str,
    story: str,
    picture: bytes,
) -> None:
    """Write a run into a folder that has room for it, the whole of it or nothing.

    Parameters
    ----------
    folder : Path
    record : mapping
        What `record_of` gives.
    tables : mapping of str to DataFrame
        Written as Parquet and as CSV, each under its name.
    events : DataFrame
    diary : mapping
        How whole the events are.
    digest : str
        Of the whole run.
    story : str
        Markdown.
    picture : bytes
        A PNG.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    # An empty folder that is there stays: it may be the working folder, or mounted.
    beside = folder if folder.exists() else folder.parent
    passing = beside / f".{secrets.token_hex(8)}.part"
    try:
        passing.mkdir(parents=True)
        for name, table in tables.items():
            table.to_parquet(passing / f"{name}.parquet", index=False)
            table.to_csv(passing / f"{name}.csv", index=False)
        events.to_csv(passing / "events.csv", index=False)
        (passing / "story.md").write_text(story, encoding="utf-8")
        (passing / "picture.png").write_bytes(picture)
        kept = json.dumps({**record, "diary": diary, "digest": digest}, indent=2)
        (passing / RECORD).write_text(f"{kept}\n", encoding="utf-8")
        if folder.exists():
            for file in sorted(passing.iterdir(), key=lambda file: file.name == RECORD):
                file.rename(folder / file.name)
        else:
            passing.rename(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(f"{folder} cannot be written: {reason}.") from None
    finally:
        shutil.rmtree(passing, ignore_errors=True)
