"""Answers as people and programs take them: labels for entities, figures with units, words in the reader's language.

An answer holds terms; here they become cells. For people (table, Markdown) an entity is its label, a figure is written
out; for programs (CSV, JSON) an entity is its id with a label column beside it, figures stay as curated. Nothing here
asks the store.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kg.engine.answer import Answer, Iri, Value
from kg.knowledge.names import Names
from kg.questions.catalog import Column, Question
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT, local_name, short
from kg.values.shown import show, show_period
from kg.words.wording import UNSAID, WORDS, word

#: Days that stand for "not known" where a document has no first or last day of publication.
OPEN_DAYS = (date(1, 1, 1), date(9999, 12, 31))


class Sheet(NamedTuple):
    """A table ready to be written: headings and rows of text."""

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]


def shown(value: Value, names: Names, lang: str) -> str:
    """Return one value as a reader sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, Iri):
        return _term(value, names, lang)
    return str(value)


def _term(iri: str, names: Names, lang: str) -> str:
    name = local_name(iri)
    if iri.startswith(ENT):
        return names.label(name, lang)
    from kg.words.vocab import CLASSES, PROPERTIES, UNITS

    if iri.startswith(UNIT) and name in UNITS:
        return UNITS[name].label_zh if lang == "zh" else UNITS[name].label_en
    if iri.startswith(KG):
        if name in WORDS:
            return word(name, lang)
        term = PROPERTIES.get(name) or CLASSES.get(name)
        if term is not None:
            return term.label_zh if lang == "zh" else term.label_en
        return name
    if iri.startswith(CLAIM):
        return short(iri).removeprefix("claim:")
    if iri.startswith((DOCUMENT, CONFLICT)):
        return name
    return iri


def visible(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that people see: no details, and none that is folded into another."""
    folded = {name for column in columns for name in column.folds}
    return [column for column in columns if not column.detail and column.name not in folded]


def cell(column: Column, row: Mapping[str, Value], names: Names, lang: str) -> str:
    """Return what people read in a column of a row, its unit or printed form included."""
    value = row[column.name]
    if value is None or isinstance(value, Iri):
        unsaid = column.kind == "word" and isinstance(value, Iri) and local_name(value) in UNSAID
        return "" if unsaid else shown(value, names, lang)
    text = str(value)
    if column.kind == "quantity":
        return _quantity(text, [row[name] for name in column.folds], lang)
    if column.kind == "period":
        return show_period(text, lang)
    if column.kind == "word":
        name, colon, remark = text.partition(": ")
        return word(name, lang) + (f"：{remark}" if colon and lang == "zh" else colon + remark)
    if column.kind == "entities":
        return ("；" if lang == "zh" else "; ").join(names.label(id, lang) for id in text.split("; "))
    if column.kind == "date" and value in OPEN_DAYS:
        return ""
    return shown(value, names, lang)


def _quantity(text: str, beside: Sequence[Value], lang: str) -> str:
    from kg.words.vocab import UNITS

    unit = next((UNITS.get(local_name(value)) for value in beside if isinstance(value, Iri)), None)
    printed = next((str(value) for value in beside if value is not None and not isinstance(value, Iri)), "")
    return show(text, unit, lang, printed)


def for_people(answer: Answer, columns: Sequence[Column], names: Names, lang: str = "en") -> Sheet:
    """Return an answer for a reader: labels, quantities with their unit, periods in words; only the visible columns.

    `columns` are those of a named question; without them the query is the reader's own, and every column stays.
    """
    seen = visible(columns) or [Column(name, "", (), False, name, name) for name in answer.columns]
    rows = [tuple(cell(column, row, names, lang) for column in seen) for row in answer.dicts()]
    return Sheet(tuple(column.label(lang) for column in seen), rows)


def entity_columns(asked: Question) -> frozenset[str]:
    """Return the columns of a question that hold entities, whatever it finds."""
    return frozenset(column.name for column in asked.columns if column.kind in ("entity", "reference"))


def for_programs(
    answer: Answer, names: Names, lang: str = "en", entities: Collection[str] = ()
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return columns and rows for a program: entities as ids, a `<column>_label` beside each, words as local names.

    `entities` are columns that have a label beside them even where no row of this answer has an entity there: who
    reads several answers to one question should find the same columns.
    """
    with_labels = {
        n
        for n, name in enumerate(answer.columns)
        if name in entities or any(isinstance(r[n], Iri) and str(r[n]).startswith(ENT) for r in answer.rows)
    }
    columns: list[str] = []
    for n, name in enumerate(answer.columns):
        columns.append(name)
        if n in with_labels:
            columns.append(f"{name}_label")
    rows: list[tuple[Value, ...]] = []
    for row in answer.rows:
        cells: list[Value] = []
        for n, value in enumerate(row):
            if isinstance(value, Iri):
                name = short(value).removeprefix("claim:") if value.startswith(CLAIM) else local_name(value)
                cells.append(name)
                if n in with_labels:
                    cells.append(names.label(name, lang))
            else:
                cells.append(value.isoformat() if isinstance(value, date) else value)
                if n in with_labels:
                    cells.append(None)
        rows.append(tuple(cells))
    return tuple(columns), rows
