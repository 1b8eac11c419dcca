"""The guide to clusters, followed on one machine with Dask's own scheduler and workers."""

import os
import re
import runpy
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ccu_sim
from ccu_sim.batch import open_results
from tests.docs.told import SMALLER, blocks, commands

distributed = pytest.importorskip("distributed")

ADDRESS = "tcp://10.0.0.1:8786"
"""Of a scheduler, on the pages."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a study of one's own, in place of one that a cluster shares."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "my-study.yaml").write_text(
        "name: mine\nunits: [site-2]\nstrategies: [leadership]\nparameter_sets: 2\nmonths: 2\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def environment(place):
    """Settings in which the programs of this environment are found, and this package by workers."""
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PYTHONPATH": path, "PATH": programs, "SLURM_CPUS_ON_NODE": "2"}


def own(line, place, address):
    """Give a line as it can be run here: with our scheduler, folder and program."""
    line = line.replace(ADDRESS, address).replace("/shared/", f"{place}/")
    return re.sub(r"^ccu-sim ", f"{shlex.quote(sys.executable)} -m ccu_sim ", line)


@pytest.fixture(scope="module")
def scheduler(docs, place, environment):
    """The scheduler and the workers that the guide starts in the background."""
    lines = [line for line in commands(docs / "cluster.md") if line.endswith("&")]
    assert [line.split()[:2] for line in lines] == [["dask", "scheduler"], ["dask", "worker"]]
    file = place / "scheduler.json"
    started = []
    for line in lines:
        words = shlex.split(line.removesuffix("&"))
        started.append(
            subprocess.Popen(
                words,
                cwd=place,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        while not file.exists() and started[0].poll() is None:  # a hand is slower
            time.sleep(0.05)
    with distributed.Client(scheduler_file=str(file)) as client:
        yield client.scheduler.address
    for process in reversed(started):
        process.terminate()
    for process in started:
        process.wait()


def batches(docs):
    for page in ("cluster.md", "commands.md"):
        yield from (line for line in commands(docs / page) if "--dask" in line.split()[1:])


def test_every_batch_of_the_guide_runs_on_a_cluster(docs, place, environment, scheduler):
    lines = [line for line in batches(docs) if line.startswith("ccu-sim batch")]
    assert len(lines) == 3
    for line in lines:
        done = subprocess.run(
            [*shlex.split(own(line, place, scheduler)), *SMALLER["batch"]],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        words = shlex.split(own(line, place, scheduler))
        assert open_results(place / words[words.index("--out") + 1]).complete


def test_what_is_handed_to_slurm_is_a_line_that_works(docs, place, environment):
    """Slurm's own part is to give it to a shell on a node."""
    [line] = [line for line in commands(docs / "cluster.md") if line.startswith("sbatch ")]
    words = shlex.split(line)
    wrapped = words[words.index("--wrap") + 1].replace("my-study ", "by-slurm ")
    done = subprocess.run(
        ["sh", "-c", own(wrapped, place, "")],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert open_results(place / "results" / "by-slurm").complete


def test_the_script_for_slurm_runs_a_batch_on_the_cluster_that_it_makes(
    docs, place, environment, monkeypatch
):
    """With workers that Dask starts here; tests/batch/test_guides.py reads what Slurm is given."""
    jobqueue = pytest.importorskip("dask_jobqueue")
    adapted = []

    class OnThisMachine(distributed.LocalCluster):
        def __init__(self, **asked):
            assert asked["cores"] == asked["processes"] == 1
            super().__init__(n_workers=1, threads_per_worker=1, dashboard_address=None)

        def adapt(self, *, minimum_jobs, maximum_jobs):
            adapted.append((minimum_jobs, maximum_jobs))

    [script] = [text for _, language, text in blocks(docs / "cluster.md") if language == "python"]
    text = script.replace("/shared/results/my-study", str(place / "results" / "by-script"))
    (place / "on_slurm.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(jobqueue, "SLURMCluster", OnThisMachine)
    monkeypatch.setenv("PYTHONPATH", environment["PYTHONPATH"])
    monkeypatch.chdir(place)
    runpy.run_path(str(place / "on_slurm.py"), run_name="__main__")
    assert adapted == [(20, 20)]
    assert open_results(place / "results" / "by-script").complete
