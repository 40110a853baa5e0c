"""The GEXF is valid, is read whole by the reader of Gephi Lite, and holds nothing that Gephi's importer drops."""

from __future__ import annotations

import functools
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from kg.drawing.picture import Edge, Node, Picture
from kg.drawing.style import radius, role_style
from kg.export.columns import RESERVED
from kg.export.gexf import write_gexf
from kg.export.sound import distinct_kinds, merged
from kg.problem import KgError
from kg.values.text import clean
from tests.support.pictures import atlas, hostile, pictures

TESTS = Path(__file__).parents[1]
SCHEMAS = TESTS / "schemas" / "gexf-1.3"
NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
BOTH = pytest.mark.parametrize("claims", [False, True], ids=["direct", "claims"])
PICTURES = pytest.mark.parametrize(
    "picture", [atlas(), hostile(), Picture((), (), "", "", "", "")], ids=["atlas", "hostile", "empty"]
)


def gexf(picture: Picture, claims: bool = False) -> str:
    file = io.StringIO()
    write_gexf(picture, file, claims=claims)
    return file.getvalue()


def tree(picture: Picture, claims: bool = False) -> etree._Element:
    return etree.fromstring(gexf(picture, claims).encode("utf-8"))


def lines(picture: Picture, claims: bool) -> tuple[Edge, ...]:
    return picture.edges if claims else merged(picture.edges)


@functools.cache
def relax_ng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "gexf.rng"))


@functools.cache
def xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "gexf.xsd"))


def valid(text: str) -> None:
    relax_ng().assertValid(etree.fromstring(text.encode("utf-8")))
    unprefixed = text.replace("<viz:", "<")
    xsd().assertValid(etree.fromstring(unprefixed.encode("utf-8")))


@PICTURES
@BOTH
def test_both_schemas_find_it_valid(picture: Picture, claims: bool) -> None:
    valid(gexf(picture, claims))


@given(pictures())
def test_any_picture_is_valid_and_keeps_its_counts(picture: Picture) -> None:
    for claims in (False, True):
        valid(gexf(picture, claims))
        root = tree(picture, claims)
        edges = root.findall(".//g:edge", NS)
        assert len(root.findall(".//g:node", NS)) == len(root.findall(".//viz:position", NS)) == len(picture.nodes)
        assert len(edges) == len(lines(picture, claims))
        assert len({(e.get("source"), e.get("target"), e.get("kind")) for e in edges}) == len(edges)


def test_the_schemas_bite() -> None:
    with pytest.raises(etree.DocumentInvalid):
        valid(gexf(atlas()).replace('type="directed"', 'type="both"', 1))


@functools.cache
def reader() -> list[str]:
    node = shutil.which("node")
    if node is None or not (TESTS / "js" / "node_modules" / "graphology-gexf").is_dir():
        pytest.skip("GEXF was NOT read by graphology: run `npm ci` in tests/js (needs node 18 or newer)")
    return [node, str(TESTS / "js" / "read-gexf.mjs")]


