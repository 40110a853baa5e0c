"""networkx and igraph read the GraphML back whole, parallel edges included; ids are XML name tokens."""

from __future__ import annotations

import io
import re
from pathlib import Path

import igraph
import networkx
import pytest
from hypothesis import given

from kg.drawing.picture import Edge, Node, Picture
from kg.export.graphml import write_graphml
from kg.export.sound import merged
from kg.values.text import clean, xml_safe
from tests.support.pictures import atlas, hostile, pictures

BOTH = pytest.mark.parametrize("claims", [False, True], ids=["direct", "claims"])
PICTURES = pytest.mark.parametrize("picture", [atlas(), hostile()], ids=["atlas", "hostile"])


def graphml(picture: Picture, claims: bool = False) -> str:
    file = io.StringIO()
    write_graphml(picture, file, claims=claims)
    return file.getvalue()


def read(text: str) -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.read_graphml(io.BytesIO(text.encode("utf-8")))
    return graph


@given(pictures())
def test_networkx_reads_back_the_same_counts(picture: Picture) -> None:
    for claims in (False, True):
        graph = read(graphml(picture, claims))
        assert graph.is_directed()
        assert graph.number_of_nodes() == len(picture.nodes)
        assert graph.number_of_edges() == len(picture.edges if claims else merged(picture.edges))


@PICTURES
@BOTH
def test_networkx_reads_back_what_was_written(picture: Picture, claims: bool) -> None:
    graph = read(graphml(picture, claims))
    edges = picture.edges if claims else merged(picture.edges)
    seen = {data["edge_id"]: data for _, _, data in graph.edges(data=True)}
    assert set(seen) == {xml_safe(edge.id) for edge in edges}
    for edge in edges:
        assert (seen[edge.id]["kind"], seen[edge.id]["weight"]) == (clean(edge.kind), edge.weight)
        assert seen[edge.id]["disputed"] is edge.disputed
    for node, data in zip(picture.nodes, (data for _, data in graph.nodes(data=True)), strict=True):
        assert (data["x"], data["y"], data["size"]) == (node.x, node.y, node.size)
        assert data.get("label", "") == clean(node.label)
    assert graph.graph["title"] == clean(picture.title)


@PICTURES
@BOTH
def test_igraph_reads_back_the_same_counts(picture: Picture, claims: bool, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    write_graphml(picture, path, claims=claims)
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    assert graph.vcount() == len(picture.nodes)
    assert graph.ecount() == len(picture.edges if claims else merged(picture.edges))
    assert [label or "" for label in graph.vs["label"]] == [clean(node.label) for node in picture.nodes]


def test_parallel_edges_survive() -> None:
    nodes = tuple(Node(id_, id_, id_, "c", "maker") for id_ in "ab")
    edges = tuple(Edge(f"00{n}/1", "a", "b", kind, "", "") for n, kind in enumerate(("tests", "tests", "uses")))
    picture = Picture(nodes, edges, "", "", "", "")
    assert read(graphml(picture, claims=True)).number_of_edges("a", "b") == 3
    assert sorted(data["kind"] for _, _, data in read(graphml(picture)).edges(data=True)) == ["tests", "uses"]


@PICTURES
def test_ids_are_name_tokens_each_once(picture: Picture) -> None:
    text = graphml(picture, claims=True)
    ids = re.findall(r'<(?:node|edge) id="([^"]*)"', text)
    assert len(ids) == len(picture.nodes) + len(picture.edges)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9._:-]+", id_) for id_ in ids)


def test_ids_that_look_escaped_do_not_meet() -> None:
    nodes = tuple(Node(id_, "", "", "c", "maker") for id_ in ("a/b", "a_x2f_b", "a_b"))
    graph = read(graphml(Picture(nodes, (), "", "", "", "")))
    assert list(graph.nodes) == ["a_x2f_b", "a_x5f_x2f_b", "a_b"]


def test_yed_is_told_shape_colour_and_place() -> None:
    text = graphml(atlas())
    assert text.count("<y:ShapeNode>") == len(atlas().nodes)
    assert text.count("<y:PolyLineEdge>") == len(merged(atlas().edges))
    assert {"hexagon", "diamond", "triangle", "rectangle", "ellipse"} <= set(re.findall(r'<y:Shape type="(\w+)"', text))
    looks = set(re.findall(r'LineStyle \S+ type="(\w+)" \S+/><y:Arrows \S+ target="(\w+)"', text))
    assert looks == {
        *((line, "standard") for line in ("line", "dashed", "dotted", "dashed_dotted")),
        ("dashed_dotted", "white_delta"),
    }, "an opinion and a denial have one line and two heads"
