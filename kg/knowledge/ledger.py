"""The whole graph as of a day: documents, claims, links between claims, conflicts.

Read from the store once, so that a remote engine works as well as the project's own data. Whatever was not yet
published by the day is left out here, with all that follows from it: a dispute whose other side is unpublished, the
outcome of a plan, an origin, a name. Users of a `Ledger` need not consider the day again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kg.engine.answer import Iri, Value
from kg.engine.store import Store
from kg.knowledge.claims import Claim, Link, Relation, gather
from kg.knowledge.names import Name, Names
from kg.problem import KgError, Problem
from kg.questions.catalog import internal
from kg.questions.catalog import replace as replace_values
from kg.values.asof import ALWAYS, AsOf
from kg.values.ids import claim_iri, entity_iri, local_name
from kg.values.shown import show_period
from kg.words.vocab import PROPERTIES, is_a
from kg.words.wording import beside, listed, word

#: Stand for an unknown day of publication.
_NEVER = (date(1, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class Document:
    """One document, published between `start` and `end` (None = unknown)."""

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
    former: tuple[str, ...]
    note: str


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
class Coverage:
    """The extent of the ledger: documents, claims, and the latest month of publication."""

    documents: int
    claims: int
    until: str

    def line(self, lang: str) -> str:
        """Return the coverage as one line in a language."""
        space, until = ("", show_period(self.until, "zh")) if lang == "zh" else (" ", self.until)
        counts = [f"{self.documents}{space}{word('documents', lang)}", f"{self.claims}{space}{word('claims', lang)}"]
        last = [f"{word('published to', lang)}{space}{until}"] if until else []
        return " · ".join([*counts, *last, word("what is not here is not known here", lang)])


@dataclass(frozen=True)
class Ledger:
    """Everything known as of a day, in a fixed order; claims by document and place in it."""

    names: Names
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    conflicts: tuple[Conflict, ...]
    not_same: tuple[tuple[str, str, str], ...]
    #: Pairs of claims that say the same, both ways.
    agreements: tuple[tuple[str, str], ...] = ()
    as_of: AsOf = ALWAYS

    @cached_property
    def witnesses(self) -> Mapping[str, frozenset[str]]:
        """Return by claim the independent origins that say the same: a repost is not a second witness."""
        origin = {claim.id: claim.origin for claim in self.claims}
        origins = {id: {one} for id, one in origin.items()}
        for claim, other in self.agreements:
            origins[claim].add(origin[other])
        return {id: frozenset(all_) for id, all_ in origins.items()}

    @cached_property
    def coverage(self) -> Coverage:
        """Return the coverage: documents with claims, claims, and the latest month of publication."""
        used = {claim.document for claim in self.claims}
        ends = [document.end for document in self.documents if document.id in used and document.end is not None]
        return Coverage(len(used), len(self.claims), max(ends).isoformat()[:7] if ends else "")

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Return the documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Return the relations between entities, in every state."""
        return tuple(gather(self.claims, self.links))

    def source(self, document: str, lang: str) -> str:
        """Return who published a document; of a repost, who published it first, and by whom it was passed on."""
        one, entities = self.document[document], self.names.entities
        label = self.names.label(one.publisher, lang)
        first = [id for id in one.authors if id in entities and is_a(entities[id].cls, "Publisher")]
        if not first:
            return label
        return listed((self.names.label(id, lang) for id in first), lang) + beside(
            word("via {}", lang).format(label), lang
        )

    def of(self, subjects: Collection[str], kind: str) -> list[Claim]:
        """Return claims of a kind (relation, measure, attribute) about some entities, by subject and property."""
        about = [claim for claim in self.claims if claim.subject in subjects and claim.kind == kind]
        return sorted(about, key=lambda claim: (claim.subject, claim.property, claim.id))

    def names_of(self, entity: str) -> list[Name]:
        """Return the names of an entity, except those from documents not yet known."""
        return [name for name in self.names.of(entity) if not name.document or name.document in self.document]

    def at(self, as_of: AsOf) -> Ledger:
        """Return the part of this that is known as of a day."""
        documents = tuple(one for one in self.documents if as_of.knows(one.start, one.end))
        ids = {document.id for document in documents}
        claims = {claim.id: claim for claim in self.claims if claim.document in ids}
        links = tuple(link for link in self.links if link.claim in claims and link.other in claims)
        conflicts = tuple(_known_of(self.conflicts, claims.keys()))
        disputed = _disputed(claims, links, conflicts)
        return replace(
            self,
            documents=documents,
            claims=tuple(replace(claim, disputed=claim.id in disputed) for claim in claims.values()),
            links=links,
            conflicts=conflicts,
            agreements=tuple(pair for pair in self.agreements if pair[0] in claims and pair[1] in claims),
            as_of=as_of,
        )


def _known_of(conflicts: Iterable[Conflict], known: Collection[str]) -> Iterator[Conflict]:
    for conflict in conflicts:
        members = tuple(claim for claim in conflict.claims if claim in known)
        if len(members) > 1:  # with only one side published there is no conflict yet
            preferred = conflict.preferred if conflict.preferred in known else ""
            yield replace(conflict, claims=members, preferred=preferred)


