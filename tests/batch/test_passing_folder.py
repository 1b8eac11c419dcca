"""A folder that nobody named goes with what holds it."""

import gc
import subprocess
import sys
import warnings
from pathlib import Path

from ccu_sim.batch.passing_folder import PassingFolder


def test_it_goes_without_a_word_when_nothing_holds_it_any_more():
    folder = PassingFolder()
    path = Path(folder.name)
    (path / "runs").mkdir()
    ring = [folder]
    ring.append(ring)  # what holds it in a circle is only found by looking for it
    del folder
    gc.collect()
    assert path.exists()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del ring
        gc.collect()
    assert not path.exists()


def test_it_goes_when_the_program_ends():
    line = "from ccu_sim.batch.passing_folder import PassingFolder as P; f = P(); print(f.name)"
    named = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert named.stderr == ""
    assert not Path(named.stdout.strip()).exists()
