"""`ccu-sim evidence`: what each number about people rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccu_sim.cli.console import Column, Format, print_rows, results, say, table_of
from ccu_sim.cli.options import FormatOption, parameter_names

if TYPE_CHECKING:
    from ccu_sim.evidence import Parameter

_COLUMNS = (
    Column("parameter", "parameter", whole=True),
    Column("value", "value (range), unit"),
    Column("basis", "basis", whole=True),
    Column("sources", "source", whole=True),
)
_RECALLED = "*"


def evidence(
    parameter: Annotated[
        str | None,
        typer.Argument(
            metavar="PARAMETER",
            help="One parameter, in full.",
            show_default=False,
            autocompletion=parameter_names,
        ),
    ] = None,
    how: FormatOption = Format.table,
) -> None:
    """Show what each number about people rests on: value, range, basis, source."""
    from ccu_sim.evidence import REGISTRY

    if parameter is not None:
        _show_one(REGISTRY.find(parameter), how)
        return
    everything = list(REGISTRY.values())
    if how is Format.table:
        console = results()
        for group, members in groupby(everything, lambda one: one.group):
            title = group.replace("_", " ").capitalize()
            console.print(table_of(_COLUMNS, map(_short_row, members), title))
            console.print()
        console.print(_summary(everything))
    else:
        print_rows(map(_row, everything), how)
        say(_summary(everything))


def _short_row(parameter: Parameter) -> Mapping[str, Any]:
    extent = f"{parameter.low:g} to {parameter.high:g}" if parameter.varies else "fixed"
    return {
        "parameter": parameter.name,
        "value": f"{parameter.value:g} ({extent}), {parameter.unit}",
        "basis": parameter.basis,
        "sources": "\n".join(
            source.name if source.read else f"{source.name}{_RECALLED}"
            for source in parameter.sources
        ),
    }


def _row(parameter: Parameter) -> Mapping[str, Any]:
    return {
        "mechanism": parameter.group,
        "parameter": parameter.name,
        "label": parameter.label,
        "value": parameter.value,
        "low": parameter.low,
        "high": parameter.high,
        "scale": parameter.scale,
        "unit": parameter.unit,
        "basis": parameter.basis,
        "checked": parameter.checked,
        "sources": ", ".join(source.name for source in parameter.sources),
        "why": parameter.why,
    }


def _summary(everything: list[Parameter]) -> str:
    bases = Counter(parameter.basis for parameter in everything)
    counted = ", ".join(f"{bases[basis]} {basis}" for basis in ("reported", "derived", "assumed"))
    checked = sum(parameter.checked for parameter in everything)
    return (
        f"{len(everything)} parameters: {counted}. {checked} are checked: every source they rest "
        f"on was read. The others rest on recalled sources ({_RECALLED}) or on none."
    )


def _show_one(parameter: Parameter, how: Format) -> None:
    if how is not Format.table:
        print_rows([_row(parameter)], how)
        return
    from rich.padding import Padding
    from rich.text import Text

    drawn = "evenly in its logarithm" if parameter.scale == "log" else "evenly"
    extent = f"{parameter.low:g} to {parameter.high:g}, drawn {drawn}"
    console = results()
    console.print(Text(f"{parameter.name}: {parameter.label}", style="bold"))
    for words in (
        parameter.why,
        f"Mechanism: {parameter.group.replace('_', ' ')}",
        f"Value: {parameter.value:g} ({parameter.unit})",
        f"Range: {extent if parameter.varies else 'fixed'}",
        f"Basis: {parameter.basis}, {'checked' if parameter.checked else 'not checked'}",
        f"Sources: {'' if parameter.sources else 'none'}".strip(),
    ):
        console.print(Text(words))
    for source in parameter.sources:
        read = "" if source.read else " (recalled, not read again)"
        console.print(Padding(Text(f"{source.reference}{read}"), (0, 0, 0, 2)))
