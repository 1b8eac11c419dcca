"""The page: its parts put together into one HTML file that can reach no network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import ccu_sim
from ccu_sim.batch.atomic_files import replace_text
from ccu_sim.errors import UserError
from ccu_sim.explorer.bundle import bundle
from ccu_sim.explorer.content import content
from ccu_sim.inputs import Study, Unit
from ccu_sim.model.portable import module_hash, why_not

MOST_BYTES = 2_500_000
"""What a page may weigh, so that it can be mailed."""

HEIGHT = 900
"""Pixels of the page inside a notebook."""


_PLAIN = ' <>=:/;,.()!*@+?$~[]|"'
"""Beside letters and digits, what stands as it is in an address between single quotes."""


@dataclass(frozen=True)
class Still:
    """A picture for whoever's browser runs no scripts.

    Attributes
    ----------
    title : str
        One line above it.
    drawing : str
        As SVG.
    alt : str
        What it shows, in words.
    """

    title: str
    drawing: str
    alt: str

    @property
    def source(self) -> Markup:
        """Give the picture as an address that holds it, as HTML: a quarter shorter than base64."""
        drawn = self.drawing[self.drawing.index("<svg") :]
        plain = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
        line = re.sub(r"\s+", " ", plain).replace("> <", "><")
        return Markup("data:image/svg+xml," + quote(line, _PLAIN))


@dataclass(frozen=True, repr=False)
class Page:
    """The explorer of some units, as one HTML text.

    Attributes
    ----------
    title : str
    text : str
    """

    title: str
    text: str

    def save(self, path: str | Path) -> Path:
        """Write the page, whole or not at all.

        Raises
        ------
        UserError
            If the file cannot be written.
        """
        target = Path(path)
        require_folder(target)
        try:
            replace_text(target, self.text)
        except OSError as error:
            raise UserError(f"Cannot write the page to {target}: {error.strerror}.") from error
        return target

    def __repr__(self) -> str:
        return f"<Page {self.title!r}: {len(self.text.encode()):,} bytes>"

    def _repr_html_(self) -> str:
        whole = html.escape(self.text)
        title = html.escape(self.title)
        return (
            f'<iframe title="{title}" srcdoc="{whole}" width="100%" height="{HEIGHT}" '
            'style="border: 0"></iframe>'
        )


def require_folder(target: Path) -> None:
    """Refuse a file whose folder is not there, before a page is made or where it is written."""
    if not target.parent.is_dir():
        raise UserError(f"Cannot write the page to {target}: there is no such folder.")


def page_of(units: Sequence[Unit], studies: Sequence[Study], stills: Sequence[Still]) -> Page:
    """Make the page of some units.

    Parameters
    ----------
    units : sequence of Unit
        At least one; the first is shown first.
    studies : sequence of Study
        Studies that the units are of; their strategies are offered too, and the first says what
        is shown first.
    stills : sequence of Still
        Shown where the model cannot run.

    Returns
    -------
    Page

    Raises
    ------
    UserError
        If the module that the page runs is not that of the rules here.
    """
    reason = why_not()
    if reason is not None:
        raise UserError(f"The page runs the compiled model, which cannot be used here: {reason}.")
    title = f"{units[0].title}: explorer" if len(units) == 1 else "The explorer"
    style = (files(__package__) / "style.css").read_text(encoding="utf-8")
    library = (files(__package__) / "vendor" / "js-yaml.js").read_text(encoding="utf-8")
    script, worker = library + bundle("page"), bundle("worker")
    environment = Environment(
        loader=PackageLoader("ccu_sim.explorer", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("page.html.j2").render(
        title=title,
        stills=stills,
        style=Markup(style),
        script=Markup(script),
        worker=Markup(worker),
        policy=Markup(_policy(style, script)),
        version=ccu_sim.__version__,
        module=module_hash(),
        data=Markup(_plain(content(units, studies))),
    )
    return Page(title, text)


def _policy(style: str, script: str) -> str:
    """Say what the page may do: run itself and the module in it, and reach nothing."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}' 'wasm-unsafe-eval' blob:",
            "worker-src blob:",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    """Name a text by its hash, as a content policy does."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _plain(data: object) -> str:
    """Write data such that nothing in it can be taken for HTML."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
