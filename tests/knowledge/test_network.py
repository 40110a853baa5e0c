"""Relations and the analyst's graph: what gathers into an edge, what counts as a witness, how two entities connect."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.drawing.style import STATE_ORDER
from kg.drawing.style import STATES as LOOKS
from kg.engine.store import memory_store
from kg.export.gexf import write_gexf
from kg.graph import Graph
from kg.knowledge.claims import STATES, Statement, gather, statements
from kg.knowledge.names import Names
from kg.knowledge.network import paths
from kg.ledger.rows import Claim, Document, Entity, Tables
from kg.problem import KgError
from kg.values.ids import ENT, KG
from kg.words.vocab import ENUMS
from kg.words.wording import HEARSAY
from tests.support.small import bare_store_of, graph_of, tables_of


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph_of(tables_of(tmp_path_factory.mktemp("network")))


@pytest.fixture(scope="module")
def found(small: Graph) -> Sequence[Statement]:
    return small.statements()


USED = ("tests", "uses", "partnerOf")


def keys(found: Sequence[Statement]) -> set[str]:
    return {one.claim for one in found}


RELATIONS = {"001/1", "001/2", "001/3", "001/4", "002/1", "002/2", "003/1", "003/2", "003/4", "003/7", "003/8", "004/1"}


def test_every_claim_of_a_relation_is_read_and_no_figure(found: Sequence[Statement]) -> None:
    assert [one.claim for one in found] == sorted(RELATIONS)  # 001/6 is a share in a market: a figure with an object


def test_a_statement_says_what_its_row_says(found: Sequence[Statement]) -> None:
    one = next(one for one in found if one.claim == "001/1")
    assert (one.subject, one.property, one.object, one.said_by, one.line) == ("gamma", "tests", "alpha", "someone", 1)
    assert (one.polarity, one.mode, one.basis, one.rank, one.document) == (
        "asserts",
        "actual",
        "press",
        "normal",
        "001",
    )
    assert (one.start, one.end, one.period) == (None, None, "")
    assert (one.known_possible, one.known_certain) == (date(2025, 12, 19), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ("001/1", "stated"),
        ("001/2", "plan"),
        ("001/4", "denied"),
        ("002/2", "rumour"),
        ("004/1", "rumour"),
        ("003/4", "stated"),
    ],
)
def test_the_state_of_a_claim(found: Sequence[Statement], claim: str, state: str) -> None:
    assert next(one for one in found if one.claim == claim).state == state


def test_a_denial_is_a_denial_whoever_says_it_and_hearsay_is_no_plan(found: Sequence[Statement]) -> None:
    assert replace(found[0], polarity="denies", basis="comment", mode="plan").state == "denied"
    assert replace(found[0], basis="marketInfo", mode="plan").state == "rumour"


@pytest.mark.parametrize(
    ("mode", "state"),
    [
        ("actual", "stated"),
        ("plan", "plan"),
        ("forecast", "plan"),
        ("opinion", "opinion"),
        ("hypothetical", "opinion"),
        ("whatever", "opinion"),
    ],
)
def test_only_what_is_to_come_is_a_plan(found: Sequence[Statement], mode: str, state: str) -> None:
    one = replace(found[0], mode=mode)
    assert (one.state, one.direct) == (state, state == "stated")


def test_every_mode_is_drawn_and_named() -> None:
    assert set(STATES) == {*LOOKS} - {"disputed"}
    assert STATES == STATE_ORDER


def test_both_sides_of_a_contradiction_are_disputed(found: Sequence[Statement]) -> None:
    assert {one.claim for one in found if one.disputed} == {"001/2", "001/4"}


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        ("2025-12-18", "", "004"),
        ("2025-12-19", "", "001 004"),
        ("2025-12-30", "", "001 004"),
        ("2025-12-31", "001", "001 004"),
        ("2026-01-05", "001 002", "001 002 004"),
        ("2026-01-10", "001 002 003", "001 002 003 004"),
    ],
)
def test_as_of_a_day_in_both_readings(small: Graph, day: str, certain: str, possible: str) -> None:
    for reading, expected in (("certain", certain), ("possible", possible)):
        known = statements(small.store, date.fromisoformat(day), reading)
        assert sorted({one.document for one in known}) == expected.split(), reading


def test_what_was_certainly_known_was_possibly_known(graph: Graph) -> None:
    for day in (date(2025, 12, 1), date(2025, 12, 25), date(2026, 1, 15), date(2026, 12, 31)):
        certain, possible = (keys(statements(graph.store, day, reading)) for reading in ("certain", "possible"))
        assert certain <= possible <= keys(graph.statements())


def test_a_settled_conflict_disputes_nothing(tmp_path: Path) -> None:
    verdict = {"id": "x", "claims": "001/1; 003/1", "cause": "unresolved"}
    for status, disputed in (("open", {"001/1", "003/1"}), ("settled", set())):
        made = graph_of(tables_of(tmp_path / status, verdicts=[verdict | {"status": status}]))
        marked = {one.claim for one in made.statements() if one.disputed}
        assert marked - {"001/2", "001/4"} == disputed, status


def test_claims_gather_by_what_they_say_and_how_surely(found: Sequence[Statement]) -> None:
    made = {(r.subject, r.property, r.object, r.state): [s.claim for s in r.statements] for r in gather(found)}
    assert made["gamma", "tests", "alpha", "stated"] == ["001/1", "002/1", "003/1"]
    assert made["fund", "investsIn", "alpha", "stated"] == ["001/3"]
    assert made["fund", "investsIn", "alpha", "rumour"] == ["002/2"]
    assert made["gamma", "tests", "beta", "denied"] == ["001/4"]


def test_a_repost_is_no_second_witness(found: Sequence[Statement]) -> None:
    relation = next(r for r in gather(found) if len(r.statements) == 3)
    assert relation.origins == 2


def test_what_was_taken_back_is_no_edge(found: Sequence[Statement]) -> None:
    assert not [r for r in gather(found) if "003/4" in keys(r.statements)]


def test_the_direct_layer_holds_facts_alone(found: Sequence[Statement]) -> None:
    direct = gather(found, direct_only=True)
    assert {(r.subject, r.property, r.object) for r in direct} == {
        ("gamma", "tests", "alpha"),
        ("fund", "investsIn", "alpha"),
        ("alpha", "listedOn", "board"),
        ("alpha", "pursues", "topic"),
        ("beta", "pursues", "topic"),
    }
    assert {r.state for r in direct} == {"stated"}


claims = st.builds(
    Statement,
    claim=st.from_regex(r"00[1-3]/[1-9]", fullmatch=True),
    subject=st.sampled_from("abc"),
    property=st.sampled_from(["tests", "uses"]),
    object=st.sampled_from("abc"),
    polarity=st.sampled_from(ENUMS["polarity"]),
    mode=st.sampled_from(ENUMS["mode"]),
    basis=st.sampled_from(["press", "filing", "anonymous", "comment", "marketInfo"]),
    rank=st.sampled_from(ENUMS["rank"]),
    document=st.sampled_from(["001", "002"]),
    origin=st.sampled_from(["001", "002"]),
    start=st.none(),
    end=st.none(),
    period=st.just(""),
    said_by=st.just(""),
    line=st.none(),
    known_possible=st.just(date.min),
    known_certain=st.just(date.max),
    disputed=st.booleans(),
)
many = st.lists(claims, max_size=12, unique_by=lambda one: one.claim)


@given(many)
def test_gathering_loses_nothing_and_counts_nothing_twice(found: list[Statement]) -> None:
    gathered = [one.claim for relation in gather(found) for one in relation.statements]
    assert sorted(gathered) == sorted(one.claim for one in found if one.rank != "deprecated")
    for relation in gather(found):
        assert 1 <= relation.origins <= len(relation.statements)
        assert {one.state for one in relation.statements} == {relation.state}


@given(many, st.randoms(use_true_random=False))
def test_edges_stand_in_one_order_whatever_the_order_of_the_claims(found: list[Statement], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    edges = [(r.subject, r.property, r.object, r.state) for r in gather(found)]
    assert [(r.subject, r.property, r.object, r.state) for r in gather(shuffled)] == edges
    assert edges == sorted(edges, key=lambda e: (*e[:3], STATES.index(e[3])))


@given(many)
def test_the_direct_layer_is_the_stated_part_of_the_whole(found: list[Statement]) -> None:
    direct = {(r.subject, r.property, r.object) for r in gather(found, direct_only=True)}
    assert direct == {(r.subject, r.property, r.object) for r in gather(found) if r.state == "stated"}


def test_an_edge_of_the_network_says_who_says_it(small: Graph) -> None:
    made = small.networkx()
    edge = made.edges["gamma", "alpha", "tests:stated"]
    assert edge == {
        "property": "tests",
        "state": "stated",
        "origins": 2,
        "claims": ("001/1", "002/1", "003/1"),
        "disputed": False,
    }
    assert made.nodes["alpha"] == {"label_en": "Alpha Chips", "label_zh": "阿尔法芯片", "cls": "ChipMaker"}


def test_the_three_views_of_the_network(small: Graph) -> None:
    assert small.networkx("direct").number_of_edges() == 5
    assert small.networkx("relations").number_of_edges() == 9
    made = small.networkx("claims")
    assert {key for _, _, key in made.edges(keys=True)} == RELATIONS
    assert made.edges["fund", "beta", "003/4"]["rank"] == "deprecated"


def test_an_unknown_view_is_named_with_those_there_are(small: Graph) -> None:
    with pytest.raises(KgError, match=r"unknown-view.*one of direct, relations, claims"):
        small.networkx("everything")


def test_a_word_that_only_another_version_knows_is_an_error_and_no_traceback(small: Graph) -> None:
    lines = [line.replace(f"{KG}tests>", f"{KG}licks>") for line in small.store.triples()]
    with pytest.raises(KgError, match=r"other-version.*'licks'"):
        statements(memory_store("\n".join(lines).encode()))


def test_an_entity_without_claims_is_no_node(small: Graph) -> None:
    assert "lonely" not in small.networkx("claims")


def test_counts_agree_in_rdf_networkx_and_gexf(graph: Graph, tmp_path: Path) -> None:
    said = "SELECT DISTINCT ?s ?p ?o WHERE { ?c <{0}subject> ?s ; <{0}property> ?p ; <{0}object> ?o {1} }"
    relation = "FILTER NOT EXISTS { ?c <{0}quantity> ?q }".replace("{0}", KG)
    fact = f"""; <{KG}polarity> <{KG}asserts> ; <{KG}mode> <{KG}actual> ; <{KG}rank> ?r ; <{KG}basis> ?b .
        FILTER(?r != <{KG}deprecated> && ?b NOT IN (<{KG}anonymous>, <{KG}comment>, <{KG}marketInfo>))"""
    direct = graph.store.select(said.replace("{0}", KG).replace("{1}", fact + relation)).rows
    claims = graph.store.select(said.replace("{0}", KG).replace("DISTINCT", "?c").replace("{1}", "." + relation)).rows
    assert len(claims) > len(direct) > 100
    for view, expected in (("direct", len(direct)), ("claims", len(claims))):
        made, picture = graph.networkx(view), graph.picture(view)
        write_gexf(picture, tmp_path / "graph.gexf", claims=view == "claims")
        tree = ET.parse(tmp_path / "graph.gexf")
        nodes, edges = (len(tree.findall(f".//{{*}}{name}")) for name in ("node", "edge"))
        assert (made.number_of_edges(), len(picture.edges), edges) == (expected,) * 3, view
        assert made.number_of_nodes() == len(picture.nodes) == nodes, view


rows = st.builds(
    Claim,
    document=st.sampled_from(["001", "002"]),
    id=st.from_regex(r"[1-9][a-z]", fullmatch=True),
    subject=st.sampled_from(["a", "b", "c"]),
    property=st.sampled_from(USED),
    object=st.sampled_from(["a", "b", "c"]),
    polarity=st.sampled_from(ENUMS["polarity"]),
    mode=st.sampled_from(["actual", "actual", "plan", "forecast"]),
    basis=st.sampled_from(["press", "press", *HEARSAY]),
    rank=st.sampled_from(ENUMS["rank"]),
)


@settings(max_examples=40)
@given(st.lists(rows, max_size=10, unique_by=lambda row: row.key))
def test_counts_agree_whatever_is_claimed(claims: list[Claim]) -> None:
    entities = tuple(Entity(id, "ChipMaker", id) for id in "abc")
    documents = (Document("001", "T"), Document("002", "T"))
    made = Graph(bare_store_of(Tables(documents=documents, entities=entities, claims=tuple(claims))))
    facts = {
        (row.subject, row.property, row.object)
        for row in claims
        if (row.polarity, row.mode) == ("asserts", "actual") and row.rank != "deprecated" and row.basis not in HEARSAY
    }
    triples = set(made.store.triples())
    starts = tuple(f"<{ENT}{end}> <{KG}{word}> " for end in "abc" for word in USED)
    plain = {line for line in triples if line.startswith(starts)}
    assert plain == {f"<{ENT}{s}> <{KG}{p}> <{ENT}{o}> ." for s, p, o in facts}
    for view, expected in (("direct", len(facts)), ("claims", len(claims))):
        assert made.networkx(view).number_of_edges() == len(made.picture(view).edges) == expected
        file = io.StringIO()
        write_gexf(made.picture(view), file, claims=view == "claims")
        tree = ET.fromstring(file.getvalue())
        assert len(tree.findall(".//{*}edge")) == expected
        assert len(tree.findall(".//{*}node")) == made.networkx(view).number_of_nodes()


# Paths:


def ways(small: Graph, found: Sequence[Statement], *args: object, **more: object) -> list[list[str]]:
    """Return every path as its hops, `gamma-tests-alpha` each."""
    made = paths(small.names, found, *args, **more)  # type: ignore[arg-type]
    return [[f"{hop[0].subject}-{hop[0].property}-{hop[0].object}" for hop in path] for path in made]


def test_a_path_follows_edges_in_both_directions(small: Graph, found: Sequence[Statement]) -> None:
    assert ways(small, found, "gamma", "fund") == [["gamma-tests-alpha", "fund-investsIn-alpha"]]
    assert ways(small, found, "fund", "gamma") == [["fund-investsIn-alpha", "gamma-tests-alpha"]]


def test_a_denial_is_no_way(small: Graph, found: Sequence[Statement]) -> None:
    denied = [one for one in found if one.claim != "001/2"]  # without the plan only the denial connects them
    assert ways(small, denied, "gamma", "beta") == [
        ["gamma-tests-alpha", "alpha-listedOn-board", "beta-listedOn-board"]
    ]


def test_what_is_stated_goes_before_what_is_planned(small: Graph, found: Sequence[Statement]) -> None:
    one = next(one for one in found if one.claim == "001/1")
    both = [*found, replace(one, claim="009/1", object="beta", polarity="asserts", mode="actual")]
    (hop,), *_ = paths(small.names, both, "gamma", "beta")
    assert [relation.state for relation in hop] == ["stated", "plan", "denied"][: len(hop)]
    assert "denied" not in {relation.state for relation in hop}


def test_a_path_goes_through_no_topic_unless_asked(small: Graph, found: Sequence[Statement]) -> None:
    apart = [one for one in found if one.claim in ("003/7", "003/8")]
    assert ways(small, apart, "alpha", "beta") == []
    assert ways(small, apart, "alpha", "beta", through_all=True) == [["alpha-pursues-topic", "beta-pursues-topic"]]
    assert ways(small, apart, "alpha", "topic") == [["alpha-pursues-topic"]], "it may be where a path ends"


def test_who_is_not_connected_has_no_path(small: Graph, found: Sequence[Statement]) -> None:
    assert ways(small, found, "lonely", "alpha") == []
    assert ways(small, found, "alpha", "nobody") == []


@given(many, st.sampled_from("abc"), st.sampled_from("abc"), st.integers(1, 3))
def test_every_path_leads_step_by_step_from_one_end_to_the_other(
    found: list[Statement], source: str, target: str, limit: int
) -> None:
    made = paths(Names({}, (), {}), found, source, target, limit)
    assert len(made) <= limit
    for path in made:
        at = source
        for hop in path:
            ends = {relation.subject for relation in hop} | {relation.object for relation in hop}
            assert at in ends
            assert len(ends) == 2
            (at,) = ends - {at}
        assert at == target


def test_real_paths_show_evidence_for_every_hop(graph: Graph) -> None:
    made = graph.paths("ByteDance", "iluvatar-corex")
    assert made
    for path in made:
        assert all(relation.statements for hop in path for relation in hop)
        for one, other in pairwise(path):
            assert {one[0].subject, one[0].object} & {other[0].subject, other[0].object}
