"""Runs as rows, under their addresses."""

import numpy as np
import pyarrow as pa
import pytest

from ccu_sim.batch.tables import ADDRESS, Address, Gathered, is_text
from ccu_sim.model import RunTables

MONTH = np.dtype([("month", "i4"), ("trust", "f8")])
SPELL = np.dtype([("role", object), ("end_month", "f8")])


def run_of(months, spells, trust=0.5):
    return RunTables(
        run={"cohesion": trust},
        monthly=np.array([(month, trust) for month in range(months)], MONTH),
        spells=np.array([("peer_worker", number) for number in range(spells)], SPELL),
    )


@pytest.fixture
def gathered():
    """Two runs, one of many months and one of many people."""
    gathered = Gathered()
    gathered.add(Address("here", "more", 1, 2, 3), run_of(4, 2))
    gathered.add(Address("there", "less", 0, 1, 0), run_of(1, 3, trust=0.7))
    return gathered


def test_what_is_gathered_is_counted_by_its_largest_table(gathered):
    assert (len(gathered), gathered.rows) == (2, 4 + 3)


def test_every_row_begins_with_the_address_of_its_run(gathered):
    tables = gathered.tables()
    for name, rows in (("runs", [1, 1]), ("monthly", [4, 1]), ("spells", [2, 3])):
        assert tables[name].column_names[:5] == list(ADDRESS)
        assert tables[name]["unit"].to_pylist() == ["here"] * rows[0] + ["there"] * rows[1]
        assert tables[name]["replicate"].to_pylist() == [3] * rows[0] + [0] * rows[1]
    assert tables["runs"]["cohesion"].to_pylist() == [0.5, 0.7]
    assert tables["monthly"]["month"].to_pylist() == [0, 1, 2, 3, 0]
    assert tables["spells"]["end_month"].to_pylist() == [0.0, 1.0, 0.0, 1.0, 2.0]


def test_a_run_may_be_alone():
    alone = Gathered()
    alone.add(Address("here", "more", 1, 2, 3), run_of(2, 1))
    assert [table.num_rows for table in alone.tables().values()] == [1, 2, 1]
    assert alone.tables()["runs"].to_pylist() == [
        {"unit": "here", "strategy": "more", "setting": 1, "set": 2, "replicate": 3}
        | {"cohesion": 0.5}
    ]


def test_columns_have_their_kinds_whatever_is_in_them():
    alone = Gathered()
    counted = run_of(2, 0, trust=1)  # a whole number, and nobody in post
    alone.add(Address("here", "more", 1, 2, 3), counted)
    tables = alone.tables()
    assert tables["runs"].schema.field("cohesion").type == pa.float64()
    spells = tables["spells"].schema
    assert spells.field("unit").type == spells.field("role").type == pa.string()
    assert spells.field("end_month").type == pa.float64()


def test_a_setting_is_named_where_there_is_a_sweep():
    assert str(Address("here", "more", 1, 2, 3)) == "here, more, setting 1, set 2, replicate 3"
    assert str(Address("here", "more", 0, 2, 3)) == "here, more, set 2, replicate 3"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (pa.string(), True),
        (pa.large_string(), True),
        (pa.dictionary(pa.int32(), pa.string()), True),
        (pa.float64(), False),
        (pa.int32(), False),
    ],
)
def test_words_are_told_from_numbers_however_they_are_stored(kind, text):
    assert is_text(kind) == text
