"""The ledger as the page carries it: columns of JSON, deflated, base64. `src/ledger/data.ts` reads it back.

Columns, because the same kind of thing deflates well beside itself; a column of few different words is written as the
words and their numbers, a column of rising numbers as its steps. The same graph gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.drawing.pictures import TITLE
from kg.drawing.style import ROLES, STATES
from kg.explorer.answers import Answered, Cell, answers, days
from kg.explorer.places import levels, places
from kg.knowledge.sentence import LOOKS, edge_pattern, pattern, value
from kg.values.shown import show_period
from kg.words.terms import PropertyTerm
from kg.words.vocab import CLASSES, PROPERTIES, UNITS
from kg.words.wording import OTHER_WORDS, WORDS, role_of

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.knowledge.ledger import Ledger
    from kg.knowledge.names import Name

#: Raised whenever `src/ledger/data.ts` has to read something new.
FORMAT = 2
#: Kinds of property that a claim of the ledger may have.
_SAID = ("relation", "measure", "attribute")

Column = list[Any] | dict[str, Any]


def payload(graph: Graph) -> str:
    """Return the graph, by the day it is asked as of, as base64 text of raw deflate of columnar JSON."""
    return pack(tables(graph))


def pack(value: Mapping[str, Any]) -> str:
    """Return JSON as base64 text of raw deflate. Lone surrogates become U+FFFD; NaN raises ValueError."""
    return deflated(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def deflated(text: str) -> str:
    """Return text as base64 of raw deflate of its UTF-8."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    raw = re.sub("[\ud800-\udfff]", "\ufffd", text).encode("utf-8")
    return base64.b64encode(engine.compress(raw) + engine.flush()).decode("ascii")


def numbered(ledger: Ledger) -> dict[str, dict[str, int]]:
    """Return the places of entities (`e`), claims (`c`), documents (`d`) and units (`u`) in the page's arrays."""
    return {
        "e": {id: n for n, id in enumerate(sorted(ledger.names.entities))},
        "c": {one.id: n for n, one in enumerate(ledger.claims)},
        "d": {one.id: n for n, one in enumerate(ledger.documents)},
        "u": {name: n for n, name in enumerate(UNITS)},
    }


def tables(graph: Graph, asked: Sequence[Answered] | None = None) -> dict[str, Any]:
    """Return everything the page knows, table by table, each a dictionary of columns.

    `asked` are the answered questions where somebody has them already.
    """
    ledger = graph.ledger
    places_ = numbered(ledger)
    entity, claim, document, unit = (places_[kind] for kind in "ecdu")
    when = days(graph)
    asked = answers(graph, places_, when.views) if asked is None else asked
    texts: dict[Cell, int] = {}
    return {
        "format": FORMAT,
        "title": TITLE,
        "coverage": (ledger.coverage.line("en"), ledger.coverage.line("zh")),
        "digest": graph.digest,
        "asOf": _iso(graph.as_of.day),
        **_words(),
        "entities": _entities(ledger),
        "names": _names(ledger, entity, document),
        "docs": _documents(ledger, entity, document),
        "claims": _claims(ledger, entity, document, unit),
        "links": _table(
            ledger.links,
            {
                "from": lambda link: claim[link.claim],
                "to": lambda link: claim[link.other],
                "kind": lambda link: link.kind,
            },
        ),
        "conflicts": _conflicts(ledger, claim),
        "days": {
            reading: {"stops": [_iso(day) for day in when.stops[reading]], "known": when.known[reading]}
            for reading in when.stops
        },
        "questions": _questions(asked),
        "answers": [_answer(one, texts) for one in asked],
        "texts": list(texts),
        "notSame": _table(ledger.not_same, {"a": lambda n: n[0], "b": lambda n: n[1], "why": lambda n: n[2]}),
    }


def _table(rows: Iterable[Any], columns: Mapping[str, Callable[[Any], Any]]) -> dict[str, Column]:
    listed = list(rows)
    return {name: column([value(row) for row in listed]) for name, value in columns.items()}


def column(values: list[Any]) -> Column:
    """Return a column in the shortest of its spellings.

    As it is; its words and their numbers (`w`, `i`); texts of one length joined (`j`, `t`); or steps (`s`).
    """
    if values and all(isinstance(value, str) for value in values):
        counts = Counter(values)
        if len(counts) * 2 <= len(values):
            words = sorted(counts, key=lambda word: (-counts[word], word))
            place = {word: n for n, word in enumerate(words)}
            return {"w": words, "i": [place[value] for value in values]}
        lengths = {len(value) for value in values}
        if len(lengths) == 1 and min(lengths) > 7 and all(value.isascii() for value in values):
            return {"j": min(lengths), "t": "".join(values)}
    elif values and all(type(value) is int for value in values):
        steps = [values[0], *(b - a for a, b in pairwise(values))]
        if sum(map(len, map(str, steps))) < sum(map(len, map(str, values))):
            return {"s": steps}
    return values


