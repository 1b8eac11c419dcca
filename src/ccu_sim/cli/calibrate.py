"""`ccu-sim calibrate`: which parameter sets the evidence leaves standing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccu_sim.cli.comparing import RESULTS
from ccu_sim.cli.console import Column, Format, print_rows, results, say, table_of
from ccu_sim.cli.options import (
    FormatOption,
    QuietOption,
    WorkersOption,
    complete_names,
    cores,
    folder_named,
)
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from ccu_sim.analysis.calibration import Calibrated, Rescored

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


_MISSED = (
    Column("target", "target", whole=True),
    Column("place", "at"),
    Column("missed", "sets that miss it", right=True),
)


def calibrate(
    out: Annotated[
        Path | None,
        typer.Option(
            parser=folder_named, metavar="DIR", help="Folder for what is found.", show_default=False
        ),
    ] = None,
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
    rescore: Annotated[
        bool,
        typer.Option(
            "--rescore", help="Score the ensemble there is again, for a model that was changed."
        ),
    ] = False,
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

    With --rescore the sets of the shipped ensemble are run again with the model
    as it is, and those that still meet every target take its place, or go to DIR.
    """
    if rescore and unit is not None:
        raise UserError("--rescore and --unit are two questions; ask one at a time.")
    if rescore:
        _score_again(out, workers or cores(), how, quiet)
        return
    if out is None:
        raise UserError("Name a folder for what is found: --out results/calibration, say.")
    if unit is not None:
        _weigh(unit, out, seed, how)
        return
    from ccu_sim import model
    from ccu_sim.analysis.calibration import (
        Calibration,
        ensemble_of,
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
    write_ensemble(ensemble_of(found), out)
    table = success(found)
    accepted = int(table["accepted"].sum())
    if accepted:
        write_tables(found, out)
        _draw(found, out)
    _show(table, how)
    say(f"{accepted} parameter sets accepted; in {out}: ensemble.csv, tables and figures")
    if accepted < ENOUGH:
        say(f"An ensemble should have {ENOUGH}: repeat with --waves {waves + 1}, or more.")


def _score_again(out: Path | None, workers: int, how: Format, quiet: bool) -> None:
    """Keep of the shipped ensemble what meets the targets with the model as it is."""
    from ccu_sim import model
    from ccu_sim.analysis.calibration import Rescoring, rescore, write_ensemble
    from ccu_sim.batch.progress import progress_on
    from ccu_sim.evidence import SHIPPED, read_ensemble

    model.prepare()
    rescoring = Rescoring(read_ensemble())
    found = rescore(
        rescoring,
        out or RESULTS / f"rescored-{rescoring.hash}",
        workers=workers,
        progress=lambda: progress_on(sys.stderr, quiet=quiet),
    )
    write_ensemble(found.ensemble, out or SHIPPED)
    _show_missed(found, how)
    kept, there = int(found.kept.sum()), len(found.kept)
    say(f"{kept} of {there} parameter sets meet every target; they are in {out or SHIPPED}")
    if kept < ENOUGH:
        say(f"An ensemble should have {ENOUGH}: `ccu-sim calibrate --out DIR` makes another.")


def _show_missed(found: Rescored, how: Format) -> None:
    """Print how many sets miss each target."""
    rows = [
        {"target": name, "place": place, "missed": share}
        for (name, place), share in ((key.split("@"), value) for key, value in found.off.items())
    ]
    if how is not Format.table:
        print_rows(rows, how)
        return
    results().print(table_of(_MISSED, [row | {"missed": f"{row['missed']:.1%}"} for row in rows]))


def _weigh(name: str, out: Path, seed: int, how: Format) -> None:
    """Weigh the shipped ensemble by a unit's own last year."""
    from ccu_sim.analysis.calibration import reweigh, told
    from ccu_sim.batch.atomic_files import replace_text
    from ccu_sim.inputs import load_unit

    weighed = reweigh(load_unit(name), seed=seed)
    text = weighed.sets_weighed().to_csv(index=False, float_format="%.6g", lineterminator="\n")
    with told(out):
        out.mkdir(parents=True, exist_ok=True)
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
    from ccu_sim.analysis.calibration import told
    from ccu_sim.batch.atomic_files import replaced
    from ccu_sim.reports.figures.calibration import draw_calibration

    figures = draw_calibration(found)
    with told(out):
        for name, png in figures.items():
            with replaced(out / f"{name}.png") as file:
                file.write(png)


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
