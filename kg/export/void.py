"""The description of the RDF files for catalogues and engines: VoID (W3C Interest Group Note 2011) and DCAT 3.

Addresses of files are relative, so that they lead to the files wherever these are published together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg import __version__
from kg.build import mapping
from kg.build.mapping import quoted
from kg.engine.store import serialize
from kg.export import dataset
from kg.values import ids

if TYPE_CHECKING:
    from kg.knowledge.ledger import Coverage
    from kg.ledger.rows import Tables

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_DCT = "http://purl.org/dc/terms/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_SPDX = "http://spdx.org/rdf/terms#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_PREFIXES = {"void": _VOID, "dcat": _DCAT, "foaf": _FOAF, "spdx": _SPDX}
_MEDIA = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
}
_FILES = ids.BASE + "dataset/"


def describe(
    tables: Tables,
    held: Coverage,
    triples: Sequence[str],
    with_graphs: Sequence[str],
    files: Mapping[str, bytes],
    prefixes: Mapping[str, str],
) -> bytes:
    """Return the description in Turtle of files with these contents, which hold `triples` and `with_graphs`."""
    lines = [
        *_about(tables, held),
        *_counts(triples, prefixes),
        *_graphs(with_graphs),
        *(line for name, content in files.items() for line in _file(name, content, dataset.modified(tables))),
    ]
    written = serialize(sorted(lines), "turtle", {**prefixes, **_PREFIXES})
    return re.sub(f"<{re.escape(_FILES)}([^>#]+)>".encode(), rb"<\1>", written)


def _about(tables: Tables, held: Coverage) -> Iterator[str]:
    me, authors = f"<{dataset.IRI}>", f"<{ids.BASE}contributors>"
    yield f"{me} {mapping.RDF_TYPE} <{_VOID}Dataset> ."
    yield f"{me} {mapping.RDF_TYPE} <{_DCAT}Dataset> ."
    for n, lang in enumerate(("en", "zh")):
        yield f"{me} <{_DCT}title> {quoted(dataset.TITLE[n])}@{lang} ."
        yield f"{me} <{_DCT}description> {quoted(held.line(lang))}@{lang} ."
        yield f"{me} <{_DCT}language> {quoted(lang)} ."
    yield f"{me} <{_DCT}identifier> {quoted(dataset.NAME)} ."
    yield f"{me} <{_DCT}license> <{dataset.LICENSE}> ."
    yield f"{me} <{_DCT}creator> {authors} ."
    yield f"{me} <{_DCT}publisher> {authors} ."
    yield f"{authors} {mapping.RDF_TYPE} <{_FOAF}Agent> ."
    yield f"{authors} <{_FOAF}name> {quoted(dataset.CREATOR)} ."
    yield f"{me} <{_DCT}issued> {_day(dataset.ISSUED)} ."
    yield f"{me} <{_DCT}modified> {_day(dataset.modified(tables))} ."
    if days := dataset.covered(tables):
        when = f"<{dataset.IRI}#published>"
        yield f"{me} <{_DCT}temporal> {when} ."
        yield f"{when} {mapping.RDF_TYPE} <{_DCT}PeriodOfTime> ."
        yield f"{when} <{_DCAT}startDate> {_day(days[0])} ."
        yield f"{when} <{_DCAT}endDate> {_day(days[1])} ."
    for word in dataset.KEYWORDS:
        yield f"{me} <{_DCAT}keyword> {quoted(word)}@en ."
    yield f"{me} <{_DCAT}version> {quoted(__version__)} ."
    yield f"{me} <{_VOID}vocabulary> <{ids.KG.rstrip('#')}> ."
    yield f"{me} <{_VOID}uriSpace> {quoted(ids.BASE)} ."
    yield f"{me} <{_VOID}documents> {_integer(held.documents)} ."
    yield f"{me} <{_VOID}entities> {_integer(len(tables.entities))} ."


def _counts(triples: Sequence[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the numbers of triples, subjects, objects, and of each class and property."""
    me = f"<{dataset.IRI}>"
    parts = [triple.split(" ", 2) for triple in triples]
    classes = Counter(rest.removesuffix(" .") for _, predicate, rest in parts if predicate == mapping.RDF_TYPE)
    properties = Counter(predicate for _, predicate, _ in parts)
    numbers = {
        "triples": len(triples),
        "classes": len(classes),
        "properties": len(properties),
        "distinctSubjects": len({subject for subject, _, _ in parts}),
        "distinctObjects": len({rest for _, _, rest in parts}),
    }
    for name, number in numbers.items():
        yield f"{me} <{_VOID}{name}> {_integer(number)} ."
    for kind, counts, counted in (("class", classes, "entities"), ("property", properties, "triples")):
        for term, number in counts.items():
            part = f"<{dataset.IRI}#{kind}-{_name(term[1:-1], prefixes)}>"
            yield f"{me} <{_VOID}{kind}Partition> {part} ."
            yield f"{part} <{_VOID}{kind}> {term} ."
            yield f"{part} <{_VOID}{counted}> {_integer(number)} ."


def _graphs(with_graphs: Iterable[str]) -> Iterator[str]:
    for name, number in Counter(line.rsplit(" ", 2)[1] for line in with_graphs).items():
        yield f"<{dataset.IRI}> <{_VOID}subset> {name} ."
        yield f"{name} {mapping.RDF_TYPE} <{_VOID}Dataset> ."
        yield f"{name} <{_VOID}triples> {_integer(number)} ."


def _file(name: str, content: bytes, changed: date) -> Iterator[str]:
    me, part, file = f"<{dataset.IRI}>", f"<{dataset.IRI}#{name}>", f"<{_FILES}{name}>"
    digest = f"<{dataset.IRI}#{name}-checksum>"
    yield f"{me} <{_DCAT}distribution> {part} ."
    yield f"{me} <{_VOID}dataDump> {file} ."
    yield f"{part} {mapping.RDF_TYPE} <{_DCAT}Distribution> ."
    yield f"{part} <{_DCT}title> {quoted(name)} ."
    yield f"{part} <{_DCT}license> <{dataset.LICENSE}> ."
    yield f"{part} <{_DCT}issued> {_day(dataset.ISSUED)} ."
    yield f"{part} <{_DCT}modified> {_day(changed)} ."
    media = _MEDIA[name.rpartition(".")[2]]
    yield f"{part} <{_DCAT}mediaType> <https://www.iana.org/assignments/media-types/{media}> ."
    yield f"{part} <{_DCAT}downloadURL> {file} ."
    yield f"{part} <{_DCAT}accessURL> {file} ."
    yield f'{part} <{_DCAT}byteSize> "{len(content)}"^^<{_XSD}nonNegativeInteger> .'
    yield f"{part} <{_SPDX}checksum> {digest} ."
    yield f"{digest} {mapping.RDF_TYPE} <{_SPDX}Checksum> ."
    yield f"{digest} <{_SPDX}algorithm> <{_SPDX}checksumAlgorithm_sha256> ."
    yield f'{digest} <{_SPDX}checksumValue> "{dataset.checksum(content)}"^^<{_XSD}hexBinary> .'


def _name(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return a term as part of an IRI: kg-Claim; without a prefix, its address with hyphens."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}-{iri.removeprefix(namespace)}"
    return re.sub("[^A-Za-z0-9]+", "-", iri.partition("://")[2])


def _integer(number: int) -> str:
    return f'"{number}"^^<{_XSD}integer>'


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^<{_XSD}date>'
