"""RDF files: Turtle and JSON-LD of all triples, TriG and N-Quads with named graphs, and a VoID/DCAT description.

The named graphs give the provenance of a triple: one per document (its claims), the register, the direct layer, the
ontology, the inferences. Lines are sorted before writing, so the same triples give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__, files
from kg.build import mapping
from kg.build.cache import ontology_triples
from kg.build.mapping import basis_of, claim_text, direct_line, quoted, register_lines
from kg.engine.store import new_store, serialize
from kg.export.target import whole_file
from kg.values import ids
from kg.values.ids import PREFIXES
from kg.words.vocab import PROPERTIES

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ledger.rows import Tables

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_DCT = "http://purl.org/dc/terms/"
_MEDIA = {
    "ledger.ttl": "text/turtle",
    "ledger.trig": "application/trig",
    "ledger.nq": "application/n-quads",
    "ledger.jsonld": "application/ld+json",
}


def quads(graph: Graph, tables: Tables) -> list[str]:
    """Return every triple of the graph as a sorted line of N-Quads, in the named graph it comes from.

    A triple that comes from several places is in each of their graphs.
    """
    documents = {document.id: document for document in tables.documents}
    said: dict[str, list[str]] = {
        mapping.REGISTER: list(register_lines(tables)),
        mapping.ONTOLOGY: ontology_triples(files.ontology_dir()),
        mapping.DIRECT: [],
    }
    for claim in tables.claims:
        term = PROPERTIES[claim.property]
        basis = basis_of(claim, documents)
        own = said.setdefault(ids.DOCUMENT + claim.document, [])
        own.append(claim_text(claim, term.kind, term.range, basis))
        if (line := direct_line(claim, term.kind, term.range, basis)) is not None:
            said[mapping.DIRECT].append(line)
    placed = {name: _as_stored(lines) for name, lines in said.items()}
    known = set().union(*placed.values())
    # The engine's spelling is not valid OWL: a cardinality must be a nonNegativeInteger.
    placed[mapping.ONTOLOGY] = set(said[mapping.ONTOLOGY])
    placed[mapping.INFERRED] = {line for line in graph.store.triples() if line not in known}
    return sorted(f"{line[:-1]}<{name}> ." for name, lines in placed.items() for line in lines)


def _triple(quad: str) -> str:
    return f"{quad.rsplit(' ', 2)[0]} ."


def _as_stored(lines: Iterable[str]) -> set[str]:
    # The engine normalises numbers (665.00 to 665); compared as text they would look inferred.
    made = new_store(None)
    made.load("\n".join(lines).encode())
    return set(made.triples())


def write_rdf(graph: Graph, tables: Tables, out: Path) -> None:
    """Write the RDF files into a folder."""
    with_graphs = quads(graph, tables)
    triples = sorted({_triple(line) for line in with_graphs})
    made = {
        "ledger.ttl": serialize(triples, "turtle", PREFIXES),
        "ledger.jsonld": serialize(triples, "jsonld", PREFIXES),
        "ledger.trig": serialize(with_graphs, "trig", PREFIXES),
        "ledger.nq": ("\n".join(with_graphs) + "\n").encode(),
        "void.ttl": serialize(
            sorted(_description(graph, triples, with_graphs)), "turtle", {**PREFIXES, "void": _VOID, "dcat": _DCAT}
        ),
    }
    for name, content in made.items():
        with whole_file(out / name) as part:
            part.write_bytes(content)


def _description(graph: Graph, triples: list[str], with_graphs: list[str]) -> Iterable[str]:
    """Yield a description of the dataset: VoID (W3C Interest Group Note 2011) and DCAT 3."""
    rdf_type = mapping.RDF_TYPE
    me = f"<{ids.BASE}dataset>"
    held = graph.ledger.coverage

    def integer(n: int) -> str:
        return f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>'

    yield f"{me} {rdf_type} <{_VOID}Dataset> ."
    yield f"{me} {rdf_type} <{_DCAT}Dataset> ."
    yield f"{me} <{_DCT}title> {quoted('Claim ledger of the domestic Chinese GPU industry')}@en ."
    yield f"{me} <{_DCT}title> {quoted('国产GPU产业陈述台账')}@zh ."
    yield f"{me} <{_DCT}description> {quoted(held.line('en'))}@en ."
    yield f"{me} <{_DCT}description> {quoted(held.line('zh'))}@zh ."
    yield f"{me} <{_DCT}license> <https://creativecommons.org/licenses/by/4.0/> ."
    yield f"{me} <{_DCAT}version> {quoted(__version__)} ."
    yield f"{me} <{_VOID}vocabulary> <{ids.KG.rstrip('#')}> ."
    yield f"{me} <{_VOID}uriSpace> {quoted(ids.BASE)} ."
    yield f"{me} <{_VOID}triples> {integer(len(triples))} ."
    yield f"{me} <{_VOID}documents> {integer(held.documents)} ."
    yield f"{me} <{_VOID}entities> {integer(len(graph.names.entities))} ."
    counts: dict[str, int] = {}
    for line in with_graphs:
        name = line.rsplit(" ", 2)[1][1:-1]
        counts[name] = counts.get(name, 0) + 1
    for name, count in sorted(counts.items()):
        yield f"{me} <{_VOID}subset> <{name}> ."
        yield f"<{name}> {rdf_type} <{_VOID}Dataset> ."
        yield f"<{name}> <{_VOID}triples> {integer(count)} ."
    for name, media in _MEDIA.items():
        part = f"<{ids.BASE}dataset/{name}>"
        yield f"{me} <{_DCAT}distribution> {part} ."
        yield f"{part} {rdf_type} <{_DCAT}Distribution> ."
        yield f"{part} <{_DCT}title> {quoted(name)} ."
        yield f"{part} <{_DCAT}mediaType> <https://www.iana.org/assignments/media-types/{media}> ."
