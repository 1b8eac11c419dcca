"""The explorer of some units or studies: the model itself, alive in one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ccu_sim.api.one_run import run
from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs import Study, Unit, arrange, compose, load_any, load_unit

if TYPE_CHECKING:
    from ccu_sim.explorer import Page

SHIPPED = ("site-1", "site-2", "established-unit")
"""The units that are shown where none is named."""


def explore(*what: Unit | Study | str | Path) -> Page:
    """Make a page in which units are run in two ways, live, in any browser and without a network.

    Parameters
    ----------
    *what : Unit, Study, str or Path
        Units and studies, or names or files of them; the units that ship, if none is given. Of a
        study its units and strategies are taken, and the first other way is what is shown first.

    Returns
    -------
    Page
        Shows itself in a notebook; `Page.save` writes the file.

    Raises
    ------
    UserError
        If something that is asked for does not exist, or cannot run in a page.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> page = ccu.explore("site-2")
    >>> page.title
    'Community Care Unit, site 2 (18.4 FTE, 16 places): explorer'
    >>> page.save("site-2.html").name
    'site-2.html'
    """
    from ccu_sim.explorer import Still, page_of
    from ccu_sim.reports.style import svg

    units: dict[str, Unit] = {}
    studies: list[Study] = []
    for one in what or SHIPPED:
        found = _read(one)
        if isinstance(found, Study):
            studies.append(found)
        for unit in _units(found) if isinstance(found, Study) else (found,):
            if units.setdefault(unit.name, unit) != unit:
                raise UserError(f"Two different units are called '{unit.name}'; rename one.")
    shown = list(units.values())
    picture = run(shown[0]).plot()
    return page_of(shown, studies, Still(svg(picture), picture.alt))


def _units(study: Study) -> list[Unit]:
    """Give the units of a study with the conditions and levers that it sets in every run."""
    usual = compose([])
    return [arrange(unit, usual, study.parameters).unit for unit in study.unit_objects]


def _read(one: Unit | Study | str | Path) -> Unit | Study:
    """Load what is named, and refuse what no page can show."""
    found = one
    if not isinstance(one, Unit | Study):
        found = load_unit(one) if one in SHIPPED else load_any(one)
    if isinstance(found, Study) and found.model is not None:
        raise UserError(
            f"The study '{found.name}' runs on {found.model.label}, and a page runs the model that "
            "ships; leave `model` out of the study, or name its units."
        )
    if not isinstance(found, Unit | Study):
        raise UserError(f"'{echoed(one)}' is a strategy; name a unit or a study to explore.")
    return found
