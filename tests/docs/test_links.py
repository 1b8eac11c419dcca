"""Links inside the documentation lead somewhere."""

import re
from pathlib import Path

import pytest

DOCUMENTS = (
    *("odd.md", "stress.md", "limits.md", "lived-experience.md", "your-own-model.md"),
    *("robustness.md", "sensitivity.md", "../README.md", "../CONTRIBUTING.md"),
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def _anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives a document's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str, docs: Path) -> None:
    document = docs / name
    broken = []
    for target, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        path = (document.parent / target).resolve() if target else document
        if not path.exists() or (anchor and anchor not in _anchors(path)):
            broken.append(f"{target}#{anchor}" if anchor else target)
    assert broken == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("limits.md", "No measured turnover of CCU peer workers exists"),
        ("limits.md", "A comparison, not a forecast"),
        ("limits.md", "Not for decisions about individuals"),
        ("lived-experience.md", "No such review has happened yet"),
    ],
)
def test_what_must_be_said_is_said(name: str, sentence: str, docs: Path) -> None:
    assert sentence in (docs / name).read_text(encoding="utf-8")
