"""Arguments and options that several commands share, with names completed by the shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ccu_sim.cli.console import Format
from ccu_sim.errors import UserError


def _names(kind: str) -> Callable[[str], list[str]]:
    """Make a completer of the names of a kind of scenario."""

    def complete(incomplete: str) -> list[str]:
        from ccu_sim.inputs import scenario_files

        return [name for name in scenario_files(kind) if name.startswith(incomplete)]

    return complete


def scenario_names(incomplete: str) -> list[str]:
    """Complete the name of any scenario."""
    return [name for kind in ("unit", "strategy", "study") for name in _names(kind)(incomplete)]


def parameter_names(incomplete: str) -> list[str]:
    """Complete the name of a parameter of the evidence."""
    from ccu_sim.evidence import REGISTRY

    return [name for name in REGISTRY.names if name.startswith(incomplete)]


def settable_names(incomplete: str) -> list[str]:
    """Complete what ``--set`` knows: parameters, conditions, levers."""
    from ccu_sim.inputs import CONDITIONS, LEVER_NAMES

    known = [*(condition.name for condition in CONDITIONS), *LEVER_NAMES, *parameter_names("")]
    return [f"{name}=" for name in known if name.startswith(incomplete)]


def complete_names(kind: str) -> Callable[[str], list[str]]:
    """Give the completer of the names of a kind of scenario."""
    return _names(kind)


def folder_named(name: str | Path) -> Path:
    """Read the name of a folder; nothing, as an empty variable of the shell gives, names none."""
    if not str(name).strip():
        raise typer.BadParameter("is empty; name a folder, such as results/mine.")
    return Path(name)


FormatOption = Annotated[
    Format,
    typer.Option("--format", help="A table to read, or CSV or JSON with everything in it."),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        parser=folder_named, metavar="DIR", help="Folder for what is written.", show_default=False
    ),
]
MonthsOption = Annotated[int, typer.Option(min=1, max=120, metavar="N", help="Months to simulate.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PARAMETER=VALUE",
        help="Set a parameter, a condition of the unit or a lever.",
        show_default=False,
        autocompletion=settable_names,
    ),
]
SweepOption = Annotated[
    list[str] | None,
    typer.Option(
        "--sweep",
        metavar="PARAMETER=LOW:HIGH:STEPS",
        help="Compare at each of so many values from LOW to HIGH.",
        show_default=False,
        autocompletion=settable_names,
    ),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        metavar="NAME",
        help="Name or file of a unit; give it again for more.",
        show_default="as the study says",
        autocompletion=complete_names("unit"),
    ),
]
StrategiesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--strategy",
        metavar="NAME",
        help="What is compared; give it again for more, a+b for two together.",
        show_default="as the study says",
        autocompletion=complete_names("strategy"),
    ),
]
SetsOption = Annotated[
    int | None,
    typer.Option(
        "--sets",
        min=1,
        max=100_000,
        metavar="P",
        help="Parameter sets.",
        show_default="as the study says",
    ),
]
ReplicatesOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=100_000,
        metavar="R",
        help="Runs of each parameter set.",
        show_default="as the study says",
    ),
]
StudyMonthsOption = Annotated[
    int | None,
    typer.Option(
        min=1, max=120, metavar="N", help="Months to simulate.", show_default="as the study says"
    ),
]
StudySeedOption = Annotated[
    int | None,
    typer.Option(
        min=0, metavar="N", help="Seed of all chance events.", show_default="as the study says"
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Processes on this machine.", show_default="one for each core"
    ),
]
DaskOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Use the workers of this Dask scheduler.", show_default=False
    ),
]
CentralOption = Annotated[
    bool, typer.Option("--central", help="Use the central parameter set alone: quick, rough.")
]
ExtendOption = Annotated[
    bool,
    typer.Option("--extend", help="Let the folder's study grow: more sets or replicates."),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing but results and mistakes.")
]


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_meant(workers: int | None, dask: str | None) -> int:
    """Give the number of processes that is meant.

    Raises
    ------
    UserError
        If both kinds of workers are asked for.
    """
    if workers is not None and dask is not None:
        raise UserError("--workers and --dask are two ways to share the work; leave one out.")
    return workers or cores()
