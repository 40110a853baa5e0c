"""All claims as flat rows: each claim once, on every face alike, and no figure without its bound."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from kg.explorer.payload import tables
from kg.graph import Graph
from kg.knowledge.flat import COLUMNS, rows
from kg.values.quantity import parse
from tests.support.command import cells, kg


@pytest.fixture(scope="module")
def listed(exported: Path) -> list[dict[str, str]]:
    with (exported / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_face_holds_every_claim(graph: Graph, exported: Path, listed: list[dict[str, str]]) -> None:
    ids = [claim.id for claim in graph.ledger.claims]
    assert len(ids) == len(set(ids)) > 700
    assert [row["claim"] for row in graph.claims()] == ids
    assert [row["claim"] for row in listed] == ids
    sheet = openpyxl.load_workbook(exported / "ledger.xlsx", read_only=True)["Claims 陈述"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == ids
    assert sorted(str(row["claim"]) for row in graph.ask("evidence")) == sorted(ids)
    counted = graph.sparql(
        "PREFIX kg: <https://w3id.org/china-gpu-kg/ontology#> SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }"
    )
    assert counted.rows == [(len(ids),)]
    turtle = (exported / "ledger.nq").read_text(encoding="utf-8")
    assert turtle.count("22-rdf-syntax-ns#type> <https://w3id.org/china-gpu-kg/ontology#Claim>") == len(ids)


def test_the_rows_follow_the_day(graph: Graph) -> None:
    view = graph.at("2025-12-31")
    known = view.claims()
    assert [row["claim"] for row in known] == [claim.id for claim in view.ledger.claims]
    assert 0 < len(known) < len(graph.claims())
    later = {row["claim"]: row for row in graph.claims()}
    assert any(row["origins"] != later[row["claim"]]["origins"] for row in known)


def test_no_figure_loses_its_bound(graph: Graph) -> None:
    figures = [row for row in graph.claims() if row["kind"] == "measure"]
    assert {row["bound"] for row in figures} >= {"exact", "about", "nearly", "atLeast", "moreThan", "atMost", "vague"}
    for row in figures:
        quantity = parse(str(row["value"]))
        assert row["bound"] == quantity.bound
        open_low, open_high = quantity.low is None, quantity.high is None
        assert (row["low"] is None, row["high"] is None) == (open_low, open_high)
    nearly = next(row for row in figures if row["value"] == "~<2e9")
    assert (nearly["low"], nearly["high"], nearly["value_en"]) == (1_900_000_000, 2_000_000_000, "nearly CNY 2 bn")


def test_independent_origins_are_counted_as_corroboration_counts_them(graph: Graph) -> None:
    origins = {row["claim"]: row["origins"] for row in graph.claims()}
    corroborated = {str(row["claim"]) for row in graph.ask("corroborated")}
    assert corroborated
    assert all(int(str(origins[id])) > 1 for id in corroborated)


def test_the_file_says_what_python_says(graph: Graph, listed: list[dict[str, str]]) -> None:
    def written(value: object) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    for row, line in zip(rows(graph.ledger), listed, strict=True):
        assert tuple(line) == tuple(COLUMNS)
        same = [key for key in COLUMNS if key not in ("number", "low", "high", "note", "title", "value_en", "value_zh")]
        assert [line[key].removeprefix("'") for key in same] == [written(row[key]) for key in same]


def test_the_export_can_be_dated_and_made_of_another_store(tmp_path: Path) -> None:
    assert kg("export", "claims", "xlsx", "--as-of", "2025-12-31", "--out", str(tmp_path)).code == 0
    text = (tmp_path / "claims.csv").read_text(encoding="utf-8-sig")
    assert {row["document"] for row in cells(text)} == {"d001", "d003", "d004"}


def test_the_page_holds_every_claim(graph: Graph) -> None:
    ids = tables(graph, [])["claims"]["id"]
    assert ids == [claim.id.partition("/")[2] for claim in graph.ledger.claims]
