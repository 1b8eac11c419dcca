"""A user who installs the built wheel, away from the checkout, has a program that works."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

# What would let the checkout, or the environment that runs the tests, shine through.
LEAKS = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}


class Built(NamedTuple):
    sdist: Path
    wheel: Path


def run(*command: object, cwd: Path, seconds: int = 600) -> str:
    """Run a command outside the checkout; what it printed, or a test failure that shows it all."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name not in LEAKS},
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    if done.returncode != 0:
        line = " ".join(str(word) for word in command)
        said = f"{done.stdout}\n{done.stderr}"
        pytest.fail(f"{line}\nexited with {done.returncode}\n{said}", pytrace=False)
    return done.stdout


def files_of(folder: Path) -> set[str]:
    """Every file below a folder that belongs to the project, relative to it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The source archive of the checkout, and the wheel made from that archive."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--installer", "uv", "--outdir", out, checkout, cwd=out)
    (sdist,) = out.glob("*.tar.gz")
    (wheel,) = out.glob("*.whl")
    return Built(sdist, wheel)


@pytest.fixture(scope="module")
def program(
    built: Built, checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The `ccu-sim` of a clean environment that holds the wheel and nothing else of ours."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", "clean", cwd=folder)
    scripts = folder / "clean" / ("Scripts" if os.name == "nt" else "bin")
    install = (sys.executable, "-m", "uv", "pip", "install", "-q", "--python", scripts / "python")
    run(*install, "-c", checkout / "constraints.txt", built.wheel, cwd=folder)
    yield scripts / "ccu-sim"
    shutil.rmtree(folder)  # close to a gigabyte, which pytest would keep for three runs


def test_the_wheel_holds_the_package_and_the_scenarios(built: Built, checkout: Path) -> None:
    expected = {f"ccu_sim/{name}" for name in files_of(checkout / "src" / "ccu_sim")}
    expected |= {f"ccu_sim/scenarios/{name}" for name in files_of(checkout / "scenarios")}
    with zipfile.ZipFile(built.wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected
    assert "ccu_sim/py.typed" in held


def test_the_source_archive_holds_what_a_contributor_needs(built: Built, checkout: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("src", "scenarios", "tests"):
        assert {f"{folder}/{name}" for name in files_of(checkout / folder)} <= held
    assert {"Makefile", "constraints.txt", "pyproject.toml", "LICENSE"} <= held


def test_the_installed_program_lists_the_units(program: Path, tmp_path: Path) -> None:
    assert "site-1" in run(program, "list", "units", cwd=tmp_path)


def test_the_installed_program_compares(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "comparison"
    size = ("--central", "--replicates", 2, "--months", 2, "--workers", 1)
    run(program, "compare", *size, "--out", out, cwd=tmp_path)
    assert "<html" in (out / "report.html").read_text(encoding="utf-8")
