"""The explorer of some units or studies: the model itself, alive in one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ccu_sim.api.comparison import Comparison, compare
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

ROOM = 1_200_000
"""Characters that pictures of a comparison may take, so that a page of many units can be mailed."""


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
    shown, studies = _read_all(what or SHIPPED)
    return _page(shown, studies, _small_comparison(shown[0], studies))


def explore_compared(found: Comparison) -> Page:
    """Make the page of a comparison's units; its own pictures are shown where no scripts run.

    Parameters
    ----------
    found : Comparison

    Raises
    ------
    UserError
        If its study cannot run in a page.
    """
    shown, studies = _read_all([found.study])
    return _page(shown, studies, found if found.findings.settings == 1 else None)


def _page(shown: list[Unit], studies: list[Study], found: Comparison | None) -> Page:
    from ccu_sim.explorer import page_of

    return page_of(shown, studies, list(_stills(shown[0], found)))


def _read_all(what: Iterable[Unit | Study | str | Path]) -> tuple[list[Unit], list[Study]]:
    """Load units and studies, and give all units once."""
    units: dict[str, Unit] = {}
    studies: list[Study] = []
    for one in what:
        found = _read(one)
        if isinstance(found, Study):
            studies.append(found)
        for unit in _units(found) if isinstance(found, Study) else (found,):
            if units.setdefault(unit.name, unit) != unit:
                raise UserError(f"Two different units are called '{unit.name}'; rename one.")
    return list(units.values()), studies


def _small_comparison(unit: Unit, studies: list[Study]) -> Comparison | None:
    """Compare a unit as usual with the other way that is shown first, if they go together."""
    from ccu_sim.explorer import first_other_way

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
        return None
    return compare(study)


def _stills(unit: Unit, found: Comparison | None) -> Iterator[Still]:
    """Draw one run as usual, and a comparison with other ways."""
    from ccu_sim.explorer import Still
    from ccu_sim.reports.drawing import Drawing
    from ccu_sim.reports.figures import plot_effects, plot_people, plot_retention
    from ccu_sim.reports.pictures import drawn

    one = Drawing.of(run(unit).plot())
    yield Still(f"One run of {unit.title}, as usual", one.svg, one.alt)
    if found is None:
        return
    study, findings = found.study, found.findings
    few = f"in {_counted(len(found.results.parameters), 'possible world')} with "
    few += f"{_counted(study.replicates, 'run')} each"
    order = tuple(findings.order)
    pictures = [(f"How many people stay, {few}", drawn(plot_people, findings, order))]
    pictures.append((f"Who stays, month by month, {few}", drawn(plot_retention, findings)))
    if findings.strategies and unit.name in findings.units:
        effects = drawn(plot_effects, findings, unit.name, order)
        pictures.append((f"What each other way changes, {few}", effects))
    room = ROOM
    for title, picture in pictures:
        still = Still(title, picture.svg, picture.alt)
        room -= len(still.source)
        if room >= 0:
            yield still


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


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
