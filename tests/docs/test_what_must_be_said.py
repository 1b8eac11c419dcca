"""What a reader must know before using a result stands in the docs."""

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("index.md", "It compares and does not forecast"),
        ("index.md", "has not yet been reviewed"),
        ("limits.md", "No measured turnover of CCU peer workers exists"),
        ("limits.md", "A comparison, not a forecast"),
        ("limits.md", "Not for decisions about individuals"),
        ("lived-experience.md", "No such review has happened yet"),
    ],
)
def test_what_must_be_said_is_said(name: str, sentence: str, docs: Path) -> None:
    assert sentence in (docs / name).read_text(encoding="utf-8")
