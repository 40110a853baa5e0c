"""The graph read whole: entities, documents, claims, links, conflicts, as the page will hold them.

Read from the store, so that a remote engine serves as well as the project's own data. What was not yet published by the
day the graph is asked as of is left out here, once, and nobody after this module has to think of it.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.drawing.pictures import Coverage
from kg.engine.answer import Iri, Value
from kg.questions.catalog import internal
from kg.values.ids import local_name
from kg.words.vocab import PROPERTIES
from kg.words.wording import role_of

if TYPE_CHECKING:
    from kg.engine.store import Store
    from kg.graph import Graph

#: What a document without a known day of publication has instead of one.
_NEVER = (date(1, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; `document` is the id of the document that uses it, empty for the register."""

    text: str
    lang: str
    kind: str
    document: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of the register."""

    id: str
    cls: str
    role: str
    label_en: str
    label_zh: str
    names: tuple[Name, ...]
    identifiers: tuple[str, ...]
    status: str
    note: str

    def label(self, lang: str) -> str:
        """Return the label in a language, else in the other, else the id."""
        first, second = (self.label_zh, self.label_en) if lang == "zh" else (self.label_en, self.label_zh)
        return first or second or self.id


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `start` and `end` are the days between which it was published, None = unknown."""

    id: str
    title: str
    publisher: str
    authors: tuple[str, ...]
    start: date | None
    end: date | None
    published: str
    published_basis: str
    lang: str
    translation: str
    url: str
    kind: str
    basis: str
    origin: str
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, named by `<document>/<id>`; `value` is a figure as curated, text, a date, or true and false."""

    id: str
    document: str
    subject: str
    property: str
    object: str
    value: str
    unit: str
    as_published: str
    period: str
    start: date | None
    end: date | None
    period_inferred: bool
    polarity: str
    mode: str
    basis: str
    rank: str
    said_by: str
    line: int
    char_start: int
    char_length: int
    digest: str
    note: str

    # The field named `property` hides the decorator of that name inside this class.
    @builtins.property
    def kind(self) -> str:
        """Whether it is of a relation, a measure or an attribute."""
        return PROPERTIES[self.property].kind


@dataclass(frozen=True, slots=True)
class Conflict:
    """One judged conflict with its verdict."""

    id: str
    title_en: str
    title_zh: str
    claims: tuple[str, ...]
    cause: str
    preferred: str
    status: str
    note_en: str
    note_zh: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything the page knows, in a fixed order. Claims stand by document and place in it."""

    entities: tuple[Entity, ...]
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    links: tuple[tuple[str, str, str], ...]
    conflicts: tuple[Conflict, ...]
    not_same: tuple[tuple[str, str, str], ...]

    def coverage(self) -> Coverage:
        """Return how much there is: documents with claims, claims, and the month until which they were published."""
        used = {claim.document for claim in self.claims}
        ends = [doc.end for doc in self.documents if doc.id in used and doc.end is not None]
        return Coverage(len(used), len(self.claims), max(ends).isoformat()[:7] if ends else "")


def read(graph: Graph) -> Ledger:
    """Read everything that was published by the day the graph is asked as of."""
    store = graph.store
    documents = tuple(one for one in _documents(store) if _is_known(one, graph.as_of, graph.reading))
    ids = {document.id for document in documents}
    claims = tuple(claim for claim in _claims(store) if claim.document in ids)
    known = {claim.id for claim in claims}
    links = [tuple(map(local_name, map(str, row))) for row in store.select(internal("links")).rows]
    return Ledger(
        entities=_entities(graph),
        documents=documents,
        claims=claims,
        links=tuple((a, b, kind) for a, b, kind in links if a in known and b in known),
        conflicts=tuple(_conflicts(store, known)),
        not_same=tuple((_text(a), _text(b), _text(why)) for a, b, why in store.select(internal("not_same")).rows),
    )


def _is_known(document: Document, as_of: date | None, reading: str) -> bool:
    if as_of is None:
        return True
    if reading == "possible":
        return document.start is None or document.start <= as_of
    return document.end is not None and document.end <= as_of


def _rows(store: Store, query: str) -> list[dict[str, Value]]:
    return store.select(internal(query)).dicts()


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _name(value: Value) -> str:
    return local_name(str(value)) if isinstance(value, Iri) else _text(value)


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) and value not in _NEVER else None


