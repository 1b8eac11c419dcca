"""The bibliography: one key a source, nothing idle, nothing cited that is not there."""

import re
from pathlib import Path

import pytest

import ccu_sim
from ccu_sim.evidence import BIBLIOGRAPHY, PATTERNS, REGISTRY, TARGETS, TRIALS
from ccu_sim.evidence.bibliography import read_bibliography

PACKAGE = Path(ccu_sim.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
CITATION = re.compile(
    r"([A-Z][a-z]+(?:-?[A-Z][a-z]+)?)(?:,? (?:&|and) [A-Z][a-z]+| et al\.)?,? \(?((?:19|20)\d\d)\b"
)
NOT_PEOPLE = {"January", "Python", "SHA", "Health"}


def cited_in(path: Path) -> set[tuple[str, str]]:
    """Authors and years that a file's text names."""
    found = CITATION.findall(path.read_text(encoding="utf-8"))
    return {(author, year) for author, year in found if author not in NOT_PEOPLE}


def is_about(source, author, year):
    return author in source.reference and year in source.reference


def test_every_source_that_the_code_names_is_in_it():
    named = sorted({one for path in SOURCES for one in cited_in(path)})
    assert len(named) > 15
    known = BIBLIOGRAPHY.values()
    assert [one for one in named if not any(is_about(source, *one) for source in known)] == []


def test_every_source_supports_a_number_or_an_idea():
    cited = {source.name for one in REGISTRY.values() for source in one.sources}
    cited |= {source.name for one in TARGETS.targets for source in one.sources}
    cited |= {source.name for one in (*PATTERNS, *TRIALS) for source in one.sources}
    named = {one for path in SOURCES for one in cited_in(path)}
    idle = [
        source.name
        for source in BIBLIOGRAPHY.values()
        if source.name not in cited
        and not any(
            author in source.reference and year in source.reference for author, year in named
        )
        and not source.name.startswith("grimm")  # the form of the documentation itself
    ]
    assert idle == []


def test_each_says_who_and_whether_it_was_read():
    for name, source in BIBLIOGRAPHY.items():
        assert source.name == name
        assert len(source.reference) > 20, name
        assert type(source.read) is bool, name


def test_a_key_stands_once():
    # A YAML reader lets a second key of the same name win in silence.
    text = (PACKAGE / "evidence" / "bibliography.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"^[\w-]+:$", text, re.MULTILINE)) == len(BIBLIOGRAPHY)


def test_another_one_can_be_read(tmp_path: Path):
    path = tmp_path / "bibliography.yaml"
    path.write_text("somebody: {reference: Somebody 2020, read: false}\n", encoding="utf-8")
    [source] = read_bibliography(path).values()
    assert (source.name, source.read) == ("somebody", False)
    path.write_text("somebody: {reference: Somebody 2020}\n", encoding="utf-8")
    with pytest.raises(KeyError, match="read"):
        read_bibliography(path)