def _words() -> dict[str, Any]:
    said = [term for term in PROPERTIES.values() if term.kind in _SAID]
    words = dict(WORDS) | dict(OTHER_WORDS)
    words.update({f"role:{role.role}": (role.label_en, role.label_zh) for role in ROLES.values()})
    words.update({f"state:{state.state}": (state.label_en, state.label_zh) for state in STATES.values()})
    return {
        "words": words,
        "classes": _table(
            CLASSES.values(),
            {
                "name": lambda t: t.name,
                "en": lambda t: t.label_en,
                "zh": lambda t: t.label_zh,
                "role": lambda t: role_of(t.name),
                "parents": lambda t: list(t.parents),
            },
        ),
        "properties": _table(
            said,
            {
                "name": lambda t: t.name,
                "en": lambda t: t.label_en,
                "zh": lambda t: t.label_zh,
                "kind": lambda t: t.kind,
                "parents": lambda t: list(t.parents),
            },
        ),
        "edges": {look: {lang: _edges(said, look, lang) for lang in ("en", "zh")} for look in LOOKS},
        "units": _table(
            UNITS.values(),
            {
                "name": lambda t: t.name,
                "en": lambda t: t.label_en,
                "zh": lambda t: t.label_zh,
                "symbol": lambda t: t.symbol,
            },
        ),
    }


def _edges(said: Sequence[PropertyTerm], look: str, lang: str) -> Column:
    return column([edge_pattern(term.name, look, lang) if term.kind == "relation" else "" for term in said])


def _entities(ledger: Ledger) -> dict[str, Column]:
    where, level = places(ledger), levels(ledger)
    classes = {name: n for n, name in enumerate(CLASSES)}
    return _table(
        [ledger.names.entities[id] for id in sorted(ledger.names.entities)],
        {
            "id": lambda e: e.id,
            "cls": lambda e: classes[e.cls],
            "en": lambda e: e.label_en,
            "zh": lambda e: e.label_zh,
            "role": lambda e: e.role,
            "x": lambda e: int(where[e.id][0]),
            "y": lambda e: int(where[e.id][1]),
            "level": lambda e: level[e.id],
            "identifiers": lambda e: list(e.identifiers),
            "status": lambda e: e.status,
            "note": lambda e: e.note,
        },
    )


def _names(ledger: Ledger, entity: Mapping[str, int], document: Mapping[str, int]) -> dict[str, Column]:
    return _table(
        [name for id in entity for name in _other_names(ledger, id)],
        {
            "entity": lambda n: entity[n.entity],
            "text": lambda n: n.text,
            "lang": lambda n: n.lang,
            "kind": lambda n: n.kind,
            "doc": lambda n: document.get(n.document, -1),
        },
    )


def _other_names(ledger: Ledger, id: str) -> list[Name]:
    """Return the names of an entity beside its id, its labels and its identifiers, which have places of their own."""
    entity = ledger.names.entities[id]
    labels = (entity.label_en, entity.label_zh)
    return [
        name
        for name in ledger.names_of(id)
        if name.kind != "id"
        and not (name.kind == "label" and not name.document and name.text in labels)
        and f"{name.kind}={name.text}" not in entity.identifiers
    ]


def _documents(ledger: Ledger, entity: Mapping[str, int], document: Mapping[str, int]) -> dict[str, Column]:
    return _table(
        ledger.documents,
        {
            "id": lambda d: d.id,
            "title": lambda d: d.title,
            "publisher": lambda d: entity.get(d.publisher, -1),
            "authors": lambda d: [entity[author] for author in d.authors if author in entity],
            "from": lambda d: _iso(d.start),
            "to": lambda d: _iso(d.end),
            "published": lambda d: d.published,
            "publishedInferred": lambda d: int(d.start != d.end or d.published_basis.startswith("inferred")),
            "lang": lambda d: d.lang,
            "translation": lambda d: d.translation,
            "url": lambda d: d.url,
            "kind": lambda d: d.kind,
            "basis": lambda d: d.basis,
            # A repost of something not yet published by the day is, for that day, an origin of its own.
            "origin": lambda d: document.get(d.origin, document[d.id]),
            "sha256": lambda d: d.sha256,
            "note": lambda d: d.note,
        },
    )


