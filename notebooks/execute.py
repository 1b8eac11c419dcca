"""Run the notebooks and keep what they show: ``python notebooks/execute.py [NOTEBOOK...]``.

They are kept with their outputs, so that they can be read without being run. Run this after a
change to a notebook, to the model or to its numbers. It needs the development packages.
"""

import base64
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

HERE = Path(__file__).parent
KERNEL = "this-python"
SECONDS_A_CELL = 600
"""Long, because the very first run of the model compiles it."""

COLOURS = 256
"""Pictures are kept in so many colours, which looks the same and is a third of the size."""


@contextmanager
def kernel_of_this_python() -> Iterator[KernelManager]:
    """Give a kernel that is the running interpreter, whatever kernels the user has installed."""
    launch = [sys.executable, "-m", "ipykernel_launcher", "--log-level=ERROR"]
    with tempfile.TemporaryDirectory(prefix="ccu_sim-kernel-") as folder:
        home = Path(folder) / KERNEL
        home.mkdir()
        spec = {
            "argv": [*launch, "-f", "{connection_file}"],
            "display_name": "Python 3",
            "language": "python",
            "env": {
                "IPYTHONDIR": str(home),  # no start-up files of the user's
                "PYTHONWARNINGS": "error:::__main__",  # what a cell does must not be deprecated
            },
        }
        (home / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
        kernel = KernelManager(
            kernel_name=KERNEL,
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[folder], ensure_native_kernel=False),
            connection_file=str(home / "connection.json"),
        )
        try:
            yield kernel
        finally:
            if kernel.has_kernel:
                kernel.shutdown_kernel(now=True)


def executed(path: Path, kernel: KernelManager) -> NotebookNode:
    """Run a notebook from its first cell to its last and give it with what it showed.

    The kernel has forgotten all names before, and again afterwards, but not what it imported.
    Raises `nbclient.exceptions.CellExecutionError` at the first cell that fails.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, km=kernel, timeout=SECONDS_A_CELL, record_timing=False, resources={}
    )
    try:
        client.execute(cleanup_kc=False)  # or the kernel would end
        client.kc.execute("get_ipython().reset()", silent=True, reply=True, timeout=SECONDS_A_CELL)
    finally:
        client.kc.stop_channels()
    # What the kernel says of itself differs between machines.
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def to_keep(notebook: NotebookNode) -> NotebookNode:
    """Leave out what is said on the side (that the model is compiled), and shrink pictures."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data:
                data["image/png"] = _in_few_colours(data["image/png"])
    return notebook


def _in_few_colours(picture: str) -> str:
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    small = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, format="PNG", optimize=True)
    return base64.b64encode(small.getvalue()).decode("ascii")


def main() -> None:
    """Run the notebooks that are named, or all of them, and write them in place."""
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(HERE.glob("*.ipynb")):
        print(path.name)
        with kernel_of_this_python() as kernel:
            nbformat.write(to_keep(executed(path, kernel)), path)


if __name__ == "__main__":
    main()
