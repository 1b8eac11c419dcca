"""`ccu-sim calibrate`: which parameter sets the evidence leaves standing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccu_sim.cli.console import Column, Format, print_rows, results, say, table_of
from ccu_sim.cli.options import (
    FormatOption,
    QuietOption,
    WorkersOption,
    complete_names,
    cores,
    folder_named,
)

if TYPE_CHECKING:
    import pandas as pd

    from ccu_sim.analysis.calibration import Calibrated

ENOUGH = 500
"""Accepted sets that an ensemble should have."""

_COLUMNS = (
    Column("wave", "wave", right=True),
    Column("draws", "draws looked at", right=True),
    Column("candidates", "run", right=True),
    Column("accepted", "accepted", right=True),
    Column("accepted_share", "share", right=True),
    Column("runs", "runs", right=True),
)

_FIGURES = (
    Column("figure", "a year"),
    Column("seen", "observed", right=True),
    Column("low", "sets: 5 %", right=True),
    Column("high", "95 %", right=True),
    Column("before", "mean", right=True),
    Column("after", "weighted", right=True),
)


def calibrate(
    out: Annotated[
        Path,
        typer.Option(
            parser=folder_named, metavar="DIR", help="Folder for what is found.", show_default=False
        ),
    ],
    candidates: Annotated[
        int, typer.Option(min=20, max=100_000, metavar="N", help="Candidates in each wave.")
    ] = 1500,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT",
            help="Weigh the shipped ensemble by what this unit observed, instead.",
            show_default=False,
            autocompletion=complete_names("unit"),
        ),
    ] = None,
    waves: Annotated[int, typer.Option(min=1, max=20, metavar="K", help="Waves.")] = 5,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Seed of draws and chance.")] = 2014,
    workers: WorkersOption = None,
    how: FormatOption = Format.table,
    quiet: QuietOption = False,
) -> None:
    """Find parameter sets whose as-usual runs meet the calibration targets.

    Candidates from the ranges of the evidence are run as usual at both sites,
    in waves; those near every target get more runs. DIR gets the accepted sets
    as an ensemble, with tables and figures. The same line again goes on where
    it stopped, and more waves can be added. The evidence itself never changes.

    With --unit the sets of the shipped ensemble are weighed by how likely they
    make the unit's own last year (observed: in its file); DIR gets the weights.
    """
    if unit is not None:
        _weigh(unit, out, seed, how)
        return
    from ccu_sim import model
    from ccu_sim.analysis.calibration import (
        Calibration,
        success,
        write_ensemble,
        write_tables,
    )
    from ccu_sim.analysis.calibration import calibrate as carry_out
    from ccu_sim.batch.progress import progress_on

    model.prepare()
    found = carry_out(
        Calibration(candidates=candidates, waves=waves, seed=seed),
        out,
        workers=workers or cores(),
        progress=lambda: progress_on(sys.stderr, quiet=quiet),
    )
    write_ensemble(found, out)
    table = success(found)
    accepted = int(table["accepted"].sum())
    if accepted:
        write_tables(found, out)
        _draw(found, out)
    _show(table, how)
    say(f"{accepted} parameter sets accepted; in {out}: ensemble.csv, tables and figures")
    if accepted < ENOUGH:
        say(f"An ensemble should have {ENOUGH}: repeat with --waves {waves + 1}, or more.")


def _weigh(name: str, out: Path, seed: int, how: Format) -> None:
    """Weigh the shipped ensemble by a unit's own last year."""
    from ccu_sim.analysis.calibration import reweigh
    from ccu_sim.batch.files import replace_text
    from ccu_sim.inputs import load_unit

    weighed = reweigh(load_unit(name), seed=seed)
    out.mkdir(parents=True, exist_ok=True)
    text = weighed.sets_weighed().to_csv(index=False, float_format="%.6g", lineterminator="\n")
    replace_text(out / "weights.csv", text)
    rows = weighed.figures_met().to_dict(orient="records")
    if how is Format.table:
        words = {"figure": str}
        shown = [
            {key: words.get(key, "{:.1f}".format)(value) for key, value in row.items()}
            for row in rows
        ]
        results().print(table_of(_FIGURES, shown))
    else:
        print_rows(rows, how)
    say(weighed.sentence)


def _draw(found: Calibrated, out: Path) -> None:
    """Write the figures."""
    from ccu_sim.reports.figures.calibration import draw_calibration

    for name, png in draw_calibration(found).items():
        (out / f"{name}.png").write_bytes(png)


def _show(table: pd.DataFrame, how: Format) -> None:
    """Print how each wave went."""
    rows = table.to_dict(orient="records")
    if how is not Format.table:
        print_rows(rows, how)
        return
    shown = [
        {name: f"{value:,}" for name, value in row.items()}
        | {"accepted_share": f"{row['accepted_share']:.1%}"}
        for row in rows
    ]
    results().print(table_of(_COLUMNS, shown))
