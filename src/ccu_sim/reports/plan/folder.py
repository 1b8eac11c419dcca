"""What is taken away from a plan: the page, the page to hand out, figures, tables, a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ccu_sim.analysis.planning import estimate
from ccu_sim.batch.atomic_files import replace_text, replaced
from ccu_sim.errors import UserError
from ccu_sim.reports.first.people_here import plot_people_here
from ccu_sim.reports.plan.figures import plot_doses, plot_equal_spending, plot_frontier
from ccu_sim.reports.plan.methods import methods_paragraph, references
from ccu_sim.reports.plan.page import pages
from ccu_sim.reports.plan.words import answer_of
from ccu_sim.reports.style import png, svg
from ccu_sim.reports.workbook import workbook

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.plan import Planned

PAGE, ONE_PAGE, WORKBOOK, METHODS = "plan.html", "one-page.html", "plan.xlsx", "methods.txt"

_FIGURES = {
    "frontier": plot_frontier,
    "doses": plot_doses,
    "equal-spending": plot_equal_spending,
}


def write_plan(plan: Planned, folder: Path, command: str | None = None) -> list[Path]:
    """Write everything that is taken away from a plan.

    Parameters
    ----------
    plan : Planned
    folder : Path
    command : str, optional
        The line that made it.

    Returns
    -------
    list of Path
        The page first.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    answer = answer_of(plan)
    page, one_page = pages(plan, answer, command)
    texts = {
        PAGE: page,
        ONE_PAGE: one_page,
        METHODS: "\n\n".join([methods_paragraph(plan), *references()]) + "\n",
        **{f"{name}.csv": table.to_csv(index=False) for name, table in plan.tables().items()},
    }
    drawn = {"people-here": plot_people_here(answer)}
    shown = {"frontier": plan.frontier, "doses": plan.doses, "equal-spending": plan.equal_spending}
    drawn |= {name: draw(plan) for name, draw in _FIGURES.items() if not shown[name].empty}
    pictures: dict[str, bytes] = {}
    for name, figure in drawn.items():
        pictures |= {f"{name}.svg": svg(figure).encode(), f"{name}.png": png(figure)}
    pictures[WORKBOOK] = workbook(
        plan.question.unit.title, plan.tables(), MEANINGS, methods_paragraph(plan)
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            replace_text(folder / name, text)
        for name, content in pictures.items():
            with replaced(folder / name) as file:
                file.write(content)
    except OSError as error:
        raise UserError(f"{folder} cannot be written to: {error.strerror}.") from error
    return [folder / name for name in (PAGE, ONE_PAGE, WORKBOOK)]


_ADDED = {name: f"{meaning}, beyond the plan" for name, meaning in estimate.PACKAGE_COLUMNS.items()}
_BY_DOSE = {"strategy": "the strategy", "dose": "factor on the dose that its file states"}

MEANINGS = {
    "steps": estimate.STEP_COLUMNS,
    "frontier": estimate.PACKAGE_COLUMNS,
    "additions": {"strategy": "what is added to the plan", **_ADDED},
    "doses": {**_BY_DOSE, **estimate.PACKAGE_COLUMNS},
    "equal_spending": estimate.EQUAL_COLUMNS,
}
"""What every column of every table means."""
