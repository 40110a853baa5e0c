"""The ledger as embedded in the page: columns of JSON, deflated, in base64. `src/ledger/data.ts` reads it back.

Columns, because similar values deflate well together; a column of few distinct words is written as the words and
their indices, a column of rising numbers as differences. The same graph gives the same bytes.
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
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from kg.drawing.pictures import TITLE
from kg.drawing.style import ROLE_STYLES, STATE_STYLES
from kg.explorer.answers import Answered, Cell, answers, days
from kg.explorer.places import levels, places
from kg.knowledge.sentence import LOOKS, edge_pattern, pattern, value
from kg.values.shown import show_period
from kg.values.spelling import LEGAL_FORMS, TRADE_WORDS, same_characters
from kg.words.terms import PropertyTerm
from kg.words.vocab import CLASSES, PROPERTIES, UNITS
from kg.words.wording import OTHER_WORDS, WORDS, role_of

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.knowledge.ledger import Ledger
    from kg.knowledge.names import Name

#: Raised whenever `src/ledger/data.ts` must read something new.
FORMAT = 3
#: The kinds of property that claims use.
_SAID = ("relation", "measure", "attribute")

Column = list[Any] | dict[str, Any]


def payload(graph: Graph) -> str:
    """Return the graph, as of its day, as base64 of raw-deflated columnar JSON."""
    return pack(tables(graph))


def pack(value: Mapping[str, Any]) -> str:
    """Return JSON as base64 of raw deflate. Lone surrogates become U+FFFD; NaN raises ValueError."""
    return deflated(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def deflated(text: str) -> str:
    """Return text as base64 of its raw-deflated UTF-8."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    raw = re.sub("[\ud800-\udfff]", "\ufffd", text).encode("utf-8")
    return base64.b64encode(engine.compress(raw) + engine.flush()).decode("ascii")


def numbered(ledger: Ledger) -> dict[str, dict[str, int]]:
    """Return the indices of entities (`e`), claims (`c`), documents (`d`) and units (`u`) in the page's arrays."""
    return {
        "e": {id: n for n, id in enumerate(sorted(ledger.names.entities))},
        "c": {one.id: n for n, one in enumerate(ledger.claims)},
        "d": {one.id: n for n, one in enumerate(ledger.documents)},
        "u": {name: n for n, name in enumerate(UNITS)},
    }


def tables(graph: Graph, asked: Sequence[Answered] | None = None) -> dict[str, Any]:
    """Return everything the page knows, table by table, each a dictionary of columns.

    `asked` are the answered questions, if the caller has them already.
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
            {"from": lambda n: claim[n.claim], "to": lambda n: claim[n.other], "kind": lambda n: n.kind},
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
        "sameCharacters": _same_characters(ledger, asked),
    }


def _table(rows: Iterable[Any], columns: Mapping[str, Callable[[Any], Any]]) -> dict[str, Column]:
    listed = list(rows)
    return {name: column([value(row) for row in listed]) for name, value in columns.items()}


def _fields(*names: str) -> dict[str, Callable[[Any], Any]]:
    """Return columns that are attributes as they stand; `column=attribute` where the names differ."""
    pairs = (name.partition("=") for name in names)
    return {key: attrgetter(attribute or key) for key, _, attribute in pairs}


def column(values: list[Any]) -> Column:
    """Return a column in its shortest encoding.

    Unchanged; words and indices (`w`, `i`); texts of equal length joined (`j`, `t`); or differences (`s`).
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
    words.update({f"role:{role.role}": (role.label_en, role.label_zh) for role in ROLE_STYLES.values()})
    words.update({f"state:{state.state}": (state.label_en, state.label_zh) for state in STATE_STYLES.values()})
    return {
        "words": words,
        "classes": _table(
            CLASSES.values(),
            {
                **_fields("name", "en=label_en", "zh=label_zh"),
                "role": lambda t: role_of(t.name),
                "parents": lambda t: list(t.parents),
            },
        ),
        "properties": _table(
            said,
            {
                **_fields("name", "en=label_en", "zh=label_zh", "kind"),
                "parents": lambda t: list(t.parents),
            },
        ),
        "edges": {look: {lang: _edges(said, look, lang) for lang in ("en", "zh")} for look in LOOKS},
        "units": _table(UNITS.values(), _fields("name", "en=label_en", "zh=label_zh", "symbol")),
    }


def _edges(said: Sequence[PropertyTerm], look: str, lang: str) -> Column:
    return column([edge_pattern(term.name, look, lang) if term.kind == "relation" else "" for term in said])


def _entities(ledger: Ledger) -> dict[str, Column]:
    where, level = places(ledger), levels(ledger)
    pinyin = _pinyin(ledger)
    classes = {name: n for n, name in enumerate(CLASSES)}
    return _table(
        [ledger.names.entities[id] for id in sorted(ledger.names.entities)],
        {
            "id": lambda e: e.id,
            "cls": lambda e: classes[e.cls],
            **_fields("en=label_en", "zh=label_zh", "role"),
            "x": lambda e: int(where[e.id][0]),
            "y": lambda e: int(where[e.id][1]),
            "level": lambda e: level[e.id],
            "pinyinEn": lambda e: pinyin.get(e.label_en, ""),
            "pinyinZh": lambda e: pinyin.get(e.label_zh, ""),
            "identifiers": lambda e: list(e.identifiers),
            **_fields("status", "note"),
        },
    )


