"""A term of a user's query that does not exist is said, with the nearest that does."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.knowledge.doubts import DoubtfulQuery, doubts
from kg.values.ids import PREFIXES
from tests.support.command import kg

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("?c kg:saidby ?who", "there is no kg:saidby; did you mean kg:saidBy"),
        ("?c a kg:Chipmaker", "did you mean kg:ChipMaker"),
        ("?c kg:unit unit:RNB", "there is no unit:RNB"),
        ("?c kg:subject ent:iluvatar", "there is no ent:iluvatar; did you mean .*ent:iluvatar-corex"),
        (
            "<https://w3id.org/china-gpu-kg/claim/d001/9999z> ?p ?o",
            "there is no claim:d001/9999z; `kg ask evidence` lists claims",
        ),
        ("?c kg:statedIn document:d0001", "there is no document:d0001; did you mean document:d00"),
        ("?c <https://w3id.org/china-gpu-kg/ontology/saidBy> ?w", "ontology/saidBy>; did you mean <https.*#saidBy>"),
        ("?c kg:mode kg:fact", "there is no kg:fact"),
        ("OPTIONAL { ?c kg:saidby ?who }", "kg:saidBy"),
    ],
)
def test_a_misspelt_term_is_said_with_the_nearest(graph: Graph, body: str, says: str) -> None:
    with pytest.warns(DoubtfulQuery, match=says):
        graph.sparql(f"{HEAD}SELECT * WHERE {{ {body} }} LIMIT 1")


@pytest.mark.parametrize(
    "body",
    [
        "?c kg:saidBy ?who ; kg:subject ent:metax ; kg:unit unit:CNY ; kg:mode kg:actual ; kg:basis kg:marketInfo",
        "<https://w3id.org/china-gpu-kg/claim/d001/46a> kg:statedIn document:d001 # kg:saidby",
        "?c rdfs:label 'kg:saidby' ; <https://example.org/kg#saidby> ?x",
        "?conflict a kg:Conflict ; kg:hasClaim ?c . ?a a kg:Alias",
    ],
)
def test_what_exists_or_is_not_the_project_s_is_not_doubted(graph: Graph, body: str) -> None:
    assert doubts(graph.store, graph.names, f"{HEAD}SELECT * WHERE {{ {body} }}") == []


def test_the_command_says_it_in_one_line() -> None:
    run = kg("sparql", "-", stdin=f"{HEAD}SELECT ?c WHERE {{ ?c kg:saidby ?who }}")
    assert (run.code, run.err) == (0, "kg: there is no kg:saidby; did you mean kg:saidBy?\n")


def test_a_prefix_of_the_project_that_nobody_declared_is_said_with_its_iri() -> None:
    run = kg("sparql", "-", stdin="SELECT ?c WHERE { ?c kg:saidBy ?who }")
    assert f"declare PREFIX kg: <{PREFIXES['kg']}>" in run.err
