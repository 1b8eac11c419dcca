"""Tables as an Excel workbook: text stays text, numbers are numbers, what is not known is empty."""

import io
import zipfile

import pandas as pd
import pytest

from ccu_sim.reports.workbook import workbook

TABLES = {
    "one": pd.DataFrame(
        {
            "name": ["=1+1", "+x", "-y", "@z", "http://example.org", "plain"],
            "value": [1.5, float("nan"), float("inf"), -2.0, 0.0, 3.0],
        }
    ),
    "two": pd.DataFrame({"count": [1, 2]}),
}
MEANINGS = {"one": {"name": "who", "value": "A$"}, "two": {"count": "people"}}


@pytest.fixture(scope="module")
def book():
    return zipfile.ZipFile(io.BytesIO(workbook("=HYPERLINK", TABLES, MEANINGS, "@how")))


def test_a_sheet_a_table_and_meanings_first(book):
    sheets = book.read("xl/workbook.xml").decode()
    assert [sheets.index(f'name="{name}"') for name in ("about", "one", "two")] == sorted(
        sheets.index(f'name="{name}"') for name in ("about", "one", "two")
    )
    said = book.read("xl/sharedStrings.xml").decode()
    for text in ("=HYPERLINK", "@how", "who", "A$", "people", "=1+1", "+x", "-y", "@z"):
        assert f">{text}</t>" in said


def test_there_are_no_formulas_and_no_links(book):
    for name in book.namelist():
        text = book.read(name)
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in text
            assert b"<hyperlink" not in text


def test_what_is_not_a_number_is_empty(book):
    sheet = book.read("xl/worksheets/sheet2.xml").decode()
    assert '<c r="B2"><v>1.5</v></c>' in sheet
    assert 'r="B3"' not in sheet
    assert 'r="B4"' not in sheet
    assert '<c r="B5"><v>-2</v></c>' in sheet


def test_the_same_tables_give_the_same_bytes():
    first, second = (workbook("a", TABLES, MEANINGS, "b") for _ in range(2))
    assert first == second
