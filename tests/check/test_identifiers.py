"""Tests for kg.check.identifiers: well formed, right check digits, one entity each."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check.tables import check_tables
from kg.ledger.tables import load
from kg.words.vocab import VOCABULARY
from tests.support.folder import ENTITIES, Row, make


def said(tmp_path: Path, *rows: Row) -> list[tuple[str, int, str]]:
    full = [{"entity": ENTITIES[0]["id"], "source": "https://e.example/1"} | dict(row) for row in rows]
    tables, problems = load(make(tmp_path, identifiers=full))
    return [
        (problem.code, problem.row or 0, problem.column)
        for problem in [*problems, *check_tables(tables, VOCABULARY)]
        if problem.file == "data/identifiers.csv"
    ]


@pytest.mark.parametrize(
    ("scheme", "right", "wrong"),
    [
        ("isin", ["US67066G1040", "US0378331005"], ["US67066G1041", "us67066g1040", "US67066G104"]),
        ("lei", ["HWUPKR0MPOU8FGXBT394"], ["HWUPKR0MPOU8FGXBT395", "HWUPKR0MPOU8"]),
        ("uscc", ["91110000600037341L"], ["91110000600037342L", "91110000600037341"]),
        (
            "ticker",
            ["688256.SH", "300474.SZ", "09903.HK", "NVDA.NASDAQ", "005930.KS"],
            ["688256", "9903.HK", "SH688256"],
        ),
        ("wikidata", ["Q42"], ["42", "q42", "Q042"]),
        ("website", ["https://www.example.cn"], ["www.example.cn"]),
    ],
)
def test_a_wrong_form_or_a_wrong_check_digit_is_a_problem(
    tmp_path: Path, scheme: str, right: list[str], wrong: list[str]
) -> None:
    rows = [{"scheme": scheme, "value": value} for value in [*right, *wrong]]
    first = len(right) + 2
    assert said(tmp_path, *rows) == [("bad-identifier", first + n, "value") for n in range(len(wrong))]


def test_an_identifier_means_one_entity(tmp_path: Path) -> None:
    row = {"scheme": "wikidata", "value": "Q1"}
    assert said(tmp_path, row, row, {**row, "entity": "nobody"}) == [
        ("identifier-twice", 3, "value"),
        ("unknown-entity", 4, "entity"),
        ("identifier-twice", 4, "value"),
    ]
