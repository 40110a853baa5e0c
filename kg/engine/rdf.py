"""The door to rdflib: the ontology, or any lines of N-Triples, as an rdflib graph.

rdflib serves documentation, SHACL and other people's tools. Nothing that answers a question may come through here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.words.current import ontology_files

if TYPE_CHECKING:
    import rdflib


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
