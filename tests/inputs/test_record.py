"""Records are reached by their fields' names, in place, wherever they are."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest

from ccu_sim.inputs.record import floats, ints, record

INNER = record([*floats("ease"), ("ranks", "i8", (3,))])
OUTER = record([*ints("count"), ("one", INNER), ("some", INNER, (2,))])


@pytest.fixture
def rows():
    """Two records of `OUTER`, all zero."""
    return np.zeros(2, OUTER)


def test_a_field_is_read_and_written_in_place(rows):
    row = rows[1]
    row.count, row.one.ease, row.some[1].ease = 4, 0.5, 0.25
    row.one.ranks[2] = 7
    assert rows["count"].tolist() == [0, 4]
    assert rows["one"]["ease"].tolist() == [0, 0.5]
    assert rows["some"]["ease"].tolist() == [[0, 0], [0, 0.25]]
    assert rows["one"]["ranks"][1].tolist() == [0, 0, 7]
    assert (row.count, row.one.ease, row.some[1].ease) == (4, 0.5, 0.25)


def test_a_record_put_in_another_s_place_is_copied(rows):
    rows[0].one.ease = 0.5
    rows[1].one = rows[0].one
    rows[0].one.ease = 0.75
    assert rows[1].one.ease == 0.5


def test_what_is_no_field_is_an_error(rows):
    with pytest.raises(AttributeError, match="cuont"):
        rows[0].cuont = 1
    with pytest.raises(AttributeError, match="cuont"):
        rows[0].cuont  # noqa: B018


@pytest.mark.parametrize("name", ["size", "copy", "dtype"])
def test_a_field_may_not_hide_what_every_scalar_has(name):
    with pytest.raises(ValueError, match=name):
        record(ints(name))


def read(rows: np.ndarray) -> tuple[bool, float]:
    """What another process finds in records sent to it."""
    return rows.dtype == OUTER and type(rows[0]) is OUTER.type, rows[1].one.ease


def test_records_can_be_sent_to_another_process(rows):
    rows[1].one.ease = 0.5
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(read, rows).result() == (True, 0.5)


def test_a_pickled_record_keeps_its_class(rows):
    again = pickle.loads(pickle.dumps(rows[0]))
    assert type(again) is OUTER.type
    assert again.tobytes() == rows[0].tobytes()
