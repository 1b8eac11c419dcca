"""Tables as an Excel workbook: one sheet a table, and their meanings in the first."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import xlsxwriter

_WIDEST = 60


def workbook(
    title: str,
    tables: Mapping[str, pd.DataFrame],
    meanings: Mapping[str, Mapping[str, str]],
    note: str,
) -> bytes:
    """Write tables into a workbook.

    Parameters
    ----------
    title : str
    tables : mapping of str to DataFrame
        Each becomes a sheet of that name.
    meanings : mapping of str to mapping of str to str
        Of the columns of each table.
    note : str
        How the numbers were made.

    Returns
    -------
    bytes
        The file. Text stays text, whatever it begins with; there are no formulas and no links.
        The same tables give the same bytes.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": _LONG_AGO})
        bold = book.add_format({"bold": True})
        _front(book, bold, title, meanings, note)
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(table.columns):
                sheet.write_string(0, column, str(heading), bold)
                for row, value in enumerate(table[heading], start=1):
                    _write(sheet, row, column, value)
                width = max([len(str(heading)), *(len(_text(one)) for one in table[heading])])
                sheet.set_column(column, column, min(width + 2, _WIDEST))
    return buffer.getvalue()


_LONG_AGO = pd.Timestamp("2000-01-01").to_pydatetime()
"""Written instead of the day it is made on, so that the same plan gives the same file."""


def _front(
    book: Any, bold: Any, title: str, meanings: Mapping[str, Mapping[str, str]], note: str
) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, title, bold)
    sheet.merge_range(1, 0, 1, 2, "")
    sheet.write_string(1, 0, note, wrap)
    sheet.set_row(1, 120)
    for column, heading in enumerate(("sheet", "column", "what it is, and its unit")):
        sheet.write_string(3, column, heading, bold)
    row = 4
    for table, columns in meanings.items():
        for name, meaning in columns.items():
            for column, text in enumerate((table, name, meaning)):
                sheet.write_string(row, column, text)
            row += 1


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            sheet.write_number(row, column, value)
        return  # what cannot be given stays empty
    sheet.write_string(row, column, str(value))


def _text(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
