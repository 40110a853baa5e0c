"""The networkx graph goes through other people's tools: every view, every writer, and what can be read comes back."""

from __future__ import annotations

import json
import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import pytest
from pyvis.network import Network

from kg.graph import Graph
from kg.knowledge.network import VIEWS

if TYPE_CHECKING:
    Made = nx.MultiDiGraph[str]


def as_json(made: Made, path: Path) -> None:
    path.write_text(json.dumps(nx.node_link_data(made)), encoding="utf-8")


def from_json(path: Path) -> nx.Graph[str]:
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")))


def as_cytoscape(made: Made, path: Path) -> None:
    path.write_text(json.dumps(nx.cytoscape_data(made)), encoding="utf-8")


def as_adjacency(made: Made, path: Path) -> None:
    path.write_text(json.dumps(nx.adjacency_data(made)), encoding="utf-8")


def as_pajek(made: Made, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".* is not processed")  # only text, and not empty
        nx.write_pajek(made, path)


def as_text(made: Made, path: Path) -> None:
    path.write_text("\n".join(nx.generate_network_text(made)), encoding="utf-8")


def as_pyvis(made: Made, path: Path) -> None:
    shown = Network(directed=True)
    shown.from_nx(made)
    path.write_text(shown.generate_html(), encoding="utf-8")
    assert len(shown.nodes) == made.number_of_nodes()


def as_igraph(made: Made, path: Path) -> None:
    other = igraph.Graph.from_networkx(made)
    assert (other.vcount(), other.ecount()) == (made.number_of_nodes(), made.number_of_edges())
    other.write_graphml(str(path))


WRITERS: dict[str, Callable[[Made, Path], object]] = {
    "gexf": nx.write_gexf,
    "graphml": nx.write_graphml,
    "graphml without lxml": nx.write_graphml_xml,
    "gml": nx.write_gml,
    "json": as_json,
    "cytoscape": as_cytoscape,
    "adjacency": as_adjacency,
    "pajek": as_pajek,
    "adjlist": nx.write_adjlist,
    "multiline adjlist": nx.write_multiline_adjlist,
    "edgelist": nx.write_edgelist,
    "weighted edgelist": nx.write_weighted_edgelist,
    "text": as_text,
    "pandas": lambda made, path: nx.to_pandas_edgelist(made).to_csv(path),
    "pickle": lambda made, path: path.write_bytes(pickle.dumps(made)),
    "pyvis": as_pyvis,
    "igraph": as_igraph,
}
READERS: dict[str, Callable[[Path], nx.Graph[str]]] = {
    "gexf": nx.read_gexf,
    "graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
    "gml": nx.read_gml,
    "json": from_json,
}
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS)
EVERY_GRAPH = pytest.mark.parametrize("name", ["small", "hostile"])


@EVERY_VIEW
@EVERY_GRAPH
def test_every_attribute_is_text_a_number_or_a_boolean(name: str, view: str, request: pytest.FixtureRequest) -> None:
    # Claims were a tuple, which neither GEXF nor GraphML can hold.
    made: Made = request.getfixturevalue(name).networkx(view)
    told = [*(data for _, data in made.nodes(data=True)), *(data for _, _, data in made.edges(data=True))]
    assert {type(value) for data in told for value in data.values()} <= {str, int, float, bool}
    assert {type(value) for value in made.graph.values()} <= {str, int, float, bool}
    assert all(isinstance(node, str) for node in made)


@EVERY_VIEW
@pytest.mark.parametrize("writer", WRITERS)
@EVERY_GRAPH
def test_every_view_goes_through_every_writer(
    name: str, writer: str, view: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        WRITERS[writer](request.getfixturevalue(name).networkx(view), tmp_path / "file")
    assert (tmp_path / "file").stat().st_size > 50


@EVERY_VIEW
@pytest.mark.parametrize("writer", READERS)
def test_what_is_read_again_is_what_was_written(small: Graph, writer: str, view: str, tmp_path: Path) -> None:
    made = small.networkx(view)
    WRITERS[writer](made, tmp_path / "file")
    read = READERS[writer](tmp_path / "file")
    told = ("property", "state", "origins", "claims")

    def edges(graph: nx.Graph[str]) -> list[tuple[object, ...]]:
        return sorted((a, b, *(str(data[key]) for key in told)) for a, b, data in graph.edges(data=True))

    assert edges(read) == edges(made)
    labels = [{node: data["label_zh"] for node, data in one.nodes(data=True)} for one in (read, made)]
    assert labels[0] == labels[1]


def test_the_claims_of_an_edge_are_told_apart(small: Graph) -> None:
    claims = str(small.networkx().edges["gamma", "alpha", "tests:stated"]["claims"])
    assert claims.split("; ") == ["d001/1", "d002/1", "d003/1"]
