"""The ontology as plain records: every term with its texts, its connections and its constraints, in a fixed order.

The printed reference and the generated vocabulary are both made from these records. Nothing is added here: every text
comes from `ontology/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from kg.engine.rdf import read_ontology
from kg.values.ids import KG, UNIT
from kg.words.current import ontology_files
from kg.words.terms import ClassTerm, PropertyKind, PropertyTerm, UnitTerm, Vocabulary

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

#: A text in English and in Chinese.
Pair = tuple[str, str]
Kind = Literal["class", "relation", "measure", "attribute", "claim", "value", "unit", "annotation"]

#: Kinds of property in OWL, in the order of print.
TRAITS = (
    "FunctionalProperty",
    "SymmetricProperty",
    "TransitiveProperty",
    "AsymmetricProperty",
    "IrreflexiveProperty",
)
_DATATYPES = {"xsd:string": "text", "xsd:boolean": "boolean"}
#: Columns whose words are individuals of a class of the ontology.
_ENUMS = {
    "mode": "Mode",
    "extent": "Extent",
    "polarity": "Polarity",
    "basis": "Basis",
    "rank": "Rank",
    "period_basis": "PeriodBasis",
    "cause": "ConflictCause",
}
_COUNTS = {"cardinality": "exactly", "minCardinality": "least", "maxCardinality": "most"}
_MATCHES = ("exactMatch", "closeMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class Match:
    """A term of another vocabulary: how alike it is (`exactMatch` …), its short name, its IRI."""

    how: str
    name: str
    iri: str


@dataclass(frozen=True, slots=True)
class Having:
    """A restriction on the members of a class: `how` (some, exactly, least, most) and `what` (a class or a number).

    `inverse` is True where the property is read backwards.
    """

    how: str
    property: str
    what: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One term. Other terms are named as `name` is: `Chip`, `madeBy`, `unit:CNY`."""

    name: str
    iri: str
    kind: Kind
    label: Pair
    definition: Pair
    example: Pair
    status: str = ""
    role: str = ""
    symbol: str = ""
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    value_kind: str = ""
    scope: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    has: tuple[Having, ...] = ()
    #: What defines the class: other classes, and restrictions.
    defined: tuple[tuple[str, ...], tuple[Having, ...]] = ((), ())
    disjoint: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    #: Properties with this class as their domain (or this unit), and with it as their range.
    said_of: tuple[str, ...] = ()
    led_to: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The ontology's own metadata."""

    iri: str
    title: Pair
    description: Pair
    version: str
    version_iri: str
    modified: str
    creator: str
    license: str
    citation: str
    comment: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology: its header, its terms by name, and the groups of disjoint classes."""

    header: Header
    terms: Mapping[str, Term] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()


def read(folder: Path, *, alignments: bool = True) -> Ontology:
    """Read the ontology, with its alignments unless told otherwise; everything in it is sorted by name."""
    return _Reader(read_ontology(folder, alignments=alignments)).ontology()


def definitions(folder: Path) -> dict[str, Pair]:
    """Return the definition of every term of the ontology in English and Chinese, by name."""
    return {_bare(name): term.definition for name, term in read(folder, alignments=False).terms.items()}


def vocabulary(folder: Path) -> Vocabulary:
    """Return what the checks need of the ontology: classes, properties, units, and the words a column may hold."""
    terms = read(folder, alignments=False).terms
    classes, properties, units = {}, {}, {}
    words: dict[str, list[str]] = {cls: [] for cls in _ENUMS.values()}
    for name, term in terms.items():
        english, chinese = term.label[0] or _bare(name), term.label[1] or _bare(name)
        if term.kind == "class":
            classes[name] = ClassTerm(
                name=name, label_en=english, label_zh=chinese, parents=term.parents, role=term.role
            )
        elif term.kind == "unit":
            units[_bare(name)] = UnitTerm(name=_bare(name), label_en=english, label_zh=chinese, symbol=term.symbol)
        elif term.kind == "value":
            for cls in words.keys() & set(term.parents):
                words[cls].append(kebab(name))
        elif term.kind != "annotation":
            properties[name] = _property(term, english, chinese, terms)
    enums = {column: tuple(sorted(words[cls])) for column, cls in _ENUMS.items()}
    return Vocabulary(classes, properties, units, enums | {"relation": terms["relatedClaim"].children})


def renew(folder: Path) -> None:
    """Put the words of the ontology in place of the generated ones; KgError if a file is not Turtle.

    This comes before anything that reads the words.
    """
    from kg.engine.store import read_turtle
    from kg.words import vocab

    for path in ontology_files(folder):
        read_turtle(path.read_bytes(), path.stem, f"{folder.name}/{path.name}")  # says which line is wrong
    new = vocabulary(folder)
    for words, old in (
        (new.classes, vocab.CLASSES),
        (new.properties, vocab.PROPERTIES),
        (new.units, vocab.UNITS),
        (new.enums, vocab.ENUMS),
    ):
        old.clear()
        old.update(words)  # type: ignore[arg-type]


def _property(term: Term, english: str, chinese: str, terms: Mapping[str, Term]) -> PropertyTerm:
    if term.kind == "attribute":
        ranges = tuple(_DATATYPES[datatype] for datatype in term.range) or tuple(filter(None, (term.value_kind,)))
    else:
        ranges = tuple(cls for cls in term.range if cls in terms)  # the ontology leaves datatypes to the programs
    return PropertyTerm(
        name=term.name,
        label_en=english,
        label_zh=chinese,
        kind=cast(PropertyKind, term.kind),
        domain=term.domain,
        range=ranges,
        scope=term.scope,
        functional="FunctionalProperty" in term.traits,
        additive="additive" in term.traits,
        units=tuple(map(_bare, term.units)),
        single="singleValued" in term.traits,
        parents=term.parents,
    )


def _bare(name: str) -> str:
    return name.removeprefix("unit:")


def kebab(word: str) -> str:
    """Write a camel-case word of the ontology as the tables write it: `marketInfo` as `market-info`."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in word)


