"""What docstrings show is run as it stands, and every public name shows something."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import ccu_sim as ccu

PACKAGE = Path(ccu.__file__).parent
SHOWING = [path for path in sorted(PACKAGE.rglob("*.py")) if ">>>" in path.read_text("utf-8")]
NAMES = [name for name in ccu.__all__ if not name.startswith("_")]


def module_of(path):
    """Import the module of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return import_module(".".join(part for part in parts if part != "__init__"))


def shown_by(thing, name):
    """Give the examples of a thing's docstrings, each to be run in a scope of its own."""
    return doctest.DocTestFinder(exclude_empty=True).find(thing, name, globs={"__name__": name})


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.stem)
def test_examples_give_what_they_say(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = []
    for shown in shown_by(module_of(path), path.stem):
        doctest.DocTestRunner().run(shown, out=told.append)
    assert "".join(told) == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_has_an_example_that_is_run(name):
    thing = getattr(ccu, name)
    assert Path(import_module(thing.__module__).__file__) in SHOWING
    examples = doctest.DocTestParser().get_examples(thing.__doc__)
    assert examples
    assert not any(example.options.get(doctest.SKIP) for example in examples)
