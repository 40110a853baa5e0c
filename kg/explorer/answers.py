"""Answers to the named questions as cells for the page, computed by the queries that `kg ask` runs.

They are the tables that `kg.answers.present` makes for people, for today and for every day on which an answer may
change: between two publications the same is known, so one answer serves all the days in between.

A cell is text, an integer, None, or a reference to something the page already holds: `{"e": 3}` is its fourth entity.
A text that differs between languages or has its own sort key is a tuple: English, Chinese, sort key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import dropwhile
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

#: Longer answers are cut; the page says so and names the `kg ask` command for the whole answer.
MOST_ROWS = 500
#: A page holds answers for this many of the newest states of knowledge; for other days it names the command.
MOST_VIEWS = 32
#: A graph of at most this many triples is copied to memory for the questions.
MOST_COPIED = 500_000
#: Seconds that one question may take; only graphs of millions of triples need that long.
LONGEST = 120.0
_TOO_MUCH = ("query-stopped", "query-died")

Cell = str | int | None | dict[str, int] | tuple[str, str] | tuple[str, str, str | float]
#: Indices of entities, claims and documents in the page's arrays, by id.
Places = Mapping[str, Mapping[str, int]]
_KINDS = ((ENT, "e"), (CLAIM, "c"), (DOCUMENT, "d"))


@dataclass(frozen=True, slots=True)
class Known:
    """The answer on some days: the indices of its rows, and a note for the reader."""

    rows: list[int]
    #: In English and in Chinese; may be empty.
    note: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with every row of its answer on any day, and for each state of knowledge the rows that apply."""

    question: Question
    columns: list[Column]
    #: The column with the claim that a row is about, or -1.
    about: int
    rows: list[list[Cell]]
    known: list[Known]
    sparql: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which something becomes known, by reading, and what is known from each day on.

    `stops` are sorted days; `known[reading][n]` is the index in `views` of what is known once n stops have passed, or
    -1 if the page does not hold it. `views` begins with the graph's own day.
    """

    stops: Mapping[str, list[date]]
    known: Mapping[str, list[int]]
    views: list[AsOf]


def days(graph: Graph) -> Days:
    """Return the days for which the page holds answers: the newest MOST_VIEWS states of knowledge.

    A page as of an earlier day holds the answers of that day only.
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
    """Answer every named question with its defaults, as of each view (by default the graph's own)."""
    chosen = catalog.questions().values()
    if graph.store.count() > MOST_COPIED:
        return [_answered(graph, question, places, views or [graph.as_of]) for question in chosen]
    # A copy in memory answers many small questions three times as fast as the store on disk.
    copy = replace(graph, store=memory_store("\n".join(graph.store.triples()).encode()), owner=True)
    with copy:
        return [_answered(copy, question, places, views or [graph.as_of]) for question in chosen]


def _answered(graph: Graph, question: Question, places: Places, views: Sequence[AsOf]) -> Answered:
    columns = present.visible(question.columns)
    place_of: dict[tuple[Value, ...], int] = {}
    rows: list[list[Cell]] = []
    known = []
    for view in views:
        if not question.takes(view):
            known.append(Known([], ("this question cannot be asked as of a day", "这个问题不能按日期提问")))
            continue
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
    """Return the answer and False, or an empty answer and True if the question took too long for a page."""
    try:
        return graph.store.select(text, timeout=LONGEST), False
    except KgError as error:
        if all(problem.code in _TOO_MUCH for problem in error.problems):
            return Answer((), []), True
        raise


def cell(column: Column, row: Mapping[str, Value], names: Names, places: Places) -> Cell:
    """Return a cell as people read it; a reference to something the page does not hold becomes text."""
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
    """Return the sort key of a cell if it is not its text: the size of a quantity, a period as curated."""
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


def _note(graph: Graph, question: Question, count: int, late: bool) -> tuple[str, str]:
    """Return a note on the entities the answer was computed for and on what was cut from its `count` rows."""
    english, chinese = [], []
    for parameter in question.parameters:
        chosen = _default(question.text, parameter.name) if parameter.kind == "entity" else []
        if chosen:
            english.append(f"{parameter.about_en}: {', '.join(map(graph.names.label, chosen))}")
            chinese.append(f"{parameter.about_zh}：{'、'.join(graph.names.label(id, 'zh') for id in chosen)}")
    command = f"kg ask {question.name}"
    if late:
        english.append(f"not answered within {LONGEST:g} s when this page was made: {command}")
        chinese.append(f"制作本页时，未能在{LONGEST:g}秒内得出答案，可运行：{command}")
    if count > MOST_ROWS:
        english.append(f"the first {MOST_ROWS} of {count} rows; all of them: {command}")
        chinese.append(f"共{count}行，此处显示前{MOST_ROWS}行；查看全部可运行：{command}")
    return "; ".join(english), "；".join(chinese)


def _default(text: str, name: str) -> Sequence[str]:
    match = re.search(rf"VALUES \?{re.escape(name)} \{{([^}}]*)\}}", text)
    return re.findall(rf"(?:\bent:|<{re.escape(ENT)})([a-z0-9-]+)", match.group(1)) if match else ()


def _without_header(text: str) -> str:
    """Return a query without its header, which the page shows elsewhere."""
    return "\n".join(dropwhile(lambda line: line.startswith("#"), text.splitlines())).strip() + "\n"
