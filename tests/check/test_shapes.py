"""The closed-world rules, as queries and as SHACL: both leave good data alone and find the bad example of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, URIRef

from kg import files
from kg.build import cache as build
from kg.check import rulebook
from kg.check.shapes import check_graph
from kg.engine import rdf
from kg.engine.store import Store, memory_store, new_store
from kg.graph import Graph
from kg.ledger.tables import load
from kg.values import ids
from tests.support import folder

ONTOLOGY = files.ontology_dir()
RULES = {rule.name: rule for rule in rulebook.read(ONTOLOGY / "checks" / "data")}
SHAPES = "https://w3id.org/china-gpu-kg/shapes#"

DIGEST = "0123456789abcdef"
SPAN = {"line": "1", "start": "0", "length": "9", "digest": DIGEST}
ENTITIES = [
    {"id": "metax", "class": "ChipMaker", "label_en": "MetaX", "label_zh": "沐曦"},
    {"id": "star", "class": "Board", "label_en": "STAR Market", "label_zh": "科创板"},
    {"id": "gpus", "class": "Market", "label_en": "GPUs", "label_zh": "GPU市场"},
    {"id": "omdia", "class": "ResearchFirm", "label_en": "Omdia", "label_zh": "Omdia公司"},
    {"id": "old", "class": "Board", "label_en": "Old", "label_zh": "旧", "status": "deprecated", "replaced_by": "star"},
]
WHOLE = {"publisher": "omdia", "language": "en", "translation": "original", "kind": "article", "basis": "press"}
DOCUMENTS = [
    {"id": "d001", "title": "A title", "published": "2025-12-01/2025-12-31", "sha256": "0" * 64, **WHOLE},
    {"id": "d002", "title": "A copy", "repost_of": "d001", **WHOLE},
]
SUM = {"basis": "derived", "relation": "derivedFrom; derivedFrom", "relates_to": "one; most", "said_by": "omdia"}
REVENUE = {"property": "revenue", "unit": "CNY", **SPAN}
SHIPMENTS = {"property": "shipments", "unit": "CHIP", **SPAN}
CLAIMS = [
    {"property": "listedOn", **SPAN, "id": "rel", "object": "star", "period": "2025-12-17"},
    {**REVENUE, "id": "one", "value": "~5e8", "period": "2024"},
    {**REVENUE, "id": "most", "value": "<=2e9", "period": "2025"},
    {**SHIPMENTS, "id": "least", "value": ">5e4"},
    {**REVENUE, "id": "from-to", "property": "netResult", "value": "-7e8..-5e8"},
    {**SHIPMENTS, "id": "some", "value": "vague"},
    {"property": "marketShare", **SPAN, "id": "part", "object": "gpus", "value": "3", "unit": "PERCENT"},
    {"id": "said", "property": "assessment", "value": "It grows", "length": "9", "digest": DIGEST},
    {"id": "sum", "property": "revenueGrowth", "value": "300", "unit": "PERCENT", **SUM},
]
VERDICT = {
    "id": "two",
    "title_en": "Two",
    "title_zh": "二",
    "claims": "d001/one; d001/most",
    "cause": "unresolved",
    "status": "open",
}


@cache
def good() -> tuple[str, ...]:
    """Return a small graph in which nothing is wrong, ontology and inferences with it, as lines of N-Triples."""
    import tempfile

    with tempfile.TemporaryDirectory() as parent:
        root = folder.make(
            Path(parent),
            claims={"d001": [{"subject": "metax"} | claim for claim in CLAIMS], "d002": []},
            documents=DOCUMENTS,
            entities=ENTITIES,
            aliases=[{"entity": "metax", "alias": "MetaX", "lang": "en", "kind": "short", "document": "d001"}],
            identifiers=[{"entity": "metax", "scheme": "wikidata", "value": "Q1", "source": "https://e.example/1"}],
            not_same=[{"a": "MetaX", "b": "Meta", "reason": "Two companies"}],
            verdicts=[{**VERDICT, "preferred": "d001/one"}],
        )
        tables, problems = load(root)
    assert problems == []
    store = new_store(None)
    build.fill(store, tables, ONTOLOGY)
    return tuple(store.triples())


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad example: the good graph without some statements (thing, properties) and with some more."""

    rule: str
    thing: str
    without: str = ""
    more: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.thing} -{self.without} +{self.more[:24]}"


