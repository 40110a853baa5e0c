"""The headers of the named questions say what each column holds, and every answer keeps to it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from kg.engine.answer import Iri, Value
from kg.graph import Graph
from kg.problem import KgError
from kg.questions import catalog
from kg.questions.catalog import COLUMN_KINDS, Question, questions
from kg.values import ids
from kg.values.period import parse as parse_period
from kg.values.quantity import parse as parse_quantity
from kg.words.vocab import CLASSES, PROPERTIES
from kg.words.wording import OTHER_WORDS, WORDS, word

HEADER = """\
# topic: t
# title: T
# title-zh: 题
# ask: ?
# ask-zh: ？
# column quantity quantity(unit, asPublished) - figure | 数字
# column unit unit - unit | 单位
# column asPublished text - as printed | 原文数字
# column low number detail - not below | 下限
SELECT ?quantity ?unit ?asPublished ?low WHERE {}
"""


def test_a_header_says_what_a_column_holds_what_it_takes_and_whether_it_is_a_detail() -> None:
    quantity, _, _, low = catalog.read("t", HEADER).columns
    assert (quantity.kind, quantity.folds, quantity.detail) == ("quantity", ("unit", "asPublished"), False)
    assert (low.kind, low.folds, low.detail, low.label("zh")) == ("number", (), True, "下限")


@pytest.mark.parametrize(
    ("old", "new", "row", "message"),
    [
        ("unit unit -", "unit -", 7, "is no column"),
        ("unit unit -", "unit weight -", 7, "is no column"),
        ("(unit, asPublished)", "(unit, printed)", 6, "cannot take printed"),
        ("(unit, asPublished)", "(unit, low)", 6, "cannot take low"),
        ("text -", "text(unit) -", 8, "cannot take unit"),
    ],
)
def test_a_wrong_column_is_said_with_its_file_and_row(old: str, new: str, row: int, message: str) -> None:
    with pytest.raises(KgError) as caught:
        catalog.read("t", HEADER.replace(old, new, 1))
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("questions/t.rq", row)
    assert message in problem.message


@pytest.mark.parametrize("name", questions())
def test_the_columns_of_a_header_are_those_of_the_query_in_its_order(graph: Graph, name: str) -> None:
    asked = questions()[name]
    assert graph.answer(name, **asked_of_anyone(asked)).columns == tuple(column.name for column in asked.columns)


@pytest.mark.parametrize("name", questions())
def test_every_value_of_an_answer_fits_the_kind_of_its_column(graph: Graph, name: str) -> None:
    asked = questions()[name]
    rows = graph.answer(name, **asked_of_anyone(asked)).rows + graph.store.select(asked.text).rows
    unfit = {
        (column.name, column.kind, value)
        for row in rows
        for column, value in zip(asked.columns, row, strict=True)
        if value is not None and not fits(column.kind, value, graph)
    }
    assert not unfit


def asked_of_anyone(asked: Question) -> dict[str, str]:
    """Return what has to be given to ask a question, with entities of whom much is said."""
    needed = [p.name for p in asked.parameters if p.required]
    return dict(zip(needed, ("metax", "kunlunxin"), strict=False))


#: Namespaces of the terms that columns of a kind hold.
SPACES = {
    "entity": (ids.ENT,),
    "document": (ids.DOCUMENT,),
    "claim": (ids.CLAIM,),
    "conflict": (ids.CONFLICT,),
    "unit": (ids.UNIT,),
    "reference": (ids.ENT, ids.CLAIM, ids.DOCUMENT),
}


def fits(kind: str, value: Value, graph: Graph) -> bool:
    if kind in SPACES:
        return isinstance(value, Iri) and value.startswith(SPACES[kind])
    if kind == "word" and isinstance(value, Iri):
        return value.startswith(ids.KG) and ids.local_name(value) in {*WORDS, *PROPERTIES, *CLASSES}
    if kind in ("number", "date"):
        return isinstance(value, (int, Decimal) if kind == "number" else date) and not isinstance(value, bool)
    if isinstance(value, Iri) or not isinstance(value, str):
        return False
    match kind:
        case "word":  # or a remark alone, which begins as sentences do
            return value.partition(": ")[0] in {*WORDS, *OTHER_WORDS} or not value[:1].islower()
        case "entities":  # names as they are written may stand among the ids
            return all(id in graph.names.entities for id in value.split("; ") if ids.is_entity_id(id))
        case "quantity":
            return parse_quantity(value).text == value
        case "period":
            return not value or parse_period(value).text == value
    return kind == "text"


def test_every_kind_of_column_is_used() -> None:
    assert {column.kind for asked in questions().values() for column in asked.columns} == set(COLUMN_KINDS)


@pytest.mark.parametrize("name", questions())
def test_every_word_that_a_question_writes_itself_is_known(name: str) -> None:
    query = "\n".join(line for line in questions()[name].text.splitlines() if not line.lstrip().startswith("#"))
    written = set(re.findall(r'"([a-z][a-z -]+)"', query)) - {"certain", "possible"}
    assert {w for w in written if word(w, "zh").isascii()} == set()
