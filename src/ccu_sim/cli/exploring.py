"""`ccu-sim explore`: the model alive in one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ccu_sim.cli.options import scenario_names
from ccu_sim.errors import UserError

RESULTS = Path("results")
PAGE = "explorer.html"


def explore(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT|STUDY]...",
            help="Names or files of units and studies.",
            show_default="the units that ship",
            autocompletion=scenario_names,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The file that is written.",
            show_default=f"{RESULTS}/{PAGE}",
        ),
    ] = None,
) -> None:
    """Write a page in which units are run in two ways, live, in any browser.

    One file that needs no network and no installation: to be mailed, or opened in a class.
    """
    if out is not None and (out.is_dir() or not out.name):
        raise UserError(f"--out is {out}, which is a folder; name a file, such as {PAGE}.")
    from ccu_sim import api
    from ccu_sim.explorer import require_folder

    if out is not None:
        require_folder(out)
    page = api.explore(*(what or ()))
    if out is None:
        RESULTS.mkdir(exist_ok=True)
    print(f"Page: {page.save(out or RESULTS / PAGE)}")
