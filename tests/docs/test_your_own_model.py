"""The guide to a model of one's own works as it stands, through the program itself."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ccu_sim
from ccu_sim.batch import open_results

BLOCK = re.compile(r"(?:`([\w/.-]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)
TRIAL = Path("results") / "huddle-trial"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guide(checkout):
    """Blocks of the guide: the file that each is, if one; its language; its text."""
    return BLOCK.findall((checkout / "docs" / "your-own-model.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program as a process of its own, in a folder of its own."""
    folder = tmp_path_factory.mktemp("guide")
    path = os.pathsep.join([str(Path(ccu_sim.__file__).parents[1]), *filter(None, sys.path)])

    def run(words):
        return subprocess.run(
            [sys.executable, "-m", "ccu_sim", *words],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
        )

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def followed(guide, program):
    """What each command of the guide did, by its words, in their order."""
    done = []
    for name, language, text in guide:
        if name:
            path = program.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if language == "console":
            for line in text.splitlines():
                words = line.removeprefix("$ ccu-sim ").split()
                done.append((words, program(words)))
    return done


def test_every_command_of_the_guide_works(followed):
    assert [words[0] for words, _ in followed] == [
        *("new", "run", "check", "show", "batch", "batch", "verify", "report")
    ]
    assert {" ".join(words): done.stderr for words, done in followed if done.returncode} == {}


def test_what_the_commands_say(guide, followed):
    _, _, checked, shown, begun, resumed, verified, reported = (done for _, done in followed)
    assert checked.stdout.endswith("a valid study.\n")
    assert "HuddleUnit of daily_huddle.py" in shown.stdout
    [told] = [text for _, language, text in guide if language == "text"]
    told = re.escape(told.partition(", some")[0]).replace("100", r"[\d,]+")
    assert re.search(told, " ".join(begun.stderr.split()))
    assert "were accepted for the model as shipped" in begun.stderr
    assert "8 runs, 8 of them stored already" in resumed.stderr
    assert "4 runs came out the same again" in verified.stdout
    assert "quiet" in reported.stdout


def test_the_results_hold_what_the_model_measures(followed, program):
    results = open_results(program.folder / TRIAL)
    assert results.complete
    monthly, runs = results.monthly, results.runs
    assert monthly["quiet_peers"].between(0, 1).all()
    late = monthly[monthly["month"] > 0]
    keys = ["unit", "strategy", "setting", "set", "replicate"]
    means = late.groupby(keys, observed=True)["quiet_peers"].mean().to_numpy()
    assert (abs(means - runs["quiet_peers"].to_numpy()) < 1e-12).all()
    voice = runs.groupby("strategy", observed=True)["voice_peer"].mean()
    assert voice["daily-huddle"] > voice["as-usual"] + 0.1
    costs = runs.groupby("strategy", observed=True)["cost_strategy"].mean()
    assert (costs["as-usual"], costs["daily-huddle"]) == (0, 12 * 2500)
    source = (program.folder / "scenarios" / "models" / "daily_huddle.py").read_text()
    assert results.manifest.study["model"]["source"] == source
    report = (program.folder / TRIAL / "report.html").read_text(encoding="utf-8")
    assert "Quiet peers: share of peer workers with little say." in report


def test_python_does_the_same(guide, followed, program, monkeypatch):
    monkeypatch.chdir(program.folder)
    (text,) = (text for name, language, text in guide if language == "python" and not name)
    names = {}
    exec(text, names)
    effect = names["found"].effects.query("outcome == 'quiet_peers'")
    assert effect["effect"].item() < 0
    assert effect["probability_of_benefit"].item() >= 0.75  # at least one of two sets shows it
    assert len(names["run"].monthly["quiet_peers"]) == 3


def test_the_template_runs(followed, program):
    words = ["run", "site-1", "--months", "1", "--seed", "2", "--format", "csv"]
    done = program([*words, "--model", "scenarios/models/our_unit.py:OurUnit"])
    assert (done.returncode, done.stdout.count("\n")) == (0, 3)
    assert "share_heard" in done.stdout


def test_a_changed_file_is_refused(followed, program):
    path = program.folder / "scenarios" / "models" / "daily_huddle.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("HEARD = 0.01", "HEARD = 0.02"), encoding="utf-8")
    verified, resumed = (program(words) for words, _ in (followed[6], followed[5]))
    path.write_text(text, encoding="utf-8")
    assert (verified.returncode, resumed.returncode) == (2, 2)
    assert re.search(r"daily_huddle.py, line 5: the file was changed after", verified.stderr)
    assert re.search(r"another text of HuddleUnit .* line 5 differs", resumed.stderr)
    assert "Traceback" not in verified.stderr + resumed.stderr
