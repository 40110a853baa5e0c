"""What holds of the answers to the named questions whatever the data say."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.questions.catalog import questions
from kg.words.vocab import PROPERTIES
from kg.words.wording import HEARSAY, camel

TOPICS = ("investors", "products", "markets", "people", "policies", "names", "evidence", "network")
KG = "PREFIX kg: <https://w3id.org/china-gpu-kg/ontology#>\n"


def test_investors_and_the_rules_agree_on_who_invests_in_whom(graph: Graph) -> None:
    rows = graph.ask("investors")
    stated = {
        (row["investor"], row["company"])
        for row in rows
        if (row["polarity"], row["mode"]) == ("asserts", "actual")
        and row["rank"] != "deprecated"
        and str(row["basis"]) not in map(camel, HEARSAY)
    }
    inferred = graph.sparql(KG + "SELECT ?i ?c WHERE { ?i kg:investsIn ?c }")
    assert stated == {tuple(str(term).rpartition("/")[2] for term in row) for row in inferred.rows}


def test_a_claim_is_corroborated_or_alone_and_never_both(graph: Graph) -> None:
    facts = graph.ask("corroborated")
    agreeing = {claim for row in facts for claim in (str(row["claim"]), *str(row["others"]).split("; "))}
    alone = {row["claim"] for row in graph.ask("single-source")}
    assert agreeing
    assert agreeing.isdisjoint(alone)
    weighed = graph.sparql(
        KG + "SELECT DISTINCT ?id WHERE { ?c a kg:Claim ; kg:localId ?id ; kg:mode ?m ; kg:basis ?b ; kg:rank ?r ;"
        " kg:object|kg:quantity ?x FILTER(?m IN (kg:actual, kg:plan, kg:forecast))"
        " FILTER(?b != kg:comment && ?r != kg:deprecated) }"
    )
    assert {str(row[0]) for row in weighed.rows} == agreeing | alone


def test_no_question_forgets_a_narrower_relation(graph: Graph) -> None:
    # The questions follow narrower relations one step down (`?property rdfs:subPropertyOf? ?wide`), which every engine
    # answers fast and alike; a relation two steps down would be lost without a word.
    deep = [
        name
        for name, term in PROPERTIES.items()
        if term.kind == "relation"
        for parent in term.parents
        if parent != "relation" and PROPERTIES[parent].parents != ("relation",)
    ]
    assert deep == [], "teach the questions a second step: { p? } UNION { p/p }"


ASKED = sorted(name for name, asked in questions().items() if asked.topic in TOPICS)
OF_NAMES = ("identifiers", "names", "not-same")
BEFORE = "1900-01-01"


def test_every_question_can_be_asked_of_a_day() -> None:
    assert len(ASKED) > 25
    assert [name for name in ASKED if not {"asOf", "reading"} <= {p.name for p in questions()[name].parameters}] == []


@pytest.mark.parametrize("name", [name for name in ASKED if name not in OF_NAMES])
def test_nothing_is_known_before_the_first_document(graph: Graph, name: str) -> None:
    given = {p.name: "nvidia" if p.name == "from" else "cuda" for p in questions()[name].parameters if p.required}
    rows = graph.ask(name, asOf=BEFORE, **given)
    assert [row for row in rows if row.get("kind") != "name"] == [], "only the register's names are of no day"


def test_before_the_first_document_only_the_registers_own_names_are_known(graph: Graph) -> None:
    rows = graph.ask("names", asOf=BEFORE)
    assert {row["usedIn"] for row in rows} == {None}
    known = {(row["name"], row["entity"]) for row in rows} | {(row["entity"], row["entity"]) for row in rows}
    pairs = graph.ask("not-same", asOf=BEFORE)
    denoted = {(row[end], row[f"{end}Entity"]) for row in pairs for end in ("first", "second")}
    assert {(name, entity) for name, entity in denoted if entity} <= known
    assert ("Tensentech", None) in denoted, "that is document d000's word for Iluvatar CoreX"
