"""Runs that failed, by name, beside the results."""

import pytest

from ccu_sim.batch.failures import (
    FOLDER,
    FailedRun,
    forget_failures,
    has_failures,
    record_failures,
    recorded_failures,
)
from ccu_sim.batch.tables import Address
from ccu_sim.errors import UserError


def failed(number):
    return FailedRun(Address("here", "more", 2, number, 1), f"ValueError: ≠ {number}", "line 3")


def test_what_is_recorded_comes_back_chunk_by_chunk(tmp_path):
    record_failures(tmp_path, 11, [failed(1), failed(0)])
    record_failures(tmp_path, 2, [failed(5)])
    (tmp_path / FOLDER / "notes.json").write_text("[]")
    assert list(recorded_failures(tmp_path)) == [failed(5), failed(1), failed(0)]
    assert str(failed(5)) == "here, more, setting 2, set 5, replicate 1: ValueError: ≠ 5"


def test_a_later_attempt_takes_the_place_of_an_earlier_one_or_leaves_nothing(tmp_path):
    assert not has_failures(tmp_path, 2)
    record_failures(tmp_path, 2, [failed(1), failed(0)])
    record_failures(tmp_path, 2, [failed(0)])
    assert list(recorded_failures(tmp_path)) == [failed(0)]
    assert has_failures(tmp_path, 2)
    assert not has_failures(tmp_path, 3)
    for _ in range(2):
        forget_failures(tmp_path, 2)
    assert not has_failures(tmp_path, 2)


def test_where_nothing_failed_there_is_nothing_to_read(tmp_path):
    assert list(recorded_failures(tmp_path)) == []


@pytest.mark.parametrize("text", ["{", "[1]", '[{"error": "", "trace": ""}]', "3"])
def test_a_file_that_is_not_as_it_was_written_is_told(tmp_path, text):
    record_failures(tmp_path, 2, [failed(1)])
    path = tmp_path / FOLDER / "chunk-000002.json"
    path.write_text(text)
    with pytest.raises(UserError, match=f"{path} cannot be read; give the batch again"):
        list(recorded_failures(tmp_path))
