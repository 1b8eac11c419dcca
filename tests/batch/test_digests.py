"""The digest sees every bit of every value, and nothing else."""

import numpy as np
import pyarrow as pa
import pytest

from ccu_sim.batch.digests import digest_of_tables


def table(order=None, **changes):
    columns = {
        "unit": ["a", "a", "b", "b"],
        "strategy": ["x", "x", "x", "y"],
        "setting": [0, 0, 0, 0],
        "set": [0, 0, 1, 1],
        "replicate": [0, 0, 0, 0],
        "value": [1.0, -0.0, float("nan"), 0.1],
        "word": ["p", "q", "p", ""],
    } | changes
    if order is not None:
        columns = {name: [values[i] for i in order] for name, values in columns.items()}
    return pa.table(columns)


ONE = digest_of_tables([table()])


def test_the_order_of_rows_does_not_matter():
    assert digest_of_tables([table(order=[3, 1, 0, 2])]) == ONE


def test_the_pieces_do_not_matter():
    assert digest_of_tables([table().slice(2), table().slice(0, 2)]) == ONE


def test_the_encoding_does_not_matter():
    whole = table()
    for name in ("unit", "strategy", "word"):
        place = whole.column_names.index(name)
        whole = whole.set_column(place, name, whole[name].dictionary_encode())
    assert digest_of_tables([whole]) == ONE


@pytest.mark.parametrize(
    "changes",
    [
        {"value": [1.0, 0.0, float("nan"), 0.1]},
        {"value": [1.0, -0.0, float("nan"), np.nextafter(0.1, 1)]},
        {"word": ["p", "q", "p", "q"]},
        {"set": [0, 0, 1, 2]},
        {"unit": ["a", "a", "c", "c"]},
        {"value": [1, 0, 0, 0]},
    ],
)
def test_any_other_value_matters(changes):
    assert digest_of_tables([table(**changes)]) != ONE


def test_a_missing_run_and_a_missing_column_matter():
    assert digest_of_tables([table().slice(0, 3)]) != ONE
    assert digest_of_tables([table().drop_columns("word")]) != ONE


def test_empty_tables_have_a_digest():
    assert digest_of_tables([table().slice(0, 0)]) == digest_of_tables([table().slice(4)])
    assert digest_of_tables([]) != ONE
