"""Reading: what is asked for, in the study's order, and nothing else."""

import shutil
from dataclasses import replace
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from ccu_sim.batch import digest, open_results, run_batch
from ccu_sim.batch.chunks import chunk_path, inspect_chunk
from ccu_sim.batch.failures import FailedRun, record_failures
from ccu_sim.batch.simulation_task import sets_of
from ccu_sim.batch.tables import ADDRESS, Address
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.model import MONTHLY_COLUMNS, simulate

SINGLE = {name for name in MONTHLY_COLUMNS if name.startswith("expected_")}
SINGLE -= {"expected_cost_turnover"}


@pytest.fixture(scope="module")
def results(sound):
    return open_results(sound)


def test_the_rows_of_a_run_are_what_the_model_returns(results):
    study = results.study
    run = simulate(
        study.unit_objects[0],
        study.policies[2],
        sets_of(study)[1],
        months=study.months,
        seed=study.seed,
        set_index=1,
        replicate=0,
    )
    only = (pc.field("set") == 1) & (pc.field("replicate") == 0)
    strategy = study.strategies[2]
    for table, values in (("monthly", run.monthly), ("spells", run.spells)):
        rows = results.read(table, strategy=strategy, where=only)
        assert len(rows) == len(values)
        for name in values.dtype.names:
            kind = np.dtype("f4") if name in SINGLE else values.dtype[name]
            stored = rows[name].to_numpy(dtype=kind)
            assert stored.tobytes() == values[name].astype(kind).tobytes(), name
    row = results.read("runs", strategy=strategy, where=only)
    assert {name: float(row[name].iloc[0]) for name in run.run} == pytest.approx(
        run.run, rel=0, abs=0, nan_ok=True
    )


def in_order(rows):
    """Tell whether rows are in the order of their addresses."""
    words = [rows[name].cat.codes for name in ADDRESS[:2]]
    numbers = [rows[name] for name in ADDRESS[2:]]
    return pd.MultiIndex.from_arrays(words + numbers).is_monotonic_increasing


def test_rows_are_in_the_order_of_the_study(results):
    assert list(results.runs["strategy"].cat.categories) == list(results.study.strategies)
    assert in_order(results.runs)
    assert (results.monthly["month"].to_numpy().reshape(24, -1) == range(3)).all()


def test_a_column_of_one_strategy_is_read_alone(results):
    trust = results.read("monthly", ["trust"], unit="site-1", strategy="permanent-contracts")
    assert list(trust.columns) == [*ADDRESS, "trust"]
    assert len(trust) == 6 * 3
    both = results.read("runs", strategy=["as-usual", "permanent-contracts"])
    assert len(both) == 12
    addressed = results.read("runs", ["replicate", "cohesion", "set"])
    assert list(addressed.columns) == [*ADDRESS, "cohesion"]


def test_columns_are_named_without_reading_them(results):
    for table in ("runs", "monthly", "spells"):
        assert results.columns(table) == list(results.read(table).columns)


def test_a_folder_that_goes_with_the_results_goes_with_those_of_a_setting(results, tmp_path):
    assert results.at(0).passing is None
    whole = open_results(results.folder)
    whole.passing = TemporaryDirectory(dir=tmp_path)
    assert whole.at(0).passing is whole.passing


def test_what_is_not_there_is_told(results, tmp_path):
    with pytest.raises(UserError, match=r"there is no strategy 'permanent'.*there are: as-usual"):
        results.read("runs", strategy="permanent")
    with pytest.raises(UserError, match="there is no unit 'site-3'"):
        results.read("runs", unit="site-3")
    with pytest.raises(UserError, match="there is no table 'weekly'; there are: runs, monthly"):
        results.read("weekly")
    with pytest.raises(UserError, match=r"no column 'trsut' in monthly; did you mean 'trust'\?"):
        results.read("monthly", ["month", "trsut"])
    with pytest.raises(UserError, match=r"study.monthly cannot be read so: .*trsut.*$"):
        results.read("monthly", where=pc.field("trsut") > 0.5)
    with pytest.raises(UserError, match="holds no study"):
        open_results(tmp_path)


def test_chances_are_stored_in_single_precision_and_nothing_else_is(results):
    schema = results.dataset("monthly").schema
    assert {field.name for field in schema if str(field.type) == "float"} == SINGLE


def test_a_strategy_of_a_large_chunk_lies_in_row_groups_of_its_own(small_study, tmp_path):
    folder = tmp_path / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ccu_sim.batch.worker.ROWS_PER_GROUP", 1)
        run_batch(small_study(), folder)
    file = pq.ParquetFile(chunk_path(folder, "monthly", 0))
    assert file.num_row_groups == 4
    fragment = next(open_results(folder).dataset("monthly").get_fragments())
    wanted = pc.field("strategy") == "permanent-contracts"
    assert fragment.subset(wanted).num_row_groups == 1