# What stands before the first colon of a thing is where it lives; what follows is its id.
BAD = (
    Bad("claim-parts", "claim:d001/rel", without="kg:mode"),
    Bad("claim-parts", "claim:d001/rel", more="kg:polarity kg:denies"),
    Bad("claim-parts", "claim:d001/rel", without="kg:statedIn"),
    Bad("claim-property", "claim:d001/rel", without="kg:property", more="kg:property kg:digest"),
    Bad("relation-claim", "claim:d001/rel", without="kg:object"),
    Bad("relation-claim", "claim:d001/rel", more="kg:unit unit:CNY"),
    Bad("measure-claim", "claim:d001/one", without="kg:quantity"),
    Bad("measure-claim", "claim:d001/one", without="kg:unit"),
    Bad("measure-claim", "claim:d001/one", without="kg:unit", more="kg:unit unit:CHIP"),
    Bad("measure-claim", "claim:d001/one", more="kg:object ent:gpus"),
    Bad("measure-scope", "claim:d001/part", without="kg:object", more="kg:object ent:star"),
    Bad("attribute-claim", "claim:d001/said", without="kg:value"),
    Bad("attribute-claim", "claim:d001/said", more="kg:object ent:star"),
    Bad("figure-bound", "claim:d001/from-to", without="kg:min kg:max", more="kg:min 9.0"),
    Bad("figure-bound", "claim:d001/from-to", without="kg:min kg:max", more="kg:min 9.0 ; kg:max 8.0"),
    Bad("figure-bound", "claim:d001/one", without="kg:value"),
    Bad("figure-bound", "claim:d001/most", more="kg:min 1.0"),
    Bad("figure-bound", "claim:d001/least", without="kg:min"),
    Bad("figure-bound", "claim:d001/some", more="kg:value 7.0"),
    Bad("claim-period", "claim:d001/rel", without="kg:validTo", more='kg:validTo "2025-01-01"^^xsd:date'),
    Bad("claim-period", "claim:d001/rel", without="kg:period"),
    Bad("claim-period", "claim:d001/rel", without="kg:periodBasis"),
    Bad("claim-period", "claim:d001/rel", without="kg:validFrom kg:validTo"),
    Bad("claim-evidence", "claim:d001/said", without="kg:digest kg:charLength"),
    Bad("claim-evidence", "claim:d001/rel", without="kg:digest"),
    Bad("claim-evidence", "claim:d001/rel", without="kg:charStart"),
    Bad("claim-evidence", "claim:d001/rel", without="kg:digest", more='kg:digest "no digest"'),
    Bad("claim-evidence", "claim:d001/rel", without="kg:line", more="kg:line 0"),
    Bad("derived-claim", "claim:d001/sum", without="kg:derivedFrom"),
    Bad("claim-links", "claim:d001/rel", without="kg:object", more="kg:object ent:nobody"),
    Bad("claim-links", "claim:d001/sum", without="kg:saidBy", more="kg:saidBy ent:star"),
    Bad("claim-links", "claim:d001/rel", more="kg:respect ent:star"),
    Bad("claim-links", "claim:d001/rel", more="kg:extent kg:normal"),
    Bad("claim-links", "claim:d001/rel", more="kg:contradicts ent:star"),
    Bad("claim-itself", "claim:d001/rel", more="kg:contradicts <https://w3id.org/china-gpu-kg/claim/d001/rel>"),
    Bad("entity-labels", "ent:metax", without="rdfs:label", more='rdfs:label "MetaX"@en'),
    Bad("entity-labels", "ent:metax", more='rdfs:label "Muxi"@en'),
    Bad("entity-class", "ent:metax", without="kg:assignedClass"),
    Bad("entity-class", "ent:metax", more="kg:assignedClass kg:Company"),
    Bad("entity-class", "ent:metax", without="kg:assignedClass", more="kg:assignedClass kg:Mode"),
    Bad("entity-status", "ent:metax", without="kg:status", more='kg:status "gone"'),
    Bad("entity-status", "ent:metax", more="kg:replacedBy ent:star"),
    Bad("entity-status", "ent:old", without="kg:replacedBy", more="kg:replacedBy ent:old"),
    Bad("document-parts", "document:d001", without="kg:publisher"),
    Bad("document-parts", "document:d001", more="kg:basis kg:filing"),
    Bad("document-dates", "document:d001", without="kg:publishedTo", more='kg:publishedTo "2025-01-01"^^xsd:date'),
    Bad("document-dates", "document:d001", without="kg:sha256", more='kg:sha256 "abc"'),
    Bad(
        "document-origin",
        "document:d002",
        without="kg:origin",
        more="kg:origin <https://w3id.org/china-gpu-kg/document/d002>",
    ),
    Bad("alias-parts", "alias:metax/1", without="kg:nameOf"),
    Bad("alias-parts", "alias:metax/1", without="kg:spelling", more='kg:spelling " "'),
    Bad("alias-parts", "alias:metax/1", without="kg:usedIn", more="kg:usedIn ent:star"),
    Bad("identifier-parts", "identifier:metax/1", without="kg:identifies"),
    Bad("identifier-parts", "identifier:metax/1", without="kg:scheme"),
    Bad("identifier-parts", "identifier:metax/1", without="kg:identifierValue", more='kg:identifierValue " "'),
    Bad("identifier-parts", "identifier:metax/1", without="kg:url"),
    Bad("conflict-parts", "conflict:two", without="kg:hasClaim kg:preferredClaim"),
    Bad("conflict-parts", "conflict:two", without="kg:cause"),
    Bad("conflict-parts", "conflict:two", without="kg:conflictStatus", more='kg:conflictStatus "forgotten"'),
    Bad("conflict-parts", "conflict:two", without="rdfs:label", more='rdfs:label "Two"@en'),
    Bad("conflict-parts", "conflict:two", more="kg:preferredClaim <https://w3id.org/china-gpu-kg/claim/d001/part>"),
    Bad("non-identity-parts", "not-same:1", without="kg:reason"),
    Bad("non-identity-parts", "not-same:1", without="kg:secondName", more='kg:secondName "MetaX"'),
)
PREFIXES = {
    "kg": ids.KG,
    "ent": ids.ENT,
    "unit": ids.UNIT,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def iri(thing: str) -> str:
    """Return the IRI of a thing of the list above."""
    where, _, id_ = thing.partition(":")
    return f"{ids.BASE}{'entity' if where == 'ent' else where}/{id_}"


def spoiled(bad: Bad) -> list[str]:
    """Return the good graph with a bad example in it, as lines of N-Triples."""
    subject = f"<{iri(bad.thing)}>"
    gone = tuple(f"{subject} <{PREFIXES[name.split(':')[0]]}{name.split(':')[1]}> " for name in bad.without.split())
    kept = [line for line in good() if not line.startswith(gone)] if gone else list(good())
    assert len(kept) <= len(good()) - len(gone), f"the good graph says nothing about {bad.without}"
    if not bad.more:
        return kept
    head = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())
    more = rdflib.Graph().parse(data=f"{head}{subject} {bad.more} .", format="turtle")
    return kept + [line for line in more.serialize(format="nt").splitlines() if line]


