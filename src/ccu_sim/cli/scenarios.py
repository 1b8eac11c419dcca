"""`ccu-sim list`, `show`, `check`, `new` and `schema`: the files that a user writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccu_sim.cli.console import Column, Format, name_next, print_rows, results, say, table_of
from ccu_sim.cli.options import FormatOption, scenario_names
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    from ccu_sim.inputs import Checked, Description

MISTAKEN = 2
LONGEST_NAME = 40
"""A first column of longer names than this is broken over lines like the others."""


class Kind(StrEnum):
    """A kind of scenario file."""

    unit = "unit"
    strategy = "strategy"
    study = "study"


class Kinds(StrEnum):
    """All scenarios of a kind."""

    units = "units"
    strategies = "strategies"
    studies = "studies"


class Begun(StrEnum):
    """What `ccu-sim new` begins."""

    unit = "unit"
    strategy = "strategy"
    study = "study"
    model = "model"


def list_scenarios(
    kind: Annotated[
        Kinds | None,
        typer.Argument(
            metavar="KINDS", help="Only units, strategies or studies.", show_default=False
        ),
    ] = None,
    how: FormatOption = Format.table,
) -> None:
    """List the units, strategies and studies there are, your own included."""
    wanted = [kind] if kind else list(Kinds)
    found = {each: list(_listed(each)) for each in wanted}
    if how is not Format.table:
        print_rows([row for rows in found.values() for row in rows], how)
        return
    console = results()
    columns = (Column("name", "name", whole=True), Column("title", "what it is"))
    for each, rows in found.items():
        console.print(table_of(columns, rows, None if kind else each.capitalize()))
        if kind is None:
            console.print()
    say("`ccu-sim show NAME` explains one.")


def _listed(kinds: Kinds) -> Iterator[dict[str, Any]]:
    from ccu_sim.inputs import load_any, scenario_files

    for name, path in scenario_files(kinds).items():
        try:
            loaded = load_any(path)
        except UserError:
            file = f'"{path}"' if " " in str(path) else path
            title = f"not valid: `ccu-sim check {file}` says why"
        else:
            question = getattr(loaded, "question", None)
            title = f"{loaded.name}: {question}" if question else getattr(loaded, "title", name)
        yield {"kind": kinds, "name": name, "title": title, "file": str(path)}


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Name or file of a unit, strategy or study.",
            show_default=False,
            autocompletion=scenario_names,
        ),
    ],
) -> None:
    """Explain a unit, strategy or study in plain words."""
    from ccu_sim.inputs import Study, Unit, describe, load_any

    loaded = load_any(name)
    _print_description(describe(loaded))
    if isinstance(loaded, Study | Unit):
        name_next("compare", name)


def _print_description(description: Description) -> None:
    from rich.text import Text

    console = results()
    console.print(Text(description.title, style="bold"))
    for paragraph in description.paragraphs:
        console.print()
        console.print(Text(paragraph))
    for table in description.tables:
        first, *others = table.headings
        whole = all(len(row[0]) <= LONGEST_NAME for row in table.rows)
        columns = [Column(first, first, whole=whole), *(Column(each, each) for each in others)]
        rows = (dict(zip(table.headings, row, strict=True)) for row in table.rows)
        console.print()
        console.print(table_of(columns, rows, table.title))
    for caution in description.cautions:
        console.print()
        console.print(Text(f"Note: {caution}"))


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|NAME",
            help="Files of units, strategies and studies, or their names.",
            show_default=False,
        ),
    ],
) -> None:
    """Check scenario files without running anything; every mistake is one sentence."""
    from ccu_sim.inputs import check as check_files

    checked = check_files(files)
    console = results()
    for one in checked:
        for line in _findings(one):
            console.print(line, markup=False, soft_wrap=True)
    if not all(one.valid for one in checked):
        raise typer.Exit(MISTAKEN)
    if len(checked) == 1:
        name_next("show", _named(checked[0]))


def _named(checked: Checked) -> str:
    """Give what a valid file is called by: its name, if that finds it, or its path."""
    from ccu_sim.inputs import scenario_files

    path = Path(checked.path)
    found = scenario_files(str(checked.kind)).get(path.stem)
    same = found is not None and found.resolve() == path.resolve()
    return path.stem if same else str(path)


def _findings(checked: Checked) -> Iterator[str]:
    if checked.valid:
        yield f"{checked.path}: a valid {checked.kind}."
    yield from checked.mistakes
    for caution in checked.cautions:
        yield f"{checked.path}: note: {caution}"
    for sentence in checked.filled_in:
        yield f"{checked.path}: {sentence}"


def new(
    kind: Annotated[
        Begun,
        typer.Argument(metavar="KIND", help="unit, strategy, study or model.", show_default=False),
    ],
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Its name, such as my-unit.", show_default=False),
    ],
) -> None:
    """Begin a scenario, or a model, of your own from a commented template, in scenarios/."""
    from ccu_sim.inputs import new as begin
    from ccu_sim.inputs import new_model

    if kind is Begun.model:
        path, class_name = new_model(name)
        print(path)
        say(f"Edit it, then: ccu-sim run site-1 --model {path}:{class_name}")
        return
    path = begin(kind, name)
    print(path)
    say(f"Edit it, then: ccu-sim check {path}")


def schema(
    kind: Annotated[
        Kind | None,
        typer.Argument(
            metavar="KIND", help="Only of a unit, strategy or study.", show_default=False
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of the scenario files, for editors."""
    from ccu_sim.inputs import json_schema

    found = json_schema(kind) if kind else {each.value: json_schema(each) for each in Kind}
    print(json.dumps(found, indent=2, ensure_ascii=False))
