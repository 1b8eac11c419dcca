"""The digest sees every bit of every value, and nothing else."""

from itertools import permutations

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


def test_a_column_s_name_and_kind_matter():
    renamed = table().rename_columns([*table().column_names[:-1], "term"])
    assert digest_of_tables([renamed]) != ONE
    none = digest_of_tables([table(value=[0.0, 0.0, 0.0, 0.0])])
    assert digest_of_tables([table(value=[0, 0, 0, 0])]) != none  # of the same bytes


def test_runs_are_put_in_order_by_their_whole_address():
    address = {"setting": [0] * 4, "set": [0, 1, 0, 1], "unit": ["a"] * 4, "word": ["p"] * 4}
    mixed = table(**address, strategy=["x", "y", "y", "x"], value=[1.0, 2.0, 3.0, 4.0])
    assert len({digest_of_tables([mixed.take(order)]) for order in permutations(range(4))}) == 1
    twice = table(**(address | {"set": [0] * 4}), strategy=["x", "y", "x", "y"])
    assert len({digest_of_tables([twice.take(order)]) for order in permutations(range(4))}) == 1


def test_words_that_only_a_dictionary_holds_do_not_matter():
    whole = table()
    for name in ("unit", "strategy", "word"):
        place = whole.column_names.index(name)
        whole = whole.set_column(place, name, whole[name].dictionary_encode())
    assert digest_of_tables([whole.slice(0, 2)]) == digest_of_tables([table().slice(0, 2)])


def test_a_digest_stays_what_it_was_when_results_were_published():
    assert ONE == "fa271fe74f4cb7adac7a0296f6c0ab521825f1ef53e9fa70dd351e4beaff19f7"


def test_parts_with_other_columns_have_one_digest_in_any_order():
    parts = [
        table().slice(row, 1).rename_columns([*table().column_names[:-1], f"word {row}"])
        for row in range(4)
    ]
    found = {digest_of_tables(order) for order in permutations(parts)}
    assert found == {"6744899c8836b0b1cbe781f48af4675e60aa614cfb773f961997bb8d92fac20d"}


def test_empty_tables_have_a_digest():
    assert digest_of_tables([table().slice(0, 0)]) == digest_of_tables([table().slice(4)])
    found = {digest_of_tables(tables) for tables in ([], [table().slice(0, 0)], [table()])}
    assert [len(digest) for digest in found] == [64] * 3