def _disputed(claims: Mapping[str, Claim], links: Iterable[Link], conflicts: Iterable[Conflict]) -> set[str]:
    disputed = {claim for conflict in conflicts if conflict.status != "settled" for claim in conflict.claims}
    for link in links:
        if link.kind == "contradicts":
            # A claim is not disputed by a deprecated one; the deprecated claim stays marked.
            ends = ((link.claim, link.other), (link.other, link.claim))
            disputed.update(one for one, other in ends if claims[other].rank != "deprecated")
    return disputed


def read(store: Store, names: Names, about: Collection[str] = ()) -> Ledger:
    """Read everything, or the claims about some entities and those that oppose them, whenever published.

    KgError if a claim uses a term of another version's ontology.
    """
    read_documents = documents(store)
    links = [Link(*(local_name(str(cell)) for cell in row)) for row in store.select(internal("links")).rows]
    conflicts = tuple(_conflicts(store))
    claims = list(_claims(store, read_documents, subject=map(entity_iri, about)))
    if about:
        # The opposing claims decide whether a claim is disputed.
        ids = {claim.id for claim in claims}
        sides = [(link.claim, link.other) for link in links] + [conflict.claims for conflict in conflicts]
        others = sorted({id for side in sides if ids.intersection(side) for id in side} - ids)
        if others:
            claims += _claims(store, read_documents, claim=(claim_iri(*id.split("/")) for id in others))
    pairs = store.select(internal("not_same")).rows
    return Ledger(
        names=names,
        documents=tuple(read_documents),
        claims=tuple(sorted(claims, key=lambda c: (c.document, _place(c.line), _place(c.char_start), c.id))),
        links=tuple(links),
        conflicts=conflicts,
        not_same=tuple((_text(a), _text(b), _text(why)) for a, b, why in pairs),
        agreements=tuple((_name(one), _name(other)) for one, other in store.select(internal("agreements")).rows),
    ).at(ALWAYS)


def _claims(store: Store, documents: Iterable[Document], **only: Iterable[str]) -> Iterator[Claim]:
    origins = {document.id: document.origin for document in documents}
    text = internal("claims")
    for name, iris in only.items():
        if terms := " ".join(f"<{iri}>" for iri in iris):
            text = replace_values(text, name, terms)
    return (_claim(row, origins) for row in store.select(text).dicts())


def documents(store: Store) -> list[Document]:
    """Read the documents, by id."""
    authors: dict[str, list[str]] = {}
    for row in _rows(store, "authors"):
        authors.setdefault(_name(row["document"]), []).append(_name(row["author"]))
    former: dict[str, list[str]] = {}
    for row in _rows(store, "former-ids"):
        former.setdefault(_name(row["document"]), []).append(_text(row["formerId"]))
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
            former=tuple(former.get(_name(row["document"]), ())),
            note=_text(row["note"]),
        )
        for row in _rows(store, "documents")
    ]


def _claim(row: Mapping[str, Value], origins: Mapping[str, str]) -> Claim:
    property, document = _name(row["property"]), _name(row["document"])
    if property not in PROPERTIES:
        message = f"the graph says {property!r}, which is not a term of this version's ontology"
        hint = "load it again with `kg push`, or use the version it was made with"
        raise KgError(Problem("other-version", message, hint))
    value = row["quantity"] if row["quantity"] is not None else row["value"]
    return Claim(
        id=_name(row["claim"]),
        document=document,
        origin=origins.get(document, document),
        subject=_name(row["subject"]),
        property=property,
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
        extent=_name(row["extent"]),
        respect=_name(row["respect"]),
        basis=_name(row["basis"]),
        rank=_name(row["rank"]),
        said_by=_name(row["saidBy"]),
        said_on=_text(row["saidOn"]),
        line=_number(row["line"]),
        char_start=_number(row["charStart"]),
        char_length=_number(row["charLength"]),
        digest=_text(row["digest"]),
        note=_text(row["note"]),
    )


def _conflicts(store: Store) -> Iterator[Conflict]:
    members: dict[str, list[str]] = {}
    for row in _rows(store, "conflict_claims"):
        members.setdefault(_name(row["conflict"]), []).append(_name(row["claim"]))
    for row in _rows(store, "conflicts"):
        yield Conflict(
            id=_name(row["conflict"]),
            title_en=_text(row["titleEn"]),
            title_zh=_text(row["titleZh"]),
            claims=tuple(members.get(_name(row["conflict"]), ())),
            cause=_name(row["cause"]),
            preferred=_name(row["preferred"]),
            status=_text(row["status"]),
            note_en=_text(row["noteEn"]),
            note_zh=_text(row["noteZh"]),
        )


def _rows(store: Store, query: str) -> list[dict[str, Value]]:
    return store.select(internal(query)).dicts()


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _name(value: Value) -> str:
    return local_name(str(value)) if isinstance(value, Iri) else _text(value)


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) and value not in _NEVER else None


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _place(number: int | None) -> int:
    return -1 if number is None else number
