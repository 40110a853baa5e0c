"""Two lists that Gephi and Excel open as they are, with nothing in them that calculates."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.drawing.picture import Edge, Node, Picture
from kg.export.csvlists import EDGE_COLUMNS, NODE_COLUMNS, write_csv_lists
from kg.export.sound import merged
from kg.values.text import formula_safe
from tests.support.pictures import atlas, hostile, pictures

BOTH = pytest.mark.parametrize("claims", [False, True], ids=["direct", "claims"])
PICTURES = pytest.mark.parametrize("picture", [atlas(), hostile()], ids=["atlas", "hostile"])

FIGURE = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@PICTURES
@BOTH
def test_every_node_and_edge_is_a_row(picture: Picture, claims: bool, tmp_path: Path) -> None:
    nodes, edges = map(rows, write_csv_lists(picture, tmp_path / "new", claims=claims))
    kept = picture.edges if claims else merged(picture.edges)
    assert len(nodes) == len(picture.nodes) + 1
    assert len(edges) == len(kept) + 1
    assert tuple(nodes[0][: len(NODE_COLUMNS)]) == NODE_COLUMNS
    assert tuple(edges[0][: len(EDGE_COLUMNS)]) == EDGE_COLUMNS
    assert {len(row) for row in nodes} == {len(nodes[0])}
    assert {len(row) for row in edges} == {len(edges[0])}
    assert len({column.lower() for column in edges[0]}) == len(edges[0])
    ids = {row[0] for row in nodes[1:]}
    assert {end for row in edges[1:] for end in row[1:3]} <= ids
    assert len({tuple(row[1:5]) for row in edges[1:]}) == len(kept)  # Gephi merges by ends, direction and kind


@given(picture=pictures(), claims=st.booleans())
def test_no_cell_is_a_formula(picture: Picture, claims: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    for path in write_csv_lists(picture, tmp_path_factory.mktemp("lists"), claims=claims):
        cells = [cell for row in rows(path) for cell in row]
        assert all(cell == formula_safe(cell) for cell in cells)


def test_figures_stay_figures_and_formulas_become_text(tmp_path: Path) -> None:
    node = Node(
        "n", "=1+1", "@x", "c", "maker", -3.5, attributes={"loss": -763e6, "note": "-1+2", "code": "-763000000"}
    )
    first = rows(write_csv_lists(Picture((node,), (), "", "", "", ""), tmp_path)[0])
    row = dict(zip(*first, strict=True))
    assert (row["Label"], row["Label zh"], row["note"]) == ("'=1+1", "'@x", "'-1+2")
    assert (row["X"], row["loss"], row["code"]) == ("-3.5", "-763000000.0", "-763000000")
    assert all(FIGURE.fullmatch(row[column]) for column in ("X", "Y", "Size", "loss"))


def test_times_are_written_for_people_and_for_gephi(tmp_path: Path) -> None:
    spells = ((None, "2024-12-31"), ("2025-06-01", None))
    nodes = (Node("a", "a", "a", "c", "maker", spells=spells), Node("b", "b", "b", "c", "maker"))
    header, first, second = rows(write_csv_lists(Picture(nodes, (), "", "", "", ""), tmp_path)[0])
    assert dict(zip(header, first, strict=True))["Timeset"] == "<[-Infinity, 2024-12-31]; [2025-06-01, Infinity]>"
    assert [dict(zip(header, second, strict=True))[name] for name in ("Start", "End", "Timeset")] == ["", "", ""]


def test_parallel_claims_have_a_kind_each(tmp_path: Path) -> None:
    nodes = tuple(Node(id_, id_, id_, "c", "maker") for id_ in "ab")
    edges = tuple(Edge(f"00{n}/1", "a", "b", "tests", "tests", "测试") for n in range(2))
    listed = rows(write_csv_lists(Picture(nodes, edges, "", "", "", ""), tmp_path, claims=True)[1])
    assert [(row[4], row[7]) for row in listed[1:]] == [("tests", "tests"), ("tests 2", "tests")]


@PICTURES
def test_excel_sees_the_mark_and_lines_end_as_on_unix(picture: Picture, tmp_path: Path) -> None:
    for content in (path.read_bytes() for path in write_csv_lists(picture, tmp_path)):
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.index(b"\n") != content.find(b"\r") + 1