def test_every_number_is_exact_and_every_word_is_stored_once(results, sound):
    metadata = pq.read_metadata(chunk_path(sound, "spells", 0))
    for column in range(metadata.num_columns):
        stored = metadata.row_group(0).column(column)
        of_words = stored.physical_type == "BYTE_ARRAY"
        assert ("RLE_DICTIONARY" in stored.encodings) == of_words, stored.path_in_schema
    schema = results.dataset("spells").schema
    for name in ("unit", "strategy", "role", "outcome"):
        assert str(schema.field(name).type).startswith("dictionary"), name
    for name in ("setting", "set", "replicate"):
        assert str(schema.field(name).type) == "int32"
    assert str(schema.field("end_month").type) == "double"


def test_parameters_and_settings(results):
    assert results.parameters.index.name == "set"
    sets = sets_of(results.study)
    assert results.parameters.to_dict("records") == [sets[index] for index in range(3)]
    assert len(results.settings) == 1
    assert len(results.settings.columns) == 0


def test_the_central_set_alone(small_study, tmp_path):
    results = run_batch(small_study(), tmp_path / "study", central=True)
    assert results.study.central
    assert results.parameters.to_dict("records") == [REGISTRY.central()]
    assert len(results.runs) == 8


@pytest.mark.parametrize(
    "sweep",
    [
        [{"vary": "leadership", "values": [0.1, 0.9]}, {"vary": "supervision", "values": [0.5]}],
        {"design": "list", "axes": [{"vary": "leadership", "values": [0.1, 0.5, 0.9]}]},
        {
            "design": "latin-hypercube",
            "points": 4,
            "axes": [{"vary": "boundary_clarity", "low": 0.1, "high": 0.9}],
        },
        {
            "design": "sobol",
            "points": 4,
            "axes": [
                {"vary": "role_clarity", "low": 0.0, "high": 1.0},
                {"vary": "supervision_hours", "low": 0.0, "high": 4.0},
            ],
        },
    ],
)
def test_a_sweep_is_run_and_its_settings_are_stored(small_study, tmp_path, sweep):
    study = small_study(parameter_sets=1, sweep=sweep, strategies=["as-usual"])
    results = run_batch(study, tmp_path / "study", runs_per_chunk=3)
    assert results.settings.to_dict("records") == study.settings()
    assert len(results.runs) == study.size
    assert set(results.runs["setting"]) == set(range(len(study.settings())))


def test_one_setting_is_read_by_itself(small_study, tmp_path):
    sweep = [{"vary": "leadership", "values": [0.2, 0.5, 0.8]}]
    study = small_study(parameter_sets=2, sweep=sweep, parameters={"supervision": 0.9})
    results = run_batch(study, tmp_path / "study", runs_per_chunk=7)
    assert results.settings["supervision"].tolist() == [0.9] * 3
    assert results.settings.index.name == "setting"
    assert in_order(results.runs)
    alone = small_study(parameter_sets=2, parameters={"leadership": 0.8, "supervision": 0.9})
    other = run_batch(alone, tmp_path / "alone")
    last = results.at(2)
    assert (results.setting, last.setting) == (None, 2)
    for table in ("runs", "monthly", "spells"):
        mine = getattr(last, table)
        assert (mine["setting"] == 2).all()
        pd.testing.assert_frame_equal(
            mine.assign(setting=0), getattr(other, table), check_dtype=False
        )
    here = last.read("monthly", ["month"], unit="site-1", where=pc.field("month") == 1)
    assert set(here["setting"]) == {2}
    assert set(here["month"]) == {1}
    assert set(results.at(0).runs["setting"]) == {0}
    for none in (3, -1):
        with pytest.raises(UserError, match=f"no setting {none} in .* numbered from 0 to 2"):
            results.at(none)
    assert results.failures.empty
    assert list(results.failures) == [*ADDRESS, "error", "trace"]
    alike = Address("site-1", "as-usual", 1, 0, 0)
    record_failures(results.folder, 0, [FailedRun(alike, "one"), FailedRun(alike, "two")])
    record_failures(results.folder, 1, [FailedRun(alike._replace(setting=2), "three")])
    assert [len(results.at(setting).failures) for setting in range(3)] == [0, 2, 1]
    assert results.failures["error"].tolist() == ["one", "two", "three"]
    assert (results.complete, results.at(0).complete) == (False, True)


def test_a_stored_study_that_is_refused_now_is_told(small_study, tmp_path, monkeypatch):
    sweep = [{"vary": "leave_base", "values": [0.2, 0.3]}]
    run_batch(small_study(parameter_sets=1, sweep=sweep), tmp_path / "study")
    narrow = replace(REGISTRY["leave_base"], high=0.25)
    monkeypatch.setitem(REGISTRY._parameters, "leave_base", narrow)
    with pytest.raises(UserError, match=r"study.json: leave_base = 0.3 is outside its range"):
        _ = open_results(tmp_path / "study").study


