"""Compiled by Numba: once, and never stale. A changed rule cannot fool the cache."""

import ast
import gc
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from filelock import FileLock, Timeout

from ccu_sim.model import compiling, native
from ccu_sim.model.engine import Native

MODEL = Path(compiling.__file__).parent
PACKAGE = MODEL.parent

MARKS = {"rule", "act", "entry"}
WITHOUT_MARKS = {
    MODEL / "world.py",  # how a world is laid out
    MODEL / "dispatch.py",  # ways in that the module does not need
    *(PACKAGE / "inputs" / f"{name}.py" for name in ("levers", "conditions", "scenario")),
    PACKAGE / "inputs" / "record.py",  # what a field of it is
    PACKAGE / "inputs" / "composition.py",  # what a dose is, also for what checks a scenario
}
BY_VALUE = {"CAPACITY_CHANGES", "CAPACITY_GROUPS", "DISCIPLINES", "ROLES", "SHIFTS"}
BY_VALUE |= {"Costs", "HOURS_A_SHIFT", "PAID", "Prices"}
"""What compiled code takes from elsewhere and the version holds by value."""
NOT_IN_CODE = {"Change", "InputModel", "Lever", "Share", "StaffGroup", "mistake", "suggestion"}
"""What Python alone does with it: schemas, and how a mistake in them is told."""
PERFORMS = "ccu_sim.model.engine"
"""What marks ways in and performs them: nothing of it is inside compiled code."""


@pytest.fixture
def package_copy(tmp_path):
    """A copy of the package that a test may change."""
    copy = tmp_path / "sources" / "ccu_sim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def changed(package_copy):
    """Change one line of one file of the copy."""

    def change(name, before, after):
        path = package_copy / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), encoding="utf-8")

    return change


@pytest.mark.slow
def test_a_second_process_compiles_nothing(python):
    python("cache_misses.py")  # compiles, without a word, what no test has used yet
    misses, *names = python("cache_misses.py").split()
    assert misses == "0", names


@pytest.mark.slow
def test_a_changed_rule_shows_in_the_next_walk(python, package_copy, changed, tmp_path):
    where = {"sources": package_copy.parent, "CCU_SIM_CACHE_DIR": str(tmp_path / "cache")}
    digests = [python("walk_digest.py", **where)]  # by the module, which is not changed
    changed(
        "model/submodels/leaving.py",
        "par.leave_exhaustion * centred",
        "-par.leave_exhaustion * centred",
    )
    digests.append(python("walk_digest.py", **where))
    changed(
        "model/submodels/leaving.py",
        "-par.leave_exhaustion * centred",
        "par.leave_exhaustion * centred",
    )
    digests.append(python("walk_digest.py", **where))
    assert digests[0] == digests[2] != digests[1]


def imported_modules(path):
    """Files of the model that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("ccu_sim.model")
            and node.module != PERFORMS
        ):
            place = PACKAGE.parent / Path(*node.module.split("."))
            for name in (None, *(alias.name for alias in node.names)):
                file = place.with_suffix(".py") if name is None else place / f"{name}.py"
                if file.exists():
                    yield file


def holds_compiled_code(path):
    """Whether a file marks anything to be compiled."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            names = {ast.unparse(one) for one in node.decorator_list}
        elif isinstance(node, ast.Call):  # of functions that are made, as turns are
            names = {ast.unparse(node.func)} & {"rule"}
        else:
            continue
        if names & MARKS:
            return True
    return False


def files_in_compiled_code():
    """Files with compiled functions, and all they import: their constants are frozen in it."""
    found = set()
    waiting = [path for path in MODEL.rglob("*.py") if holds_compiled_code(path)]
    waiting.extend(WITHOUT_MARKS)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(imported_modules(path))
    return found


def test_the_version_covers_every_file_that_enters_compiled_code():
    covered = set(compiling._sources())
    missing = {path.name for path in files_in_compiled_code() - covered}
    assert missing <= {"__init__.py"}


def taken_from_elsewhere():
    """Names that files of the version take from the schemas that are no part of it."""
    schemas = PACKAGE / "inputs"
    covered = {path.stem for path in compiling._sources() if path.parent == schemas}
    for path in compiling._sources():
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for node in nodes:
            if not isinstance(node, ast.ImportFrom):
                continue
            where = (node.module or "").split(".")
            names = [alias.name for alias in node.names]
            if where == ["ccu_sim", "inputs"]:
                yield from (
                    one.attr
                    for one in nodes
                    if isinstance(one, ast.Attribute)
                    and isinstance(one.value, ast.Name)
                    and one.value.id in {*names} - covered
                )
            elif where[:2] == ["ccu_sim", "inputs"] and where[2] not in covered:
                yield from names


def test_what_is_taken_from_elsewhere_is_held_by_value():
    assert set(taken_from_elsewhere()) - NOT_IN_CODE == BY_VALUE


