"""Excel workbooks with typed cells, so that text never runs as a formula; the only importer of XlsxWriter.

XlsxWriter rather than openpyxl: it gives its archive a fixed date, so the same rows give the same bytes, and it is
still maintained. Text stays text whatever it begins with, numbers are numbers only if a spreadsheet keeps all their
digits, and only http(s) links become links. May not decide which sheets there are.
"""

from __future__ import annotations

import math
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.engine.answer import Value
from kg.export.target import whole_file
from kg.problem import KgError, Problem
from kg.values.text import web_link, without_bidi, xml_safe

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Column names, and rows of as many values.
Table = tuple[Sequence[str], Iterable[Sequence[Value | float | tuple[str, ...]]]]

README = "Read me 说明"  # Excel allows no slash in the name of a sheet
MOST_ROWS = 1_048_576
_MOST_LINKS = 65_530
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_EXACT_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_WIDTHS = (9, 60)
_ROWS_MEASURED = 500


def write_workbook(
    sheets: Mapping[str, Table],
    path: str | os.PathLike[str],
    *,
    title: str = "",
    title_zh: str = "",
    notes: Sequence[tuple[str, str]] = (),
) -> None:
    """Write one sheet per table, with a title after a sheet that describes them; `notes` are (English, Chinese) lines.

    Headers are frozen and filtered. None is an empty cell, a list is joined by "; ", a number of more than 15 digits is
    text. Text over 32,767 characters is cut and says by how much. Raises KgError if a table has more rows than Excel
    holds, or a row does not fit its columns. Same tables, same bytes.
    """
    import xlsxwriter

    tables = {
        name: (list(map(str, columns)), [list(row) for row in rows])
        for name, (columns, rows) in zip(_sheet_names(sheets), sheets.values(), strict=True)
    }
    _check(tables)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with whole_file(path) as part, xlsxwriter.Workbook(str(part), options) as book:
            fixed = datetime(1980, 1, 1, tzinfo=UTC)  # the date of the archive's entries
            book.set_properties({"title": _shown(title), "comments": _shown(title_zh), "created": fixed})
            looks = {name: book.add_format(options) for name, options in _LOOKS.items()}
            if title:
                _write_readme(book.add_worksheet(README), looks, (title, title_zh), notes, tables)
            for name, (columns, rows) in tables.items():
                _write_table(book.add_worksheet(name), looks, columns, rows)
    except xlsxwriter.exceptions.FileCreateError as error:
        # It wraps the system's error in one of its own, which callers do not expect.
        raise next((cause for cause in error.args if isinstance(cause, OSError)), OSError(str(error))) from error