def test_a_sweep_over_a_parameter_replaces_it(small_study, tmp_path):
    name = next(n for n, one in REGISTRY.items() if one.low < one.high)
    low, high = REGISTRY[name].low, REGISTRY[name].high
    study = small_study(parameter_sets=0, sweep=[{"vary": name, "values": [low, high]}])
    results = run_batch(study, tmp_path / "study")
    run = simulate(
        study.unit_objects[0],
        study.policies[0],
        REGISTRY.central() | {name: high},
        months=2,
        seed=study.seed,
        set_index=0,
        replicate=1,
    )
    row = results.runs.query("strategy == 'as-usual' and setting == 1 and replicate == 1")
    assert row["cohesion"].item() == run.run["cohesion"]


def test_a_study_under_way_can_be_read_and_is_balanced(small_study, tmp_path):
    out = tmp_path / "study"
    run_batch(small_study(), out, runs_per_chunk=4)
    (out / "runs" / "chunk-000002.parquet").unlink()
    results = open_results(out)
    assert not results.complete
    assert "5 of 6 chunks, 24 runs in all" in repr(results)
    assert set(results.runs["strategy"].value_counts()) == {5}
    assert len(results.monthly) == 20 * 3


def test_words_are_numbered_as_the_study_has_them_though_some_are_not_stored_yet(
    small_study, tmp_path
):
    units = ["site-2", "site-1"]
    study = small_study(units=units, parameter_sets=1, replicates=1, months=1)
    run_batch(study, tmp_path / "study", runs_per_chunk=4)
    chunk_path(tmp_path / "study", "runs", 0).unlink()
    runs = open_results(tmp_path / "study").runs
    assert set(runs["unit"]) == {"site-1"}
    assert list(runs["unit"].cat.categories) == units


def test_nothing_stored_yet_is_told(chunked, tmp_path):
    out = shutil.copytree(chunked, tmp_path / "study")
    for chunk in (out / "runs").iterdir():
        chunk.unlink()
    with pytest.raises(UserError, match=r"nothing of the study in .* is stored yet"):
        _ = open_results(out).runs


def test_a_copy_of_another_chunk_is_not_read(chunked, tmp_path):
    out = shutil.copytree(chunked, tmp_path / "study")
    copy = shutil.copy(chunk_path(out, "runs", 0), chunk_path(out, "runs", 1))
    with pytest.raises(UserError, match=f"{copy} is a copy of another chunk; remove it and give"):
        open_results(out).read("runs")
    with pytest.raises(UserError, match=f"{copy} is a copy of another chunk; remove it and give"):
        digest(out)


def test_a_file_that_goes_while_results_are_open_is_told(chunked, tmp_path):
    opened = open_results(shutil.copytree(chunked, tmp_path / "study"))
    opened.read("runs")
    gone = chunk_path(opened.folder, "runs", 0)
    gone.unlink()
    with pytest.raises(UserError, match=f"{gone} cannot be read: there is no such file; remove"):
        opened.read("runs")


def test_the_files_of_a_table_are_looked_at_once(chunked, monkeypatch):
    looked = []

    def counted(folder, mark, number, tables):
        looked.append((number, *tables))
        inspect_chunk(folder, mark, number, tables)

    monkeypatch.setattr("ccu_sim.batch.results.inspect_chunk", counted)
    opened = open_results(chunked)
    for table in ("runs", "monthly", "runs"):
        opened.read(table)
    assert looked == [(number, table) for table in ("runs", "monthly") for number in range(3)]


def test_a_page_that_was_damaged_is_not_read(chunked, tmp_path):
    out = shutil.copytree(chunked, tmp_path / "study")
    path = chunk_path(out, "monthly", 1)
    names = pq.read_schema(path).names
    column = pq.read_metadata(path).row_group(0).column(names.index("cohesion"))
    content = path.read_bytes()
    first, size = column.data_page_offset, column.total_compressed_size
    for place in range(first + size // 2, first + size, size // 20):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(UserError, match=f"{path} cannot be read: "):
            open_results(out).read("monthly", ["cohesion"])


def test_the_digest_is_of_all_that_is_stored_and_of_nothing_else(chunked, tmp_path):
    out = shutil.copytree(chunked, tmp_path / "study")
    whole = open_results(out).digest()
    assert whole == open_results(chunked).digest() == digest(chunked)
    found = {whole}
    for number in (2, 1, 0):
        (out / "runs" / f"chunk-{number:06d}.parquet").unlink()
        found.add(open_results(out).digest())
    assert len(found) == 4
