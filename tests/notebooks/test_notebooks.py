"""The notebooks: they run from top to bottom, on the public interface, and are kept as run."""

import ast
import base64
import gc
import importlib.util
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

import ccu_sim

HERE = Path(__file__).resolve()
FOLDER = HERE.parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

LARGEST_PICTURE = 150_000
OTHERS_ALLOWED = {"duckdb", "matplotlib", "numpy", "pandas"}
MACHINE_PATH = re.compile(r"/(tmp|home|root|work|usr|Users)/|[A-Z]:\\\\")

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def execute() -> ModuleType:
    """The script beside the notebooks that runs them."""
    spec = importlib.util.spec_from_file_location("execute_notebooks", FOLDER / "execute.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def kernel(execute: ModuleType) -> Iterator[object]:
    """A kernel for all notebooks, which forgets names between them: it imports but once."""
    with execute.kernel_of_this_python() as kernel:
        yield kernel


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    cells = nbformat.read(path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def imported(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Give each import of a cell: a module, and the name taken from it, if one is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)


def test_runs_without_an_error_and_leaves_nothing_open(path, execute, kernel):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        done = execute.executed(path, kernel)
        gc.collect()
    counts = [cell.execution_count for cell in done.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))  # names are forgotten, and the count with them
    assert [str(one.message) for one in told if "zmq" in str(one.message)] == []


def test_imports_only_what_is_public(path):
    for cell in code_cells(path):
        for module, name in imported(ast.parse(cell.source)):
            if module.partition(".")[0] == "ccu_sim":
                assert module == "ccu_sim", f"{module} is not public"
                assert name is None or name in ccu_sim.__all__, f"ccu_sim.{name} is not public"
            else:
                known = OTHERS_ALLOWED | sys.stdlib_module_names
                assert module.partition(".")[0] in known, f"{module} may not be installed"


def test_uses_only_what_is_public(path):
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(cell.source)):
            if not isinstance(node, ast.Attribute):
                continue
            assert not re.match("_[^_]", node.attr), f"{node.attr} is private"
            if isinstance(node.value, ast.Name) and node.value.id == "ccu":
                assert node.attr in ccu_sim.__all__, f"ccu.{node.attr} is not public"


def test_is_kept_as_run_from_top_to_bottom(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert kinds <= {"execute_result", "display_data", "stream"}
    assert any("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


def test_outputs_are_small_and_say_nothing_of_a_machine(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            data = output.get("data", {})
            picture = base64.b64decode(data.get("image/png", ""))
            assert len(picture) < LARGEST_PICTURE
            said = [output.get("text", ""), data.get("text/plain", ""), data.get("text/html", "")]
            assert output.get("name") != "stderr"
            assert not MACHINE_PATH.search(" ".join(said))
            assert " object at 0x" not in " ".join(said)
