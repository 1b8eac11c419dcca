"""A folder that cannot be written to, or takes no more, is one sentence and no traceback."""

import shutil
import subprocess
import sys

import pytest

from ccu_sim.batch import run_batch
from ccu_sim.inputs import load_study

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="limits files through a shell")


def limited(kilobytes, *words):
    """Run the program where no file can grow beyond some kilobytes."""
    line = ["bash", "-c", f'ulimit -f {kilobytes} && exec "$@"', "bash", sys.executable]
    done = subprocess.run(
        [*line, "-m", "ccu_sim", *map(str, words)], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "words",
    [
        ("calibrate", "--candidates", 20, "--waves", 1, "--workers", 1),
        ("calibrate", "--rescore", "--workers", 1),
        ("factors", "role-clarity", "--test", "--sets", 2, "--replicates", 1, "--workers", 1),
    ],
)
def test_a_folder_that_cannot_be_made(program, folder, words):
    (folder / "file").touch()
    done = program(*words, "--out", folder / "file" / "found")
    assert done.code == 2
    assert f"cannot write to {folder / 'file' / 'found'}: Not a directory" in done.err


def test_factors_where_the_disk_is_full(tmp_path):
    words = ("factors", "role-clarity", "--test", "--sets", 2, "--replicates", 1, "--workers", 1)
    code, told = limited(1, *words, "--out", tmp_path)
    assert code == 1
    assert told == (
        f"{tmp_path} took no more results (File too large); what is there is kept; make room and "
        "give the same line again"
    )
    assert not list(tmp_path.iterdir())


def test_a_calibration_where_the_disk_is_full(tmp_path):
    words = ("calibrate", "--candidates", 20, "--waves", 1, "--workers", 1)
    code, told = limited(8, *words, "--out", tmp_path)
    assert code == 1
    assert told == f"cannot write {tmp_path / 'wave-1.parquet'}: File too large"
    assert not list(tmp_path.rglob("*.part"))


def test_a_report_where_the_disk_is_full(tmp_path):
    study = load_study(
        "supervision-or-security",
        {"units": ["site-1"], "months": 2, "parameter_sets": 2, "replicates": 1},
    )
    out = tmp_path / "study"
    run_batch(study, out)
    before = sorted(path.name for path in out.iterdir())
    code, told = limited(64, "report", out)
    assert code == 2
    assert told == f"Cannot write the report to {out / 'report.html'}: File too large."
    assert sorted(path.name for path in out.iterdir()) == before
