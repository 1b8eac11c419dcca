"""The program as a process: its streams, how it ends, and the main path from end to end."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "ccu_sim")
on_posix = pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )


def test_from_a_new_unit_to_a_report(tmp_path):
    assert run("new", "unit", "mine", cwd=tmp_path).returncode == 0
    ran = run("run", "mine", "--strategy", "leadership", "--months", 6, cwd=tmp_path)
    assert ran.returncode == 0
    assert "Months 1 to 6" in ran.stdout
    assert (tmp_path / "results" / "run-mine-leadership-1" / "story.md").exists()
    (tmp_path / "study.yaml").write_text(
        "name: Mine\nunits: [mine]\nstrategies: [leadership]\nparameter_sets: 16\n"
        "replicates: 3\nmonths: 2\n"
    )  # too many runs for one chunk, so both processes are started
    compared = run("compare", "study.yaml", "--workers", 2, cwd=tmp_path)
    assert compared.returncode == 0, compared.stderr
    assert compared.stdout.endswith(f"Report: {Path('results/mine/report.html')}\n")
    page = (tmp_path / "results" / "mine" / "report.html").read_text(encoding="utf-8")
    assert "<html" in page


def test_a_mistake_is_one_line_on_standard_error(tmp_path):
    done = run("run", "site-9", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_output_is_utf_8_wherever_it_goes(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = run("schema", cwd=tmp_path)
    assert done.returncode == 0
    shown = run("--help", cwd=tmp_path)
    assert shown.returncode == 0
    assert "─" in shown.stdout


@on_posix
def test_a_name_that_is_no_text_is_one_line_too(tmp_path):
    for words in (["run", b"s\xff"], ["check", b"\xff.yaml"]):
        done = subprocess.run([*PROGRAM, *words], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 2
        told = (done.stdout + done.stderr).decode("utf-8")
        assert "\\udcff" in told
        assert len(told.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("words", [["schema"], ["list", "units"], ["evidence", "--format", "csv"]])
def test_a_full_disk_is_one_line_too(tmp_path, words):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *words], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    told = done.stderr.decode().splitlines()
    assert told[0] == "Writing or reading failed: No space left on device."
    assert not [line for line in told if "Traceback" in line]


@on_posix
@pytest.mark.parametrize("words", [["evidence"], ["list"], ["schema"], ["show", "site-1"]])
def test_a_reader_who_has_seen_enough_is_no_error(tmp_path, words):
    process = subprocess.Popen(
        [*PROGRAM, *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert "Error" not in said
    assert "Exception" not in said


@on_posix
@pytest.mark.parametrize("words", [["list"], ["run", "site-2", "--months", "1", "--quiet"]])
def test_work_is_done_where_nobody_reads(tmp_path, words):
    line = [*PROGRAM, *words, *(["--out", "done"] if words[0] == "run" else [])]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *line], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert (tmp_path / "done" / "run.json").exists() is (words[0] == "run")


@on_posix
def test_ctrl_c_is_one_sentence(tmp_path):
    process = subprocess.Popen(
        [*PROGRAM, "batch", "default", "--out", "runs", "--workers", "1"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        # Tests that run in the background are told to ignore Ctrl-C, and children inherit it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    while not process.stderr.readline().endswith(" runs\n"):  # compiling may be told before
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert said.startswith("stopped; ")
    assert len(said.splitlines()) == 1


@on_posix
@pytest.mark.parametrize("words", [("batch", "default"), ("calibrate",)])
def test_more_than_one_ctrl_c_ends_it_at_once(tmp_path, words):
    process = subprocess.Popen(
        [*PROGRAM, *words, "--out", "found", "--workers", "2"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    while not process.stderr.readline().endswith(" runs\n"):
        assert process.poll() is None
    for _ in range(4):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.1)
    said = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert "Traceback" not in said


@on_posix
def test_ctrl_c_while_the_program_is_being_left_has_the_same_exit_code(tmp_path):
    """As if a second one came between the first one's answer and the end."""
    script = """
import sys
from ccu_sim.cli import program

class Interrupted:
    def flush(self):
        raise KeyboardInterrupt

def app(**_):
    sys.stdout = Interrupted()
    raise KeyboardInterrupt

program.app = app
program.main()
"""
    ended = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True)
    assert (ended.returncode, ended.stderr) == (130, b"")


@on_posix
def test_ctrl_c_while_python_takes_itself_apart_has_the_same_exit_code(tmp_path):
    script = """
import atexit, os, signal, sys
from ccu_sim.cli import program

def late():
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)

def app(**_):
    print("what was found")
    atexit.register(late)
    os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
program.app = app
program.main()
"""
    ended = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True)
    assert (ended.returncode, ended.stderr) == (130, b"")
    assert ended.stdout == b"what was found\n"


@on_posix
def test_ctrl_c_inside_a_callback_is_not_lost(tmp_path):
    script = """
import os, signal, time
from ccu_sim.cli import program

class Let:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)

def app(**_):
    Let()
    time.sleep(60)

signal.signal(signal.SIGINT, signal.default_int_handler)
program.app = app
program.main()
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, timeout=30
    )
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_stopping_a_run_is_one_sentence_too(program, folder, monkeypatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ccu_sim.api.run", stop)
    assert program("run", "site-1") == (130, "", "Stopped.\n")
    assert list(folder.iterdir()) == []