def _claims(
    ledger: Ledger, entity: Mapping[str, int], document: Mapping[str, int], unit: Mapping[str, int]
) -> dict[str, Column]:
    said = [term.name for term in PROPERTIES.values() if term.kind in _SAID]
    property_ = {name: n for n, name in enumerate(said)}
    return _table(
        ledger.claims,
        {
            "id": lambda c: c.id.partition("/")[2],
            "doc": lambda c: document[c.document],
            "subject": lambda c: entity[c.subject],
            "property": lambda c: property_[c.property],
            "object": lambda c: entity.get(c.object, -1),
            "value": lambda c: c.value,
            # Where people read what is curated, nothing is repeated.
            "shownEn": lambda c: _unlike(value(c, "en"), c.value),
            "shownZh": lambda c: _unlike(value(c, "zh"), c.value),
            "whenEn": lambda c: _unlike(show_period(c.period, "en"), c.period),
            "whenZh": lambda c: _unlike(show_period(c.period, "zh"), c.period),
            "saysEn": lambda c: pattern(c, "en"),
            "saysZh": lambda c: pattern(c, "zh"),
            "unit": lambda c: unit.get(c.unit, -1),
            "asPublished": lambda c: c.as_published,
            "period": lambda c: c.period,
            "from": lambda c: _iso(c.start),
            "to": lambda c: _iso(c.end),
            "periodInferred": lambda c: int(c.period_inferred),
            "polarity": lambda c: c.polarity,
            "mode": lambda c: c.mode,
            "basis": lambda c: c.basis,
            "rank": lambda c: c.rank,
            "said": lambda c: entity.get(c.said_by, -1),
            "line": lambda c: _number(c.line),
            "start": lambda c: _number(c.char_start),
            "length": lambda c: _number(c.char_length),
            "digest": lambda c: c.digest,
            "note": lambda c: c.note,
        },
    )


def _conflicts(ledger: Ledger, claim: Mapping[str, int]) -> dict[str, Column]:
    return _table(
        ledger.conflicts,
        {
            "id": lambda c: c.id,
            "en": lambda c: c.title_en,
            "zh": lambda c: c.title_zh,
            "claims": lambda c: [claim[one] for one in c.claims],
            "cause": lambda c: c.cause,
            "preferred": lambda c: claim.get(c.preferred, -1),
            "status": lambda c: c.status,
            "noteEn": lambda c: c.note_en,
            "noteZh": lambda c: c.note_zh,
        },
    )


def _questions(asked: Sequence[Answered]) -> dict[str, Column]:
    # Column by column, because queries are much alike and deflate sees only the last 32 kB.
    return _table(
        asked,
        {
            "name": lambda a: a.question.name,
            "topic": lambda a: a.question.topic,
            "titleEn": lambda a: a.question.title_en,
            "titleZh": lambda a: a.question.title_zh,
            "askEn": lambda a: a.question.ask_en,
            "askZh": lambda a: a.question.ask_zh,
            "columns": lambda a: [(c.name, c.label_en, c.label_zh, c.kind) for c in a.columns],
            "about": lambda a: a.about,
            "sparql": lambda a: a.sparql,
        },
    )


def _answer(one: Answered, texts: dict[Cell, int]) -> dict[str, Any]:
    """Return the rows of an answer by column."""
    cells = [_cells([row[n] for row in one.rows], texts) for n in range(len(one.columns))]
    known = [{"rows": column(view.rows), "note": view.note} for view in one.known]
    return {"rows": len(one.rows), "cells": cells, "known": known}


def _cells(cells: Sequence[Cell], texts: dict[Cell, int]) -> dict[str, Any]:
    """Return a column of an answer: where all references are of one kind (`k`), their bare numbers.

    Answers repeat one another's texts, so that a column of texts (`t`) holds their places among the `texts` of all.
    """
    kinds = {next(iter(cell)) if isinstance(cell, dict) else type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= {str, tuple}:
        return {"k": "t", "v": column([-1 if cell is None else texts.setdefault(cell, len(texts)) for cell in cells])}
    if len(kinds) == 1 and isinstance(kind := kinds.pop(), str):
        return {"k": kind, "v": column([cell[kind] if isinstance(cell, dict) else None for cell in cells])}
    return {"k": "", "v": column(list(cells))}


def _unlike(shown: str, written: str) -> str:
    return "" if shown == written else shown


def _number(value: int | None) -> int:
    return -1 if value is None else value


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
