"""Help: quick, for every command, with examples that are right."""

import shlex
import subprocess
import sys

import pytest
from typer.main import get_command

from ccu_sim.cli.program import app

PROGRAM = get_command(app)
COMMANDS = sorted(PROGRAM.commands)
EXAMPLES = [
    line
    for name in COMMANDS
    for line in (PROGRAM.commands[name].epilog or "").splitlines()
    if line.startswith("ccu-sim ")
]
HEAVY = ("numpy", "pandas", "numba", "pydantic", "matplotlib", "scipy", "mesa", "yaml")


def test_help_answers_at_once():
    """Hardly later than the libraries that it is written with, by the processor's clock."""
    resource = pytest.importorskip("resource")

    def seconds(*words: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    both = [
        (seconds("-m", "ccu_sim", "--help"), seconds("-c", "import typer.rich_utils"))
        for _ in range(5)
    ]
    ours, libraries = map(min, zip(*both, strict=True))
    assert ours < 2.5 * libraries


def test_help_loads_nothing_heavy():
    code = f"import sys, ccu_sim.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(program, name):
    done = program(name, "--help")
    assert done.code == 0
    assert f"ccu-sim {name}" in done.out
    assert "Example" in done.out
    assert done.err == ""


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_understood(line):
    _, name, *words = shlex.split(line)
    command = PROGRAM.commands[name]
    with command.make_context(name, words) as context:
        assert context.params


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_fits_its_line(line):
    assert len(line) <= 78


def test_the_program_lists_its_commands_and_tells_its_version(program):
    listed = program("--help")
    assert listed.code == 0
    assert all(name in listed.out for name in COMMANDS)
    assert program("--version").out.startswith("ccu-sim 0.")
