"""RDF files: Turtle and JSON-LD of all triples, TriG and N-Quads with named graphs, and a VoID/DCAT description.

The named graphs give the provenance of a triple: one per document (its claims), the register, the direct layer, the
ontology, the inferences. Lines are sorted before writing, so the same triples give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg import files
from kg.build import mapping
from kg.build.cache import ontology_triples
from kg.build.mapping import basis_of, claim_text, direct_line, register_lines
from kg.engine.store import new_store, serialize
from kg.export.target import whole_file
from kg.export.void import describe
from kg.values import ids
from kg.values.ids import PREFIXES
from kg.words.vocab import PROPERTIES

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ledger.rows import Tables


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
    }
    made["void.ttl"] = describe(tables, graph.ledger.coverage, triples, with_graphs, made, PREFIXES)
    for name, content in made.items():
        with whole_file(out / name) as part:
            part.write_bytes(content)
