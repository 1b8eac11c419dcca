"""The program, run in a folder of its own."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from ccu_sim.cli.program import app


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Made(NamedTuple):
    """What a line made: the folder that it was given in, and how it ended."""

    folder: Path
    done: Done


def _carry_out(*words: object) -> Done:
    done = CliRunner().invoke(app, [str(word) for word in words], prog_name="ccu-sim")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """Work in a folder, on a terminal of 80 columns without colours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "80")
        patch.setenv("NO_COLOR", "1")
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty working folder."""
    with _working_in(tmp_path):
        yield tmp_path


@pytest.fixture
def program(folder: Path) -> Callable[..., Done]:
    """Give the program as a function of its words."""
    return _carry_out


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Made]:
    """Carry out a line beside some files, once for all tests of a file that look at it."""

    def carry_out(files: Mapping[str, str], *words: object) -> Made:
        place = tmp_path_factory.mktemp("made")
        for name, text in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text)
        with _working_in(place):
            return Made(place, _carry_out(*words))

    return carry_out


@pytest.fixture
def go_on(folder: Path) -> Callable[[Made], Done]:
    """Go on from what a line made, in a copy of its folder; gives how the line ended."""

    def copy(made: Made) -> Done:
        shutil.copytree(made.folder, folder, dirs_exist_ok=True)
        return made.done

    return copy


@pytest.fixture
def unfinish() -> Callable[[Path], None]:
    """Take the last chunk out of a folder of runs, as if the batch had been stopped before it."""

    def take_out(runs: Path) -> None:
        chunks = sorted((runs / "runs").glob("*.parquet"))
        assert len(chunks) > 1
        for table in ("runs", "monthly", "spells"):
            (runs / table / chunks[-1].name).unlink()

    return take_out
