"""A picture that readers would drop parts of is refused with the reason; parallel edges are merged or told apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from kg.drawing.picture import Edge, Node, Picture
from kg.export.sound import check, disjoint_spells, distinct_kinds, merged
from kg.problem import KgError
from tests.support.pictures import atlas, hostile, pictures


def picture(nodes: str = "ab", *edges: Edge) -> Picture:
    return Picture(tuple(Node(id_, id_, id_, "Company", "maker") for id_ in nodes), edges, "t", "t", "c", "c")


def edge(id_: str = "e", **changes: object) -> Edge:
    return replace(Edge(id_, "a", "b", "tests", "tests", "测试"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("sound", [atlas(), hostile(), picture("")])
def test_a_sound_picture_passes(sound: Picture) -> None:
    check(sound)


@pytest.mark.parametrize(
    ("code", "unsound"),
    [
        ("duplicate-id", picture("aa")),
        ("duplicate-id", picture("ab", edge(), edge())),
        ("dangling-edge", picture("ab", edge(target="c"))),
        ("bad-id", picture("a\x00")),
        ("bad-id", picture("ab", edge(""))),
        ("bad-id", picture("ab", edge(" e"))),
        ("bad-id", picture("ab", edge("e\nf"))),
        ("bad-spell", picture("ab", edge(spells=(("2020", None),)))),
        ("bad-spell", picture("ab", edge(spells=(("2025-02-30", None),)))),
        ("bad-spell", picture("ab", edge(spells=(("20250201", None),)))),
        ("bad-spell", picture("ab", edge(spells=((None, "2025-W01-1"),)))),
        ("bad-spell", picture("ab", edge(spells=(("2025-02-02", "2025-02-01"),)))),
        ("bad-number", picture("ab", edge(weight=0))),
        ("bad-number", picture("ab", edge(weight=float("nan")))),
        ("bad-number", replace(picture(), nodes=(Node("a", "a", "a", "c", "maker", x=float("inf")),))),
        ("bad-number", replace(picture(), nodes=(Node("a", "a", "a", "c", "maker", size=-1),))),
    ],
)
def test_an_unsound_picture_is_refused(code: str, unsound: Picture) -> None:
    with pytest.raises(KgError) as caught:
        check(unsound)
    assert {problem.code for problem in caught.value.problems} == {code}
    assert all(problem.hint for problem in caught.value.problems)


def test_every_fault_is_reported_at_once() -> None:
    with pytest.raises(KgError) as caught:
        check(picture("aa", edge(target="c", weight=-1)))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ((), ()),
        ((("2025-01-01", "2025-12-31"),), (("2025-01-01", "2025-12-31"),)),
        ((("2025-06-01", None), (None, "2024-01-01")), ((None, "2024-01-01"), ("2025-06-01", None))),
        ((("2025-01-01", "2025-06-30"), ("2025-06-30", "2025-12-31")), (("2025-01-01", "2025-12-31"),)),
        ((("2025-01-01", "2025-12-31"), ("2025-02-01", "2025-03-01")), (("2025-01-01", "2025-12-31"),)),
        ((("2024-01-01", "2024-12-31"), ("2025-01-01", None)), (("2024-01-01", "2024-12-31"), ("2025-01-01", None))),
        ((("2025-01-01", None), (None, None)), ()),
        (((None, "2025-05-01"), ("2025-01-01", None)), ()),
    ],
)
def test_spells_that_share_a_day_become_one(spells: tuple[object, ...], expected: tuple[object, ...]) -> None:
    assert disjoint_spells(spells) == expected  # type: ignore[arg-type]


@given(pictures())
def test_spells_never_overlap(drawn: Picture) -> None:
    for drawn_spells in (*(node.spells for node in drawn.nodes), *(edge.spells for edge in drawn.edges)):
        spells = disjoint_spells(drawn_spells)
        assert disjoint_spells(reversed(spells)) == spells
        for before, after in pairwise(spells):
            assert before[1] is not None
            assert after[0] is not None
            assert before[1] < after[0]


def test_parallel_edges_of_one_kind_become_one_line_that_says_all() -> None:
    years = (("2024-01-01", "2024-12-31"),), (("2025-01-01", None),)
    first = edge("1", weight=2.0, state="rumour", spells=years[0], attributes={"by": "A", "n": 1})
    second = edge("2", state="stated", disputed=True, spells=years[1], attributes={"by": "B", "n": 3})
    third = edge("3", kind="uses", attributes={"claims": ("x",)})
    line, other = merged([first, second, third])
    assert (line.id, line.weight, line.state, line.disputed) == ("1", 2.0, "stated", True)
    assert line.spells == years[0] + years[1]
    assert line.attributes == {"by": "A; B", "n": 3}
    assert other == third


def test_lists_are_united_and_an_edge_without_spells_is_always_there() -> None:
    spell = (("2024-01-01", None),)
    line = merged([edge("1", attributes={"c": ("x", "y")}, spells=spell), edge("2", attributes={"c": ("y", "z")})])[0]
    assert line.attributes == {"c": ("x", "y", "z")}
    assert line.spells == ()


def test_kinds_of_parallel_claims_are_numbered() -> None:
    edges = [edge("1"), edge("2"), edge("3", kind="uses"), edge("4"), edge("5", source="b", target="a")]
    assert distinct_kinds(edges) == ("tests", "tests 2", "uses", "tests 3", "tests")


def test_a_property_that_looks_numbered_is_left_alone() -> None:
    assert distinct_kinds([edge("1"), edge("2"), edge("3", kind="tests 2")]) == ("tests", "tests 3", "tests 2")


@given(pictures())
def test_no_two_edges_share_ends_and_kind(drawn: Picture) -> None:
    lines = merged(drawn.edges)
    for edges in (drawn.edges, lines):
        kinds = distinct_kinds(edges)
        assert len({(e.source, e.target, kind) for e, kind in zip(edges, kinds, strict=True)}) == len(edges)
    assert merged(lines) == lines
