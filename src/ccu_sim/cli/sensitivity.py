"""`ccu-sim sensitivity`: which numbers the choice of a strategy turns on."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccu_sim.cli.comparing import INTERRUPTED, Listening
from ccu_sim.cli.console import Column, Format, print_rows, results, say, table_of
from ccu_sim.cli.options import (
    DaskOption,
    ExtendOption,
    FormatOption,
    QuietOption,
    StudyMonthsOption,
    StudySeedOption,
    WorkersOption,
    complete_names,
    folder_named,
    workers_meant,
)

if TYPE_CHECKING:
    import pandas as pd

    from ccu_sim.analysis.uncertainty import Found
    from ccu_sim.api import Sensitivity
    from ccu_sim.batch import Progress

_SHOWN = 6

_WORTH = (
    Column("parameter", "if it were known", whole=True),
    Column("basis", "rests on", whole=True),
    Column("workers", "more staff kept", right=True, whole=True),
    Column("dollars", "A$ thousand", right=True, whole=True),
)
_DEPENDS = (
    Column("parameter", "the effect depends on", whole=True),
    Column("share", "share", right=True, whole=True),
    Column("delta", "delta", right=True, whole=True),
    Column("mu_star", "screening", right=True, whole=True),
    Column("total", "Sobol", right=True, whole=True),
)


def sensitivity(
    study: Annotated[
        str,
        typer.Argument(
            metavar="STUDY",
            help="Name or file of a study.",
            show_default=False,
            autocompletion=complete_names("study"),
        ),
    ],
    out: Annotated[
        Path, typer.Option(parser=folder_named, metavar="DIR", help="Folder for runs and answers.")
    ],
    trajectories: Annotated[
        int,
        typer.Option(
            min=0, metavar="T", help="Of the screening of every parameter; 0: no prior at all."
        ),
    ] = 10,
    points: Annotated[
        int, typer.Option(min=1, metavar="N", help="Base points of Sobol indices, a power of two.")
    ] = 256,
    most: Annotated[
        int, typer.Option(min=1, metavar="K", help="How many parameters get Sobol indices.")
    ] = 8,
    sets: Annotated[
        int | None,
        typer.Option(
            "--sets",
            min=1,
            max=100_000,
            metavar="P",
            help="Accepted parameter sets.",
            show_default="all of the ensemble",
        ),
    ] = None,
    replicates: Annotated[
        int, typer.Option(min=1, max=100_000, metavar="R", help="Runs of each accepted set.")
    ] = 2,
    willing: Annotated[
        float,
        typer.Option(
            metavar="A$", help="What one more worker kept is worth, beyond what it saves."
        ),
    ] = 50_000,
    months: StudyMonthsOption = None,
    seed: StudySeedOption = None,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    extend: ExtendOption = False,
    how: FormatOption = Format.table,
    quiet: QuietOption = False,
) -> None:
    """Say which numbers the choice turns on, and which to find out first.

    Every uncertain parameter is screened (Morris) and those that move effects
    most get Sobol indices, over the ranges of the evidence; then strategies
    are run with accepted sets, for what the choice depends on there and for
    the value of information. DIR gets the runs, tables and figures. The same
    line again goes on where it was stopped.
    """
    from ccu_sim.api import sensitivity as carry_out
    from ccu_sim.inputs import load_study

    asked = {"months": months, "seed": seed}
    loaded = load_study(study, {name: value for name, value in asked.items() if value is not None})
    heard = _Heard(quiet)
    try:
        told = carry_out(
            loaded,
            out=out,
            trajectories=trajectories,
            points=points,
            most=most,
            sets=sets,
            replicates=replicates,
            willing=willing,
            workers=workers_meant(workers, dask),
            dask=dask,
            extend=extend,
            progress=heard.progress,
        )
    except KeyboardInterrupt:
        if quiet or not heard.told_of_stop():
            say("stopped; what is stored is kept, and the same line goes on")
        raise typer.Exit(INTERRUPTED) from None
    sizes = told.found.sizes
    line = ["ccu-sim", "sensitivity", study, "--out", str(out)]
    for option, value in (
        ("--trajectories", sizes.trajectories),
        ("--points", sizes.points),
        ("--most", sizes.most),
        ("--sets", sizes.sets),
        ("--replicates", sizes.replicates),
        ("--willing", f"{willing:g}"),
        ("--months", months),
        ("--seed", seed),
    ):
        line += [option, str(value)] if value is not None else []
    path = told.write(out, command=shlex.join(line))
    _print(told, how)
    (print if how is Format.table else say)(f"Tables, figures and how they were made: {path}")
    if told.found.failures:
        raise told.found.failures[0]


class _Heard:
    """Makes what shows the progress of each batch, and remembers what was said last."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._last: Listening | None = None

    def progress(self) -> Progress:
        from ccu_sim.batch import progress_on

        self._last = Listening(progress_on(sys.stderr, quiet=self._quiet))
        return self._last

    def told_of_stop(self) -> bool:
        return self._last is not None and self._last.last.startswith("stopped")


def _print(told: Sensitivity, how: Format) -> None:
    """Print what to find out first and what effects depend on, unit by unit."""
    if how is not Format.table:
        print_rows(told.table.to_dict("records"), how)
        return
    from rich.text import Text

    from ccu_sim.reports.sensitivity import by_parameter, depends_on, find_out_first, leading

    console, found = results(), told.found
    for unit in found.study.units:
        console.print(Text(find_out_first(found, unit)))
        console.print()
        worth = _worth_rows(found, unit)
        if worth:
            console.print(table_of(_WORTH, worth))
            console.print()
        strategy = leading(found, unit)
        if strategy is None:
            continue
        console.print(Text(depends_on(found, unit)))
        console.print()
        table = by_parameter(found, unit, strategy)
        if len(table):
            console.print(table_of(_DEPENDS, _depends_rows(table)))
            console.print()
    console.print(
        Text(
            "share, delta: of the effect over accepted sets, whose parameters are tied to each "
            "other. screening: workers kept more or less over a parameter's whole range; Sobol: "
            "total order; both over the ranges of the evidence, each parameter by itself. "
            "*: more than chance would show among so many.",
            style="dim",
        )
    )
    console.print()


def _worth_rows(found: Found, unit: str) -> list[dict[str, Any]]:
    """Give what is most worth knowing, as text."""
    from ccu_sim.reports.sensitivity import rests_on

    table = found.information[found.information["unit"] == unit]
    table = table[(table["workers"] > 0) | (table["dollars"] > 0)].head(_SHOWN)
    return [
        {
            "parameter": row["parameter"],
            "basis": rests_on(row["parameter"]),
            "workers": _starred(f"{row['workers']:.2f}", row["workers_stands_out"]),
            "dollars": _starred(f"{row['dollars'] / 1000:,.1f}", row["dollars_stands_out"]),
        }
        for row in table.to_dict("records")
    ]


def _starred(text: str, stands_out: bool) -> str:
    return f"{text}{'*' if stands_out else ' '}"


def _depends_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give what each method says of the first parameters, as text; empty where it is silent."""
    return [
        {
            "parameter": name,
            **{key: f"{value:.2f}" if value == value else "" for key, value in row.items()},
        }
        for name, row in table.head(_SHOWN).iterrows()
    ]