def _number(value: Value) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _entities(graph: Graph) -> tuple[Entity, ...]:
    notes = {_name(row["entity"]): _text(row["note"]) for row in _rows(graph.store, "entity_notes")}
    names: dict[str, list[Name]] = {}
    identifiers: dict[str, list[str]] = {}
    for name in graph.names.names:
        if name.kind == "id" or (
            name.kind == "label" and not name.document and name.text in _labels(graph, name.entity)
        ):
            continue
        names.setdefault(name.entity, []).append(Name(name.text, name.lang, name.kind, name.document))
    for row in _rows(graph.store, "identifiers"):
        identifiers.setdefault(_name(row["entity"]), []).append(_text(row["identifier"]))
    # The register of names lists identifiers among the names; here they have a place of their own.
    schemes = {id: {one.partition("=")[::2] for one in found} for id, found in identifiers.items()}
    return tuple(
        Entity(
            id=entry.id,
            cls=entry.cls,
            role=role_of(entry.cls),
            label_en=entry.label_en,
            label_zh=entry.label_zh,
            names=tuple(n for n in names.get(entry.id, ()) if (n.kind, n.text) not in schemes.get(entry.id, set())),
            identifiers=tuple(identifiers.get(entry.id, ())),
            status=entry.status,
            note=notes.get(entry.id, ""),
        )
        for entry in sorted(graph.names.entries.values(), key=lambda entry: entry.id)
    )


def _labels(graph: Graph, entity: str) -> tuple[str, ...]:
    entry = graph.names.entries.get(entity)
    return (entry.label_en, entry.label_zh) if entry else ()


def _documents(store: Store) -> list[Document]:
    authors: dict[str, list[str]] = {}
    for row in _rows(store, "authors"):
        authors.setdefault(_name(row["document"]), []).append(_name(row["author"]))
    return [
        Document(
            id=_name(row["document"]),
            title=_text(row["title"]),
            publisher=_name(row["publisher"]),
            authors=tuple(authors.get(_name(row["document"]), ())),
            start=_day(row["publishedFrom"]),
            end=_day(row["publishedTo"]),
            published=_text(row["period"]),
            published_basis=_text(row["publishedBasis"]),
            lang=_text(row["language"]),
            translation=_text(row["translation"]),
            url=_text(row["url"]),
            kind=_text(row["documentKind"]),
            basis=_name(row["basis"]),
            origin=_name(row["origin"]),
            sha256=_text(row["sha256"]),
            note=_text(row["note"]),
        )
        for row in _rows(store, "documents")
    ]


def _claims(store: Store) -> list[Claim]:
    found = [_claim(row) for row in _rows(store, "claims") if _name(row["property"]) in PROPERTIES]
    return sorted(found, key=lambda c: (c.document, c.line, c.char_start, c.id))


def _claim(row: Mapping[str, Value]) -> Claim:
    value = row["quantity"] if row["quantity"] is not None else row["value"]
    return Claim(
        id=_name(row["claim"]),
        document=_name(row["document"]),
        subject=_name(row["subject"]),
        property=_name(row["property"]),
        object=_name(row["object"]),
        value=str(value).lower() if isinstance(value, bool) else _text(value),
        unit=_name(row["unit"]),
        as_published=_text(row["asPublished"]),
        period=_text(row["period"]),
        start=_day(row["validFrom"]),
        end=_day(row["validTo"]),
        period_inferred=_name(row["periodBasis"]) == "inferred",
        polarity=_name(row["polarity"]),
        mode=_name(row["mode"]),
        basis=_name(row["basis"]),
        rank=_name(row["rank"]),
        said_by=_name(row["saidBy"]),
        line=_number(row["line"]),
        char_start=_number(row["charStart"]),
        char_length=_number(row["charLength"]),
        digest=_text(row["digest"]),
        note=_text(row["note"]),
    )


def _conflicts(store: Store, known: set[str]) -> list[Conflict]:
    members: dict[str, list[str]] = {}
    for row in _rows(store, "conflict_claims"):
        if _name(row["claim"]) in known:
            members.setdefault(_name(row["conflict"]), []).append(_name(row["claim"]))

    found = []
    for row in _rows(store, "conflicts"):
        id = _name(row["conflict"])
        preferred = _name(row["preferred"])
        if len(members.get(id, ())) > 1:  # a conflict of which one side is not yet published is none
            found.append(
                Conflict(
                    id=id,
                    title_en=_text(row["titleEn"]),
                    title_zh=_text(row["titleZh"]),
                    claims=tuple(members[id]),
                    cause=_name(row["cause"]),
                    preferred=preferred if preferred in known else "",
                    status=_text(row["status"]),
                    note_en=_text(row["noteEn"]),
                    note_zh=_text(row["noteZh"]),
                )
            )
    return found