def moved(lines: Iterable[str], place: str) -> Iterator[str]:
    """Yield the lines about things of the data, all of them moved to another place; those of the ontology stay."""
    at = re.compile("(?<=/china-gpu-kg/)(entity|claim|document|identifier|alias|conflict|not-same)/")
    return (at.sub(rf"\1/{place}-", line) for line in lines if line.startswith("<") and at.search(line.split("> ")[0]))


def place(bad: Bad) -> str:
    """Return where a bad example lives in the one graph that holds them all."""
    return f"bad{BAD.index(bad)}"


@cache
def bad_shapes() -> dict[str, set[str]]:
    """Return what SHACL finds in one graph with all the bad examples, each beside good data in a place of its own."""
    lines = set(good()).union(*(moved(spoiled(bad), place(bad)) for bad in BAD))
    return found_by_shapes(rdf.graph_of(lines))


def found_by_queries(store: Store) -> set[tuple[str, str]]:
    """Return rule and thing of everything the queries find."""
    return {(rule.name, one.thing) for rule in RULES.values() for one in rulebook.findings(rule, store)}


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def found_by_shapes(data: rdflib.Graph) -> dict[str, set[str]]:
    """Return what SHACL finds: the named shape, and the nodes each of its results is about."""
    conforms, report, text = pyshacl.validate(data, shacl_graph=shapes(), inference="none", inplace=True)
    assert isinstance(report, rdflib.Graph), text
    found: dict[str, set[str]] = {}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        about = {str(node) for part in (SH.focusNode, SH.value) for node in report.objects(result, part)}
        for shape in report.objects(result, SH.sourceShape):
            found.setdefault(named(shape), set()).update(about)
    assert conforms == (not found)
    return found