@PICTURES
@BOTH
def test_graphology_reads_back_the_same_graph(picture: Picture, claims: bool, tmp_path: Path) -> None:
    path = tmp_path / "graph.gexf"
    write_gexf(picture, path, claims=claims)
    run = subprocess.run([*reader(), str(path)], capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    read: dict[str, list[dict[str, Any]]] = json.loads(run.stdout)
    assert [node["id"] for node in read["nodes"]] == [node.id for node in picture.nodes]
    assert [(node["x"], node["y"]) for node in read["nodes"]] == [(node.x, -node.y) for node in picture.nodes]
    assert [node["size"] for node in read["nodes"]] == [radius(node.size) for node in picture.nodes]
    assert [node.get("label", "") for node in read["nodes"]] == [clean(node.label) for node in picture.nodes]
    edges = lines(picture, claims)
    seen = [(e["id"], e["source"], e["target"], e.get("kind"), e["weight"], e["undirected"]) for e in read["edges"]]
    kinds = distinct_kinds(edges)
    assert seen == [
        (edge.id, edge.source, edge.target, kind, edge.weight, False) for edge, kind in zip(edges, kinds, strict=True)
    ]
    assert [e["property"] for e in read["edges"]] == [clean(edge.kind) for edge in edges]


def test_lists_arrive_as_lists(tmp_path: Path) -> None:
    items = ("a", "b, c", 'say "yes"', "back\\slash", "芯片", "[x]", "it's")
    picture = Picture((Node("n", "n", "n", "c", "maker", attributes={"names": items}),), (), "", "", "", "")
    path = tmp_path / "graph.gexf"
    write_gexf(picture, path)
    assert r'["a","b, c","say \"yes\""' in path.read_text("utf-8").replace("&quot;", '"')
    run = subprocess.run([*reader(), str(path)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert tuple(json.loads(run.stdout)["nodes"][0]["names"]) == items


def test_the_bytes_are_these() -> None:
    node = Node("metax", "MetaX", "沐曦股份", "Company", "maker", 10.0, 20.0, 4.0, attributes={"founded": 2020})
    edge = Edge("e1", "metax", "metax", "tests", "tests", "测试", 2.0, spells=(("2025-01-01", None),))
    expected = (TESTS / "schemas" / "small.gexf").read_text("utf-8")
    assert gexf(Picture((node,), (edge,), "Ledger", "账本", "1 claim", "1 条陈述")) == expected


@BOTH
def test_networkx_reads_it_whole(claims: bool) -> None:
    import networkx

    picture = atlas()
    read = networkx.read_gexf(io.BytesIO(gexf(picture, claims).encode("utf-8")))
    assert read.is_directed()
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(picture.nodes), len(lines(picture, claims)))


def test_columns_stand_before_the_nodes_one_block_a_class() -> None:
    graph = tree(hostile()).find("g:graph", NS)
    assert graph is not None
    children = [(etree.QName(child).localname, child.get("class")) for child in graph]
    assert children == [("attributes", "node"), ("attributes", "edge"), ("nodes", None), ("edges", None)]


@pytest.mark.parametrize("class_", ["node", "edge"])
def test_column_ids_are_ascii_each_once_and_never_reserved(class_: str) -> None:
    columns = tree(hostile()).findall(f".//g:attributes[@class='{class_}']/g:attribute", NS)
    ids = [column.get("id", "") for column in columns]
    assert len(ids) == len(set(ids)) > 10
    assert all(id_.isascii() and id_.isidentifier() for id_ in ids)
    assert not RESERVED & set(ids)
    assert not RESERVED & {(column.get("title") or "").lower() for column in columns}
    assert "anyURI" not in {column.get("type") for column in columns}


def test_every_value_has_its_column() -> None:
    root = tree(hostile())
    for class_ in ("node", "edge"):
        declared = {c.get("id") for c in root.iterfind(f".//g:attributes[@class='{class_}']/g:attribute", NS)}
        used = {value.get("for") for value in root.iterfind(f".//g:{class_}//g:attvalue", NS)}
        assert used <= declared


def test_attributes_that_repeat_the_exporters_own_columns_are_written_once() -> None:
    node = Node("a", "a", "甲", "Company", "maker", attributes={"role": "maker", "class": "Company", "label_zh": "甲"})
    edges = tuple(
        Edge(f"e{n}", "a", "a", f"k{n}", "k", "", disputed=True, attributes={"disputed": True, "state": state})
        for n, state in enumerate(("stated", "stated; plan"))
    )
    columns = tree(Picture((node,), edges, "", "", "", "")).iterfind(".//g:attribute", NS)
    own = ["label_zh", "class", "role", "label_zh", "property", "state", "disputed"]
    assert [column.get("id") for column in columns] == [*own, "state_2"]


def test_colour_says_the_role() -> None:
    for node, element in zip(atlas().nodes, tree(atlas()).iterfind(".//g:node", NS), strict=True):
        colour = element.find("viz:color", NS)
        assert colour is not None
        channels = [int(colour.get(channel, "")) for channel in "rgb"]
        assert "#{:02x}{:02x}{:02x}".format(*channels) == role_style(node.role).light


def test_a_picture_without_days_is_static() -> None:
    node = Node("a", "a", "a", "c", "maker")
    assert 'mode="static" defaultedgetype="directed">\n    <attributes' in gexf(Picture((node,), (), "", "", "", ""))
    assert '<graph mode="dynamic" timeformat="date" ' in gexf(atlas())


def test_parallel_claims_stay_apart_and_say_their_property() -> None:
    nodes = tuple(Node(id_, id_, id_, "c", "maker") for id_ in "ab")
    claims = tuple(Edge(f"00{n}/1", "a", "b", "tests", "tests", "测试") for n in range(3))
    picture = Picture(nodes, claims, "", "", "", "")
    edges = tree(picture, claims=True).findall(".//g:edge", NS)
    assert [edge.get("kind") for edge in edges] == ["tests", "tests 2", "tests 3"]
    properties = [edge.find("g:attvalues/g:attvalue[@for='property']", NS) for edge in edges]
    assert [value is not None and value.get("value") for value in properties] == ["tests"] * 3
    assert len(tree(picture).findall(".//g:edge", NS)) == 1


def test_a_refused_picture_leaves_no_file(tmp_path: Path) -> None:
    dangling = Picture((), (Edge("e", "a", "b", "tests", "", ""),), "", "", "", "")
    with pytest.raises(KgError, match="dangling-edge"):
        write_gexf(dangling, tmp_path / "graph.gexf")
    assert not list(tmp_path.iterdir())
