"""Whatever goes wrong is told by name, and nothing that was done is lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from ccu_sim.batch import digest, open_results, process_pool, run_batch
from ccu_sim.batch.progress import Lines
from ccu_sim.errors import RunFailures, UserError

THE_ONE = "site-1, permanent-contracts, set 1, replicate 0"
WHERE = rf"{THE_ONE}: odd_models.py, line \d+: ValueError: the roster"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_raises_is_named_and_the_others_finish(
    small_study, sound, tmp_path, mend, workers
):
    import odd_models

    out = tmp_path / "study"

    def batch(workers=1):
        return run_batch(small_study(), out, workers=workers, model=odd_models.Failing)

    with pytest.raises(RunFailures, match=f"1 of 24 runs failed .{WHERE}"):
        batch(workers)
    results = open_results(out)
    assert not results.complete
    assert len(results.runs) == 23
    (failed,) = results.failures.itertuples()
    assert (failed.strategy, failed.set, failed.replicate) == ("permanent-contracts", 1, 0)
    assert "odd_models.py" in failed.trace

    mend()
    results = batch()
    assert results.complete
    assert results.failures.empty
    assert digest(out) == digest(sound)


def test_a_run_that_raises_in_the_middle_of_a_step_is_named_too(small_study, tmp_path, mend):
    import odd_models

    out, study = tmp_path / "study", small_study(parameter_sets=2, replicates=1, months=1)
    with pytest.raises(RunFailures, match=f"1 of 8 runs failed .{WHERE}"):
        run_batch(study, out, model=odd_models.Fussy)
    mend()
    assert run_batch(study, out, model=odd_models.Fussy).complete
    run_batch(study, tmp_path / "sound")
    assert digest(out) == digest(tmp_path / "sound")


def test_when_all_runs_of_a_chunk_fail_nothing_of_it_is_stored(small_study, tmp_path):
    import odd_models

    out = tmp_path / "study"
    with pytest.raises(RunFailures, match="23 of 24 runs are stored"):
        run_batch(small_study(), out, model=odd_models.Failing, runs_per_chunk=1)
    assert len(open_results(out).runs) == 23


def test_a_worker_that_dies_once_changes_nothing(small_study, sound, tmp_path):
    """Even where all is one chunk: what runs the user's own code is never this process."""
    import odd_models

    out = tmp_path / "study"
    results = run_batch(
        small_study(), out, workers=2, model=odd_models.DeadlyOnce, runs_per_chunk=24
    )
    assert results.complete
    assert digest(out) == digest(sound)


def test_a_chunk_that_kills_every_worker_is_named_and_the_others_finish(
    small_study, sound, tmp_path, mend, monkeypatch
):
    import odd_runs

    monkeypatch.setattr(
        process_pool, "_do_chunk", partial(odd_runs.chunk_in_worker, odd_runs.deadly)
    )
    out = tmp_path / "study"

    def batch(workers):
        return run_batch(small_study(), out, workers=workers, runs_per_chunk=4)

    with pytest.raises(RunFailures, match=r"4 of 24 runs failed .*its worker process died") as told:
        batch(workers=2)
    assert "20 of 24 runs are stored" in str(told.value)
    assert set(open_results(out).failures["set"]) == {1}
    mend()
    assert batch(workers=1).complete
    assert digest(out) == digest(sound)


