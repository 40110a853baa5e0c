"""Figures as answers: disputed as the ledger has it, worked out but never said, research in one table, two parties."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.drawing.pictures import evidence_line
from kg.graph import Graph
from kg.words.vocab import PROPERTIES


@pytest.mark.parametrize(("day", "reading"), [(None, "certain"), ("2025-12-31", "certain"), ("2025-12-31", "possible")])
def test_figures_say_what_is_disputed_and_noted_as_the_ledger_does(graph: Graph, day: str | None, reading: str) -> None:
    view = graph.at(day, reading)
    claims = {claim.id: claim for claim in view.ledger.claims if claim.kind == "measure"}
    rows = {str(row["claim"]): row for row in view.ask("figures")}
    assert rows.keys() == claims.keys()
    assert {id for id, row in rows.items() if row["disputed"] == "yes"} == {
        id for id, claim in claims.items() if claim.disputed
    }
    assert {id: row["note"] or "" for id, row in rows.items()} == {id: claim.note for id, claim in claims.items()}


def test_a_figure_that_is_worked_out_says_so_and_from_what(graph: Graph) -> None:
    rows = graph.ask("derived-figures")
    assert {row["kind"] for row in rows} == {"exchange rate", "value before", "growth", "total"}
    assert {row["basis"] for row in rows} == {"derived"}
    known = {claim.id for claim in graph.ledger.claims}
    assert all({row["first"], row["second"]} <= known for row in rows)


@pytest.mark.parametrize(
    ("kind", "measure", "first", "value"),
    [
        ("exchange rate", "offerMarketValue", "d003/19a", "0.9008"),
        ("growth", "revenue", "d000/14a", "185.7"),
        ("value before", "grossMargin", "d003/115a", "49.1"),
        ("value before", "revenue", "d000/14d", "197.3e6"),
        ("total", "revenue", "d000/14b", "864e6"),
    ],
)
def test_what_is_worked_out_holds_what_a_calculator_gives(
    graph: Graph, kind: str, measure: str, first: str, value: str
) -> None:
    rows = [
        row
        for row in graph.ask("derived-figures")
        if (row["kind"], row["property"], row["first"]) == (kind, measure, first)
    ]
    assert rows
    for row in rows:
        assert Decimal(str(row["low"])) <= Decimal(value) <= Decimal(str(row["high"]))


def test_nothing_is_worked_out_of_what_was_not_published_by_the_day(graph: Graph) -> None:
    view = graph.at("2025-12-31")
    known = {claim.id for claim in view.ledger.claims}
    rows = view.ask("derived-figures")
    assert rows
    assert all({row["first"], row["second"]} <= known for row in rows)


def test_all_that_is_published_of_research_stands_in_one_table(graph: Graph) -> None:
    rows = {row["claim"] for row in graph.ask("research")}
    named = {name for name in PROPERTIES if name.startswith("research")}
    assert {claim.id for claim in graph.ledger.claims if claim.property in named} <= rows
    assert {"d003/47a", "d003/47b"} <= rows


def test_everything_said_between_two_parties_is_told_whichever_is_named_first(graph: Graph) -> None:
    pairs: dict[tuple[str, str], set[str]] = {}
    for claim in graph.ledger.claims:
        if claim.object and claim.object != claim.subject and len(pairs) < 40:
            pairs.setdefault((claim.subject, claim.object), set()).add(claim.id)
    for (one, other), claims in pairs.items():
        there = [row["claim"] for row in graph.ask("between", one=one, other=other)]
        back = [row["claim"] for row in graph.ask("between", one=other, other=one)]
        assert claims <= set(there)
        assert there == back


def test_a_party_stands_for_its_listing_too(graph: Graph) -> None:
    rows = graph.ask("between", one="iluvatar-corex", other="zte-hong-kong")
    assert any(row["object"] == "iluvatar-hk-ipo" for row in rows)


def test_the_origin_is_named_where_a_document_only_reposts(graph: Graph) -> None:
    (row,) = graph.ask("evidence", claim="d001/6k")
    assert (row["publisher"], row["origin"]) == ("gonglubian", "tencent-technology")
    (own,) = graph.ask("evidence", claim="d002/27c")
    assert own["origin"] == own["publisher"] == "china-daily"
    claim = next(claim for claim in graph.ledger.claims if claim.id == "d001/6k")
    assert "Tencent Technology (via Gonglubian forum)" in evidence_line(graph.ledger, claim, "en")
    assert "腾讯科技（经公路边" in evidence_line(graph.ledger, claim, "zh")
