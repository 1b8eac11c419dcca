"""`ccu-sim factors`: each factor of the founding texts, its mechanism, sign and size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccu_sim.cli.console import Column, Format, print_rows, results, say, table_of
from ccu_sim.cli.options import FormatOption, QuietOption, WorkersOption, workers_meant
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    from ccu_sim.analysis.factors import Factor, Runner

_REGISTER = (
    Column("factor", "factor", whole=True),
    Column("impact", "impact", whole=True),
    Column("mechanisms", "mechanisms"),
    Column("expected", "expected"),
)
_SIGNS = (
    Column("factor", "factor", whole=True),
    Column("unit", "unit", whole=True),
    Column("outcome", "outcome", whole=True),
    Column("expected", "expected", whole=True),
    Column("effect", "effect", right=True, whole=True),
    Column("interval", "95 % interval", right=True, whole=True),
    Column("share", "sets", right=True, whole=True),
    Column("size", "as r", right=True, whole=True),
    Column("verdict", "verdict", whole=True),
)
_ABLATION = (
    Column("mechanism", "without", whole=True),
    Column("patterns lost", "patterns that vanish"),
    Column("signs lost", "signs that vanish"),
    Column("verdict", "verdict", whole=True),
)
FOLDER = Path("results/factors")
_SIGN = {"up": "+", "down": "−", "both": "±"}


def factors(
    name: Annotated[
        str | None,
        typer.Argument(metavar="FACTOR", help="One factor alone.", show_default=False),
    ] = None,
    test: Annotated[
        bool, typer.Option("--test", help="Move each from low to high at both sites.")
    ] = False,
    ablate: Annotated[
        bool, typer.Option("--ablate", help="Switch each mechanism off; see what vanishes.")
    ] = False,
    sets: Annotated[
        int | None,
        typer.Option(min=2, max=100_000, help="Parameter sets.", show_default="36, ablation 24"),
    ] = None,
    replicates: Annotated[
        int | None,
        typer.Option(min=1, max=1000, help="Runs of each set.", show_default="8, ablation 2"),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Keeps results; the same line again goes on.")
    ] = FOLDER,
    workers: WorkersOption = None,
    how: FormatOption = Format.table,
    quiet: QuietOption = False,
) -> None:
    """Show each factor of the founding texts; test its sign, or what needs each mechanism."""
    from ccu_sim.analysis import factors as analysis

    if test and ablate:
        raise UserError("--test and --ablate are two questions; ask one at a time.")
    chosen = [analysis.factor_named(name)] if name else list(analysis.factors())
    if not test and not ablate:
        if name and how is Format.table:
            _show_one(chosen[0])
        else:
            _print(map(_register_row, chosen), _REGISTER, how)
        return
    design = analysis.Design(sets or (36 if test else 24), replicates or (8 if test else 2))
    outcomes = analysis.outcomes_read() if test else analysis.outcomes_of_ablation()
    runner = analysis.Runner(design, outcomes, out, workers_meant(workers, None))
    if not quiet:
        runner.progress = _tell
    _tell_of_sets()
    if test:
        _show_signs(runner, chosen, how)
    else:
        tried = [factor for factor in chosen if factor.impact != "contested"]
        table = analysis.ablation_table(analysis.ablate(runner, tried=tried))
        _print(table.to_dict("records"), _ABLATION, how)


def _tell_of_sets() -> None:
    """Say so where the parameter sets do not count as accepted for this model."""
    from ccu_sim import model
    from ccu_sim.batch.as_usual import unaccepted

    model.prepare()
    if sentence := unaccepted():
        say(sentence)


def _show_one(factor: Factor) -> None:
    """Show a factor in full."""
    from rich.text import Text

    console = results()
    console.print(Text(factor.title, style="bold"))
    row = _register_row(factor)
    for key in ("source", "impact", "how", "from", "to", "mechanisms"):
        console.print(Text(f"{key.capitalize()}: {row[key]}"))
    for one in factor.expect:
        path = " → ".join(one.through)
        console.print(Text(f"Expected: {one.outcome} {_SIGN[one.direction]} through {path}"))
        if one.published is not None:
            console.print(Text(f"  Published: {one.published.text}"))


def _show_signs(runner: Runner, chosen: list[Factor], how: Format) -> None:
    from ccu_sim.analysis import factors as analysis
    from ccu_sim.batch.as_usual import unaccepted

    found = analysis.signs(runner, chosen)
    rows = analysis.sign_table(found).to_dict("records")
    _print(map(_sign_row, rows) if how is Format.table else rows, _SIGNS, how)
    held = analysis.factor_verdicts(found)
    failing = [name for name, holds in held.items() if not holds]
    say(
        f"{sum(held.values())} of {len(held)} factors do all that is expected of them at both "
        f"sites ({'formerly ' if unaccepted() else ''}{analysis.ORIGIN} parameter sets)."
        + (f" Not so: {', '.join(failing)}." if failing else "")
    )


def _register_row(factor: Factor) -> dict[str, Any]:
    expected = [f"{one.outcome} {_SIGN[one.direction]}" for one in factor.expect]
    return {
        "factor": factor.name,
        "source": factor.source,
        "impact": factor.impact,
        "from": factor.low.words(),
        "to": factor.high.words(),
        "mechanisms": ", ".join(factor.mechanisms),
        "expected": ", ".join(expected),
        "published": "; ".join(one.published.text for one in factor.expect if one.published),
        "how": factor.how,
    }


def _sign_row(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        **row,
        "effect": f"{row['effect']:+.3g}",
        "interval": f"{row['lower']:+.3g} to {row['upper']:+.3g}",
        "share": f"{row['share']:.0%}",
        "size": f"{row['size']:+.2f}" if row["size"] == row["size"] else "",
    }


def _print(rows: Iterable[Mapping[Any, Any]], columns: tuple[Column, ...], how: Format) -> None:
    if how is Format.table:
        results().print(table_of(columns, rows))
    else:
        print_rows(rows, how)


def _tell(done: int, of: int) -> None:
    """Say how far the arms are, now and then."""
    if done == of or done % 10 == 0:
        say(f"{done} of {of} arms")
