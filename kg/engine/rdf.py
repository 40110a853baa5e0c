"""The door to rdflib: the ontology as an rdflib graph, the whole graph as an rdflib dataset, and what is read off them.

rdflib is the interoperability face: documentation, SHACL and other people's tools come through here. Nothing on the
way from a question to its answer may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.values.ids import KG, UNIT
from kg.words.terms import ClassTerm, PropertyKind, PropertyTerm, UnitTerm, Vocabulary

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_KINDS: tuple[tuple[str, PropertyKind], ...] = (
    ("relation", "relation"),
    ("measure", "measure"),
    ("attribute", "attribute"),
)
_DATATYPES = {"string": "text", "boolean": "boolean"}
#: Columns whose words are individuals of a class of the ontology.
_ENUMS = {
    "mode": "Mode",
    "polarity": "Polarity",
    "basis": "Basis",
    "rank": "Rank",
    "period_basis": "PeriodBasis",
    "cause": "ConflictCause",
}


def ontology_files(folder: Path) -> list[Path]:
    """Return the Turtle files that together are the ontology, alignments left out, in the order of their names."""
    return [path for path in sorted(folder.glob("*.ttl")) if path.stem not in ("alignments", "shapes")]


def read_ontology(folder: Path, *, alignments: bool = False) -> rdflib.Graph:
    """Read the ontology's Turtle files into one graph, with the alignments where they are asked for."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    extra = [folder / "alignments.ttl"] if alignments and (folder / "alignments.ttl").is_file() else []
    for path in [*ontology_files(folder), *extra]:
        graph.parse(path, format="turtle")
    return graph


def graph_of(ntriples: Iterable[str]) -> rdflib.Graph:
    """Make an rdflib graph of lines of N-Triples."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data="\n".join(ntriples), format="nt")
    return graph


def vocabulary(folder: Path) -> Vocabulary:
    """Read the words of the ontology: classes, properties with kind, domain, range, scope and units, enumerations."""
    from rdflib import OWL, RDF, RDFS, Namespace, URIRef

    graph = read_ontology(folder)
    kg = Namespace(KG)

    def name(node: Node | None) -> str:
        return str(node).removeprefix(KG).removeprefix(UNIT)

    def label(node: Node, lang: str) -> str:
        return next((str(o) for o in graph.objects(node, RDFS.label) if getattr(o, "language", "") == lang), name(node))

    def named(predicate: Node, kind: Node) -> Iterator[URIRef]:
        return iter(sorted(s for s in graph.subjects(predicate, kind) if isinstance(s, URIRef) and s.startswith(KG)))

    def classes_of(node: Node, predicate: Node) -> tuple[str, ...]:
        found: list[str] = []
        for item in graph.objects(node, predicate):
            union = graph.value(item, OWL.unionOf)
            found += [name(x) for x in graph.items(union)] if union is not None else [name(item)]
        return tuple(sorted(found))

    def parents(node: Node, predicate: Node) -> tuple[str, ...]:
        return tuple(sorted(name(o) for o in graph.objects(node, predicate) if isinstance(o, URIRef)))

    def truth(node: Node, predicate: Node) -> bool:
        return str(graph.value(node, predicate)) == "true"

    def words(node: Node, predicate: Node) -> tuple[str, ...]:
        return tuple(sorted(name(o) for o in graph.objects(node, predicate)))

    classes = {
        name(c): ClassTerm(
            name(c), label(c, "en"), label(c, "zh"), parents(c, RDFS.subClassOf), str(graph.value(c, kg.role) or "")
        )
        for c in named(RDF.type, OWL.Class)
    }
    properties = {}
    for p in sorted({*named(RDF.type, OWL.ObjectProperty), *named(RDF.type, OWL.DatatypeProperty)}):
        above = {name(o) for o in graph.transitive_objects(p, RDFS.subPropertyOf)}
        kind: PropertyKind = next((kind for top, kind in _KINDS if top in above), "claim")
        if kind == "attribute":
            ranges: tuple[str, ...] = tuple(
                _DATATYPES[str(o).rsplit("#", 1)[-1]] for o in graph.objects(p, RDFS.range)
            ) or ((str(graph.value(p, kg.valueKind)),) if graph.value(p, kg.valueKind) else ())
        else:
            ranges = classes_of(p, RDFS.range) if (p, RDF.type, OWL.ObjectProperty) in graph else ()
        properties[name(p)] = PropertyTerm(
            name=name(p),
            label_en=label(p, "en"),
            label_zh=label(p, "zh"),
            kind=kind,
            domain=classes_of(p, RDFS.domain),
            range=ranges,
            scope=words(p, kg.scope),
            functional=(p, RDF.type, OWL.FunctionalProperty) in graph,
            additive=truth(p, kg.additive),
            units=words(p, kg.inUnit),
            single=truth(p, kg.singleValued),
            parents=parents(p, RDFS.subPropertyOf),
        )
    units = {
        name(u): UnitTerm(name(u), label(u, "en"), label(u, "zh"), symbol=str(graph.value(u, kg.symbol) or ""))
        for u in sorted(graph.subjects(RDF.type, kg.Unit), key=str)
    }
    enums = {
        column: tuple(sorted(kebab(name(i)) for i in graph.subjects(RDF.type, kg[cls])))
        for column, cls in _ENUMS.items()
    }
    enums["relation"] = words_below(graph, kg.relatedClaim)
    return Vocabulary(classes, properties, units, enums)


def definitions(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the definition of every term of the ontology in English and Chinese, by name."""
    from rdflib import SKOS

    found: dict[str, dict[str, str]] = {}
    for term, text in read_ontology(folder).subject_objects(SKOS.definition):
        found.setdefault(str(term).removeprefix(KG).removeprefix(UNIT), {})[getattr(text, "language", "") or ""] = str(
            text
        )
    return {name: (said.get("en", ""), said.get("zh", "")) for name, said in sorted(found.items())}


def words_below(graph: rdflib.Graph, top: Node) -> tuple[str, ...]:
    """Return the names of the properties directly below one property."""
    from rdflib import RDFS

    return tuple(sorted(str(s).removeprefix(KG) for s in graph.subjects(RDFS.subPropertyOf, top)))


def kebab(word: str) -> str:
    """Write a camel-case word of the ontology as the tables write it: `marketInfo` as `market-info`."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in word)
