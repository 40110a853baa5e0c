"""The description of the RDF files: it counts what is there, leads to the files, and says who made them and when."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, XSD

from kg.build.cache import tables as read_tables
from kg.engine import ontology
from kg.export import dataset
from kg.files import data_dir, ontology_dir
from kg.graph import Graph
from kg.ledger.rows import Document, Tables
from kg.values.period import parse

ME = rdflib.URIRef(dataset.IRI)
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
FILES = ("ledger.jsonld", "ledger.nq", "ledger.trig", "ledger.ttl")


@pytest.fixture(scope="module")
def described(exported: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(exported / "void.ttl", format="turtle")


def one(described: rdflib.Graph, subject: Any, predicate: rdflib.URIRef) -> Any:
    """Return the one value of a property, in Python's terms."""
    (value,) = described.objects(subject, predicate)
    return value.toPython() if isinstance(value, rdflib.Literal) else value


def path_of(address: object) -> Path:
    return Path(unquote(urlsplit(str(address)).path))


def test_the_description_counts_what_is_there(graph: Graph, described: rdflib.Graph) -> None:
    tables = read_tables(data_dir())
    triples = graph.rdflib()
    counted = {
        VOID.triples: len(triples),
        VOID.entities: len(tables.entities),
        VOID.documents: len(tables.files),
        VOID.classes: len(set(triples.objects(None, RDF.type))),
        VOID.properties: len(set(triples.predicates())),
        VOID.distinctSubjects: len(set(triples.subjects())),
    }
    assert {name: one(described, ME, name) for name in counted} == counted


def test_every_graph_is_a_subset_with_its_triples(described: rdflib.Graph, exported: Path) -> None:
    lines = (exported / "ledger.nq").read_text(encoding="utf-8").splitlines()
    counted = Counter(line.rsplit(" ", 2)[1][1:-1] for line in lines)
    assert len(counted) == len(read_tables(data_dir()).files) + 4
    assert counted == {str(part): one(described, part, VOID.triples) for part in described.objects(ME, VOID.subset)}


def test_every_class_and_property_is_a_partition_with_its_number(graph: Graph, described: rdflib.Graph) -> None:
    triples = graph.rdflib()
    classes = {one(described, p, VOID["class"]): one(described, p, VOID.entities) for p in parts(described, "class")}
    assert classes == {
        kind: len(set(triples.subjects(RDF.type, kind))) for kind in set(triples.objects(None, RDF.type))
    }
    found = {one(described, p, VOID.property): one(described, p, VOID.triples) for p in parts(described, "property")}
    assert found == {name: len(list(triples.subject_objects(name))) for name in set(triples.predicates())}


def parts(described: rdflib.Graph, kind: str) -> list[Any]:
    return list(described.objects(ME, VOID[f"{kind}Partition"]))


def test_every_distribution_leads_to_its_file_with_size_and_checksum(described: rdflib.Graph, exported: Path) -> None:
    # A title and a media type were all that was said.
    found = list(described.objects(ME, DCAT.distribution))
    for part in found:
        path = path_of(one(described, part, DCAT.downloadURL))
        assert path.parent == exported
        assert one(described, part, DCTERMS.title) == path.name
        assert one(described, part, DCAT.byteSize) == path.stat().st_size
        checksum = one(described, part, SPDX.checksum)
        digest = rdflib.Literal(hashlib.sha256(path.read_bytes()).hexdigest(), datatype=XSD.hexBinary)
        assert (checksum, SPDX.checksumValue, digest) in described
        assert (checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256) in described
        assert str(one(described, part, DCTERMS.license)) == dataset.LICENSE
        assert one(described, part, DCAT.mediaType)
    assert sorted(str(one(described, part, DCTERMS.title)) for part in found) == sorted(FILES)


def test_every_file_is_a_dump(described: rdflib.Graph, exported: Path) -> None:
    assert sorted(path_of(file) for file in described.objects(ME, VOID.dataDump)) == sorted(exported / n for n in FILES)


def test_it_says_who_made_it_under_which_licence_and_when(described: rdflib.Graph, checkout: Path) -> None:
    cited = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    for role in (DCTERMS.creator, DCTERMS.publisher):
        assert one(described, one(described, ME, role), FOAF.name) == dataset.CREATOR
    assert f"name: {dataset.CREATOR}" in cited
    assert f"- {dataset.LICENSE_NAME}" in cited
    assert [word for word in dataset.KEYWORDS if f"- {word}" not in cited] == []
    assert str(one(described, ME, DCTERMS.license)) == dataset.LICENSE
    assert one(described, ME, DCTERMS.issued) == dataset.ISSUED
    assert one(described, ME, DCTERMS.modified) == dataset.modified(read_tables(data_dir()))
    period = one(described, ME, DCTERMS.temporal)
    days = dataset.covered(read_tables(data_dir()))
    assert (one(described, period, DCAT.startDate), one(described, period, DCAT.endDate)) == days


def test_the_first_version_has_the_day_of_the_ontology() -> None:
    header = ontology.read(ontology_dir()).header
    assert header.modified >= dataset.ISSUED.isoformat()
    assert f'dcterms:created "{dataset.ISSUED}"' in (ontology_dir() / "kg.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("documents", "day"),
    [
        ([], dataset.ISSUED),
        ([Document(id="1", when=parse("2025-12"))], dataset.ISSUED),
        ([Document(id="1", when=parse("2027-01-05/2027-03"))], date(2027, 3, 31)),
        ([Document(id="1", when=parse("2027-01-05/.."), retrieved="2027-02-01"), Document(id="2")], date(2027, 2, 1)),
    ],
)
def test_the_day_of_the_last_change_comes_from_the_data(documents: list[Document], day: date) -> None:
    assert dataset.modified(Tables(documents=tuple(documents))) == day