_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "header": {"bold": True, "bg_color": "#EFE9DC", "bottom": 1, "valign": "vcenter", "text_wrap": True},
    "text": {"valign": "top"},
    "long": {"valign": "top", "text_wrap": True},
    "link": {"valign": "top", "font_color": "#1F5FA8", "underline": 1},
    "day": {"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"},
    "number": {"valign": "top"},
    "large": {"valign": "top", "num_format": "#,##0"},
    "large fraction": {"valign": "top", "num_format": "#,##0.0#####"},
}


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return unique names that Excel accepts: no brackets, colons, slashes or outer apostrophes, 31 characters."""
    names: list[str] = []
    used = {README.casefold(), "history"}  # Excel keeps "History" for itself
    for name in wanted:
        plain = _shown("".join(" " if character in "[]:*?/\\" else character for character in name))
        plain = " ".join(plain.split()).strip("'") or "Sheet"
        number, free = 1, _cut(plain, _LONGEST_NAME)
        while free.casefold() in used:
            number += 1
            tail = f" {number}"
            free = _cut(plain, _LONGEST_NAME - len(tail)) + tail
        used.add(free.casefold())
        names.append(free)
    return names


def _check(tables: Mapping[str, tuple[list[str], list[list[Any]]]]) -> None:
    problems = []
    for name, (columns, rows) in tables.items():
        if len(rows) >= MOST_ROWS:
            problems.append(Problem("too-many-rows", f"sheet {name!r}: {len(rows)} rows", "Excel ends there: use CSV"))
        wrong = next((number for number, row in enumerate(rows, 2) if len(row) != len(columns)), None)
        if wrong is not None:
            message = f"sheet {name!r}, row {wrong}: not {len(columns)} values"
            problems.append(Problem("ragged-row", message, "give each column one value, None if there is none"))
    if problems:
        raise KgError(problems)


def _write_readme(
    sheet: Worksheet,
    looks: Mapping[str, Any],
    titles: tuple[str, str],
    notes: Sequence[tuple[str, str]],
    tables: Mapping[str, tuple[list[str], list[list[Any]]]],
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 1, _WIDTHS[1], looks["long"])
    for column, text in enumerate(titles):
        sheet.write_string(0, column, _shown(text), looks["title"])
    row = 2
    for pair in notes:
        for column, text in enumerate(pair):
            sheet.write_string(row, column, _shown(text), looks["long"])
        row += 1
    row += 1
    for column, text in enumerate(("Sheet 工作表", "Columns 列", "Rows 行数")):
        sheet.write_string(row, column, text, looks["header"])
    for name, (columns, rows) in tables.items():
        row += 1
        sheet.write_string(row, 0, name, looks["text"])
        sheet.write_string(row, 1, _shown(", ".join(columns)), looks["long"])
        sheet.write_number(row, 2, len(rows), looks["large"])


def _write_table(sheet: Worksheet, looks: Mapping[str, Any], columns: list[str], rows: list[list[Any]]) -> None:
    for column, name in enumerate(columns):
        sheet.write_string(0, column, _shown(name), looks["header"])
        widest = max((_width(row[column]) for row in rows[:_ROWS_MEASURED]), default=0)
        width = min(max(_width(name) + 3, widest + 1, _WIDTHS[0]), _WIDTHS[1])  # + 3: the arrow of the filter
        sheet.set_column(column, column, width, looks["long" if widest > _WIDTHS[1] else "text"])
    links = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str) and links < _MOST_LINKS and web_link(value):
                links += 1
                sheet.write_url(number, column, value, looks["link"], value)
            else:
                _write_cell(sheet, looks, number, column, value)
    if columns:
        everything = (0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(*everything)
        sheet.ignore_errors({"number_stored_as_text": _range(*everything)})  # a ticker is text on purpose
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _range(*corners: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(*corners))


def _write_cell(sheet: Worksheet, looks: Mapping[str, Any], row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks["text"])
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), looks["day"])  # noqa: DTZ001
    elif isinstance(value, (int, float, Decimal)) and _is_exact(value):
        number = float(value)
        large = "large" if number.is_integer() else "large fraction"
        sheet.write_number(row, column, number, looks[large if abs(number) >= 100_000 else "number"])
    else:
        text = _shown(_as_text(value))
        sheet.write_string(row, column, text, looks["long" if _width(text) > _WIDTHS[1] else "text"])


def _is_exact(value: float | Decimal) -> bool:
    """Return True if a spreadsheet (binary doubles, 15 digits shown) keeps the number as it is."""
    if isinstance(value, float):
        return math.isfinite(value)
    number = Decimal(value)
    if not number.is_finite():
        return False
    return len(number.normalize().as_tuple().digits) <= _EXACT_DIGITS and -300 < number.adjusted() < 300


def _as_text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _shown(text: str) -> str:
    """Return text that fits a cell: no control or bidi characters, and no longer than Excel allows."""
    plain = without_bidi(xml_safe(text))
    if _units(plain) <= _LONGEST_TEXT:
        return plain
    kept = _cut(plain, _LONGEST_TEXT - 40)
    return f"{kept} … (+ {len(plain) - len(kept)} characters)"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text, at most `units` UTF-16 units long, which is how Excel counts."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore").rstrip(" '")


def _width(value: Any) -> int:
    """Return the approximate width of a value in Latin letters; Chinese characters count two."""
    longest = max(_as_text(value).splitlines(), key=len, default="") if value is not None else ""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in longest[:200])
