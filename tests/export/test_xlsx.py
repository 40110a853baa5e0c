"""Workbooks whose cells are what they look like: text never runs, figures keep their digits, same rows same bytes."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.engine.answer import Iri, Text
from kg.export.xlsx import MOST_ROWS, README, Table, write_workbook
from kg.problem import KgError
from kg.values.text import without_bidi, xml_safe
from tests.support.pictures import HOSTILE, texts


def opened(path: Path, sheets: dict[str, Table], **more: Any) -> openpyxl.Workbook:
    write_workbook(sheets, path, title="Ledger", title_zh="账本", **more)
    return openpyxl.load_workbook(path)


def one(tmp_path: Path, value: Any) -> Any:
    book = opened(tmp_path / "one.xlsx", {"claims": (["value"], [[value]])})
    return book["claims"]["A2"]


@pytest.mark.parametrize("text", [text for text in HOSTILE if not text.isspace()])
def test_hostile_text_is_text(text: str, tmp_path: Path) -> None:
    cell = one(tmp_path, text)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value.replace("_x000D_", "\r") == without_bidi(xml_safe(text))
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet2.xml")


@given(rows=st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_whatever_the_rows_the_workbook_opens_and_nothing_runs(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    book = opened(path, {"a": (["one", "two"], rows)})
    assert book["a"].max_row == len(rows) + 1 or not any(any(row) for row in rows)
    assert all(cell.data_type in ("s", "n") for row in book["a"].iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("value", "expected", "type_"),
    [
        (7, 7, "n"),
        (-763_000_000, -763_000_000, "n"),
        (Decimal("139.2"), 139.2, "n"),
        (Decimal("540e6"), 540_000_000, "n"),
        (0.25, 0.25, "n"),
        (True, True, "b"),
        (12345678901234567890, "12345678901234567890", "s"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789", "s"),
        (Decimal("1e999"), "1E+999", "s"),
        (float("inf"), "inf", "s"),
        ("688795", "688795", "s"),
        (Text("摩尔线程", "zh"), "摩尔线程", "s"),
        (("a", "b"), "a; b", "s"),
        (None, None, "n"),
    ],
)
def test_every_kind_of_value_has_its_type(value: Any, expected: Any, type_: str, tmp_path: Path) -> None:
    cell = one(tmp_path, value)
    assert (cell.value, cell.data_type) == (expected, type_)


def test_days_are_days_and_those_before_excels_calendar_are_text(tmp_path: Path) -> None:
    cell = one(tmp_path, date(2025, 12, 17))
    assert cell.is_date
    assert cell.value.date() == date(2025, 12, 17)
    assert one(tmp_path, date(1899, 1, 1)).value == "1899-01-01"


@pytest.mark.parametrize("text", ["https://example.com/a?b=1", Iri("http://example.com/芯片")])
def test_web_addresses_are_links(text: str, tmp_path: Path) -> None:
    cell = one(tmp_path, text)
    assert cell.value == text
    assert cell.hyperlink is not None


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "internal:'a'!A1", "ftp://a"]
)
def test_nothing_else_is_a_link(text: str, tmp_path: Path) -> None:
    cell = one(tmp_path, text)
    assert (cell.value, cell.hyperlink) == (text, None)


def test_headers_are_frozen_and_filtered_and_columns_wide_enough(tmp_path: Path) -> None:
    rows = [["moore-threads", "摩尔线程科技股份有限公司"], ["metax", "x" * 300]]
    sheet = opened(tmp_path / "a.xlsx", {"names": (["id", "name"], rows)})["names"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert 13 < sheet.column_dimensions["A"].width < 20
    assert 60 <= sheet.column_dimensions["B"].width < 62


def test_the_first_sheet_says_what_this_is(tmp_path: Path) -> None:
    notes = [("What is not here is not known here.", "此处没有的，即此处未知。")]
    book = opened(tmp_path / "a.xlsx", {"claims": (["id", "value"], [["a", 1], ["b", 2]])}, notes=notes)
    said = [cell.value for row in book[README].iter_rows() for cell in row if cell.value is not None]
    assert book.sheetnames == [README, "claims"]
    assert said[:4] == ["Ledger", "账本", *notes[0]]
    assert said[-3:] == ["claims", "id, value", 2]


def test_names_of_sheets_are_made_to_fit(tmp_path: Path) -> None:
    names = ["a/b:c", "A b C", "History", "'quoted'", "x" * 40, "x" * 41, "", "摩尔" * 20, README, "\x00"]
    book = opened(tmp_path / "a.xlsx", {name: (["c"], []) for name in names})
    made = book.sheetnames
    assert len(made) == len({name.casefold() for name in made}) == len(names) + 1
    assert made[1:6] == ["a b c", "A b C 2", "History 2", "quoted", "x" * 31]
    assert all(len(name) <= 31 for name in made)


def test_text_that_is_too_long_says_how_much_is_missing(tmp_path: Path) -> None:
    value = one(tmp_path, "芯" * 40_000).value
    assert len(value) <= 32_767
    assert value.endswith("characters)")
    kept, missing = value.split(" … (+ ")
    assert len(kept) + int(missing.split()[0]) == 40_000


def test_what_excel_cannot_hold_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    sheets: dict[str, Table] = {"wide": (["a"], [["1", "2"]]), "long": ([], [()] * MOST_ROWS)}
    with pytest.raises(KgError) as caught:
        write_workbook(sheets, tmp_path / "a.xlsx", title="t")
    assert [problem.code for problem in caught.value.problems] == ["ragged-row", "too-many-rows"]
    assert not list(tmp_path.iterdir())


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets: dict[str, Table] = {"a": (["id", "when"], [["摩尔", date(2025, 1, 1)], ["https://example.com", None]])}
    written = []
    for number, zone in enumerate(("UTC", "Asia/Shanghai")):
        monkeypatch.setenv("TZ", zone)
        write_workbook(sheets, tmp_path / f"{number}.xlsx", title="t")
        written.append((tmp_path / f"{number}.xlsx").read_bytes())
    assert written[0] == written[1]
    with zipfile.ZipFile(tmp_path / "0.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
