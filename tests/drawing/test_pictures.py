"""Pictures: which nodes and edges there are, what they say of themselves, and the evidence behind every line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.drawing.picture import Edge, Picture
from kg.drawing.pictures import CORE, evidence
from kg.drawing.style import ROLE_STYLES
from kg.graph import Graph
from kg.knowledge.network import VIEWS
from kg.words.vocab import CLASSES, PROPERTIES
from kg.words.wording import role_of
from tests.support.small import graph_of, tables_of


def edges(picture: Picture) -> dict[str, Edge]:
    return {edge.id: edge for edge in picture.edges}


def nodes(picture: Picture) -> set[str]:
    return {node.id for node in picture.nodes}


@pytest.mark.parametrize("view", VIEWS)
def test_every_edge_has_both_its_ends_and_every_id_is_there_once(graph: Graph, view: str) -> None:
    picture = graph.picture(view)
    assert len(picture.nodes) == len(nodes(picture)) > 100
    assert len(picture.edges) == len(edges(picture)) > 100
    assert {end for edge in picture.edges for end in (edge.source, edge.target)} == nodes(picture)


def test_an_edge_carries_its_state_weight_claims_and_documents(small: Graph) -> None:
    edge = edges(small.picture("relations"))["gamma|tests|alpha|stated"]
    assert (edge.kind, edge.label) == ("tests:stated", PROPERTIES["tests"].label_en)
    assert (edge.state, edge.weight, edge.disputed) == ("stated", 2.0, False)
    assert edge.attributes["claims"] == ("d001/1", "d002/1", "d003/1")
    assert edge.attributes["documents"] == ("d001", "d002", "d003")
    assert edge.attributes["said_by"] == ("someone",)
    assert edge.spells == (("2025-12-01", "2025-12-31"),)


def test_an_edge_of_the_direct_layer_is_called_after_its_relation(small: Graph) -> None:
    assert edges(small.picture("direct"))["gamma|tests|alpha|stated"].kind == "tests"


def test_an_edge_of_the_claims_is_one_claim(small: Graph) -> None:
    edge = edges(small.picture("claims"))["d001/3"]
    assert (edge.source, edge.kind, edge.target) == ("fund", "investsIn", "alpha")
    assert edge.spells == (("2024-01-01", "2025-12-31"),)
    assert edge.attributes["rank"] == "normal"
    assert "line" not in edge.attributes
    assert edges(small.picture("claims"))["d001/1"].attributes["line"] == 1


def test_open_and_unknown_times_are_open_and_absent_spells(small: Graph) -> None:
    found = edges(small.picture("claims"))
    assert found["d003/2"].spells == (("2026-01-08", None),)
    assert found["d001/1"].spells == ()


def test_a_dispute_is_marked(small: Graph) -> None:
    assert {edge.state for edge in small.picture("relations").edges if edge.disputed} == {"plan", "denied"}


def test_a_node_is_as_large_as_the_independent_origins_that_name_it(small: Graph) -> None:
    sizes = {node.id: node.size for node in small.picture("relations").nodes}
    assert sizes["gamma"] == 2.0  # d001, its repost and d003
    assert sizes["board"] == 2.0
    assert min(sizes.values()) >= 1.0


def test_the_surroundings_of_an_entity_are_its_neighbours_and_what_is_between_them(small: Graph) -> None:
    picture = small.picture("relations", around="Fund")
    assert nodes(picture) == {"fund", "alpha"}
    assert nodes(small.picture("relations", around="gamma")) == {"gamma", "alpha", "beta"}


def test_an_entity_without_claims_is_alone_in_its_picture(small: Graph) -> None:
    picture = small.picture("relations", around="lonely")
    assert (nodes(picture), picture.edges) == ({"lonely"}, ())


def test_the_core_leaves_out_what_half_the_industry_shares(small: Graph, graph: Graph) -> None:
    assert "topic" in nodes(small.picture("relations"))
    assert "topic" not in nodes(small.picture("relations", core=True))
    assert {node.role for node in graph.picture("relations", core=True).nodes} <= set(CORE)


@pytest.mark.parametrize("cls", sorted(CLASSES))
def test_every_class_has_a_role_that_can_be_drawn(cls: str) -> None:
    assert role_of(cls) in ROLE_STYLES


def test_a_class_without_a_role_takes_the_nearest_one_above_it_and_an_unknown_one_none() -> None:
    assert role_of("InternetCompany") == "customer"
    assert role_of("NoSuchClass") == "other"


def test_coverage_counts_documents_claims_and_the_last_known_month(small: Graph) -> None:
    held = small.ledger.coverage
    assert (held.documents, held.claims, held.until) == (4, 20, "2026-01")
    assert held.line("en") == "4 documents · 20 claims · published to 2026-01 · what is not here is not known here"
    assert held.line("zh") == "4份文件 · 20条陈述 · 发布截至2026年1月 · 未收录不等于不存在"


def test_every_edge_of_the_real_picture_has_evidence_in_both_languages(graph: Graph) -> None:
    picture = graph.picture("relations")
    for lang in ("en", "zh"):
        lines = evidence(graph.ledger, picture, lang)
        assert lines.keys() == {edge.id for edge in picture.edges}
        for edge in picture.edges:
            claims = edge.attributes["claims"]
            assert isinstance(claims, tuple)
            assert len(lines[edge.id].splitlines()) == len(claims)


def test_a_line_of_evidence_says_who_where_when_and_how_surely(small: Graph) -> None:
    def line(claim: str, lang: str) -> str:
        return evidence(small.ledger, small.picture("claims"), lang)[claim]

    assert line("d001/1", "en") == "somebody · The Paper · d001 line 1"
    assert line("d001/1", "zh") == "某人 · 日报 · d001 第1行"
    assert line("d001/2", "en") == "The Paper · d001 · 2026 · plan · disputed"
    assert line("d001/4", "zh") == "日报 · d001 · 否认 · 有争议"
    assert line("d002/1", "en") == "d002", "who published it, nobody knows"
    assert line("d001/3", "zh") == "日报 · d001 · 2024年至2025年"


def test_evidence_stands_in_the_order_in_which_it_was_published(tmp_path: Path) -> None:
    from tests.support.small import DOCUMENTS

    days = {"d001": "2026-02-01", "d002": "2026-02-02"}
    later = [{**row, "published": days[row["id"]]} if row["id"] in days else row for row in DOCUMENTS]
    made = graph_of(tables_of(tmp_path, documents=later))
    lines = evidence(made.ledger, made.picture("relations"), "en")
    said_by = [
        set(line.split(" · ")) & {"d001", "d002", "d003"} for line in _without_places(lines["gamma|tests|alpha|stated"])
    ]
    assert said_by == [{"d003"}, {"d001"}, {"d002"}]


def _without_places(lines: str) -> list[str]:
    return lines.replace(" line 1", "").splitlines()


def test_a_picture_as_of_a_day_holds_and_covers_what_was_published_by_then(small: Graph) -> None:
    picture = small.at(date(2025, 12, 31)).picture("relations")
    assert nodes(picture) == {"alpha", "beta", "fund", "gamma"}
    assert picture.coverage.startswith("1 documents · 7 claims · published to 2025-12 ·")
    assert nodes(small.at(date(2025, 12, 1), "possible").picture("relations")) == {"beta", "board"}
    assert "published to" not in small.at(date(2025, 12, 1), "possible").picture("relations").coverage
