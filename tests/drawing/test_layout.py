"""Places: the same picture always gets the same ones, position means something, and labels do not lie on each other."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.drawing.layout import ZONES, _width, arrange
from kg.drawing.style import ROLE_STYLES
from kg.graph import Graph

ids = st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), unique=True, max_size=12)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[str], dict[str, str], list[tuple[str, str]], dict[str, str]]:
    nodes = draw(ids)
    roles = {id: draw(st.sampled_from(sorted(ROLE_STYLES))) for id in nodes}
    ends = st.sampled_from(nodes) if nodes else st.nothing()
    edges = draw(st.lists(st.tuples(ends, ends), max_size=15)) if nodes else []
    return nodes, roles, edges, {id: draw(st.text("ab 芯片", max_size=12)) for id in nodes}


@settings(max_examples=25)
@given(pictures(), st.randoms(use_true_random=False))
def test_the_same_picture_gets_the_same_places_in_any_order(
    drawn: tuple[list[str], dict[str, str], list[tuple[str, str]], dict[str, str]], chance: random.Random
) -> None:
    nodes, roles, edges, labels = drawn
    first = arrange(nodes, roles, edges, labels)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    assert arrange(nodes, roles, edges, labels) == first
    assert first.keys() == set(nodes)


def test_the_places_do_not_depend_on_what_was_random_before() -> None:
    nodes = [f"n{number}" for number in range(30)]
    edges = [(nodes[number], nodes[number * 7 % 30]) for number in range(30)]
    random.seed(1)
    first = arrange(nodes, {}, edges)
    random.seed(2)
    assert arrange(nodes, {}, edges) == first


def test_nothing_and_one_thing_have_places() -> None:
    assert arrange([], {}, []) == {}
    assert set(arrange(["a"], {"a": "maker"}, [("a", "a")])) == {"a"}


def test_every_role_has_a_zone_and_every_zone_a_role() -> None:
    assert ZONES.keys() == ROLE_STYLES.keys()


@pytest.mark.parametrize("role", sorted(ZONES))
def test_one_of_a_role_stands_in_its_zone(role: str) -> None:
    x, y = arrange(["a"], {"a": role}, [])["a"]
    left, right, top, bottom = ZONES[role]
    assert left - 1 <= x <= right + 1
    assert top - 1 <= y <= bottom + 1


def test_investors_stand_left_of_customers_and_venues_above_makers(graph: Graph) -> None:
    nodes = graph.picture("relations", core=True).nodes

    def middle(role: str, axis: str) -> float:
        places = sorted(getattr(node, axis) for node in nodes if node.role == role)
        return float(places[len(places) // 2])

    assert middle("investor", "x") < middle("maker", "x") < middle("customer", "x")
    assert middle("exchange", "y") < middle("maker", "y")


def test_labels_of_the_first_picture_do_not_lie_on_each_other(graph: Graph) -> None:
    nodes = graph.picture("relations", core=True).nodes
    assert len(nodes) > 50
    covered = [
        (a.label, b.label)
        for a, b in combinations(nodes, 2)
        if abs(a.y - b.y) < 26 and abs(a.x - b.x) < (_width(a.label) + _width(b.label)) / 2
    ]
    assert len(covered) <= len(nodes) // 20, covered
