"""The workbook of the ledger: every row of every table, in words, figures as numbers, and no text run as a formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg.build.cache import tables as read_tables
from kg.export.workbook import write_ledger
from kg.export.xlsx import README
from kg.files import data_dir
from kg.graph import Graph
from kg.ledger.rows import COLUMNS
from tests.support.small import CLAIMS, claim, graph_of, labelled, tables_of

SHEETS = {
    "Claims 陈述": "claims",
    "Entities 实体": "entities",
    "Identifiers 标识": "identifiers",
    "Names 名称": "aliases",
    "Documents 文件": "documents",
    "Conflicts 冲突": "verdicts",
    "Not the same 勿混淆": "not_same",
}


@pytest.fixture(scope="module")
def book(exported: Path) -> Any:
    return openpyxl.load_workbook(exported / "ledger.xlsx")


def rows_of(book: Any, sheet: str) -> list[dict[str, Any]]:
    heads, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_sheets_in_the_order_an_analyst_reads_them(book: Any) -> None:
    assert book.sheetnames == [README, *SHEETS]


@pytest.mark.parametrize(("sheet", "table"), SHEETS.items())
def test_every_row_is_there(book: Any, sheet: str, table: str) -> None:
    assert len(rows_of(book, sheet)) == len(getattr(read_tables(data_dir()), table))


@pytest.mark.parametrize(("sheet", "table"), [item for item in SHEETS.items() if item[1] != "claims"])
def test_every_column_of_a_table_is_there(book: Any, sheet: str, table: str) -> None:
    assert tuple(cell.value for cell in book[sheet][1]) == COLUMNS[table]


def test_headings_of_the_claims_are_there_once(book: Any) -> None:
    heads = [cell.value for cell in book["Claims 陈述"][1]]
    assert len(heads) == len(set(heads)) > 15


def test_the_first_sheet_says_how_much_there_is_and_how_to_read_it(book: Any, graph: Graph) -> None:
    said = [str(cell.value) for row in book[README].iter_rows() for cell in row if cell.value]
    assert graph.ledger.coverage.line("en") in said
    assert graph.ledger.coverage.line("zh") in said


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("workbook")
    entities = labelled(beta='=HYPERLINK("http://e.example/","x")', gamma="+1+cmd|' /C calc'!A0", fund="<script>")
    claims = {
        **CLAIMS,
        "d003": [*CLAIMS["d003"], claim("10", "alpha", "netResult", value="-763e6..-527e6", unit="CNY")],
    }
    tables = tables_of(folder, entities=entities, claims=claims)
    write_ledger(graph_of(tables), tables, folder / "ledger.xlsx")
    sheet = openpyxl.load_workbook(folder / "ledger.xlsx")["Claims 陈述"]
    heads = [str(cell.value) for cell in sheet[1]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def one(small: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next({name: cell.value for name, cell in row.items()} for row in small if row["claim 陈述"].value == key)


def test_a_figure_is_a_number_with_its_unit_and_what_was_printed(small: list[dict[str, Any]]) -> None:
    row = one(small, "d001/5")
    assert (row["number 数字"], row["unit 单位"], row["as published 原文"]) == (540_000_000, "CNY", "5.40亿元")
    assert (row["value"], row["值"], row["bound 界限"]) == ("CNY 540 m", "5.4亿元", "exactly 等于")


def test_a_bound_and_a_range_are_words_between_two_numbers(small: list[dict[str, Any]]) -> None:
    bound, between = one(small, "d003/5"), one(small, "d003/10")
    assert (bound["value"], bound["bound 界限"], bound["high 上限"]) == ("≥ CNY 600 m", "at least 不低于", None)
    assert bound["low 下限"] <= 600_000_000
    assert between["low 下限"] <= -763_000_000 < -527_000_000 <= between["high 上限"]
    assert between["number 数字"] is None


def test_no_figure_loses_its_bound(book: Any) -> None:
    rows = [row for row in rows_of(book, "Claims 陈述") if str(row["bound 界限"]).startswith("nearly")]
    assert rows
    for row in rows:
        assert row["low 下限"] < row["number 数字"] == row["high 上限"] or row["number 数字"] < 0
        assert row["value"].startswith("nearly")


def test_a_disputed_claim_says_so_beside_its_document(book: Any, graph: Graph) -> None:
    rows = {row["claim 陈述"]: row for row in rows_of(book, "Claims 陈述")}
    disputed = {id for id, row in rows.items() if row["disputed 有争议"] == "yes 是"}
    assert disputed == {claim.id for claim in graph.ledger.claims if claim.disputed}
    assert all(row["title 标题"] and row["document 文件"] for row in rows.values())


def test_the_workbook_as_of_a_day_holds_what_was_known_then(tmp_path: Path, graph: Graph) -> None:
    view = graph.at("2025-12-31")
    write_ledger(view, read_tables(data_dir()), tmp_path / "ledger.xlsx")
    book = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert [row["claim 陈述"] for row in rows_of(book, "Claims 陈述")] == [claim.id for claim in view.ledger.claims]
    known = {document.id for document in view.ledger.documents}
    assert {row["id"] for row in rows_of(book, "Documents 文件")} == known
    later = {document.id for document in graph.ledger.documents} - known
    for sheet in book.sheetnames:
        text = " ".join(str(cell.value) for row in book[sheet].iter_rows() for cell in row)
        assert not [id for id in later if f"{id}/" in text], sheet


def test_a_text_that_looks_like_a_figure_stays_text(small: list[dict[str, Any]]) -> None:
    assert one(small, "d003/3")["value"] == "2018-05"


def test_no_cell_is_a_formula(small: list[dict[str, Any]]) -> None:
    cells = [cell for row in small for cell in row.values() if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert any(str(cell.value).startswith("+1+cmd") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    links = {cell.hyperlink.target for cell in cells if cell.hyperlink}
    assert all(link.startswith("https://") for link in links)
