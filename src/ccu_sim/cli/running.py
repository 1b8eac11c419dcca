"""`ccu-sim run`: one run, month by month and in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccu_sim.cli.console import Format, name_next, print_rows, results, say
from ccu_sim.cli.options import (
    FormatOption,
    MonthsOption,
    OutOption,
    QuietOption,
    SetOption,
    complete_names,
)
from ccu_sim.errors import echoed

if TYPE_CHECKING:
    from ccu_sim.api import Run
    from ccu_sim.inputs.sweep import Arrangement

RESULTS = Path("results")


class EngineName(StrEnum):
    """Which engine runs the model; both give the same, bit for bit."""

    compiled = "compiled"
    mesa = "mesa"


def run(
    unit: Annotated[
        str,
        typer.Argument(
            metavar="UNIT",
            help="Name or file of a unit.",
            show_default=False,
            autocompletion=complete_names("unit"),
        ),
    ],
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="What is done; give it again to combine strategies.",
            show_default="as usual",
            autocompletion=complete_names("strategy"),
        ),
    ] = None,
    months: MonthsOption = 36,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Seed of all chance events.")] = 1,
    engine: Annotated[
        EngineName,
        typer.Option(help="Both give the same; mesa is the slower one, open to look into."),
    ] = EngineName.compiled,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.py:CLASS",
            help="Run a model of your own, on the mesa engine.",
            show_default="the model that ships",
        ),
    ] = None,
    settings: SetOption = None,
    every: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=120,
            metavar="N",
            help="Months from row to row.",
            show_default="what fits a screen",
        ),
    ] = None,
    out: OutOption = None,
    how: FormatOption = Format.table,
    quiet: QuietOption = False,
) -> None:
    """Run a unit once: a month-by-month table, a picture, and the story of what happened.

    Tables, events, story and picture are written to results/run-UNIT-STRATEGY-SEED or --out.
    """
    wanted = _arranged(unit, strategy or [], settings or [])
    from ccu_sim import api
    from ccu_sim.api.run_folder import record_of, require_room, usual_folder
    from ccu_sim.inputs import OwnModel

    own = None if model is None else OwnModel.read(model)
    record = record_of(
        wanted.unit, wanted.policy, wanted.parameters, months=months, seed=seed, model=own
    )
    folder = out or usual_folder(RESULTS, record)
    require_room(folder, record)
    made = api.run(
        wanted.unit,
        wanted.policy,
        months=months,
        seed=seed,
        parameters=wanted.parameters,
        engine=engine.value,
        model=own,
    )
    try:
        _tell(made, every, how)  # at once; the picture takes longer than the run
    finally:
        made.save(folder)
    if not quiet:
        from ccu_sim.reports.story import diary_note

        if made.month_when_full is not None:
            say(diary_note(made.month_when_full))
        say(f"Tables, events, story and picture are in {folder}")
        name_next("compare", unit)


def _tell(made: Run, every: int | None, how: Format) -> None:
    """Print a run: its months, and for people its story."""
    from ccu_sim.cli.month_table import month_rows, month_table
    from ccu_sim.cli.story import print_story

    if how is not Format.table:
        print_rows(month_rows(made.monthly, every or 1), how)
        return
    console = results()
    console.print(month_table(made.monthly, every))
    console.print()
    print_story(made.story())


def _arranged(unit: str, strategies: Sequence[str], settings: Sequence[str]) -> Arrangement:
    """Load what is asked for, with what ``--set`` changes."""
    from ccu_sim.cli.line_values import changes_of, one_at_a_time
    from ccu_sim.evidence import REGISTRY
    from ccu_sim.inputs import arrange, compose, load_unit

    changes = changes_of(settings)
    for name in strategies:
        one_at_a_time("strategy", name, f"--strategy {echoed(name)}")
    arranged = arrange(load_unit(unit), compose(strategies), changes)
    return arranged._replace(parameters=REGISTRY.with_values(arranged.parameters))
