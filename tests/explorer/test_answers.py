"""The answers that the page carries: what people read, as references and as texts in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kg.engine.answer import Iri
from kg.explorer import answers
from kg.graph import Graph
from kg.questions import catalog
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT


def test_values_become_references_or_texts_in_both_languages(small: Graph) -> None:
    known = {"e": {"alpha": 3}, "c": {"001/1": 4}, "d": {"001": 5}}
    cases: list[tuple[str, Any, Any]] = [
        ("entity", Iri(ENT + "alpha"), {"e": 3}),
        ("entity", Iri(ENT + "nobody"), "nobody"),
        ("entity", Iri(ENT + "beta"), ("Beta", "贝塔")),
        ("claim", Iri(CLAIM + "001/1"), {"c": 4}),
        ("document", Iri(DOCUMENT + "001"), {"d": 5}),
        ("conflict", Iri(CONFLICT + "c"), "c"),
        ("unit", Iri(UNIT + "CNY"), ("yuan", "元")),
        ("word", Iri(KG + "plan"), ("plan", "计划")),
        ("word", Iri(KG + "asserts"), None),
        ("quantity", "540e6", ("540 m", "5.4亿", 540e6)),
        ("quantity", "<=2", ("≤ 2", "不超过2", 2.0)),
        ("quantity", "vague", ("vague", "未给出具体数字")),
        ("quantity", "no quantity", "no quantity"),
        ("period", "2025-H1", ("2025-H1", "2025年上半年", "2025-H1")),
        ("number", 46, 46),
        ("number", 2**60, (str(2**60), str(2**60), 2.0**60)),
        ("number", Decimal("1.50"), ("1.50", "1.50", 1.5)),
        ("date", date(2025, 1, 2), "2025-01-02"),
        ("date", date(9999, 12, 31), None),
        ("text", "text", "text"),
        ("text", "", None),
        ("text", None, None),
    ]
    for kind, value, expected in cases:
        column = catalog.Column("x", kind, (), False, "x", "x")
        assert answers.cell(column, {"x": value}, small.names, known) == expected


def test_a_long_answer_is_cut_and_says_so(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_ROWS", 2)
    question = catalog.question("documents")
    monkeypatch.setattr(catalog, "questions", lambda: {"documents": question})
    (found,) = answers.answers(small, {})
    assert len(found.rows) == 2
    assert "the first 2 of 4 rows" in found.note[0]
    assert "共4行" in found.note[1]
    assert not found.sparql.startswith("#")


def test_a_question_that_needs_somebody_says_whom_it_was_answered_for(small: Graph) -> None:
    text = """\
# topic: t
# title: T
# title-zh: 题
# ask: ?
# ask-zh: ？
# param: maker entity(ChipMaker) required - the maker | 芯片企业
# column maker entity - maker | 企业
PREFIX ent: <https://w3id.org/china-gpu-kg/entity/>
SELECT ?maker WHERE { VALUES ?maker { ent:alpha } }
"""
    found = answers._answered(small, catalog.read("t", text), {})
    assert found.note == ("the maker: Alpha Chips", "芯片企业：阿尔法芯片")
    assert found.rows == [[("Alpha Chips", "阿尔法芯片")]]


@pytest.mark.parametrize(
    ("name", "column"),
    [("changes", "claim"), ("conflicts", "member"), ("customers-of-group", "claim"), ("documents", None)],
)
def test_a_row_is_about_its_claim(small: Graph, monkeypatch: pytest.MonkeyPatch, name: str, column: str | None) -> None:
    question = catalog.question(name)
    monkeypatch.setattr(catalog, "questions", lambda: {name: question})
    (answered,) = answers.answers(small, {})
    assert (answered.columns[answered.about].name if answered.about >= 0 else None) == column