@pytest.mark.parametrize("name", sorted(BY_VALUE))
def test_another_value_makes_a_new_version(name, monkeypatch):
    usual = compiling.source_hash()
    value = getattr(compiling, name)
    other = {"Costs": SimpleNamespace(model_fields=("one",)), "Prices": SimpleNamespace(_fields=())}
    changed = value[:-1] if isinstance(value, tuple) else None
    monkeypatch.setattr(compiling, name, other.get(name, changed if changed else -1))
    assert compiling.source_hash() != usual


def test_a_change_in_any_of_them_makes_a_new_version(package_copy, monkeypatch):
    monkeypatch.setattr(compiling, "MODEL", package_copy / "model")
    versions = {compiling.source_hash()}
    files = [package_copy / path.relative_to(PACKAGE) for path in files_in_compiled_code()]
    assert len(files) > 35
    for path in files:
        text = path.read_bytes()
        path.write_bytes(text + b"# changed\n")
        versions.add(compiling.source_hash())
        path.write_bytes(text)
    assert len(versions) == len(files) + 1
    assert compiling.source_hash() in versions


def test_a_value_of_the_registry_makes_no_new_version(package_copy, monkeypatch):
    """Values are data; the names and their order lay out the world."""
    usual = compiling.source_hash()
    names = [*reversed(compiling.REGISTRY.names)]
    monkeypatch.setattr(compiling, "REGISTRY", SimpleNamespace(names=names))
    assert compiling.source_hash() != usual


def test_line_ends_make_no_new_version(package_copy, monkeypatch):
    usual = compiling.source_hash()
    monkeypatch.setattr(compiling, "MODEL", package_copy / "model")
    path = package_copy / "model" / "calendar.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert compiling.source_hash() == usual


def test_the_cache_depends_on_the_compiler(monkeypatch):
    usual = native.version()
    monkeypatch.setattr(native.numba, "__version__", "0.0")
    assert native.version() != usual


@pytest.fixture
def cache_root(tmp_path, monkeypatch):
    monkeypatch.setenv("CCU_SIM_CACHE_DIR", str(tmp_path / "root"))
    return tmp_path / "root"


def test_one_process_compiles_at_a_time(cache_root):
    other = FileLock(native._cache_folder() / "compiling.lock")
    with native.compiling(), pytest.raises(Timeout):
        other.acquire(timeout=0)
    with other.acquire(timeout=0):
        pass


def test_where_nothing_can_be_kept_nobody_is_waited_for(monkeypatch):
    monkeypatch.setattr(native, "_cache_folder", lambda: None)
    with native.compiling():
        pass


def test_old_versions_are_forgotten(cache_root, monkeypatch):
    for generation in range(native.GENERATIONS_KEPT + 3):
        monkeypatch.setattr(native, "source_hash", lambda n=generation: f"{n:016x}")
        folder = native._cache_folder()
        os.utime(folder, (generation, generation))
    assert native._cache_folder() == folder
    assert len(list(cache_root.iterdir())) == native.GENERATIONS_KEPT


def test_nothing_but_old_versions_is_ever_deleted(cache_root, monkeypatch):
    """The folder may be one in which a user keeps other things."""
    for name in ("thesis", "photographs", "2014", "notes", "letters", "music"):
        (cache_root / name).mkdir(parents=True)
        (cache_root / name / "precious.txt").write_text("precious")
        os.utime(cache_root / name, (1, 1))
    for generation in range(native.GENERATIONS_KEPT + 1):
        monkeypatch.setattr(native, "source_hash", lambda n=generation: f"{n:016x}")
        native._cache_folder()
    assert len(list(cache_root.glob("*/precious.txt"))) == 6


def test_where_nothing_can_be_written_it_compiles_without_a_cache(tmp_path, monkeypatch):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv("CCU_SIM_CACHE_DIR", str(blocked))
    assert native._cache_folder() is None


def test_the_setting_of_numba_is_left_as_it_was():
    import numba

    before = numba.config.CACHE_DIR

    def double(x):
        return 2 * x

    assert native.compiled(double)(2) == 4
    assert before == numba.config.CACHE_DIR


def count_shifts(worlds, which):
    """A way in, which nothing has compiled."""
    worlds[which] += 1


def test_nothing_is_looked_for_to_throw_away_while_an_entry_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setenv("CCU_SIM_CACHE_DIR", str(tmp_path))
    perform, counted, looked = Native(), np.zeros(1, "i8"), []

    def note(phase, about):
        looked.append(phase)

    before = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(100)
    try:
        perform(count_shifts, counted, 0)
        while_compiling = len(looked)
        assert gc.isenabled()
        kept = [[] for _ in range(1000)]
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*before)
    assert counted[0] == 1
    assert while_compiling < 10 < len(looked), len(kept)


@pytest.mark.parametrize("collecting", [True, False])
def test_whether_it_is_looked_for_afterwards_is_as_it_was(collecting):
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        with native.compiling():
            assert not gc.isenabled()
        assert gc.isenabled() == collecting
        with pytest.raises(ArithmeticError), native.compiling():
            raise ArithmeticError
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if before else gc.disable)()
