"""Texts of the tables: damage is an error in every column of text, and a Chinese name is Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check.tables import check_tables
from kg.check.texts import TEXTS
from kg.ledger.rows import COLUMNS, Alias, Claim, Document, Entity, Identifier, NotSame, Verdict
from kg.ledger.tables import load
from kg.words.vocab import VOCABULARY
from tests.support.folder import CLAIM, DOCUMENTS, ENTITIES, Row, make

ROWS: dict[type, tuple[str, dict[str, str]]] = {
    Document: ("documents", dict(DOCUMENTS[0])),
    Entity: ("entities", dict(ENTITIES[0])),
    Identifier: (
        "identifiers",
        {"entity": "metax", "scheme": "wikidata", "value": "Q1", "source": "https://e.example/1"},
    ),
    Alias: ("aliases", {"entity": "baidu", "alias": "BIDU", "lang": "en", "kind": "short"}),
    NotSame: ("not_same", {"a": "baidu", "b": "metax", "reason": "two companies"}),
    Claim: ("claims", {"id": "46a", "subject": "metax", "property": "assessment", "value": "good"}),
    Verdict: ("verdicts", {"id": "c1", "claims": "d001/46a; d001/46b", "cause": "unresolved"}),
}


def codes(tmp_path: Path, table: str, row: Row) -> list[tuple[str, str]]:
    rows: dict[str, list[Row]] = {"entities": [*ENTITIES[1:]]} if table == "entities" else {}
    made = {"claims": {"d001": [row]}} if table == "claims" else {table: [*rows.get(table, []), row]}
    tables, problems = load(make(tmp_path, **made))
    wanted = ("damaged-text", "not-chinese")
    return [(p.code, p.column) for p in [*problems, *check_tables(tables, VOCABULARY)] if p.code in wanted]


@pytest.mark.parametrize(("kind", "column"), [(kind, column) for kind, columns in TEXTS.items() for column in columns])
@pytest.mark.parametrize("text", ["????", "中文澹佷粸绉戞妧", "锟斤拷", "å¤©æ•°æ™ºèŠ¯"])
def test_damaged_chinese_is_an_error_in_every_column_of_text(
    tmp_path: Path, kind: type, column: str, text: str
) -> None:
    table, row = ROWS[kind]
    assert ("damaged-text", column) in codes(tmp_path, table, row | {column: text})


def test_every_column_that_may_hold_any_text_is_looked_at() -> None:
    from kg.ledger.cells import checks_of

    for kind, (table, _) in ROWS.items():
        free = set(COLUMNS[table]) - {column for column, _, _ in checks_of(table)} - {"status"}
        free -= {"value"} if kind is Identifier else set()  # has a form of its own
        assert free <= set(TEXTS[kind])


@pytest.mark.parametrize(
    ("label_en", "label_zh", "sound"),
    [("Biren", "壁仞", True), ("AMD", "AMD", True), ("AMD", "\uff21MD", True), ("Biren", "Biren Tech", False)],
)
def test_a_chinese_label_is_chinese_or_the_english_one(
    tmp_path: Path, label_en: str, label_zh: str, sound: bool
) -> None:
    row = dict(ENTITIES[0]) | {"label_en": label_en, "label_zh": label_zh}
    assert codes(tmp_path, "entities", row) == ([] if sound else [("not-chinese", "label_zh")])


def test_a_chinese_alias_without_a_chinese_character_is_an_error(tmp_path: Path) -> None:
    row = ROWS[Alias][1] | {"lang": "zh"}
    assert codes(tmp_path, "aliases", row) == [("not-chinese", "alias")]


def test_a_character_lost_in_a_conversion_is_no_invisible_one(tmp_path: Path) -> None:
    _, problems = load(make(tmp_path, {"d001": [CLAIM | {"note": "壁\ufffd科技"}]}))
    assert [problem.code for problem in problems] == ["damaged-text"]
