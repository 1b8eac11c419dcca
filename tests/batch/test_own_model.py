"""Batches on a model of the user's own: stored, resumed, verified and refused like all others."""

import shutil

import pytest

from ccu_sim.batch import digest, open_results, run_batch, verify
from ccu_sim.batch.progress import Lines
from ccu_sim.errors import RunFailures, UserError

OURS = """\
import sys

import ccu_sim as ccu


class Huddle(ccu.Intervention):
    strategy = "permanent-contracts"

    def each_week(self, model):
        for person in model.staff():
            person.voice = 0.9 if model.random.random() < 0.5 else person.voice


def heard(model):
    return sum(person.voice > 0.8 for person in model.staff())


class OurUnit(ccu.CCUModel):
    interventions = (Huddle,)
    measures = (ccu.MonthlyMeasure("heard", "people who are heard", heard, unit="people"),)


def strange(model):
    return "many" if model.policy.name == "permanent-contracts" else 1.0


class Strange(ccu.CCUModel):
    measures = (ccu.MonthlyMeasure("strange", "something", strange),)


class Leaves(ccu.CCUModel):
    def step(self):
        if self.policy.name == "permanent-contracts":
            sys.exit(3)
        super().step()


class Misled(ccu.CCUModel):
    class Never(ccu.Intervention):
        strategy = "permanent-contract"

    interventions = (Never,)
"""
RUNS = {"strategies": ["permanent-contracts"], "parameter_sets": 2, "months": 1, "replicates": 1}


@pytest.fixture
def ours(tmp_path):
    """The user's file, beside the folder of results."""
    path = tmp_path / "ours.py"
    path.write_text(OURS)
    return path


@pytest.fixture
def study(small_study):
    """Two strategies, two sets: four runs of a month."""
    return small_study(**RUNS)


def test_values_do_not_depend_on_workers_and_are_verified(study, ours, tmp_path):
    # In this process two chunks; in one of its own, which begins with Mesa and Numba, all at once.
    one, two = tmp_path / "one", tmp_path / "two"
    serial = run_batch(study, one, model=f"{ours}:OurUnit", runs_per_chunk=2)
    run_batch(study, two, model=f"{ours}:OurUnit", workers=2, runs_per_chunk=4)
    assert digest(one) == digest(two)
    assert verify(two, sample=4).runs == 4
    heard = serial.runs.groupby("strategy", observed=True)["heard"].mean()
    assert heard["permanent-contracts"] > heard["as-usual"] + 5
    assert serial.manifest.measures == (
        {"name": "heard", "meaning": "people who are heard", "unit": "people", "better": 0},
    )


def test_it_says_what_it_costs_before_it_begins(study, ours, tmp_path, capsys):
    import sys

    run_batch(study, tmp_path / "study", model=f"{ours}:OurUnit", progress=Lines(sys.stderr))
    cost, *rest = [line for line in capsys.readouterr().err.splitlines() if "accepted" not in line]
    assert cost.startswith("on OurUnit of ours.py a run takes about ")
    assert cost.split("; ")[1].startswith("4 runs, some ")
    assert rest[0] == "4 runs"


def test_it_goes_on_only_on_the_same_text(study, ours, tmp_path):
    out = tmp_path / "study"
    run_batch(study, out, model=f"{ours}:OurUnit", runs_per_chunk=2)
    before = digest(out)
    (out / "runs" / "chunk-000001.parquet").unlink()
    ours.write_text(OURS.replace("0.9 if", "0.8 if"))
    with pytest.raises(UserError, match=r"another text of OurUnit of ours.py: line 11 differs"):
        run_batch(study, out, model=f"{ours}:OurUnit")
    with pytest.raises(UserError, match=r"ours.py, line 11: the file was changed after"):
        verify(out)
    with pytest.raises(UserError, match=r"holds runs of OurUnit of ours.py, not of the model that"):
        run_batch(study, out)
    ours.write_text(OURS)
    run_batch(study, out, model=f"{ours}:OurUnit")
    assert digest(out) == before


def test_results_can_be_moved_with_the_file_and_read_without_it(study, ours, tmp_path):
    run_batch(study, tmp_path / "study", model=f"{ours}:OurUnit")
    there = tmp_path / "there"
    there.mkdir()
    shutil.move(tmp_path / "study", there / "study")
    assert open_results(there / "study").runs["heard"].notna().all()
    with pytest.raises(UserError, match=r"ours.py, which the study runs on, is not there any more"):
        verify(there / "study")
    shutil.move(ours, there / "ours.py")
    assert verify(there / "study", sample=2).runs == 2


@pytest.mark.parametrize(
    ("model", "error"),
    [
        ("Strange", r"ValueError: ours.py, line 23: the measure strange gave 'many', which is no"),
        ("Leaves", r"ours.py, line 34: RuntimeError: the run called for an exit .3."),
    ],
)
def test_runs_that_fail_are_named(study, ours, tmp_path, model, error):
    with pytest.raises(RunFailures, match=rf"2 of 4 runs failed .*permanent-contracts.*{error}"):
        run_batch(study, tmp_path / "study", model=f"{ours}:{model}")
    assert set(open_results(tmp_path / "study").runs["strategy"]) == {"as-usual"}


def test_nothing_is_touched_for_a_model_that_cannot_be_used(study, ours, tmp_path):
    with pytest.raises(UserError, match="'permanent-contract', and there is none of that name"):
        run_batch(study, tmp_path / "study", model=f"{ours}:Misled")
    with pytest.raises(UserError, match="did you mean 'OurUnit'"):
        run_batch(study, tmp_path / "study", model=f"{ours}:OurUnits")
    assert not (tmp_path / "study").exists()


@pytest.mark.slow
def test_dask_workers_find_it(study, ours, tmp_path):
    distributed = pytest.importorskip("distributed")
    alone = run_batch(study, tmp_path / "alone", model=f"{ours}:OurUnit")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        address = cluster.scheduler_address
        shared = run_batch(study, tmp_path / "study", model=f"{ours}:OurUnit", dask=address)
    assert shared.digest() == alone.digest()
