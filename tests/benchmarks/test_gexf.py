"""GEXF: our streaming writer beside networkx, 100,000 edges. Target: at least 8 times faster."""

from __future__ import annotations

import io
import random

import networkx

from kg.drawing.picture import Edge, Node, Picture
from kg.export.gexf import write_gexf
from tests.benchmarks.cpu import best, table

EDGES = 100_000


def picture(edges: int) -> Picture:
    """Make a picture with a tenth as many nodes as edges; every edge has its own ends or kind."""
    chance = random.Random(3)
    count = edges // 10
    nodes = tuple(
        Node(
            f"n{n}",
            f"Node {n}",
            f"节点{n}",
            "ChipMaker",
            "maker",
            chance.uniform(-1000, 1000),
            chance.uniform(-700, 700),
        )
        for n in range(count)
    )
    ends = {(chance.randrange(count), chance.randrange(count)) for _ in range(edges)}
    made = tuple(
        Edge(
            f"e{n}",
            f"n{a}",
            f"n{b}",
            "tests",
            "tests chips of",
            "测试",
            spells=(("2024-01-01", "2024-12-31"),),
            attributes={"document": f"d{n % 90}"},
        )
        for n, (a, b) in enumerate(sorted(ends))
    )
    return Picture(nodes, made, "Synthetic", "合成", "", "")


def test_gexf() -> None:
    """Print both times and their ratio."""
    drawn = picture(EDGES)
    # The same information, as far as networkx can write it: labels, class, role, place, size; kind, state, dates.
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(mode="dynamic")
    for node in drawn.nodes:
        place = {"position": {"x": node.x, "y": node.y, "z": 0.0}, "color": {"r": 1, "g": 2, "b": 3}, "size": node.size}
        graph.add_node(node.id, label=node.label, label_zh=node.label_zh, cls=node.cls, role=node.role, viz=place)
    for edge in drawn.edges:
        more = {"property": edge.kind, "state": edge.state, "disputed": edge.disputed, "label_zh": edge.label_zh}
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.id,
            label=edge.label,
            weight=edge.weight,
            document=edge.attributes["document"],
            start="2024-01-01",
            end="2024-12-31",
            **more,
        )

    mine = best(lambda: write_gexf(drawn, io.StringIO()), 3)
    theirs = best(lambda: networkx.write_gexf(graph, io.BytesIO()), 1)
    rows = [
        ("writer", "CPU s", "times"),
        ("networkx", f"{theirs:.2f}", "1.0"),
        ("ours", f"{mine:.2f}", f"{theirs / mine:.1f}"),
    ]
    table(f"GEXF of {len(drawn.edges):,} edges", rows)
