"""Claims read back and what gathers into a relation: in which state, by whose witness, as of which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.drawing.style import STATE_STYLES
from kg.graph import Graph
from kg.knowledge.claims import Claim, Link, gather
from kg.knowledge.ledger import Ledger
from kg.values.asof import READINGS
from kg.words.wording import STATES
from tests.support.small import RELATIONS, graph_of, tables_of
from tests.support.strategies import claims_read as many


@pytest.fixture(scope="module")
def ledger(small: Graph) -> Ledger:
    return small.ledger


@pytest.fixture(scope="module")
def claims(ledger: Ledger) -> list[Claim]:
    return sorted((claim for claim in ledger.claims if claim.kind == "relation"), key=lambda claim: claim.id)


def only(ledger: Ledger, claims: Sequence[Claim]) -> Ledger:
    """Return a ledger of these claims."""
    return replace(ledger, claims=tuple(claims))


def keys(claims: Sequence[Claim]) -> set[str]:
    return {claim.id for claim in claims}


def test_every_claim_of_a_relation_is_read_and_no_figure(claims: list[Claim]) -> None:
    assert [claim.id for claim in claims] == sorted(RELATIONS)  # d001/6 is a share in a market: a figure with an object


def test_a_claim_says_what_its_row_says(claims: list[Claim]) -> None:
    one = next(one for one in claims if one.id == "d001/1")
    assert (one.subject, one.property, one.object, one.said_by, one.line) == ("gamma", "tests", "alpha", "someone", 1)
    assert (one.polarity, one.mode, one.basis, one.rank, one.document) == (
        "asserts",
        "actual",
        "press",
        "normal",
        "d001",
    )
    assert (one.start, one.end, one.period) == (None, None, "")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"mode": "actual"}, "stated"),
        ({"rank": "deprecated"}, "stated"),
        ({"extent": "some"}, "stated"),
        ({"mode": "plan"}, "plan"),
        ({"mode": "forecast"}, "plan"),
        ({"mode": "opinion"}, "opinion"),
        ({"mode": "recommended"}, "opinion"),
        ({"mode": "hypothetical"}, "opinion"),
        ({"mode": "whatever"}, "opinion"),
        ({"basis": "marketInfo", "mode": "plan"}, "rumour"),
        ({"polarity": "denies", "basis": "comment", "mode": "plan"}, "denied"),
    ],
)
def test_a_denial_is_one_whoever_says_it_hearsay_is_no_plan_and_only_what_is_to_come_is(
    claims: list[Claim], changes: dict[str, str], state: str
) -> None:
    one = replace(claims[0], **changes)  # type: ignore[arg-type]
    assert one.state == state
    assert one.direct is (changes == {"mode": "actual"})


def test_every_mode_is_drawn_and_named() -> None:
    assert set(STATES) == {*STATE_STYLES} - {"disputed"}


def test_both_sides_of_a_contradiction_are_disputed(claims: list[Claim]) -> None:
    assert {one.id for one in claims if one.disputed} == {"d001/2", "d001/4"}


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        ("2025-12-18", "", "d004"),
        ("2025-12-19", "", "d001 d004"),
        ("2025-12-30", "", "d001 d004"),
        ("2025-12-31", "d001", "d001 d004"),
        ("2026-01-05", "d001 d002", "d001 d002 d004"),
        ("2026-01-10", "d001 d002 d003", "d001 d002 d003 d004"),
    ],
)
def test_as_of_a_day_in_both_readings(small: Graph, day: str, certain: str, possible: str) -> None:
    for reading, expected in (("certain", certain), ("possible", possible)):
        known = small.at(day, reading).ledger
        assert sorted(document.id for document in known.documents) == expected.split(), reading
        assert {claim.document for claim in known.claims} == set(expected.split()), reading


def test_what_was_certainly_known_was_possibly_known(graph: Graph) -> None:
    for day in (date(2025, 12, 1), date(2025, 12, 25), date(2026, 1, 15), date(2026, 12, 31)):
        certain, possible = (keys(graph.at(day, reading).ledger.claims) for reading in READINGS)
        assert certain <= possible <= keys(graph.ledger.claims)


def test_a_settled_conflict_disputes_nothing(tmp_path: Path) -> None:
    verdict = {"id": "x", "claims": "d001/1; d003/1", "cause": "unresolved"}
    for status, disputed in (("open", {"d001/1", "d003/1"}), ("settled", set())):
        made = graph_of(tables_of(tmp_path / status, verdicts=[verdict | {"status": status}]))
        marked = {one.id for one in made.ledger.claims if one.disputed}
        assert marked - {"d001/2", "d001/4"} == disputed, status


def test_claims_gather_by_what_they_say_and_how_surely(ledger: Ledger) -> None:
    made = {(r.subject, r.property, r.object, r.state): [c.id for c in r.claims] for r in ledger.relations}
    assert made["gamma", "tests", "alpha", "stated"] == ["d001/1", "d002/1", "d003/1"]
    assert made["fund", "investsIn", "alpha", "stated"] == ["d001/3"]
    assert made["fund", "investsIn", "alpha", "rumour"] == ["d002/2"]
    assert made["gamma", "tests", "beta", "denied"] == ["d001/4"]


def test_a_repost_is_no_second_witness(claims: list[Claim]) -> None:
    relation = next(r for r in gather(claims) if len(r.claims) == 3)
    assert relation.origins == 2


def test_what_was_taken_back_is_no_edge(claims: list[Claim]) -> None:
    assert not [r for r in gather(claims) if "d003/4" in keys(r.claims)]


def test_what_is_said_of_some_of_a_group_is_no_edge(claims: list[Claim]) -> None:
    assert gather([replace(one, extent="some") for one in claims]) == []


def test_an_edge_reads_as_the_mode_that_its_claims_share(claims: list[Claim]) -> None:
    one = replace(claims[0], polarity="asserts", basis="press", rank="normal")
    looks = {}
    for modes in (("recommended",), ("hypothetical",), ("recommended", "opinion"), ("forecast",), ("actual",)):
        (relation,) = gather([replace(one, id=f"{one.id}{n}", mode=mode) for n, mode in enumerate(modes)])
        looks[modes] = relation.look
    assert list(looks.values()) == ["recommended", "hypothetical", "opinion", "forecast", "actual"]


def test_the_direct_layer_holds_facts_alone(claims: list[Claim]) -> None:
    direct = gather(claims, direct_only=True)
    assert {(r.subject, r.property, r.object) for r in direct} == {
        ("gamma", "tests", "alpha"),
        ("fund", "investsIn", "alpha"),
        ("alpha", "listedOn", "board"),
        ("alpha", "pursues", "topic"),
        ("beta", "pursues", "topic"),
    }
    assert {r.state for r in direct} == {"stated"}


@given(many)
def test_gathering_loses_nothing_and_counts_nothing_twice(some: list[Claim]) -> None:
    gathered = [claim.id for relation in gather(some) for claim in relation.claims]
    assert sorted(gathered) == sorted(claim.id for claim in some if claim.rank != "deprecated")
    for relation in gather(some):
        assert 1 <= relation.origins <= len(relation.claims)
        assert {claim.state for claim in relation.claims} <= {relation.state, "plan"}


@given(many, st.randoms(use_true_random=False))
def test_edges_stand_in_one_order_whatever_the_order_of_the_claims(some: list[Claim], chance: object) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert gather(shuffled) == gather(some)
    edges = [(r.subject, r.property, r.object, r.state) for r in gather(some)]
    assert edges == sorted(edges, key=lambda e: (*e[:3], STATES.index(e[3])))


@given(many)
def test_the_direct_layer_is_the_stated_part_of_the_whole(some: list[Claim]) -> None:
    direct = {(r.subject, r.property, r.object) for r in gather(some, direct_only=True)}
    assert direct == {(r.subject, r.property, r.object) for r in gather(some) if r.state == "stated"}


@given(many)
def test_a_plan_that_has_become_fact_is_no_edge_of_its_own_and_no_witness(some: list[Claim]) -> None:
    facts = {claim.triple for claim in some if claim.direct}
    for relation in gather(some):
        if relation.state == "plan":
            assert (relation.subject, relation.property, relation.object) not in facts
        witnesses = {claim.origin for claim in relation.claims if claim.state == relation.state}
        assert relation.origins == len(witnesses)


def test_a_plan_that_is_fulfilled_by_another_object_is_drawn_with_the_fact() -> None:
    plan = Claim(id="1/1", document="1", origin="1", subject="a", property="listedOn", object="hkex", mode="plan")
    fact = replace(plan, id="2/1", document="2", origin="2", object="main-board", mode="actual")
    (drawn,) = gather([plan, fact], [Link("2/1", "1/1", "fulfils")])
    assert (drawn.object, drawn.state, [claim.id for claim in drawn.claims]) == ("main-board", "stated", ["2/1", "1/1"])
    assert [relation.state for relation in gather([plan])] == ["plan"]
