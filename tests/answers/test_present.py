"""Answers as people and programs take them: labels for one, ids for the other, nothing dropped in silence."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from kg.answers.present import (
    ID_COLUMNS,
    WORD_COLUMNS,
    entity_columns,
    for_people,
    for_programs,
    shown,
)
from kg.engine.answer import Answer, Iri, Text, Value
from kg.graph import Graph
from kg.knowledge.names import Entity, Names
from kg.ledger.cells import ENUMS as TABLE_ENUMS
from kg.questions.catalog import Column, Question, questions
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT
from kg.words.vocab import ENUMS
from kg.words.wording import OTHER_WORDS, WORDS, camel, word

NAMES = Names({"alpha": Entity("alpha", "ChipMaker", "Alpha", "阿尔法")}, (), {})
ALPHA, TESTS, YUAN = Iri(ENT + "alpha"), Iri(KG + "tests"), Iri(UNIT + "CNY")


def heads(*names: str) -> list[Column]:
    return [Column(name, f"the {name}", f"{name}列") for name in names]


def cell(value: Value, lang: str = "en") -> str:
    return shown(value, NAMES, lang)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (ALPHA, "Alpha", "阿尔法"),
        (Iri(ENT + "nobody"), "nobody", "nobody"),
        (Iri(KG + "forecast"), "forecast", "预测"),
        (Iri(KG + "noSuchWord"), "noSuchWord", "noSuchWord"),
        (Iri(CLAIM + "001/46a"), "001/46a", "001/46a"),
        (Iri(DOCUMENT + "001"), "001", "001"),
        (Iri(CONFLICT + "four-dragons"), "four-dragons", "four-dragons"),
        (Iri("http://e.example/x"), "http://e.example/x", "http://e.example/x"),
        (None, "", ""),
        (True, "yes", "是"),
        (False, "no", "否"),
        (0, "0", "0"),
        (Decimal("1.50"), "1.50", "1.50"),
        (date(2025, 12, 31), "2025-12-31", "2025-12-31"),
        (Text("文", "zh"), "文", "文"),
    ],
)
def test_a_value_as_a_reader_sees_it(value: Value, english: str, chinese: str) -> None:
    assert (cell(value), cell(value, "zh")) == (english, chinese)


def test_units_classes_and_properties_go_by_their_labels() -> None:
    for iri in (YUAN, TESTS, Iri(KG + "ChipMaker")):
        assert cell(iri) not in ("", str(iri))
        assert cell(iri) != cell(iri, "zh")


@pytest.mark.parametrize("name", sorted({camel(w) for words in ENUMS.values() for w in words}))
def test_every_word_of_the_claim_model_is_said_in_both_languages(name: str) -> None:
    assert name in WORDS, "add it to WORDS, kg/answers/present.py"
    assert word(name, "en") != word(name, "zh")


@pytest.mark.parametrize("column", ["alias_kind", "alias_lang", "status", "translation"])
def test_every_word_of_the_tables_is_said_in_chinese(column: str) -> None:
    assert [w for w in TABLE_ENUMS[column] if word(w, "zh").isascii()] == [], "add it to OTHER_WORDS"


def test_every_word_is_in_one_list() -> None:
    assert not OTHER_WORDS.keys() & WORDS.keys()
    assert [w for w, (english, chinese) in OTHER_WORDS.items() if english != w or chinese.isascii()] == []


def test_no_word_is_there_that_the_ontology_does_not_know(graph: Graph) -> None:
    known = {str(iri) for triple in graph.store.triples() for iri in triple.split()[:1]}
    assert [w for w in WORDS if f"<{KG}{w}>" not in known] == ["yes", "no"]


def test_people_see_a_figure_with_its_unit_and_no_column_for_it() -> None:
    answer = Answer(
        ("quantity", "unit", "asPublished"), [("540e6", YUAN, "5.4亿元"), ("vague", YUAN, "不少"), (None, None, None)]
    )
    sheet = for_people(answer, heads(*answer.columns), NAMES)
    assert sheet.headings == ("the quantity",)
    assert sheet.rows == [("CNY 540 m",), ("vague (不少)",), ("",)]


def test_a_second_figure_takes_the_same_unit() -> None:
    answer = Answer(("quantity", "otherQuantity", "unit"), [("540e6", "<3e6", YUAN)])
    assert for_people(answer, heads(*answer.columns), NAMES).rows == [("CNY 540 m", "< CNY 3 m")]


def test_people_see_periods_in_words() -> None:
    answer = Answer(("period", "outcomePeriod"), [("2025-H1", None)])
    assert for_people(answer, heads("period"), NAMES, "zh").rows == [("2025年上半年", "")]


def test_what_goes_without_saying_is_left_out() -> None:
    answer = Answer(
        ("polarity", "rank"), [(Iri(KG + "asserts"), Iri(KG + "normal")), (Iri(KG + "denies"), Iri(KG + "deprecated"))]
    )
    assert for_people(answer, heads(*answer.columns), NAMES).rows == [("", ""), ("denies", "deprecated")]


def test_a_claims_place_is_in_its_id() -> None:
    answer = Answer(("claim", "document", "line"), [(Iri(CLAIM + "001/46a"), Iri(DOCUMENT + "001"), 46)])
    assert for_people(answer, heads(*answer.columns), NAMES).rows == [("001/46a",)]


def test_a_query_of_ones_own_keeps_every_column() -> None:
    row = (Iri(CLAIM + "001/46a"), Iri(DOCUMENT + "001"), 46, "540e6", YUAN, Iri(KG + "asserts"))
    answer = Answer(("claim", "document", "line", "quantity", "unit", "polarity"), [row])
    sheet = for_people(answer, (), NAMES)
    assert sheet.headings == answer.columns
    assert all(sheet.rows[0])


def test_headings_are_in_the_readers_language() -> None:
    answer = Answer(("maker",), [(ALPHA,)])
    assert for_people(answer, heads("maker"), NAMES, "zh").headings == ("maker列",)


def test_people_read_words_in_their_language_and_programs_the_same_ones_always() -> None:
    answer = Answer(
        ("judged", "kind", "publishedBasis", "note"), [("yes", "machine-translation", "inferred: no year", "open")]
    )
    columns = heads(*answer.columns)
    assert for_people(answer, columns, NAMES).rows == answer.rows
    assert for_people(answer, columns, NAMES, "zh").rows == [("是", "机器翻译", "推断：no year", "open")]
    assert for_people(answer, (), NAMES, "zh").rows == answer.rows, "the query is the reader's own"
    assert for_programs(answer, NAMES, "zh") == (answer.columns, answer.rows)


def test_ids_that_a_cell_lists_are_labels_for_people() -> None:
    answer = Answer(("authors",), [("alpha; nobody",), (None,), (ALPHA,)])
    assert for_people(answer, heads("authors"), NAMES).rows == [("Alpha; nobody",), ("",), ("Alpha",)]
    assert for_people(answer, heads("authors"), NAMES, "zh").rows == [("阿尔法；nobody",), ("",), ("阿尔法",)]
    assert for_programs(Answer(("authors",), [("alpha; nobody",)]), NAMES)[1] == [("alpha; nobody",)]


def test_programs_get_ids_with_labels_beside_them() -> None:
    columns, rows = for_programs(Answer(("maker", "n"), [(ALPHA, 3), (None, None)]), NAMES, "zh")
    assert columns == ("maker", "maker_label", "n")
    assert rows == [("alpha", "阿尔法", 3), (None, None, None)]


def test_answers_to_one_question_have_the_same_columns_whatever_they_find() -> None:
    asked = questions()["who-tests"]
    always = entity_columns(asked)
    assert {"maker", "customer", "saidBy"} <= always
    assert not always & {"claim", "document", "mode", "unit", "period"}
    columns = tuple(column.name for column in asked.columns)
    nothing, _ = for_programs(Answer(columns, []), NAMES, entities=always)
    nobody, rows = for_programs(Answer(columns, [(None,) * len(columns)]), NAMES, entities=always)
    assert nothing == nobody
    assert "saidBy_label" in nothing
    assert rows == [(None,) * len(nobody)]


def test_programs_get_local_names_days_as_text_and_figures_as_they_are() -> None:
    row = (TESTS, Iri(CLAIM + "001/46a"), date(2025, 12, 31), "540e6", Decimal("5.40"), True, None)
    columns, rows = for_programs(Answer(tuple("abcdefg"), [row]), NAMES)
    assert columns == tuple("abcdefg")
    assert rows == [("tests", "001/46a", "2025-12-31", "540e6", Decimal("5.40"), True, None)]


def askable() -> list[str]:
    """Return the questions that can be asked of nobody in particular."""
    return [name for name, asked in questions().items() if not any(p.required for p in asked.parameters)]


@pytest.mark.parametrize("name", askable())
def test_every_answer_has_as_many_cells_as_headings(graph: Graph, name: str) -> None:
    asked = questions()[name]
    answer = graph.answer(name)
    for lang in ("en", "zh"):
        sheet = for_people(answer, asked.columns, graph.names, lang)
        assert {len(row) for row in sheet.rows} <= {len(sheet.headings)}
        columns, rows = for_programs(answer, graph.names, lang)
        assert {len(row) for row in rows} <= {len(columns)}
        assert len(set(columns)) == len(columns)
        assert len(rows) == len(sheet.rows) == len(answer.rows)


#: Columns whose text is the ledger's or a document's own, an id or an address: they stay in the language they are in.
FREE = frozenset(
    "asPublished claim conflict digest name note otherPrinted otherText reason sha256 text title url".split()
)


def asked_of_anyone(asked: Question, lang: str) -> dict[str, str]:
    """Return what has to be given to ask a question, with entities of whom much is said."""
    given = {p.name: lang for p in asked.parameters if p.kind == "lang"}
    needed = [p.name for p in asked.parameters if p.required]
    return given | dict(zip(needed, ("metax", "kunlunxin"), strict=False))


@pytest.mark.parametrize("name", questions())
def test_no_word_column_of_a_chinese_answer_is_english(graph: Graph, name: str) -> None:
    asked = questions()[name]
    answer = graph.answer(name, **asked_of_anyone(asked, "zh"))
    sheet = for_people(answer, asked.columns, graph.names, "zh")
    free = {column.label_zh for column in asked.columns if column.name in FREE}
    remark = next((column.label_zh for column in asked.columns if column.name == "publishedBasis"), "")
    left = {
        (heading, cell)
        for row in sheet.rows
        for heading, cell in zip(sheet.headings, row, strict=True)
        if heading not in free and re.fullmatch(r"[a-z][A-Za-z -]+", cell)
    }
    assert not left, "add the column to WORD_COLUMNS or ID_COLUMNS, and the word to OTHER_WORDS, kg/answers/present.py"
    assert not any(re.match(r"[a-z]+:", row[sheet.headings.index(remark)]) for row in sheet.rows if remark)


@pytest.mark.parametrize("name", questions())
def test_every_word_that_a_question_writes_itself_is_known(name: str) -> None:
    asked = questions()[name]
    query = "\n".join(line for line in asked.text.splitlines() if not line.lstrip().startswith("#"))
    written = set(re.findall(r'"([a-z][a-z -]+)"', query)) - {"certain", "possible"}
    assert {w for w in written if word(w, "zh").isascii()} == set()
    shown_as = set(re.findall(r'"[a-z][a-z -]+"\)+ AS \?(\w+)', query))
    kept = {column.name for column in asked.columns}
    assert shown_as & kept <= WORD_COLUMNS
    assert not WORD_COLUMNS & ID_COLUMNS
