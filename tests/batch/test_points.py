"""Rows of named numbers: what makes two the same, and what a stored file is trusted for."""

import numpy as np
import pyarrow.parquet as pq
import pytest

from ccu_sim.batch.points import Points
from ccu_sim.errors import UserError

ROWS = [{"a": 0.1, "b": 1.0}, {"a": 0.2, "b": 2.0}, {"a": 0.3, "b": 3.0}]
POINTS = Points.of(ROWS)


def test_a_point_is_read_by_its_number():
    assert len(POINTS) == 3
    assert POINTS[1] == ROWS[1]
    assert POINTS.since(2)[0] == ROWS[2]


def test_one_setting_without_a_sweep_has_no_numbers():
    assert len(Points.of([{}])) == 1
    assert Points.of([{}])[0] == {}


def test_the_hash_knows_every_bit_and_name():
    last_bit = [*ROWS[:2], {"a": 0.3, "b": np.nextafter(3.0, 4.0)}]
    renamed = [{"a": row["a"], "c": row["b"]} for row in ROWS]
    hashes = {Points.of(rows).hash for rows in (ROWS, last_bit, renamed, ROWS[:2])}
    assert len(hashes) == 4
    assert POINTS.since(0).hash == POINTS.hash
    assert Points.of([{"ab": 0.1, "c": 1.0}]).hash != Points.of([{"a": 0.1, "bc": 1.0}]).hash


def test_a_whole_number_is_a_number_like_any_other(tmp_path):
    whole = Points.of([{"a": 1, "b": 2}])
    assert whole.hash == Points.of([{"a": 1.0, "b": 2.0}]).hash
    whole.write(tmp_path / "sets.parquet", "set")
    assert Points.read(tmp_path / "sets.parquet", "set", whole.hash)[0] == {"a": 1.0, "b": 2.0}


def test_more_points_after_the_same_are_no_difference():
    more = POINTS.followed_by(Points.of([{"a": 0.4, "b": 4.0}]))
    assert POINTS.difference(more, "set") is None
    assert more.difference(POINTS, "set") is None
    other_order = Points.of([{"b": row["b"], "a": row["a"]} for row in ROWS])
    assert POINTS.difference(other_order, "set") is None


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([ROWS[0], {"a": 0.25, "b": 2.0}], "a in set 1 was 0.2 and is now 0.25"),
        ([{"a": 0.1}], "b is gone"),
        ([{**ROWS[0], "c": 0.0}], "c is new"),
    ],
)
def test_the_first_difference_is_told(rows, says):
    assert POINTS.difference(Points.of(rows), "set") == says


def test_what_is_stored_comes_back_bit_for_bit(tmp_path):
    path = tmp_path / "sets.parquet"
    POINTS.write(path, "set", first=5)
    again = Points.read(path, "set", POINTS.hash)
    assert again.names == POINTS.names
    assert again.values.tobytes() == POINTS.values.tobytes()


@pytest.mark.parametrize("first", [0, 5])
def test_points_are_stored_under_the_numbers_that_results_have(tmp_path, first):
    path = tmp_path / "sets.parquet"
    POINTS.write(path, "set", *([first] if first else []))
    numbers = pq.read_table(path)["set"]
    assert str(numbers.type) == "int32"
    assert numbers.to_pylist() == [first, first + 1, first + 2]


def test_a_file_that_was_changed_or_cut_off_is_not_trusted(tmp_path):
    path = tmp_path / "sets.parquet"
    POINTS.since(1).write(path, "set")
    with pytest.raises(UserError, match="was changed after it was written"):
        Points.read(path, "set", POINTS.hash)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(UserError, match="cannot read"):
        Points.read(path, "set", POINTS.hash)
    path.unlink()
    with pytest.raises(UserError, match=f"{path} is missing; put it back"):
        Points.read(path, "set", POINTS.hash)
