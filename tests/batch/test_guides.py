"""What the guides show works on a real folder."""

import re
import shutil
import subprocess
from datetime import timedelta
from importlib.util import find_spec

import pytest


def snippets(guide):
    """Give the Python of a guide, apart from what starts batches."""
    blocks = re.findall(r"^```python\n(.*?)^```", guide.read_text(), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "run_batch(" not in block]


def test_the_folder_is_read_as_the_guide_says(checkout, sound, tmp_path, monkeypatch):
    shutil.copytree(sound, tmp_path / "results" / "supervision")
    monkeypatch.chdir(tmp_path)
    blocks = snippets(checkout / "docs" / "batches.md")
    assert len(blocks) >= 4
    names = {}
    for block in blocks:
        # DuckDB is shown, not needed: its queries are run where it happens to be.
        if "duckdb" not in block or find_spec("duckdb"):
            exec(block, names)
    assert set(names["trust"]["strategy"]) == {"permanent-contracts"}


@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R")
def test_r_reads_what_the_guide_writes(checkout, sound, tmp_path, monkeypatch):
    shutil.copytree(sound, tmp_path / "results" / "supervision")
    monkeypatch.chdir(tmp_path)
    guide = checkout / "docs" / "batches.md"
    writes = next(block for block in snippets(guide) if "to_csv" in block)
    exec(writes, {})
    reads = re.search(r"^```r\n(.*?)^```", guide.read_text(), re.MULTILINE | re.DOTALL).group(1)
    done = subprocess.run(["Rscript", "-e", reads], check=True, capture_output=True, text=True)
    assert "permanent-contracts" in done.stdout
    assert "trust_between" in done.stdout


def test_the_slurm_script_submits_what_it_should(checkout):
    jobqueue = pytest.importorskip("dask_jobqueue")
    from dask.utils import parse_timedelta

    guide = (checkout / "docs" / "cluster.md").read_text()
    arguments = re.search(r"SLURMCluster\((.*?)^    \)", guide, re.MULTILINE | re.DOTALL).group(1)
    with eval(f"jobqueue.SLURMCluster({arguments})", {"jobqueue": jobqueue}) as cluster:
        script = cluster.job_script()
    assert "#SBATCH -p compute" in script
    assert "--nthreads 1 " in script
    assert "#SBATCH -t 04:00:00" in script
    lifetime = re.search(r"--lifetime (\S+)", script).group(1)
    assert timedelta(hours=3) < timedelta(seconds=parse_timedelta(lifetime)) < timedelta(hours=4)
