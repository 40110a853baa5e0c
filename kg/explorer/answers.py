"""The named questions with their answers, computed by the same queries that `kg ask` runs, as cells for the page.

They are the tables that `kg.answers.present` makes for people, for today and for every day on which an answer may
change: between two publications the same is known, so one answer serves all the days between them.

A cell is text, a whole number, nothing, or a reference to what the page has anyway: `{"e": 3}` is its fourth entity. A
text that differs between the languages, or sorts by something else, is a tuple: English, Chinese, what it sorts by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.answers import present
from kg.engine.answer import Answer, Iri, Value
from kg.engine.store import memory_store
from kg.knowledge.names import Names
from kg.problem import KgError
from kg.questions import catalog
from kg.questions.catalog import Column, Question
from kg.values.asof import AsOf, as_of
from kg.values.ids import CLAIM, DOCUMENT, ENT, local_name
from kg.values.quantity import parse

if TYPE_CHECKING:
    from kg.graph import Graph

#: An answer with more rows is cut, and the page says so: whoever wants all of it asks `kg ask`.
MOST_ROWS = 500
#: A page holds answers for so many sets of what is known, the newest; for other days it names the command.
MOST_VIEWS = 32
#: A graph of at most so many triples is copied to memory while it is asked.
MOST_COPIED = 500_000
#: Seconds that one question may take; only a graph of millions of triples needs so many.
LONGEST = 120.0
_TOO_MUCH = ("query-stopped", "query-died")

Cell = str | int | None | dict[str, int] | tuple[str, str] | tuple[str, str, str | float]
#: Places of entities, claims and documents in the page's arrays, by id.
Places = Mapping[str, Mapping[str, int]]
_KINDS = ((ENT, "e"), (CLAIM, "c"), (DOCUMENT, "d"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known on some days: the places of its rows in the answer, and what the reader should know of it."""

    rows: list[int]
    #: In English and in Chinese; empty where there is nothing to say.
    note: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer: every row that is in the answer on some day, and for each set of days which are."""

    question: Question
    columns: list[Column]
    #: The column whose claim a row is about, or -1.
    about: int
    rows: list[list[Cell]]
    known: list[Known]
    sparql: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which something becomes known, by reading, and what is known from each of them on.

    `stops` are sorted days; `known[reading][n]` is the place in `views` of what is known when n of the stops are past,
    -1 where the page does not hold it. `views` begins with the day that the graph itself is asked as of.
    """

    stops: Mapping[str, list[date]]
    known: Mapping[str, list[int]]
    views: list[AsOf]


def days(graph: Graph) -> Days:
    """Return the days for which the page holds answers: the newest MOST_VIEWS sets of what is known.

    A page of an earlier day holds the answers of that day only.
    """
    documents = graph.ledger.documents
    if graph.as_of.day is not None:
        return Days(stops={}, known={}, views=[graph.as_of])
    stops = {
        "certain": sorted({document.end for document in documents if document.end}),
        "possible": sorted({document.start for document in documents if document.start}),
    }
    views = [graph.as_of]
    seen = {frozenset(document.id for document in documents): 0}
    known: dict[str, list[int]] = {reading: [-1] * (len(stops[reading]) + 1) for reading in stops}
    for ago in range(max(map(len, known.values()))):
        for reading, places in known.items():
            past = len(places) - 1 - ago
            if past < 0:
                continue
            first = stops[reading]
            day = first[past - 1] if past else (first[0] - timedelta(days=1) if first else date.min)
            view = as_of(day, reading)
            ids = frozenset(document.id for document in documents if view.knows(document.start, document.end))
            if ids not in seen and len(views) < MOST_VIEWS:
                seen[ids] = len(views)
                views.append(view)
            places[past] = seen.get(ids, -1)
    return Days(stops=stops, known=known, views=views)


def answers(graph: Graph, places: Places, views: Sequence[AsOf] = ()) -> list[Answered]:
    """Answer every named question with the defaults written in it, as of each view (default: the graph's own)."""
    chosen = catalog.questions().values()
    if graph.store.count() > MOST_COPIED:
        return [_answered(graph, question, places, views or [graph.as_of]) for question in chosen]
    # Many small questions: a copy in memory answers them three times as fast as the store on disk.
    copy = replace(graph, store=memory_store("\n".join(graph.store.triples()).encode()), owner=True)
    with copy:
        return [_answered(copy, question, places, views or [graph.as_of]) for question in chosen]


def _answered(graph: Graph, question: Question, places: Places, views: Sequence[AsOf]) -> Answered:
    columns = present.visible(question.columns)
    place_of: dict[tuple[Value, ...], int] = {}
    rows: list[list[Cell]] = []
    known = []
    for view in views:
        answer, late = _run(graph, catalog.dated(question.text, view))
        listed = []
        for row in answer.rows[:MOST_ROWS]:
            if row not in place_of:
                place_of[row] = len(rows)
                values = dict(zip(answer.columns, row, strict=True))
                rows.append([cell(column, values, graph.names, places) for column in columns])
            listed.append(place_of[row])
        known.append(Known(listed, _note(graph, question, len(answer.rows), late)))
    claims = [n for n, column in enumerate(columns) if column.kind == "claim"]
    about = next((n for n in claims if columns[n].name == "claim"), claims[0] if claims else -1)
    return Answered(
        question=question,
        columns=columns,
        about=about,
        rows=rows,
        known=known,
        sparql=_without_header(catalog.dated(question.text, graph.as_of)),
    )


def _run(graph: Graph, text: str) -> tuple[Answer, bool]:
    """Return the answer, or none and True where a graph is too large for the question to be answered for a page."""
    try:
        return graph.store.select(text, timeout=LONGEST), False
    except KgError as error:
        if all(problem.code in _TOO_MUCH for problem in error.problems):
            return Answer((), []), True
        raise


def cell(column: Column, row: Mapping[str, Value], names: Names, places: Places) -> Cell:
    """Return what people read in a column of a row as a cell. What the page does not hold becomes text."""
    value = row[column.name]
    if isinstance(value, Iri):
        for base, kind in _KINDS:
            if value.startswith(base) and (place := places.get(kind, {}).get(local_name(value))) is not None:
                return {kind: place}
    english, chinese = (present.cell(column, row, names, lang) for lang in ("en", "zh"))
    if column.kind == "number" and isinstance(value, int) and abs(value) < 2**53:
        return value
    key = _sort_key(column, value)
    if key is not None:
        return english, chinese, key
    return (english or None) if english == chinese else (english, chinese)


def _sort_key(column: Column, value: Value) -> str | float | None:
    """Return what a cell sorts by where that is not its text: the size of a quantity, a period as curated."""
    if value is None:
        return None
    if column.kind == "quantity":
        try:
            quantity = parse(str(value))
        except ValueError:
            return None
        size = quantity.high if quantity.low is None else quantity.low
        return None if size is None else float(size)
    if column.kind == "period":
        return str(value)
    return float(value) if isinstance(value, (int, Decimal)) else None


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
