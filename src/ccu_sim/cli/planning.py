"""`ccu-sim plan`: what to do first with a budget, what next, and what not."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccu_sim.cli.console import Format, PageFormat, name_next, print_rows, results, say
from ccu_sim.cli.options import (
    OutOption,
    QuietOption,
    ReplicatesOption,
    SetsOption,
    StudySeedOption,
    WorkersOption,
    complete_names,
    workers_meant,
)
from ccu_sim.errors import UserError, echoed

if TYPE_CHECKING:
    from ccu_sim.api import Plan

RESULTS = Path("results")
INTERRUPTED = 130


class Aim(StrEnum):
    """What a plan is for."""

    retention = "retention"
    cohesion = "cohesion"
    both = "both"


def plan(
    unit: Annotated[
        str,
        typer.Argument(
            metavar="UNIT",
            help="Name or file of a unit.",
            show_default=False,
            autocompletion=complete_names("unit"),
        ),
    ],
    budget: Annotated[
        str,
        typer.Option(
            metavar="A$",
            help="What the strategies may cost together over the months, on average.",
            show_default=False,
        ),
    ],
    months: Annotated[
        int, typer.Option(min=1, max=120, metavar="N", help="Months to simulate.")
    ] = 36,
    aim: Annotated[
        Aim,
        typer.Option(
            "--for", help="Staff kept, cohesion of the team, or both as shares of the best."
        ),
    ] = Aim.retention,
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="What to choose from; give it again for more.",
            show_default="every strategy that fits",
            autocompletion=complete_names("strategy"),
        ),
    ] = None,
    sets: SetsOption = None,
    replicates: ReplicatesOption = None,
    seed: StudySeedOption = None,
    workers: WorkersOption = None,
    out: OutOption = None,
    how: Annotated[
        PageFormat,
        typer.Option(
            "--format",
            help="Words to read, the steps as CSV, all tables as JSON, or the page to hand out.",
        ),
    ] = PageFormat.table,
    quiet: QuietOption = False,
) -> None:
    """Say what to do first with a budget, what next, and what is not worth adding.

    Page, page to hand out, figures, tables and workbook go to --out or results/plan-UNIT-BUDGET,
    where other months or aims are added to the name; the same line again goes on.
    """
    amount = _amount(budget)
    named = strategy or []
    _require_apart(named)
    from ccu_sim.inputs import load_unit

    place = load_unit(unit)
    folder = out or RESULTS / _folder_name(place.name, amount, months, aim, named)
    sizes = {"sets": sets, "replicates": replicates, "seed": seed}
    from ccu_sim import api
    from ccu_sim.api.planning import RUNS
    from ccu_sim.batch import progress_on

    try:
        made = api.plan(
            place,
            amount,
            strategies=named,
            months=months,
            wanted=aim.value,
            out=folder,
            workers=workers_meant(workers, None),
            progress=progress_on(sys.stderr, quiet=quiet),
            **{name: value for name, value in sizes.items() if value is not None},
        )
    except KeyboardInterrupt:
        say("stopped; what is stored is kept, and the same line goes on")
        raise typer.Exit(INTERRUPTED) from None
    line = _line(unit, amount, months, aim, named, sizes)
    page, one_page, workbook = made.write(folder, command=line)
    _print(made, how, one_page)
    if how is PageFormat.table:
        print(f"Page: {page}\nTo hand out: {one_page}\nTables: {workbook}")
    if not quiet:
        name_next("robustness", folder / RUNS)


def _print(made: Plan, how: PageFormat, one_page: Path) -> None:
    """Print a plan as it is asked for."""
    if how is PageFormat.one_page:
        print(one_page)
    elif how is PageFormat.table:
        from rich.text import Text

        console = results()
        title, *paragraphs = made.in_short().split("\n\n")
        console.print(Text(title, style="bold"))
        for paragraph in paragraphs:
            console.print()
            console.print(Text(paragraph))
        console.print()
    elif how is PageFormat.csv:
        print_rows(made.steps.to_dict("records"), Format.csv)
    else:
        rows = [
            {"table": name, "rows": table.to_dict("records")}
            for name, table in made.tables().items()
        ]
        print_rows(rows, Format.json)


def _amount(written: str) -> float:
    """Read a budget, or say how to write it."""
    from ccu_sim.inputs.plain_number import plain_number

    told = f"--budget {echoed(written)}"
    try:
        amount = float(written)
    except ValueError:
        meant = plain_number(written)
        right = f"; write --budget {meant}" if meant and float(meant) > 1 else ""
        raise UserError(f"{told}: it must be an amount in A$, such as 150000{right}.") from None
    if not 0 < amount < 1e12:
        raise UserError(f"{told}: it must be an amount above zero, in A$, such as 150000.")
    return amount


def _require_apart(names: list[str]) -> None:
    from ccu_sim.cli.line_values import one_at_a_time

    for name in names:
        told = f"--strategy {echoed(name)}"
        one_at_a_time("strategy", name, told)
        if "+" in name:
            apart = " ".join(f"--strategy {part.strip()}" for part in name.split("+"))
            raise UserError(f"{told}: a plan puts strategies together itself; write {apart}.")


def _folder_name(unit: str, amount: float, months: int, aim: Aim, named: list[str]) -> str:
    """Name a plan's folder by what is asked; strategies that are named, by a few digits."""
    import hashlib

    parts = [f"plan-{unit}-{amount:.0f}"]
    parts += [f"{months}-months"] if months != 36 else []
    parts += [aim.value] if aim is not Aim.retention else []
    if named:
        parts.append(hashlib.sha256("\n".join(sorted(named)).encode()).hexdigest()[:6])
    return "-".join(parts)


def _line(
    unit: str, amount: float, months: int, aim: Aim, named: list[str], sizes: dict[str, Any]
) -> str:
    words = ["ccu-sim", "plan", unit, "--budget", f"{amount:.15g}"]
    words += ["--months", str(months)] if months != 36 else []
    words += ["--for", aim.value] if aim is not Aim.retention else []
    words += [word for name in named for word in ("--strategy", name)]
    for name, value in sizes.items():
        words += [] if value is None else [f"--{name}", str(value)]
    return shlex.join(words)