def _names(ledger: Ledger, entity: Mapping[str, int], document: Mapping[str, int]) -> dict[str, Column]:
    pinyin = _pinyin(ledger)
    return _table(
        [name for id in entity for name in _other_names(ledger, id)],
        {
            "entity": lambda n: entity[n.entity],
            **_fields("text", "lang", "kind"),
            "doc": lambda n: document.get(n.document, -1),
            "pinyin": lambda n: pinyin[n.text],
        },
    )


def _pinyin(ledger: Ledger) -> dict[str, str]:
    return {name.text: key.pinyin for name, key in zip(ledger.names.names, ledger.names.keys, strict=True)}


def _same_characters(ledger: Ledger, asked: Sequence[Answered]) -> str:
    """Return the characters that fold to one that may be sought: groups, the one it is folded to first."""
    register = zip(ledger.names.names, ledger.names.keys, strict=True)
    known = [key.folded for name, key in register if not name.document or name.document in ledger.document]
    occurring = {letter for folded in known for letter in folded}
    occurring.update(*LEGAL_FORMS, *TRADE_WORDS, *(one.question.title_zh + one.question.ask_zh for one in asked))
    groups: dict[str, str] = {}
    for other, simplified in same_characters().items():
        if simplified in occurring:
            groups[simplified] = groups.get(simplified, simplified) + other
    return " ".join(groups[simplified] for simplified in sorted(groups))


def _other_names(ledger: Ledger, id: str) -> list[Name]:
    """Return an entity's names other than its id, labels and identifiers, which have columns of their own."""
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
            **_fields("id", "title"),
            "publisher": lambda d: entity.get(d.publisher, -1),
            "authors": lambda d: [entity[author] for author in d.authors if author in entity],
            "from": lambda d: _iso(d.start),
            "to": lambda d: _iso(d.end),
            "published": lambda d: d.published,
            "publishedInferred": lambda d: int(d.start != d.end or d.published_basis.startswith("inferred")),
            **_fields("lang", "translation", "url", "kind", "basis"),
            # As of a day before its original was published, a repost is its own origin.
            "origin": lambda d: document.get(d.origin, document[d.id]),
            **_fields("sha256", "note"),
            "former": lambda d: list(d.former),
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
            # Empty if the curated form is already what people read.
            "shownEn": lambda c: _unlike(value(c, "en"), c.value),
            "shownZh": lambda c: _unlike(value(c, "zh"), c.value),
            "whenEn": lambda c: _unlike(show_period(c.period, "en"), c.period),
            "whenZh": lambda c: _unlike(show_period(c.period, "zh"), c.period),
            "saysEn": lambda c: pattern(c, "en"),
            "saysZh": lambda c: pattern(c, "zh"),
            "unit": lambda c: unit.get(c.unit, -1),
            **_fields("asPublished=as_published", "period"),
            "from": lambda c: _iso(c.start),
            "to": lambda c: _iso(c.end),
            "periodInferred": lambda c: int(c.period_inferred),
            **_fields("polarity", "mode", "extent"),
            "respect": lambda c: entity.get(c.respect, -1),
            **_fields("basis", "rank"),
            "said": lambda c: entity.get(c.said_by, -1),
            "saidEn": lambda c: show_period(c.said_on, "en"),
            "saidZh": lambda c: show_period(c.said_on, "zh"),
            "line": lambda c: _number(c.line),
            "start": lambda c: _number(c.char_start),
            "length": lambda c: _number(c.char_length),
            **_fields("digest", "note"),
        },
    )


def _conflicts(ledger: Ledger, claim: Mapping[str, int]) -> dict[str, Column]:
    return _table(
        ledger.conflicts,
        {
            **_fields("id", "en=title_en", "zh=title_zh"),
            "claims": lambda c: [claim[one] for one in c.claims],
            "cause": lambda c: c.cause,
            "preferred": lambda c: claim.get(c.preferred, -1),
            **_fields("status", "noteEn=note_en", "noteZh=note_zh"),
        },
    )


def _questions(asked: Sequence[Answered]) -> dict[str, Column]:
    # By column, because queries are similar and deflate looks back only 32 kB.
    return _table(
        asked,
        {
            **_fields("name=question.name", "topic=question.topic"),
            **_fields("titleEn=question.title_en", "titleZh=question.title_zh"),
            **_fields("askEn=question.ask_en", "askZh=question.ask_zh"),
            "columns": lambda a: [(c.name, c.label_en, c.label_zh, c.kind) for c in a.columns],
            **_fields("about", "sparql"),
        },
    )


def _answer(one: Answered, texts: dict[Cell, int]) -> dict[str, Any]:
    """Return the rows of an answer by column."""
    cells = [_cells([row[n] for row in one.rows], texts) for n in range(len(one.columns))]
    known = [{"rows": column(view.rows), "note": view.note} for view in one.known]
    return {"rows": len(one.rows), "cells": cells, "known": known}


def _cells(cells: Sequence[Cell], texts: dict[Cell, int]) -> dict[str, Any]:
    """Return a column of an answer; references of a single kind (`k`) as bare indices.

    Answers repeat one another's texts, so a column of texts (`t`) holds indices into the shared `texts`.
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
