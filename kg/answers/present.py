"""Answers as people and programs take them: labels for entities, figures with units, words in the reader's language.

An answer holds terms; here they become cells. For people (table, Markdown) an entity is its label, a figure is written
out; for programs (CSV, JSON) an entity is its id with a label column beside it, figures stay as curated. Nothing here
asks the store.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from kg.engine.answer import Answer, Iri, Value
from kg.knowledge.names import Names
from kg.questions.catalog import Column, Question
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT, local_name, short
from kg.words.wording import WORDS, word


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


#: Columns that only serve another one when people read: the figure takes its unit; a claim's id says document and line.
_FOLDED = {"unit": "quantity", "asPublished": "quantity", "document": "claim", "line": "claim"}
#: Columns of named questions whose text is a word, perhaps with a remark behind it ("inferred: no year is printed").
WORD_COLUMNS = frozenset(
    (
        *("agreement", "agrees", "complete", "direction1", "direction2", "direction3", "documentKind", "fulfilled"),
        *("how", "judged", "kind", "lang", "language", "preferred", "publishedBasis", "samePeriod", "state", "status"),
        "translation",
    )
)
#: Columns of named questions whose text is ids of entities, several with semicolons between.
ID_COLUMNS = frozenset(("authors", "first", "second"))
#: What goes without saying: a column of nothing else is left out by whoever prints.
_UNSAID = {"polarity": "asserts", "rank": "normal"}


def _worded(text: str, lang: str) -> str:
    name, colon, remark = text.partition(": ")
    return word(name, lang) + (f"：{remark}" if lang == "zh" else colon + remark) if colon else word(text, lang)


def _labelled(text: str, names: Names, lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(names.label(id, lang) for id in text.split("; "))


def for_people(answer: Answer, columns: Sequence[Column], names: Names, lang: str = "en") -> Sheet:
    """Return an answer for a reader: labels, figures with their unit, periods in words; the unit's own column goes.

    `columns` are those of a named question; without them the query is the reader's own, and every column stays.
    """
    from kg.values.shown import show, show_period
    from kg.words.vocab import UNITS

    place = {name: n for n, name in enumerate(answer.columns)}
    headings = {column.name: column.label(lang) for column in columns}
    kept = [n for n in answer.columns if not (columns and n in _FOLDED and _FOLDED[n] in place)]
    rows = []
    for row in answer.rows:
        cells = []
        for name in kept:
            value = row[place[name]]
            if name.lower().endswith("quantity") and value is not None:
                unit = (
                    UNITS.get(local_name(str(row[place["unit"]]))) if "unit" in place and row[place["unit"]] else None
                )
                beside = name == "quantity" and "asPublished" in place
                printed = str(row[place["asPublished"]] or "") if beside else ""
                cells.append(show(str(value), unit, lang, printed))
            elif columns and name in _UNSAID and isinstance(value, Iri) and local_name(value) == _UNSAID[name]:
                cells.append("")
            elif name.lower().endswith("period") and isinstance(value, str):
                cells.append(show_period(value, lang) if value else "")
            elif columns and name in WORD_COLUMNS and isinstance(value, str) and not isinstance(value, Iri):
                cells.append(_worded(value, lang))
            elif columns and name in ID_COLUMNS and isinstance(value, str) and not isinstance(value, Iri):
                cells.append(_labelled(value, names, lang))
            else:
                cells.append(shown(value, names, lang))
        rows.append(tuple(cells))
    return Sheet(tuple(headings.get(name, name) for name in kept), rows)


def entity_columns(asked: Question) -> frozenset[str]:
    """Return the columns of a question that hold entities whatever it finds: parameters, and parts of a claim."""
    from kg.words.vocab import PROPERTIES, is_a

    asked_for = {parameter.name for parameter in asked.parameters if parameter.kind == "entity"}
    parts = {
        name
        for name, term in PROPERTIES.items()
        if term.kind == "claim" and any(is_a(cls, "Entity") for cls in term.range)
    }
    return frozenset(asked_for | parts)


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
