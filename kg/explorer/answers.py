"""The named questions with their answers, computed by the same queries that `kg ask` runs, as cells for the page.

A cell is text, a number, truth, nothing, or a reference to what the page has anyway: `{"e": 3}` is its fourth entity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.answers.present import WORD_COLUMNS
from kg.engine.answer import Answer, Iri, Value
from kg.problem import KgError
from kg.questions import catalog
from kg.questions.catalog import Question
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT, local_name
from kg.words.wording import OTHER_WORDS, WORDS

if TYPE_CHECKING:
    from kg.graph import Graph

#: An answer with more rows is cut, and the page says so: whoever wants all of it asks `kg ask`.
MOST_ROWS = 500
#: Seconds that one question may take; only a graph of millions of triples needs so many.
LONGEST = 120.0
_TOO_MUCH = ("query-stopped", "query-died")

Cell = str | int | float | bool | None | dict[str, int | str]
#: Places of entities, claims, documents and units in the page's arrays, by id.
Places = Mapping[str, Mapping[str, int]]
_KINDS = ((ENT, "e"), (CLAIM, "c"), (DOCUMENT, "d"), (UNIT, "u"))


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer. `note` says in both languages what the reader should know of it, or is empty."""

    question: Question
    columns: tuple[tuple[str, str, str], ...]
    rows: list[list[Cell]]
    note: tuple[str, str]
    sparql: str


def answers(graph: Graph, places: Places) -> list[Answered]:
    """Answer every named question with the defaults written in it, at the day the graph is asked as of."""
    return [_answered(graph, question, places) for question in catalog.questions().values()]


def _answered(graph: Graph, question: Question, places: Places) -> Answered:
    text = catalog.dated(question.text, graph.as_of)
    answer, late = _run(graph, text)
    labels = {column.name: column for column in question.columns}
    columns = tuple(
        (name, labels[name].label_en, labels[name].label_zh) if name in labels else (name, name, name)
        for name in answer.columns
    )
    rows = [
        [_word(name, value) or cell(value, places) for name, value in zip(answer.columns, row, strict=True)]
        for row in answer.rows[:MOST_ROWS]
    ]
    return Answered(question, columns, rows, _note(graph, question, len(answer.rows), late), _without_header(text))


def _run(graph: Graph, text: str) -> tuple[Answer, bool]:
    """Return the answer, or none and True where a graph is too large for the question to be answered for a page."""
    try:
        return graph.store.select(text, timeout=LONGEST), False
    except KgError as error:
        if all(problem.code in _TOO_MUCH for problem in error.problems):
            return Answer((), []), True
        raise


def _word(column: str, value: Value) -> Cell:
    """Return a word that a query writes itself (yes, agreed) as one that the page has in two languages."""
    known = column in WORD_COLUMNS and isinstance(value, str) and not isinstance(value, Iri)
    return {"w": str(value)} if known and (value in WORDS or value in OTHER_WORDS) else None


def cell(value: Value, places: Places) -> Cell:
    """Return a value of an answer as a cell. What the page does not hold becomes text."""
    if isinstance(value, Iri):
        for base, kind in _KINDS:
            if value.startswith(base):
                place = places.get(kind, {}).get(local_name(value))
                return local_name(value) if place is None else {kind: place}
        if value.startswith(KG):
            return {"w": local_name(value)}
        return local_name(value) if value.startswith(CONFLICT) else str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
        return str(value)
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def _note(graph: Graph, question: Question, found: int, late: bool) -> tuple[str, str]:
    """Say for whom the answer was computed, where the question needs somebody, and how much of it was cut."""
    english, chinese = [], []
    for parameter in question.parameters:
        chosen = _default(question.text, parameter.name) if parameter.kind == "entity" else []
        if chosen:
            names = {lang: [graph.names.label(id, lang) for id in chosen] for lang in ("en", "zh")}
            english.append(f"{parameter.about_en}: {', '.join(names['en'])}")
            chinese.append(f"{parameter.about_zh}：{'、'.join(names['zh'])}")
    command = f"kg ask {question.name}"
    if late:
        english.append(f"not answered within {LONGEST:g} s when this page was made: {command}")
        chinese.append(f"制作本页时未能在{LONGEST:g}秒内得出答案：{command}")
    if found > MOST_ROWS:
        english.append(f"the first {MOST_ROWS} of {found} rows; all of them: {command}")
        chinese.append(f"共{found}行，此处为前{MOST_ROWS}行；查看全部：{command}")
    return "; ".join(english), "；".join(chinese)


def _default(text: str, name: str) -> Sequence[str]:
    match = re.search(rf"VALUES \?{re.escape(name)} \{{([^}}]*)\}}", text)
    return re.findall(rf"(?:\bent:|<{re.escape(ENT)})([a-z0-9-]+)", match.group(1)) if match else ()


def _without_header(text: str) -> str:
    """Return a query without its header, whose titles and columns the page shows anyway."""
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return "\n".join(lines[first:]).strip() + "\n"