class _Reader:
    """The graph that is read, and the printed names of its nodes."""

    def __init__(self, graph: rdflib.Graph) -> None:
        from rdflib import OWL, RDF, RDFS, Namespace

        self.graph, self.owl, self.rdf, self.rdfs, self.kg = graph, OWL, RDF, RDFS, Namespace(KG)
        self.prefixes = sorted(((str(space), name) for name, space in graph.namespaces() if name), key=_longest)
        self.groups = sorted(self._groups())
        properties = {*self.ours(OWL.ObjectProperty), *self.ours(OWL.DatatypeProperty)}
        self.ends = {
            str(end): {self.name(one): self.classes(one, end) for one in properties}
            for end in (RDFS.domain, RDFS.range)
        }

    def ontology(self) -> Ontology:
        terms = {term.name: term for term in (self.term(node, kind) for node, kind in self.nodes())}
        return Ontology(self.header(), {name: terms[name] for name in sorted(terms)}, tuple(self.groups))

    def nodes(self) -> Iterator[tuple[Node, Kind]]:
        """Yield every term of the project with its kind."""
        owl = self.owl
        for node in self.ours(owl.Class):
            yield node, "class"
        for node in {*self.ours(owl.ObjectProperty), *self.ours(owl.DatatypeProperty)}:
            above = {str(one).removeprefix(KG) for one in self.graph.transitive_objects(node, self.rdfs.subPropertyOf)}
            tops: tuple[Kind, ...] = ("relation", "measure", "attribute")
            yield node, next((top for top in tops if top in above), "claim")
        for node in self.ours(owl.AnnotationProperty):
            yield node, "annotation"
        for node in self.ours(owl.NamedIndividual):
            yield node, "unit" if str(node).startswith(UNIT) else "value"

    def ours(self, kind: Node) -> list[Node]:
        nodes = (node for node in self.graph.subjects(self.rdf.type, kind) if str(node).startswith((KG, UNIT)))
        return sorted(nodes, key=str)

    def name(self, node: Node) -> str:
        """Return the name of a node: the project's without a prefix, units and foreign ones with theirs."""
        text = str(node)
        if text.startswith(KG):
            return text.removeprefix(KG)
        space, prefix = next(((s, p) for s, p in self.prefixes if text.startswith(s)), ("", ""))
        return f"{prefix}:{text.removeprefix(space)}" if prefix else text

    def pair(self, node: Node, predicate: Node) -> Pair:
        texts = {getattr(text, "language", ""): str(text) for text in self.graph.objects(node, predicate)}
        return texts.get("en", ""), texts.get("zh", "")

    def names(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(sorted(self.name(node) for node in nodes))

    def classes(self, node: Node, predicate: Node) -> tuple[str, ...]:
        """Return the classes or datatypes of a property's domain or range, with the members of a union."""
        nodes: list[Node] = []
        for one in self.graph.objects(node, predicate):
            union = self.graph.value(one, self.owl.unionOf)
            nodes += [one] if union is None else self.graph.items(union)
        return self.names(nodes)

    def having(self, node: Node) -> Having | None:
        """Return what a restriction says; None for any other node."""
        on = self.graph.value(node, self.owl.onProperty)
        if on is None:
            return None
        forwards = None if str(on).startswith(KG) else self.graph.value(on, self.owl.inverseOf)
        name, read_backwards = self.name(on if forwards is None else forwards), forwards is not None
        for word, how in _COUNTS.items():
            if (number := self.graph.value(node, self.owl[word])) is not None:
                return Having(how, name, str(number), read_backwards)
        filler = self.graph.value(node, self.owl.someValuesFrom)
        return Having("some", name, self.name(filler), read_backwards) if filler is not None else None

    def term(self, node: Node, kind: Kind) -> Term:
        from rdflib import SKOS, Namespace, URIRef

        graph, owl, rdfs = self.graph, self.owl, self.rdfs
        above = rdfs.subClassOf if kind == "class" else rdfs.subPropertyOf
        status = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#").term_status
        restrictions = (self.having(one) for one in graph.objects(node, above) if not isinstance(one, URIRef))
        types = {str(one) for one in graph.objects(node, self.rdf.type)}
        name = self.name(node)
        matches = (
            Match(how, self.name(other), str(other)) for how in _MATCHES for other in graph.objects(node, SKOS[how])
        )
        inverse = {*graph.objects(node, owl.inverseOf), *graph.subjects(owl.inverseOf, node)}
        return Term(
            name=name,
            iri=str(node),
            kind=kind,
            label=self.pair(node, rdfs.label),
            definition=self.pair(node, SKOS.definition),
            example=self.pair(node, SKOS.example),
            status=str(graph.value(node, status) or ""),
            role=str(graph.value(node, self.kg.role) or ""),
            symbol=str(graph.value(node, self.kg.symbol) or ""),
            parents=self.names(one for one in graph.objects(node, above) if isinstance(one, URIRef))
            or self.names(one for one in graph.objects(node, self.rdf.type) if str(one).startswith(KG)),
            children=self.names(one for one in graph.subjects(above, node) if isinstance(one, URIRef)),
            domain=self.classes(node, rdfs.domain),
            range=self.classes(node, rdfs.range),
            value_kind=str(graph.value(node, self.kg.valueKind) or ""),
            scope=self.names(graph.objects(node, self.kg.scope)),
            units=self.names(graph.objects(node, self.kg.inUnit)),
            traits=tuple(trait for trait in TRAITS if str(owl[trait]) in types)
            + tuple(word for word in ("singleValued", "additive") if str(graph.value(node, self.kg[word])) == "true"),
            inverse=self.names(one for one in inverse if isinstance(one, URIRef)),
            chains=tuple(sorted(self.chains(node))),
            has=tuple(sorted((one for one in restrictions if one), key=_order)),
            defined=self.defined(node),
            disjoint=tuple(sorted({one for group in self.groups if name in group for one in group} - {name})),
            values=self.values(node),
            said_of=self.pointing(node, rdfs.domain) + self.names(graph.subjects(self.kg.inUnit, node)),
            led_to=self.pointing(node, rdfs.range),
            matches=tuple(sorted(matches, key=lambda one: (_MATCHES.index(one.how), one.name))),
        )

    def chains(self, node: Node) -> Iterator[tuple[str, ...]]:
        """Yield the chains of properties from which a property follows."""
        for one in self.graph.objects(node, self.owl.propertyChainAxiom):
            yield tuple(map(self.name, self.graph.items(one)))

    def defined(self, node: Node) -> tuple[tuple[str, ...], tuple[Having, ...]]:
        """Return the classes and the restrictions that together define a class."""
        both = self.graph.value(self.graph.value(node, self.owl.equivalentClass), self.owl.intersectionOf)
        parts = list(self.graph.items(both)) if both is not None else []
        having = [one for one in map(self.having, parts) if one is not None]
        return self.names(part for part in parts if self.having(part) is None), tuple(sorted(having, key=_order))

    def values(self, node: Node) -> tuple[str, ...]:
        """Return the only members a class may have, in the order of the ontology."""
        listed = self.graph.value(self.graph.value(node, self.owl.equivalentClass), self.owl.oneOf)
        return tuple(map(self.name, self.graph.items(listed))) if listed is not None else ()

    def pointing(self, node: Node, predicate: Node) -> tuple[str, ...]:
        """Return the properties whose domain or range names a class, alone or in a union."""
        name = self.name(node)
        properties = (property for property, classes in self.ends[str(predicate)].items() if name in classes)
        return tuple(sorted(properties)) if (node, self.rdf.type, self.owl.Class) in self.graph else ()

    def _groups(self) -> Iterator[tuple[str, ...]]:
        for node in self.graph.subjects(self.rdf.type, self.owl.AllDisjointClasses):
            listed = self.graph.value(node, self.owl.members)
            yield tuple(map(self.name, self.graph.items(listed))) if listed is not None else ()
        for one, other in self.graph.subject_objects(self.owl.disjointWith):
            yield self.names((one, other))

    def header(self) -> Header:
        from rdflib import DCTERMS

        graph = self.graph
        node = next(graph.subjects(self.rdf.type, self.owl.Ontology))

        def one(predicate: Node) -> str:
            return str(graph.value(node, predicate) or "")

        return Header(
            iri=str(node),
            title=self.pair(node, DCTERMS.title),
            description=self.pair(node, DCTERMS.description),
            version=one(self.owl.versionInfo),
            version_iri=one(self.owl.versionIRI),
            modified=one(DCTERMS.modified),
            creator=one(DCTERMS.creator),
            license=one(DCTERMS.license),
            citation=one(DCTERMS.bibliographicCitation),
            comment=self.pair(node, self.rdfs.comment)[0],
        )


def _longest(prefix: tuple[str, str]) -> tuple[int, str]:
    return -len(prefix[0]), prefix[1]


def _order(having: Having) -> tuple[str, str]:
    return having.property, having.what
