"""Set the portable module beside the rules compiled natively: in wasmtime, and in node.

    python benchmarks/module.py        # needs Numba; node where it is installed

Founds a dozen worlds of site-1, with and without strategies, and lets each way walk all of them
for 36 months, in turn, several times; prints the least time a run of each, how soon a process of
its own has run a month, what is installed, and whether all ended with the same bytes.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

import numpy as np

from ccu_sim.evidence import ensemble
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import engine
from ccu_sim.model.calendar import month_start
from ccu_sim.model.initialization import initialize
from ccu_sim.model.portable import MODULE, Portable

HERE = Path(__file__).parent
MONTHS = 36
REPEATS = 7
POLICIES = ([], ["professional-supervision", "role-clarity"], ["permanent-contracts"])
START = """
import time
begin = time.perf_counter()
import ccu_sim as ccu
ccu.run("site-1", months=1, seed=1)
print(time.perf_counter() - begin)
"""
COMPILERS = ("numba", "llvmlite")


def founded() -> np.ndarray:
    """Found the worlds."""
    unit = load_unit("site-1")
    return np.concatenate(
        [
            initialize(unit, compose(names), values, months=MONTHS, seed=1, set_index=index)
            for names in POLICIES
            for index, values in enumerate(ensemble(4))
        ]
    )


def walked(way: engine.Engine, worlds: np.ndarray) -> tuple[float, str]:
    """Walk copies of the worlds; give milliseconds a run and the digest of how they ended."""
    taken, digest = 0.0, hashlib.sha256()
    for world in np.split(worlds.copy(), len(worlds)):
        begin = time.perf_counter()
        way(engine.ENTRIES["walk"], world, 0, 0, month_start(MONTHS))
        taken += time.perf_counter() - begin
        digest.update(world.tobytes())
    return 1000 * taken / len(worlds), digest.hexdigest()


def walked_in_node(node: str, worlds: np.ndarray) -> dict:
    """Let node walk them."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(worlds.tobytes())
        file.flush()
        size = str(worlds.nbytes // len(worlds))
        line = [
            node,
            HERE / "module.mjs",
            MODULE,
            file.name,
            size,
            str(month_start(MONTHS)),
            str(REPEATS),
        ]
        done = subprocess.run(line, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def installed(names: tuple[str, ...]) -> float:
    """Give the megabytes that packages take on disk."""
    files = [file.locate() for name in names for file in metadata.files(name) or ()]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def main() -> None:
    """Measure and print."""
    worlds = founded()
    ways = {"native (Numba)": engine.Native(), "module in wasmtime": Portable()}
    for way in ways.values():
        walked(way, worlds)  # compiled, and warm
    least = dict.fromkeys(ways, float("inf"))
    digests = set()
    for _ in range(REPEATS):
        for name, way in ways.items():
            milliseconds, digest = walked(way, worlds)
            least[name] = min(least[name], milliseconds)
            digests.add(digest)
    if node := shutil.which("node"):
        told = walked_in_node(node, worlds)
        least["module in node"] = told["milliseconds"]
        digests.add(told["digest"])
        print(f"node: ready in {told['ready']:.0f} ms")
    native = least["native (Numba)"]
    for name, milliseconds in least.items():
        print(f"| {name} | {milliseconds:.1f} | {milliseconds / native:.2f} |")
    print("the same bytes" if len(digests) == 1 else f"DIFFERENT BYTES: {digests}")
    starts = [
        float(subprocess.check_output([sys.executable, "-c", START], text=True)) for _ in range(5)
    ]
    print(f"a month run from nothing in {min(starts):.2f} s (least of five processes)")
    print(
        f"module {MODULE.stat().st_size / 1e6:.2f} MB, wasmtime {installed(('wasmtime',)):.0f} MB"
    )
    print(f"the compiler, no longer needed: {installed(COMPILERS):.0f} MB")


if __name__ == "__main__":
    main()
