"""The answers that the page carries: what people read, as references and as texts in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kg.engine.answer import Iri
from kg.explorer import answers
from kg.graph import Graph
from kg.questions import catalog
from kg.values.asof import ALWAYS, as_of
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT


def test_values_become_references_or_texts_in_both_languages(small: Graph) -> None:
    known = {"e": {"alpha": 3}, "c": {"d001/1": 4}, "d": {"d001": 5}}
    cases: list[tuple[str, Any, Any]] = [
        ("entity", Iri(ENT + "alpha"), {"e": 3}),
        ("entity", Iri(ENT + "nobody"), "nobody"),
        ("entity", Iri(ENT + "beta"), ("Beta", "贝塔")),
        ("claim", Iri(CLAIM + "d001/1"), {"c": 4}),
        ("document", Iri(DOCUMENT + "d001"), {"d": 5}),
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
    assert "the first 2 of 4 rows" in found.known[0].note[0]
    assert "共4行" in found.known[0].note[1]
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
    found = answers._answered(small, catalog.read("t", text), {}, [ALWAYS])
    assert found.known[0].note == ("the maker: Alpha Chips", "芯片企业：阿尔法芯片")
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


def test_days_on_which_the_same_is_known_share_an_answer(small: Graph) -> None:
    when = answers.days(small)
    documents = small.ledger.documents
    for reading, stops in when.stops.items():
        assert len(when.known[reading]) == len(stops) + 1
        for past, place in enumerate(when.known[reading]):
            day = stops[past - 1] if past else stops[0] - timedelta(days=1)
            known, held = as_of(day, reading), when.views[place]
            assert [known.knows(d.start, d.end) for d in documents] == [held.knows(d.start, d.end) for d in documents]


def test_a_page_holds_the_newest_days_and_one_of_an_earlier_day_only_that(
    small: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers.days(small.at("2026-01-05")).views == [as_of("2026-01-05")]
    monkeypatch.setattr(answers, "MOST_VIEWS", 2)
    when = answers.days(small)
    assert len(when.views) == 2
    assert when.known["certain"][0] == -1
    assert when.known["certain"][-1] >= 0
