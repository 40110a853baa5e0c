"""Turn an answer's terms into cells for people or for programs.

People (table, Markdown) read labels and quantities with their units; programs (CSV, JSON) get ids with a label column
beside them, and quantities as curated. Nothing here queries the store.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kg.engine.answer import Answer, Iri, Value
from kg.knowledge.names import Names
from kg.questions.catalog import Column, Question
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT, local_name, short
from kg.words.wording import UNSAID, WORDS, listed, word

#: Stand for an unknown first or last day of a document's publication.
OPEN_DAYS = (date(1, 1, 1), date(9999, 12, 31))


class Sheet(NamedTuple):
    """A table ready for printing: headings and rows of text."""

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]


def shown(value: Value, names: Names, lang: str) -> str:
    """Return one value as readers see it."""
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
        return UNITS[name].label(lang)
    if iri.startswith(KG):
        if name in WORDS:
            return word(name, lang)
        term = PROPERTIES.get(name) or CLASSES.get(name)
        return term.label(lang) if term else name
    if iri.startswith(CLAIM):
        return short(iri).removeprefix("claim:")
    if iri.startswith((DOCUMENT, CONFLICT)):
        return name
    return iri


def visible(columns: Sequence[Column]) -> list[Column]:
    """Return the columns shown to people: no details, and none that another column folds in."""
    folded = {name for column in columns for name in column.folds}
    return [column for column in columns if not column.detail and column.name not in folded]


def cell(column: Column, row: Mapping[str, Value], names: Names, lang: str) -> str:
    """Return a cell as people read it, with its unit or printed form."""
    value = row[column.name]
    if value is None or isinstance(value, Iri):
        unsaid = column.kind == "word" and isinstance(value, Iri) and local_name(value) in UNSAID
        return "" if unsaid else shown(value, names, lang)
    text = str(value)
    if column.kind == "quantity":
        return _quantity(text, [row[name] for name in column.folds], lang)
    if column.kind == "period":
        from kg.values.shown import show_period

        return show_period(text, lang)
    if column.kind == "word":
        name, colon, remark = text.partition(": ")
        return word(name, lang) + (f"：{remark}" if colon and lang == "zh" else colon + remark)
    if column.kind == "entities":
        return listed((names.label(id, lang) for id in text.split("; ")), lang)
    if column.kind == "date" and value in OPEN_DAYS:
        return ""
    return shown(value, names, lang)


def _quantity(text: str, beside: Sequence[Value], lang: str) -> str:
    from kg.values.shown import show
    from kg.words.vocab import UNITS

    unit = next((UNITS.get(local_name(value)) for value in beside if isinstance(value, Iri)), None)
    printed = next((str(value) for value in beside if value is not None and not isinstance(value, Iri)), "")
    return show(text, unit, lang, printed)


def for_people(answer: Answer, columns: Sequence[Column], names: Names, lang: str = "en") -> Sheet:
    """Return an answer for people: labels, quantities with units, periods in words, visible columns only.

    `columns` are those of a named question; without them (for a user's own query) every column is shown.
    """
    seen = visible(columns) or [Column(name, "", (), False, name, name) for name in answer.columns]
    rows = [tuple(cell(column, row, names, lang) for column in seen) for row in answer.dicts()]
    return Sheet(tuple(column.label(lang) for column in seen), rows)


def entity_columns(asked: Question) -> frozenset[str]:
    """Return the columns of a question that may hold entities."""
    return frozenset(column.name for column in asked.columns if column.kind in ("entity", "reference"))


def for_programs(
    answer: Answer, names: Names, lang: str = "en", entities: Collection[str] = ()
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return columns and rows for a program: entities as ids, a `<column>_label` beside each, words as local names.

    `entities` are columns that get a label column even if this answer has no entity there, so that all answers to a
    question have the same columns.
    """
    with_labels = {
        n
        for n, name in enumerate(answer.columns)
        if name in entities or any(isinstance(r[n], Iri) and str(r[n]).startswith(ENT) for r in answer.rows)
    }
    columns: list[str] = []
    for n, name in enumerate(answer.columns):
        columns += [name, f"{name}_label"] if n in with_labels else [name]
    rows: list[tuple[Value, ...]] = []
    for row in answer.rows:
        cells: list[Value] = []
        for n, value in enumerate(row):
            plain = _plain(value)
            cells.append(plain)
            if n in with_labels:
                cells.append(names.label(str(plain), lang) if isinstance(value, Iri) else None)
        rows.append(tuple(cells))
    return tuple(columns), rows


def _plain(value: Value) -> Value:
    if isinstance(value, Iri):
        return short(value).removeprefix("claim:") if value.startswith(CLAIM) else local_name(value)
    return value.isoformat() if isinstance(value, date) else value
