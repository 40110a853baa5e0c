"""RDF files: every format holds the same triples, and the graphs say where each of them comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg.build import mapping
from kg.build.cache import ontology_triples
from kg.build.cache import tables as read_tables
from kg.engine import store
from kg.export.rdf_files import quads, write_rdf
from kg.files import data_dir, ontology_dir
from kg.graph import Graph
from kg.values import ids
from kg.values.ids import PREFIXES
from tests.support.small import graph_of, labelled, tables_of

FORMATS = {
    "ledger.ttl": pyoxigraph.RdfFormat.TURTLE,
    "ledger.trig": pyoxigraph.RdfFormat.TRIG,
    "ledger.nq": pyoxigraph.RdfFormat.N_QUADS,
    "ledger.jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def parsed(path: Path) -> Iterator[pyoxigraph.Quad]:
    return iter(pyoxigraph.parse(path=str(path), format=FORMATS[path.name]))


def name_of(quad: pyoxigraph.Quad) -> str:
    assert isinstance(quad.graph_name, pyoxigraph.NamedNode)
    return quad.graph_name.value


@pytest.mark.parametrize("name", FORMATS)
def test_loading_any_of_the_files_gives_the_graph(graph: Graph, exported: Path, name: str) -> None:
    made = store.new_store(None)
    made.add(f"{quad.triple} ." for quad in parsed(exported / name))
    assert set(made.triples()) == set(graph.store.triples())


def test_trig_and_n_quads_hold_the_same_quads(exported: Path) -> None:
    trig, nquads = (set(map(str, parsed(exported / name))) for name in ("ledger.trig", "ledger.nq"))
    assert len(nquads) > 10_000
    assert trig == nquads


def test_lines_of_n_quads_are_sorted_and_there_once(exported: Path) -> None:
    lines = (exported / "ledger.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_a_graph_a_document_and_four_more(exported: Path) -> None:
    found = {name_of(quad) for quad in parsed(exported / "ledger.nq")}
    documents = {ids.document_iri(stem) for stem in read_tables(data_dir()).files}
    assert found == documents | {mapping.REGISTER, mapping.DIRECT, mapping.ONTOLOGY, mapping.INFERRED}


def in_graph(exported: Path, name: str) -> set[str]:
    return {f"{quad.triple} ." for quad in parsed(exported / "ledger.nq") if name_of(quad) == name}


def test_the_graph_of_a_document_holds_its_claims_and_no_others(exported: Path) -> None:
    for stem in read_tables(data_dir()).files:
        lines = in_graph(exported, ids.document_iri(stem))
        assert lines
        assert all(line.startswith(f"<{ids.CLAIM}{stem}/") for line in lines)


def test_the_direct_layer_holds_plain_triples_between_entities(exported: Path) -> None:
    lines = in_graph(exported, mapping.DIRECT)
    assert len(lines) > 100
    assert all(line.startswith(f"<{ids.ENT}") and f" <{ids.KG}" in line for line in lines)


def test_the_graph_of_the_ontology_is_the_ontology_to_the_letter(exported: Path) -> None:
    # Cardinalities once came out as xsd:integer, which OWL 2 does not allow.
    assert any("nonNegativeInteger" in line for line in ontology_triples(ontology_dir()))
    assert in_graph(exported, mapping.ONTOLOGY) == set(ontology_triples(ontology_dir()))


def test_what_is_inferred_is_nowhere_said(exported: Path) -> None:
    said = {f"{q.triple} ." for q in parsed(exported / "ledger.nq") if name_of(q) != mapping.INFERRED}
    inferred = in_graph(exported, mapping.INFERRED)
    assert inferred
    assert not inferred & said
    # The engine rewrites numbers; once the graph took 665 for something that followed from 665.00.
    rows = tuple(f"<{kind}" for kind in (ids.CLAIM, ids.DOCUMENT, ids.ALIAS, ids.CONFLICT))
    words, new = ({line.split(" ")[1] for line in lines if line.startswith(rows)} for lines in (said, inferred))
    assert words
    assert not words & new, "no rule says what only a row may say"


def test_a_triple_said_in_two_places_stands_in_both(tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    lines = quads(graph_of(tables), tables)
    assert lines == sorted(set(lines))
    label = f"<{ids.ENT}alpha> {mapping.RDFS_LABEL}"
    assert [line for line in lines if line.startswith(label) and f"<{mapping.REGISTER}>" in line]


HOSTILE = ["</script><script>alert(1)</script>", '"quoted" \\ and \\u0041', "=HYPERLINK(1)", "'''", "{ } <> | ^ `"]


def test_hostile_labels_come_back_as_they_were(tmp_path: Path) -> None:
    labels = dict(zip(("alpha", "beta", "gamma", "fund", "board"), HOSTILE, strict=True))
    tables = tables_of(tmp_path, entities=labelled(**labels))
    write_rdf(graph_of(tables), tables, tmp_path)
    for name in FORMATS:
        read = {quad.object.value for quad in parsed(tmp_path / name) if isinstance(quad.object, pyoxigraph.Literal)}
        assert set(HOSTILE) <= read, name


def test_every_prefix_is_declared_and_none_twice(exported: Path) -> None:
    for name in ("ledger.ttl", "ledger.trig"):
        lines = (exported / name).read_text(encoding="utf-8").splitlines()
        declared = [line.split()[1].rstrip(":") for line in lines if line.startswith("@prefix")]
        assert sorted(declared) == sorted(PREFIXES)
