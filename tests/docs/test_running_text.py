"""Commands that are named in the middle of a sentence exist, with every option they are given."""

import re
from itertools import takewhile

import pytest
from typer.main import get_command

from ccu_sim.cli.program import app
from tests.docs.told import BLOCK

INLINE = re.compile(r"`((?:ccu-sim|make|python) [^`]+)`")
ASKS_FOR_HELP = "--help"
BY_ARGUMENT = {"new": {"unit", "strategy", "study", "model"}}
"""Words that one of our commands takes in its first place."""


@pytest.fixture(scope="module")
def named(docs, checkout):
    """Every command of running text, each on one line."""
    pages = [*docs.glob("*.md"), *checkout.glob("*.md"), *checkout.glob("*/README.md")]
    return sorted(
        {
            " ".join(line.split())
            for path in pages
            for line in INLINE.findall(BLOCK.sub("", path.read_text(encoding="utf-8")))
        }
    )


def of_program(named, program):
    found = [line.split()[1:] for line in named if line.startswith(f"{program} ")]
    assert found
    return found


def test_commands_of_the_program(named):
    known = get_command(app).commands
    for command, *words in of_program(named, "ccu-sim"):
        if command.isupper():  # whichever command
            assert words == [ASKS_FOR_HELP]
            continue
        options = {name for one in known[command].params for name in one.opts}
        assert {word for word in words if word.startswith("--")} <= {*options, ASKS_FOR_HELP}, words
        if words and command in BY_ARGUMENT:
            assert set(words[0].split("|")) <= BY_ARGUMENT[command]


def test_targets_of_make(named, checkout):
    makefile = (checkout / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    for words in of_program(named, "make"):
        asked = {word for word in words if "=" not in word}
        assert asked <= targets, words


def test_scripts_of_python(named, checkout):
    for script, *options in of_program(named, "python"):
        text = (checkout / script).read_text(encoding="utf-8")
        assert all(
            f'"{option}"' in text for option in takewhile(lambda one: one[:2] == "--", options)
        )