@pytest.mark.slow
def test_a_script_without_a_main_guard_is_told(tmp_path, monkeypatch):
    script = tmp_path / "script.py"
    script.write_text(
        "from ccu_sim.inputs import load_study\n"
        "from ccu_sim.batch import run_batch\n"
        "study = load_study('supervision-or-security', {'months': 1, 'parameter_sets': 50})\n"
        f"run_batch(study, {str(tmp_path / 'study')!r}, workers=2)\n"
    )
    done = subprocess.run([sys.executable, script], stderr=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 1
    assert "a script without `if __name__ == '__main__':`?" in done.stderr


def test_a_full_disk_is_told_and_the_batch_goes_on_later(start_line, small_study, tmp_path):
    out = tmp_path / "study"
    large = {"runs_per_chunk": 1000, "months": 24, "parameter_sets": 6}
    # Enough for study.json, too little for the monthly table of a large chunk.
    limited = ("bash", "-c", 'ulimit -f 200 && exec "$@"', "bash")
    process = start_line(out, before=limited, **large)
    assert process.wait() == 1
    told = process.stderr.read()
    assert f"{out} took no more results (chunk-000000: File too large)" in told
    assert "0 of 48 runs are stored; make room and give the same line again" in told
    assert not list(out.glob("**/*.part"))
    study = small_study(months=large["months"], parameter_sets=large["parameter_sets"])
    assert run_batch(study, out, runs_per_chunk=large["runs_per_chunk"]).complete


def can_mount():
    """Whether this process may mount a small file system for a child of its own."""
    if not shutil.which("unshare"):
        return False
    line = ["unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=4k", "none", "/mnt"]
    return subprocess.run(line, check=False, capture_output=True).returncode == 0


needs_mount = pytest.mark.skipif(not can_mount(), reason="needs to mount a small tmpfs")


@needs_mount
def test_a_really_full_disk(start_line, sound, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    # One line on a disk that fills, the same by one process after it was made larger, and the
    # results saved.
    script = """
        mount -t tmpfs -o size=300k none "$0"
        "$@"; echo "exit $?" >&2
        mount -o remount,size=50m "$0"
        "${@/'"workers": 2'/'"workers": 1'}"; echo "exit $?" >&2
        cp -r "$0/study" "$0.saved"
    """
    before = ("unshare", "--mount", "bash", "-c", script, str(disk))
    process = start_line(disk / "study", before=before, workers=2, runs_per_chunk=4)
    told = process.communicate()[1]
    assert "No space left on device" in told
    assert "make room and give the same line again" in told
    assert told.index("exit 1") < told.index("exit 0")
    assert digest(tmp_path / "disk.saved") == digest(sound)


@needs_mount
def test_a_read_only_disk(start_line, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    before = (
        "unshare", "--mount", "bash", "-c", 'mount -t tmpfs -o ro none "$0"; "$@"', str(disk)
    )  # fmt: skip
    process = start_line(disk / "study", before=before)
    assert process.wait() == 2
    assert process.stderr.read() == f"cannot write to {disk / 'study'}: Read-only file system\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not hold back root")
def test_a_read_only_folder(small_study, tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(UserError, match=r"cannot write to .*: Permission denied"):
        run_batch(small_study(), tmp_path / "study")
    tmp_path.chmod(0o755)


def test_a_folder_that_cannot_be(small_study, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"cannot write to .*: Not a directory"):
        run_batch(small_study(), tmp_path / "file" / "study")
    with pytest.raises(UserError, match=r"cannot write to .*: File exists"):
        run_batch(small_study(), tmp_path / "file")


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def from_another_study(path):
    other = Path(str(path).replace("/study/", "/other/"))
    shutil.copy(other, path)


@pytest.mark.parametrize("damage", [cut_off, Path.unlink, from_another_study])
@pytest.mark.parametrize("table", ["runs", "monthly", "spells"])
def test_a_damaged_chunk_is_named_and_made_anew(
    small_study, sound, chunked, tmp_path, capsys, damage, table
):
    out = shutil.copytree(chunked, tmp_path / "study")
    if damage is from_another_study:
        run_batch(small_study(seed=3), tmp_path / "other", runs_per_chunk=8)
    damaged = out / table / "chunk-000001.parquet"
    damage(damaged)
    if damage is cut_off:
        with pytest.raises(UserError, match=f"{damaged} cannot be read: .*; remove it and give"):
            open_results(out).read(table)
    capsys.readouterr()
    run_batch(small_study(), out, progress=Lines(sys.stderr))
    if (damage, table) != (Path.unlink, "runs"):
        assert f"{damaged} " in capsys.readouterr().err
    assert digest(out) == digest(sound)


@pytest.mark.parametrize(
    ("odd", "workers"), [({"runs": "slow"}, 1), ({"model": "Careless"}, 1), ({"runs": "slow"}, 2)]
)
def test_ctrl_c_leaves_a_batch_that_goes_on(start_line, small_study, tmp_path, mend, odd, workers):
    import odd_models

    out = tmp_path / "study"
    process = start_line(out, workers=workers, parameter_sets=8, **odd)
    while process.poll() is None and not list((out / "runs").glob("*.parquet")):
        time.sleep(0.02)
    # As a terminal does: to every process of the group.
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert "of 64 runs are stored; the same line goes on" in told
    assert "Traceback" not in told
    assert not list(out.glob("**/*.part"))
    assert not open_results(out).complete
    mend()
    model = odd_models.Careless if "model" in odd else None
    assert run_batch(small_study(parameter_sets=8), out, model=model).complete


def test_a_second_batch_on_a_folder_is_refused_and_a_killed_one_is_not_in_the_way(
    start_line, small_study, tmp_path
):
    out = tmp_path / "study"
    process = start_line(out, runs="slow", workers=2, parameter_sets=8)
    while process.poll() is None and not list((out / "runs").glob("*.parquet")):
        time.sleep(0.02)
    with pytest.raises(UserError, match=f"another batch is at work on .* .process {process.pid} "):
        run_batch(small_study(parameter_sets=8), out)
    # Only the parent is killed: its workers must not hold the lock, nor live on.
    process.kill()
    process.wait()
    assert run_batch(small_study(parameter_sets=8), out).complete
