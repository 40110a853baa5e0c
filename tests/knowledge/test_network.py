"""The analyst's graph: networkx views and how two entities connect."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engine.store import memory_store
from kg.export.gexf import write_gexf
from kg.graph import Graph
from kg.knowledge.claims import Claim
from kg.knowledge.ledger import Ledger, read
from kg.knowledge.names import Names
from kg.knowledge.network import paths
from kg.ledger.rows import Claim as Row
from kg.ledger.rows import Document, Entity, Tables
from kg.problem import KgError
from kg.values.ids import ENT, KG
from kg.words.vocab import ENUMS
from kg.words.wording import HEARSAY
from tests.support.small import RELATIONS, bare_store_of
from tests.support.strategies import claims_read as many


@pytest.fixture(scope="module")
def ledger(small: Graph) -> Ledger:
    return small.ledger


def only(ledger: Ledger, claims: Sequence[Claim]) -> Ledger:
    """Return a ledger of these claims."""
    return replace(ledger, claims=tuple(claims))


USED = ("tests", "uses", "partnerOf")


def test_an_edge_of_the_network_says_who_says_it(small: Graph) -> None:
    made = small.networkx()
    edge = made.edges["gamma", "alpha", "tests:stated"]
    assert edge == {
        "property": "tests",
        "state": "stated",
        "origins": 2,
        "claims": "d001/1; d002/1; d003/1",
        "disputed": False,
    }
    assert made.nodes["alpha"] == {"label_en": "Alpha Chips", "label_zh": "阿尔法芯片", "cls": "ChipMaker"}


def test_the_three_views_of_the_network(small: Graph) -> None:
    assert small.networkx("direct").number_of_edges() == 5
    assert small.networkx("relations").number_of_edges() == 9
    made = small.networkx("claims")
    assert {key for _, _, key in made.edges(keys=True)} == RELATIONS
    assert made.edges["fund", "beta", "d003/4"]["rank"] == "deprecated"


def test_an_unknown_view_is_named_with_those_there_are(small: Graph) -> None:
    with pytest.raises(KgError, match=r"unknown-view.*one of direct, relations, claims"):
        small.networkx("everything")


def test_a_word_that_only_another_version_knows_is_an_error_and_no_traceback(small: Graph) -> None:
    lines = [line.replace(f"{KG}tests>", f"{KG}licks>") for line in small.store.triples()]
    with pytest.raises(KgError, match=r"other-version.*'licks'"):
        read(memory_store("\n".join(lines).encode()), Names({}, (), ()))


def test_an_entity_without_claims_is_no_node(small: Graph) -> None:
    assert "lonely" not in small.networkx("claims")


def test_counts_agree_in_rdf_networkx_and_gexf(graph: Graph, tmp_path: Path) -> None:
    said = "SELECT DISTINCT ?s ?p ?o WHERE { ?c <{0}subject> ?s ; <{0}property> ?p ; <{0}object> ?o {1} }"
    relation = "FILTER NOT EXISTS { ?c <{0}quantity> ?q }".replace("{0}", KG)
    fact = f"""; <{KG}polarity> <{KG}asserts> ; <{KG}mode> <{KG}actual> ; <{KG}rank> ?r ; <{KG}basis> ?b .
        FILTER NOT EXISTS {{ ?c <{KG}extent> ?some }}
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
    Row,
    document=st.sampled_from(["d001", "d002"]),
    id=st.from_regex(r"[1-9][a-z]", fullmatch=True),
    subject=st.sampled_from(["a", "b", "c"]),
    property=st.sampled_from(USED),
    object=st.sampled_from(["a", "b", "c"]),
    polarity=st.sampled_from(ENUMS["polarity"]),
    mode=st.sampled_from(["actual", "actual", "plan", "forecast"]),
    basis=st.sampled_from(["press", "press", *HEARSAY]),
    rank=st.sampled_from(ENUMS["rank"]),
    extent=st.sampled_from(["", "", "some"]),
)


@settings(max_examples=40)
@given(st.lists(rows, max_size=10, unique_by=lambda row: row.key))
def test_counts_agree_whatever_is_claimed(claims: list[Row]) -> None:
    entities = tuple(Entity(id, "ChipMaker", id) for id in "abc")
    documents = (Document("d001", "T"), Document("d002", "T"))
    made = Graph(bare_store_of(Tables(documents=documents, entities=entities, claims=tuple(claims))))
    facts = {
        (row.subject, row.property, row.object)
        for row in claims
        if (row.polarity, row.mode, row.extent) == ("asserts", "actual", "")
        if row.rank != "deprecated" and row.basis not in HEARSAY
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


def ways(ledger: Ledger, *args: object, **more: object) -> list[list[str]]:
    """Return every path as its hops, `gamma-tests-alpha` each."""
    made = paths(ledger, *args, **more)  # type: ignore[arg-type]
    return [[f"{hop[0].subject}-{hop[0].property}-{hop[0].object}" for hop in path] for path in made]


def test_a_path_follows_edges_in_both_directions(ledger: Ledger) -> None:
    assert ways(ledger, "gamma", "fund") == [["gamma-tests-alpha", "fund-investsIn-alpha"]]
    assert ways(ledger, "fund", "gamma") == [["fund-investsIn-alpha", "gamma-tests-alpha"]]


def test_a_denial_is_no_way(ledger: Ledger) -> None:
    denied = only(ledger, [one for one in ledger.claims if one.id != "d001/2"])  # only the denial connects them now
    assert ways(denied, "gamma", "beta") == [["gamma-tests-alpha", "alpha-listedOn-board", "beta-listedOn-board"]]


def test_what_is_stated_goes_before_what_is_rumoured(ledger: Ledger) -> None:
    one = next(one for one in ledger.claims if one.id == "d001/1")
    rumour = replace(one, id="d009/1", basis="comment")
    (hop,), *_ = paths(only(ledger, [*ledger.claims, rumour]), "gamma", "alpha")
    assert [relation.state for relation in hop] == ["stated", "rumour"]


def test_a_path_goes_through_no_topic_unless_asked(ledger: Ledger) -> None:
    apart = only(ledger, [one for one in ledger.claims if one.id in ("d003/7", "d003/8")])
    assert ways(apart, "alpha", "beta") == []
    assert ways(apart, "alpha", "beta", through_all=True) == [["alpha-pursues-topic", "beta-pursues-topic"]]
    assert ways(apart, "alpha", "topic") == [["alpha-pursues-topic"]], "it may be where a path ends"


def test_who_is_not_connected_has_no_path(ledger: Ledger) -> None:
    assert ways(ledger, "lonely", "alpha") == []
    assert ways(ledger, "alpha", "nobody") == []


@given(many, st.sampled_from("abc"), st.sampled_from("abc"), st.integers(1, 3))
def test_every_path_leads_step_by_step_from_one_end_to_the_other(
    some: list[Claim], source: str, target: str, limit: int
) -> None:
    names = Names({}, (), ())
    ledger = Ledger(names=names, documents=(), claims=tuple(some), links=(), conflicts=(), not_same=())
    made = paths(ledger, source, target, limit)
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
        assert all(relation.claims for hop in path for relation in hop)
        for one, other in pairwise(path):
            assert {one[0].subject, one[0].object} & {other[0].subject, other[0].object}