def named(shape: rdflib.term.Node) -> str:
    """Return the local name of the named shape that a shape without a name stands in."""
    while not (isinstance(shape, URIRef) and shape.startswith(SHAPES)):
        shape = next(iter(shapes().subjects(None, shape)))
    return str(shape).removeprefix(SHAPES)


def shapes_of(rule: str) -> Iterator[str]:
    """Yield the names of the shapes that together are a rule: its own name, or one that goes on with a hyphen."""
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        name = str(shape).removeprefix(SHAPES)
        if isinstance(shape, URIRef) and (name == rule or name.startswith(f"{rule}-")):
            yield name


def about(found: dict[str, set[str]], rule: str) -> Iterable[str]:
    """Return the things that the shapes of a rule complain about."""
    return {thing for shape in shapes_of(rule) for thing in found.get(shape, ())}


def test_every_rule_has_a_shape_and_a_bad_example() -> None:
    assert len(RULES) == len(list((ONTOLOGY / "checks" / "data").glob("*.rq"))) >= 20
    assert not [name for name in RULES if not list(shapes_of(name))]
    assert RULES.keys() == {bad.rule for bad in BAD}


def test_every_shape_that_looks_at_data_belongs_to_a_rule() -> None:
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    looking = {named(shape) for target in targets for shape in shapes().subjects(target, None)}
    assert looking == {shape for rule in RULES for shape in shapes_of(rule)}


def test_the_good_graph_is_good() -> None:
    assert found_by_queries(memory_store("\n".join(good()).encode())) == set()
    assert found_by_shapes(rdf.graph_of(good())) == {}


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_the_query_finds_the_bad_example(bad: Bad) -> None:
    assert (bad.rule, iri(bad.thing)) in found_by_queries(memory_store("\n".join(spoiled(bad)).encode()))


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_the_shape_finds_the_bad_example(bad: Bad) -> None:
    where, _, id_ = bad.thing.partition(":")
    assert iri(f"{where}:{place(bad)}-{id_}") in about(bad_shapes(), bad.rule)


def test_the_shapes_find_nothing_but_the_bad_examples() -> None:
    places = {re.search(r"/(bad\d+)-", thing) for things in bad_shapes().values() for thing in things}
    assert {match[1] for match in places if match} == {place(bad) for bad in BAD}
    assert not any(
        iri(thing) in things for thing in ("claim:d001/rel", "ent:metax") for things in bad_shapes().values()
    )


def test_the_published_data_break_no_rule(graph: Graph) -> None:
    assert [str(problem) for problem in check_graph(graph.store, ONTOLOGY)] == []


def test_the_published_data_conform_to_the_shapes(graph: Graph) -> None:
    assert found_by_shapes(rdf.graph_of(graph.store.triples())) == {}


def test_a_problem_names_the_table_and_says_what_to_do() -> None:
    lines = spoiled(Bad("", "claim:d001/rel", without="kg:mode"))
    (problem,) = check_graph(memory_store("\n".join(lines).encode()), ONTOLOGY)
    assert str(problem) == (
        "data/claims/d001.csv claim-parts: claim:d001/rel: a claim lacks one of its parts, or has one twice"
        " (lacks kg:mode)  → fill the cell; one value a cell"
    )
