"""Where words go: results to standard output, everything else to standard error."""

from __future__ import annotations

import csv
import json
import math
import os
import shlex
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ccu_sim.errors import echoed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


WINDOWS = os.name == "nt"

FEWEST_COLUMNS = 80
"""Characters to a line that tables are made for."""


class Format(StrEnum):
    """How a table is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class PageFormat(StrEnum):
    """As `Format`, or the page to hand out."""

    table = "table"
    csv = "csv"
    json = "json"
    one_page = "one-page"


@dataclass(frozen=True)
class Column:
    """A column of a table for people.

    Attributes
    ----------
    key : str
        What it is called in the rows.
    heading : str
    right : bool
        Numbers stand to the right.
    whole : bool
        Never broken over lines.
    """

    key: str
    heading: str
    right: bool = False
    whole: bool = False


def results() -> Console:
    """Give the console that results are printed on."""
    from rich.console import Console

    mark_as_utf8()

    class Results(Console):
        """A console whose reader may go away (``| head``); `program` then ends quietly."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    told = Results(file=sys.stdout, highlight=False)
    # In less room a table would lose digits, which reads as another number; lines run over there.
    told.width = max(told.width, FEWEST_COLUMNS)
    return told


def say(sentence: str) -> None:
    """Tell the user something that is not a result."""
    print(sentence, file=sys.stderr, flush=True)


def name_next(*words: object) -> None:
    """Name the command that comes next on the way from head-count to a page for the meeting."""
    say(f"Next: {shlex.join(['ccu-sim', *map(str, words)])}")


def why_the_system_refuses(error: OSError) -> str:
    """Say which file or folder the operating system refuses, and why."""
    reason = error.strerror or type(error).__name__
    if error.filename is None:
        return f"Writing or reading failed: {reason}."
    return f"{echoed(error.filename, 200)} cannot be used: {reason}."


def mark_as_utf8() -> None:
    """Begin a file that output is redirected into with the mark that Windows asks of UTF-8.

    Excel and PowerShell take a file without it for the system's old code page.
    """
    if not WINDOWS:
        return
    sys.stdout.flush()
    with suppress(OSError, ValueError):  # no file at all, or one without a position
        number = sys.stdout.fileno()
        if stat.S_ISREG(os.fstat(number).st_mode) and os.lseek(number, 0, os.SEEK_CUR) == 0:
            sys.stdout.write("\ufeff")


def print_rows(rows: Iterable[Mapping[str, Any]], how: Format) -> None:
    """Print rows as CSV or JSON; what is not there is empty, or null."""
    plain = [{key: _plain(value) for key, value in row.items()} for row in rows]
    if how is Format.json:
        print(json.dumps(plain, indent=1, ensure_ascii=False))
    elif plain:
        mark_as_utf8()
        writer = csv.DictWriter(sys.stdout, list(plain[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(plain)
    sys.stdout.flush()


def _plain(value: Any) -> Any:
    """Give a value that JSON knows."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def table_of(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    title: str | None = None,
    *,
    gap: int = 2,
) -> Table:
    """Make a table for people, a heading line above and nothing around it.

    Parameters
    ----------
    columns : sequence of Column
    rows : iterable of mapping
        With the columns' keys.
    title : str, optional
    gap : int
        Blanks between columns.
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=None if title is None else Text(title, style="bold"),
        title_justify="left",
        box=None,
        padding=(0, gap, 0, 0),
        pad_edge=False,
        header_style="bold",
    )
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            no_wrap=column.whole,
            overflow="fold",
            vertical="top",
        )
    for row in rows:
        table.add_row(*(Text(str(row[column.key])) for column in columns))
    return table


def let_go_of_output() -> None:
    """Send what is still to come nowhere: the reader has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
