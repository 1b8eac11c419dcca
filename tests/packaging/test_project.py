"""What keeps the project portable, reproducible and readable."""

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ccu_sim

LONGEST_FILE = 350
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

# Each is written so that it does not find itself.
REGISTRY_HOST = re.compile(rb"(?:pypi|pythonhosted|npmjs|anaconda|debian)[.](?:org|com)\b")
MACHINE_PATH = re.compile(rb"(?<![\w.~/-])/(?:root|home|Users|work|opt|mnt|tmp)/\w|[.](?:pyenv)/")


@pytest.fixture(scope="module")
def settings(checkout: Path) -> dict:
    """What pyproject.toml says."""
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins(checkout: Path) -> list[Requirement]:
    """The pinned versions; reading them fails on anything that is not one plain requirement."""
    lines = (checkout / "constraints.txt").read_text(encoding="utf-8").splitlines()
    bare = (line.partition("#")[0].strip() for line in lines)
    return [Requirement(line) for line in bare if line]


@pytest.fixture(scope="module")
def project_files(checkout: Path) -> list[Path]:
    """Every file that is, or would be, committed."""
    if not (checkout / ".git").exists():
        pytest.skip("not a clone: which files are the project's is not recorded")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=checkout,
        capture_output=True,
        check=True,
    )
    names = listing.stdout.decode().split("\0")
    return [path for name in names if name and (path := checkout / name).is_file()]


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(REGISTRY_HOST, id="registry"),
        pytest.param(MACHINE_PATH, id="machine"),
    ],
)
def test_no_file_names_an_address_that_others_do_not_have(
    address: re.Pattern[bytes], project_files: list[Path]
) -> None:
    found = {
        f"{path}: {match.group().decode(errors='replace')}"
        for path in project_files
        if (match := address.search(path.read_bytes()))
    }
    assert not found


def test_the_pins_name_no_index(checkout: Path) -> None:
    text = (checkout / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.lstrip().startswith("-")]


def test_every_pin_is_one_exact_version(pins: list[Requirement]) -> None:
    for pin in pins:
        assert re.fullmatch(r"==[\w.+!]+", str(pin.specifier)), pin
        assert not pin.extras, f"pip takes no extras in a constraint: {pin}"


@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_is_pinned_within_its_range(
    python: str, pins: list[Requirement], settings: dict
) -> None:
    place = {"python_version": python, "python_full_version": f"{python}.1"}
    pinned = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(place)
    }
    project = settings["project"]
    wanted = chain(project["dependencies"], *project["optional-dependencies"].values())
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        if name != project["name"]:
            assert pinned.get(name) in requirement.specifier, requirement


def test_types_are_overridden_for_what_is_imported_only(checkout: Path, settings: dict) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (checkout / "src").rglob("*.py")]
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", "\n".join(sources), re.MULTILINE))
    overridden = {
        module.partition(".")[0]
        for override in settings["tool"]["mypy"]["overrides"]
        for module in override["module"]
    }
    assert overridden - imported == set()


def test_every_floor_is_there(checkout: Path, settings: dict) -> None:
    contracts = settings["tool"]["importlinter"]["contracts"]
    floors = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    named = re.findall(r"\w+", " ".join(floors))
    house = checkout / "src" / "ccu_sim"
    there = {path.stem for path in house.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert set(named) - there == set()


def test_the_version_is_the_same_wherever_it_is_written(checkout: Path, settings: dict) -> None:
    version = settings["project"]["version"]
    assert ccu_sim.__version__ == version
    citation = yaml.safe_load((checkout / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version
    changelog = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## (\S+)", changelog, flags=re.MULTILINE)
    assert latest is not None
    assert latest[1] in {"Unreleased", version}


def test_files_stay_short_enough_to_read(checkout: Path) -> None:
    lengths = {
        path.relative_to(checkout).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in chain(
            (checkout / "src").rglob("*.py"), (checkout / "src").rglob("scripts/*.js")
        )
    }
    assert any(name.endswith(".js") for name in lengths)
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
