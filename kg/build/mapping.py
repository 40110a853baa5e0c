"""Rows to triples: pure functions from checked rows to lines of N-Triples, and the named graphs of the exports.

Lines are text, because the engine loads text several times faster than objects built in Python. Nothing here reads a
file, checks a row or knows an engine. `docs/design.md` describes the triples of a claim, `ontology/claims.ttl` declares
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from kg.ledger.rows import Alias, Claim, Document, Entity, Identifier, NotSame, Tables, Verdict
from kg.values.ids import ALIAS, CLAIM, CONFLICT, DOCUMENT, ENT, GRAPH, IDENTIFIER, KG, NOT_SAME, UNIT
from kg.values.quantity import interval
from kg.values.quantity import parse as parse_quantity
from kg.words.terms import Vocabulary
from kg.words.wording import HEARSAY, camel

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
TITLE = "<http://purl.org/dc/terms/title>"
LANGUAGE = "<http://purl.org/dc/terms/language>"
_SAME_AS = "<http://www.w3.org/2002/07/owl#sameAs>"
_WIKIDATA = "http://www.wikidata.org/entity/"
#: Terms of schema.org that say an identifier of a scheme, https://schema.org/Corporation.
_COMMON = {
    "ticker": "https://schema.org/tickerSymbol",
    "lei": "https://schema.org/leiCode",
    "uscc": "https://schema.org/taxID",
    "website": "https://schema.org/url",
}
DIFFERENT = "<http://www.w3.org/2002/07/owl#differentFrom>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE = f"^^<{_XSD}date>"
_INTEGER = f"^^<{_XSD}integer>"
_DECIMAL = f"^^<{_XSD}decimal>"
_BOOLEAN = f"^^<{_XSD}boolean>"

#: Graphs of the exports that have named graphs. The store keeps all triples in one graph.
REGISTER = GRAPH + "register"
DIRECT = GRAPH + "direct"
ONTOLOGY = GRAPH + "ontology"
INFERRED = GRAPH + "inferred"

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_REPLACED = ("\\", '"', "\n", "\r", "\t")


def quoted(text: str) -> str:
    """Write text as an N-Triples string."""
    for character in _REPLACED:
        if character in text:
            return f'"{text.translate(_ESCAPES)}"'
    return f'"{text}"'


def entity_lines(entity: Entity) -> Iterator[str]:
    """Yield the triples of one entity of the register."""
    iri = f"<{ENT}{entity.id}>"
    yield f"{iri} {RDF_TYPE} <{KG}{entity.cls}> ."
    yield f"{iri} <{KG}assignedClass> <{KG}{entity.cls}> ."
    yield f"{iri} <{KG}localId> {quoted(entity.id)} ."
    yield f"{iri} <{KG}status> {quoted(entity.status)} ."
    if entity.label_en:
        yield f"{iri} {RDFS_LABEL} {quoted(entity.label_en)}@en ."
    if entity.label_zh:
        yield f"{iri} {RDFS_LABEL} {quoted(entity.label_zh)}@zh ."
    if entity.replaced_by:
        yield f"{iri} <{KG}replacedBy> <{ENT}{entity.replaced_by}> ."
    if entity.note:
        yield f"{iri} <{KG}reason> {quoted(entity.note)}@en ."


def identifier_lines(identifiers: Iterable[Identifier]) -> Iterator[str]:
    """Yield the triples of the identifiers, numbered per entity in the order of the rows.

    Those for which there is a common term also become a triple of it: owl:sameAs, schema:tickerSymbol and the like.
    """
    counts: dict[str, int] = {}
    for row in identifiers:
        counts[row.entity] = n = counts.get(row.entity, 0) + 1
        iri, entity = f"<{IDENTIFIER}{row.entity}/{n}>", f"<{ENT}{row.entity}>"
        yield f"{iri} {RDF_TYPE} <{KG}Identifier> ."
        yield f"{iri} <{KG}identifies> {entity} ."
        yield f"{iri} <{KG}scheme> {quoted(row.scheme)} ."
        yield f"{iri} <{KG}identifierValue> {quoted(row.value)} ."
        if row.source:
            yield f"{iri} <{KG}url> {quoted(row.source)} ."
        if row.note:
            yield f"{iri} <{KG}reason> {quoted(row.note)}@en ."
        if row.scheme == "wikidata":
            yield f"{entity} {_SAME_AS} <{_WIKIDATA}{row.value}> ."
        elif term := _COMMON.get(row.scheme):
            yield f"{entity} <{term}> {quoted(row.value)} ."


def alias_lines(aliases: Iterable[Alias]) -> Iterator[str]:
    """Yield the triples of the aliases, numbered per entity in the order of the rows."""
    counts: dict[str, int] = {}
    for alias in aliases:
        counts[alias.entity] = n = counts.get(alias.entity, 0) + 1
        iri = f"<{ALIAS}{alias.entity}/{n}>"
        tag = f"@{alias.lang}" if alias.lang and alias.lang != "und" else ""
        yield f"{iri} {RDF_TYPE} <{KG}Alias> ."
        yield f"{iri} <{KG}nameOf> <{ENT}{alias.entity}> ."
        yield f"{iri} <{KG}spelling> {quoted(alias.alias)}{tag} ."
        if alias.kind:
            yield f"{iri} <{KG}aliasKind> {quoted(alias.kind)} ."
        if alias.document:
            yield f"{iri} <{KG}usedIn> <{DOCUMENT}{alias.document}> ."
        if alias.note:
            yield f"{iri} <{KG}reason> {quoted(alias.note)}@en ."


def not_same_lines(rows: Iterable[NotSame], entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield the triples of the names that must never be merged; two known entities are owl:differentFrom too."""
    for number, row in enumerate(rows, 1):
        iri = f"<{NOT_SAME}{number}>"
        yield f"{iri} {RDF_TYPE} <{KG}NonIdentity> ."
        yield f"{iri} <{KG}firstName> {quoted(row.a)} ."
        yield f"{iri} <{KG}secondName> {quoted(row.b)} ."
        if row.reason:
            yield f"{iri} <{KG}reason> {quoted(row.reason)}@en ."
        if row.a in entities and row.b in entities:
            yield f"<{ENT}{row.a}> {DIFFERENT} <{ENT}{row.b}> ."


