"""Pages as HTML: what stands on a first page, its pictures, its style and the sorting of tables."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from ccu_sim.reports.drawing import Drawing
from ccu_sim.reports.first.people_here import NARROW, WIDE
from ccu_sim.reports.first.words import Step
from ccu_sim.reports.style import HouseFigure

_PIXELS_PER_INCH = 96


@dataclass(frozen=True)
class FirstPage:
    """What stands on the first page, in the order of its reading.

    Attributes
    ----------
    title : str
        Of the unit.
    question, sentence : str
        What was asked, and what is best in one sentence.
    unfinished : str
        That runs are yet to come, if any are.
    own_year : sequence of str
        The unit's own last year beside the model's.
    missed : bool
        Whether no parameter set gives that year, which is then said in bold.
    steps : sequence of Step
        What to do first and next.
    not_now : sequence of str
        What is not worth doing, under the heading `not_now_title`.
    picture : dict
        From `picture`.
    left : sequence of tuple of str
        How people left: a row each of a name and numbers, under the caption `left_caption`.
    money : sequence of (str, str)
        What it costs, saves, and comes to.
    not_priced : sequence of (str, str)
        Of which step the price leaves what out.
    sure, change, find_out : sequence of str
        How sure it is; what would change the answer; what to find out first.
    """

    title: str
    question: str
    sentence: str
    unfinished: str
    own_year: Sequence[str]
    missed: bool
    steps: Sequence[Step]
    not_now: Sequence[str]
    not_now_title: str
    picture: Mapping[str, Any]
    left: Sequence[tuple[str, ...]]
    left_caption: str
    money: Sequence[tuple[str, str]]
    not_priced: Sequence[tuple[str, str]]
    sure: Sequence[str]
    change: Sequence[str]
    find_out: Sequence[str]


class Draw(Protocol):
    """Draws at a width."""

    def __call__(self, *, width: float) -> HouseFigure:
        """Draw so many inches wide."""
        ...


def rendered(template: str, content: Mapping[str, Any]) -> str:
    """Give a page as HTML text that needs nothing else; only its own script may run.

    Parameters
    ----------
    template : str
        Path below the reports, of one that extends ``first/page.html.j2``.
    content : mapping
        What it shows; `one_page` says that nothing is folded and no script is needed.
    """
    environment = Environment(
        loader=PackageLoader("ccu_sim.reports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    script = _text("sort.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.get_template(template).render(
        content, script=script, digest=digest, style=_text("page.css")
    )


def _text(name: str) -> str:
    return (files("ccu_sim.reports") / "first" / name).read_text(encoding="utf-8")


def picture(draw: Draw, caption: str) -> dict[str, Any]:
    """Draw for a wide page and a narrow one."""
    wide, narrow = Drawing.of(draw(width=WIDE)), Drawing.of(draw(width=NARROW))
    return {
        "wide": embedded(wide),
        "narrow": embedded(narrow),
        "alt": wide.alt,
        "caption": caption,
    }


def embedded(drawing: Drawing) -> dict[str, str]:
    """Give a drawing as an image within the page, with its size in pixels."""
    data = base64.b64encode(drawing.svg.encode()).decode("ascii")
    return {
        "source": f"data:image/svg+xml;base64,{data}",
        "width": f"{drawing.width * _PIXELS_PER_INCH:.0f}",
        "height": f"{drawing.height * _PIXELS_PER_INCH:.0f}",
    }
