"""Answers as people and programs take them: labels for one, ids for the other, nothing dropped in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.answers.present import OPEN_DAYS, entity_columns, for_people, for_programs, shown
from kg.engine.answer import Answer, Iri, Text, Value
from kg.graph import Graph
from kg.knowledge.names import Entity, Names
from kg.ledger.cells import ENUMS as TABLE_ENUMS
from kg.questions.catalog import Column, questions
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT
from kg.words.vocab import ENUMS
from kg.words.wording import OTHER_WORDS, WORDS, camel, word

NAMES = Names({"alpha": Entity("alpha", "ChipMaker", "Alpha", "阿尔法")}, (), {})
ALPHA, TESTS, YUAN = Iri(ENT + "alpha"), Iri(KG + "tests"), Iri(UNIT + "CNY")
DAY = date(2025, 12, 31)


def column(name: str, kind: str, *folds: str, detail: bool = False) -> Column:
    return Column(name, kind, folds, detail, f"the {name}", f"{name}列")


QUANTITY, UNITS, PRINTED = (
    column("quantity", "quantity", "unit", "asPublished"),
    column("unit", "unit"),
    column("asPublished", "text"),
)


def cell(value: Value, lang: str = "en") -> str:
    return shown(value, NAMES, lang)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (ALPHA, "Alpha", "阿尔法"),
        (Iri(ENT + "nobody"), "nobody", "nobody"),
        (Iri(KG + "forecast"), "forecast", "预测"),
        (Iri(KG + "noSuchWord"), "noSuchWord", "noSuchWord"),
        (Iri(CLAIM + "d001/46a"), "d001/46a", "d001/46a"),
        (Iri(DOCUMENT + "d001"), "d001", "d001"),
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
    assert name in WORDS, "add it to WORDS, kg/words/wording.py"
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


def test_people_see_a_quantity_with_its_unit_and_no_column_for_it() -> None:
    answer = Answer(
        ("quantity", "unit", "asPublished"), [("540e6", YUAN, "5.4亿元"), ("vague", YUAN, "不少"), (None, None, None)]
    )
    sheet = for_people(answer, [QUANTITY, UNITS, PRINTED], NAMES)
    assert sheet.headings == ("the quantity",)
    assert sheet.rows == [("CNY 540 m",), ("vague (不少)",), ("",)]


def test_a_second_quantity_takes_the_same_unit_and_one_that_names_none_has_none() -> None:
    columns = [QUANTITY, column("other", "quantity", "unit"), column("before", "quantity"), UNITS, PRINTED]
    answer = Answer(("quantity", "other", "before", "unit", "asPublished"), [("540e6", "<3e6", "1e9", YUAN, None)])
    assert for_people(answer, columns, NAMES).rows == [("CNY 540 m", "< CNY 3 m", "1 bn")]


def test_people_see_periods_in_words_and_no_day_where_none_is_known() -> None:
    columns = [column("period", "period"), column("when", "period"), column("from", "date"), column("to", "date")]
    answer = Answer(("period", "when", "from", "to"), [("2025-H1", None, *OPEN_DAYS), ("", "2025", DAY, DAY)])
    sheet = for_people(answer, columns, NAMES, "zh")
    assert sheet.headings == ("period列", "when列", "from列", "to列")
    assert sheet.rows == [
        ("2025年上半年", "", "", ""),
        ("", "2025年", "2025-12-31", "2025-12-31"),
    ]


def test_what_goes_without_saying_is_left_out() -> None:
    answer = Answer(("a", "b"), [(Iri(KG + "asserts"), Iri(KG + "normal")), (Iri(KG + "denies"), Iri(KG + "asserts"))])
    assert for_people(answer, [column("a", "word"), column("b", "text")], NAMES).rows == [
        ("", "normal"),
        ("denies", "asserts"),
    ]


def test_a_claims_place_is_in_its_id_and_details_are_for_programs() -> None:
    answer = Answer(("claim", "document", "line", "low"), [(Iri(CLAIM + "d001/46a"), Iri(DOCUMENT + "d001"), 46, 1)])
    columns = [
        column("claim", "claim", "document", "line"),
        column("document", "document"),
        column("line", "number"),
        column("low", "number", detail=True),
    ]
    assert for_people(answer, columns, NAMES).rows == [("d001/46a",)]
    assert for_programs(answer, NAMES)[0] == answer.columns


def test_a_query_of_ones_own_keeps_every_column_and_nothing_is_guessed_from_its_name() -> None:
    row = (Iri(CLAIM + "d001/46a"), Iri(DOCUMENT + "d001"), 46, "540e6", YUAN, Iri(KG + "asserts"), "2025-H1", "yes")
    answer = Answer(("claim", "document", "line", "quantity", "unit", "polarity", "period", "judged"), [row])
    sheet = for_people(answer, (), NAMES, "zh")
    assert sheet.headings == answer.columns
    assert sheet.rows == [("d001/46a", "d001", "46", "540e6", "元", "肯定", "2025-H1", "yes")]


def test_people_read_words_in_their_language_and_programs_the_same_ones_always() -> None:
    answer = Answer(
        ("judged", "kind", "publishedBasis", "note"), [("yes", "machine-translation", "inferred: no year", "open")]
    )
    columns = [column(name, "text" if name == "note" else "word") for name in answer.columns]
    assert for_people(answer, columns, NAMES).rows == answer.rows
    assert for_people(answer, columns, NAMES, "zh").rows == [("是", "机器翻译", "推断：no year", "open")]
    assert for_programs(answer, NAMES, "zh") == (answer.columns, answer.rows)


def test_ids_that_a_cell_lists_are_labels_for_people() -> None:
    answer = Answer(("authors",), [("alpha; nobody",), (None,)])
    columns = [column("authors", "entities")]
    assert for_people(answer, columns, NAMES).rows == [("Alpha; nobody",), ("",)]
    assert for_people(answer, columns, NAMES, "zh").rows == [("阿尔法；nobody",), ("",)]
    assert for_programs(answer, NAMES)[1] == answer.rows


def test_programs_get_ids_with_labels_beside_them() -> None:
    columns, rows = for_programs(Answer(("maker", "n"), [(ALPHA, 3), (None, None)]), NAMES, "zh")
    assert columns == ("maker", "maker_label", "n")
    assert rows == [("alpha", "阿尔法", 3), (None, None, None)]


def test_programs_get_local_names_days_as_text_and_figures_as_they_are() -> None:
    row = (TESTS, Iri(CLAIM + "d001/46a"), date(2025, 12, 31), "540e6", Decimal("5.40"), True, None)
    columns, rows = for_programs(Answer(tuple("abcdefg"), [row]), NAMES)
    assert columns == tuple("abcdefg")
    assert rows == [("tests", "d001/46a", "2025-12-31", "540e6", Decimal("5.40"), True, None)]


def askable() -> list[str]:
    """Return the questions that can be asked of nobody in particular."""
    return [name for name, asked in questions().items() if not any(p.required for p in asked.parameters)]


@pytest.mark.parametrize("name", askable())
def test_answers_to_one_question_have_the_same_columns_whatever_they_find(graph: Graph, name: str) -> None:
    asked = questions()[name]
    always = entity_columns(asked)
    names = tuple(column.name for column in asked.columns)
    some, _ = for_programs(graph.answer(name), graph.names, entities=always)
    nothing, _ = for_programs(Answer(names, []), graph.names, entities=always)
    nobody, rows = for_programs(Answer(names, [(None,) * len(names)]), graph.names, entities=always)
    assert some == nothing == nobody
    assert rows == [(None,) * len(nobody)]
    assert "saidBy_label" in some or "saidBy" not in names


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
