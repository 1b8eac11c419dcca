"""The explorer of some units or studies: the model itself, alive in one page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ccu_sim.api.comparison import compare
from ccu_sim.api.composed_study import study_of
from ccu_sim.api.one_run import run
from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs import Study, Unit, arrange, compose, load_any, load_unit

if TYPE_CHECKING:
    from ccu_sim.explorer import Page, Still

SHIPPED = ("site-1", "site-2", "established-unit")
"""The units that are shown where none is named."""

MONTHS = 36
SETS = 10
REPLICATES = 2
"""Of the comparison whose pictures are shown where no scripts run: as few as can be drawn."""


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
    from ccu_sim.explorer import page_of

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
    return page_of(shown, studies, list(_stills(shown[0], studies)))


def _stills(unit: Unit, studies: list[Study]) -> Iterator[Still]:
    """Draw one run as usual, and a small comparison with the other way that is shown first."""
    from ccu_sim.explorer import Still, first_other_way
    from ccu_sim.reports.style import svg

    picture = run(unit).plot()
    yield Still(f"One run of {unit.title}, as usual", svg(picture), picture.alt)
    names = first_other_way(studies)
    known = {one.name: one for study in studies for one in study.strategy_objects}
    try:
        study = study_of(
            [unit],
            [[known.get(name, name) for name in names]] if names else [],
            parameter_sets=SETS,
            replicates=REPLICATES,
            months=MONTHS,
        )
    except UserError:  # the page itself tells what cannot be together in this unit
        return
    found = compare(study)
    few = f"from only {SETS} parameter sets with {REPLICATES} runs each"
    pictures = [(f"How many people stay, {few}", found.plot_people())]
    pictures.append((f"Who stays, month by month, {few}", found.plot_retention()))
    if names:
        pictures.append((f"What the other way changes, {few}", found.plot_effects()))
    for title, drawn in pictures:
        yield Still(title, svg(drawn), drawn.alt)


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