def origin(document: Document, documents: Mapping[str, Document]) -> str:
    """Return the id of the document at the end of the chain of reposts, by which sources are counted."""
    seen = {document.id}
    while document.repost_of and document.repost_of in documents and document.repost_of not in seen:
        seen.add(document.repost_of)
        document = documents[document.repost_of]
    return document.id


def document_lines(document: Document, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the triples of one document."""
    iri = f"<{DOCUMENT}{document.id}>"
    yield f"{iri} {RDF_TYPE} <{KG}Document> ."
    yield f"{iri} <{KG}localId> {quoted(document.id)} ."
    yield f"{iri} <{KG}origin> <{DOCUMENT}{origin(document, documents)}> ."
    tag = f"@{document.language}" if document.language else ""
    if document.title:
        yield f"{iri} {TITLE} {quoted(document.title)}{tag} ."
    if document.language:
        yield f"{iri} {LANGUAGE} {quoted(document.language)} ."
    if document.publisher:
        yield f"{iri} <{KG}publisher> <{ENT}{document.publisher}> ."
    for author in document.authors:
        yield f"{iri} <{KG}author> <{ENT}{author}> ."
    for id in document.former:
        yield f"{iri} <{KG}formerId> {quoted(id)} ."
    if document.repost_of:
        yield f"{iri} <{KG}repostOf> <{DOCUMENT}{document.repost_of}> ."
    if document.basis:
        yield f"{iri} <{KG}basis> <{KG}{camel(document.basis)}> ."
    # A document without a known date of publication may be of any date: its ends are far apart, never absent, so that
    # "certainly published by" and "possibly published by" are one comparison each.
    start = document.when.start if document.when else None
    end = document.when.end if document.when else None
    yield f'{iri} <{KG}publishedFrom> "{start or "0001-01-01"}"{_DATE} .'
    yield f'{iri} <{KG}publishedTo> "{end or "9999-12-31"}"{_DATE} .'
    for name, value in (
        ("period", document.published),
        ("publishedBasis", document.published_basis),
        ("translation", document.translation),
        ("documentKind", document.kind),
        ("sha256", document.sha256),
        ("url", document.url),
        ("retrieved", document.retrieved),
    ):
        if value:
            yield f"{iri} <{KG}{name}> {quoted(value)} ."
    if document.note:
        yield f"{iri} <{KG}reason> {quoted(document.note)}@en ."


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """Yield the triples of one judged conflict."""
    iri = f"<{CONFLICT}{verdict.id}>"
    yield f"{iri} {RDF_TYPE} <{KG}Conflict> ."
    yield f"{iri} <{KG}localId> {quoted(verdict.id)} ."
    for title, lang in ((verdict.title_en, "en"), (verdict.title_zh, "zh")):
        if title:
            yield f"{iri} {RDFS_LABEL} {quoted(title)}@{lang} ."
    for claim in verdict.members:
        yield f"{iri} <{KG}hasClaim> <{CLAIM}{claim}> ."
    if verdict.cause:
        yield f"{iri} <{KG}cause> <{KG}{camel(verdict.cause)}> ."
    if verdict.preferred:
        yield f"{iri} <{KG}preferredClaim> <{CLAIM}{verdict.preferred}> ."
    if verdict.status:
        yield f"{iri} <{KG}conflictStatus> {quoted(verdict.status)} ."
    for note, lang in ((verdict.note_en, "en"), (verdict.note_zh, "zh")):
        if note:
            yield f"{iri} <{KG}reason> {quoted(note)}@{lang} ."


@lru_cache(maxsize=16384)
def _quantity(text: str) -> str:
    """Return the predicates and objects of a quantity, from `kg:quantity` on."""
    quantity = parse_quantity(text)
    parts = [f"<{KG}quantity> {quoted(quantity.text)} ; <{KG}bound> <{KG}{quantity.bound}>"]
    if (value := quantity.value) is not None and quantity.bound in ("exact", "about", "nearly"):
        parts.append(f'<{KG}value> "{value:f}"{_DECIMAL}')
    elif quantity.bound != "vague":
        if quantity.low is not None:
            parts.append(f'<{KG}min> "{quantity.low:f}"{_DECIMAL}')
        if quantity.high is not None:
            parts.append(f'<{KG}max> "{quantity.high:f}"{_DECIMAL}')
    low, high = interval(quantity)
    if low is not None:
        parts.append(f'<{KG}lowest> "{low:f}"{_DECIMAL}')
    if high is not None:
        parts.append(f'<{KG}highest> "{high:f}"{_DECIMAL}')
    return " ; ".join(parts)


def _attribute(value: str, kind: tuple[str, ...]) -> str:
    if "boolean" in kind:
        return f'"{value}"{_BOOLEAN}'
    return quoted(value) if "date" in kind else quoted(value) + "@en"


def claim_text(claim: Claim, kind: str, ranges: tuple[str, ...], basis: str) -> str:
    """Return all triples of one claim as one Turtle statement on one line (predicate lists keep the text short).

    `kind` and `ranges` are those of its property; `basis` is its own or that of its document.
    """
    c = claim
    head = (
        f'<{CLAIM}{c.document}/{c.id}> a <{KG}Claim> ; <{KG}localId> "{c.document}/{c.id}"'
        f" ; <{KG}subject> <{ENT}{c.subject}> ; <{KG}property> <{KG}{c.property}>"
        f" ; <{KG}polarity> <{KG}{c.polarity}> ; <{KG}mode> <{KG}{c.mode}> ; <{KG}basis> <{KG}{camel(basis)}>"
        f" ; <{KG}rank> <{KG}{c.rank}> ; <{KG}statedIn> <{DOCUMENT}{c.document}>"
    )
    parts = [head]
    if c.object:
        parts.append(f"<{KG}object> <{ENT}{c.object}>")
    if c.value:
        parts.append(_quantity(c.value) if kind == "measure" else f"<{KG}value> {_attribute(c.value, ranges)}")
    if c.unit:
        parts.append(f"<{KG}unit> <{UNIT}{c.unit}>")
    if c.as_published:
        parts.append(f"<{KG}asPublished> {quoted(c.as_published)}")
    if c.when is not None:
        parts.append(f'<{KG}period> "{c.when.text}" ; <{KG}periodBasis> <{KG}{c.period_basis}>')
        if c.when.start is not None:
            parts.append(f'<{KG}validFrom> "{c.when.start}"{_DATE}')
        if c.when.end is not None:
            parts.append(f'<{KG}validTo> "{c.when.end}"{_DATE}')
    parts += _manner(c)
    if c.line is not None:
        parts.append(
            f'<{KG}line> {c.line} ; <{KG}charStart> {c.start} ; <{KG}charLength> {c.length} ; <{KG}digest> "{c.digest}"'
        )
    elif c.digest:
        parts.append(f'<{KG}charLength> {c.length} ; <{KG}digest> "{c.digest}"')
    for relation, other in c.related:
        parts.append(f"<{KG}{relation}> <{CLAIM}{other}>")
    if c.note:
        parts.append(f"<{KG}reason> {quoted(c.note)}@en")
    return " ; ".join(parts) + " ."


def _manner(claim: Claim) -> Iterator[str]:
    """Yield of how many, in what respect, by whom and when it is said."""
    if claim.extent:
        yield f"<{KG}extent> <{KG}{claim.extent}>"
    if claim.respect:
        yield f"<{KG}respect> <{ENT}{claim.respect}>"
    if claim.said_by:
        yield f"<{KG}saidBy> <{ENT}{claim.said_by}>"
    if claim.said_on:
        yield f"<{KG}saidOn> {quoted(claim.said_on)}"


def direct_line(claim: Claim, kind: str, ranges: tuple[str, ...], basis: str) -> str | None:
    """Return the plain triple that a claim also yields, or None.

    The claim must assert, be actual, speak of its whole subject, and be neither deprecated nor hearsay. A measure
    yields none: without its period, unit and bound it would be false.
    """
    if claim.polarity != "asserts" or claim.mode != "actual" or claim.extent:
        return None
    if claim.rank == "deprecated" or basis in HEARSAY:
        return None
    subject = f"<{ENT}{claim.subject}> <{KG}{claim.property}>"
    if kind == "relation":
        return f"{subject} <{ENT}{claim.object}> ."
    if kind == "attribute" and claim.value:
        return f"{subject} {_attribute(claim.value, ranges)} ."
    return None


def basis_of(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Return the claim's basis: its own, else its document's, else press."""
    if claim.basis:
        return claim.basis
    document = documents.get(claim.document)
    return (document.basis if document else "") or "press"


def register_lines(tables: Tables) -> Iterator[str]:
    """Yield the triples of entities, names, non-identities, documents and verdicts."""
    entities = {entity.id: entity for entity in tables.entities}
    documents = {document.id: document for document in tables.documents}
    return chain(
        chain.from_iterable(map(entity_lines, tables.entities)),
        alias_lines(tables.aliases),
        identifier_lines(tables.identifiers),
        not_same_lines(tables.not_same, entities),
        chain.from_iterable(document_lines(document, documents) for document in tables.documents),
        chain.from_iterable(map(verdict_lines, tables.verdicts)),
    )


def claim_lines(tables: Tables, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the claims, one Turtle statement a line, each followed by its plain triple where it has one."""
    documents = {document.id: document for document in tables.documents}
    kinds = {name: (term.kind, term.range) for name, term in vocabulary.properties.items()}
    for claim in tables.claims:
        kind, ranges = kinds[claim.property]
        basis = basis_of(claim, documents)
        yield claim_text(claim, kind, ranges, basis)
        if (line := direct_line(claim, kind, ranges, basis)) is not None:
            yield line


def turtle(tables: Tables, vocabulary: Vocabulary) -> bytes:
    """Return the tables as Turtle without prefixes, one statement a line, so that it can be split at any line."""
    return "\n".join(chain(register_lines(tables), claim_lines(tables, vocabulary), ("",))).encode()
