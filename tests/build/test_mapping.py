"""Rows to triples: every cell arrives, text arrives unharmed, and only stated facts become plain triples."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.cache import tables as read_tables
from kg.build.mapping import basis_of, claim_text, direct_line, origin, quoted, register_lines, turtle
from kg.engine import store
from kg.engine.answer import Iri
from kg.engine.ontology import kebab
from kg.files import data_dir
from kg.graph import Graph
from kg.ledger.rows import COLUMNS, Alias, Claim, Document, Entity, Identifier, NotSame, Tables, Verdict
from kg.values.ids import CLAIM, DOCUMENT, ENT, KG, local_name
from kg.values.quantity import interval
from kg.values.quantity import parse as parse_quantity
from kg.words.vocab import ENUMS, PROPERTIES, VOCABULARY
from kg.words.wording import HEARSAY, camel
from tests.support.small import CLAIMS, bare_store_of, tables_of
from tests.support.strategies import quantities


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_of(tmp_path_factory.mktemp("mapping"))


def triples(text: str) -> set[str]:
    return set(store.read_turtle(text.encode(), "none", "test"))


def of_claim(claim: Claim) -> set[str]:
    term = PROPERTIES[claim.property]
    return triples(claim_text(claim, term.kind, term.range, claim.basis or "press"))


RELATION = Claim("d001", "1", "gamma", "tests", object="alpha", basis="press")
MEASURE = Claim("d001", "2", "alpha", "revenue", value="540e6", unit="CNY", basis="press")
ATTRIBUTE = Claim("d001", "3", "alpha", "established", value="2018", basis="press")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_arrives_as_it_was(text: str) -> None:
    made = store.memory_store(f"<http://e.example/s> <http://e.example/p> {quoted(text)} .".encode())
    assert made.select("SELECT ?o WHERE { ?s ?p ?o }").rows == [(text,)]


@pytest.mark.parametrize(
    "text", ['"', "\\", "\n", "\r\n", '\\"@en .\n<x:y> <x:z> <x:w> . #', "<script>", "\u202e", "'''"]
)
def test_hostile_text_stays_one_string(small: Tables, text: str) -> None:
    noted = replace(small.claims[0], note=text, as_published=text)
    assert len(of_claim(noted)) == len(of_claim(replace(noted, note="x", as_published="x")))


@given(st.sampled_from([word for words in ENUMS.values() for word in words]))
def test_words_of_tables_and_of_the_ontology_are_one_to_one(word: str) -> None:
    assert kebab(camel(word)) == word or word in ENUMS["relation"]


#: A column of the claims, and a row that has something else in it.
CHANGED: list[tuple[str, Claim]] = [
    ("id", replace(MEASURE, id="9")),
    ("subject", replace(MEASURE, subject="beta")),
    ("property", replace(MEASURE, property="netResult")),
    ("object", replace(MEASURE, object="market")),
    ("value", replace(MEASURE, value="541e6")),
    ("unit", replace(MEASURE, unit="HKD")),
    ("as_published", replace(MEASURE, as_published="5.4亿")),
    ("polarity", replace(MEASURE, polarity="denies")),
    ("mode", replace(MEASURE, mode="plan")),
    ("extent", replace(MEASURE, extent="some")),
    ("respect", replace(MEASURE, respect="topic")),
    ("basis", replace(MEASURE, basis="filing")),
    ("said_by", replace(MEASURE, said_by="someone")),
    ("said_on", replace(MEASURE, said_on="2025-06")),
    ("digest", replace(MEASURE, digest="0" * 16, length=1)),
    ("rank", replace(MEASURE, rank="deprecated")),
    ("note", replace(MEASURE, note="why")),
    ("relation", replace(MEASURE, relation="contradicts", relates_to="1", related=(("contradicts", "d001/1"),))),
]


@pytest.mark.parametrize(("column", "claim"), CHANGED, ids=[column for column, _ in CHANGED])
def test_every_column_of_a_claim_arrives(column: str, claim: Claim) -> None:
    assert of_claim(claim) != of_claim(MEASURE)


def test_no_column_of_the_claims_is_forgotten_here() -> None:
    together = {"period", "period_basis", "line", "start", "length", "relates_to"}  # looked at by the tests below
    assert {column for column, _ in CHANGED} | together == set(COLUMNS["claims"])


def test_a_period_arrives_as_text_and_as_two_days(small: Tables) -> None:
    def facts(period: str) -> set[tuple[str, str]]:
        (claim,) = (c for c in small.claims if c.period == period)
        lines = [line.split(" ", 2) for line in of_claim(claim)]
        wanted = ("period", "periodBasis", "validFrom", "validTo")
        return {(p[len(KG) + 1 : -1], o[:-2]) for _, p, o in lines if p[len(KG) + 1 : -1] in wanted}

    day = "^^<http://www.w3.org/2001/XMLSchema#date>"
    assert facts("2024/2025") == {
        ("period", '"2024/2025"'),
        ("periodBasis", f"<{KG}stated>"),
        ("validFrom", f'"2024-01-01"{day}'),
        ("validTo", f'"2025-12-31"{day}'),
    }
    assert {name for name, _ in facts("2026-01-08/..")} == {"period", "periodBasis", "validFrom"}


def test_evidence_arrives_whole_or_as_length_and_digest() -> None:
    whole = of_claim(replace(MEASURE, line=3, start=9, length=2, digest="0" * 16)) - of_claim(MEASURE)
    window = of_claim(replace(MEASURE, length=2, digest="0" * 16)) - of_claim(MEASURE)
    named = [{local_name(line.split(" ")[1][1:-1]) for line in lines} for lines in (whole, window)]
    assert named == [{"line", "charStart", "charLength", "digest"}, {"charLength", "digest"}]


def filled(row: type[Any], **typed: object) -> Any:
    """Return a row with something in every column; fields that are no text are given."""
    return row(**({field.name: "a" for field in fields(row) if field.type == "str"} | typed))


@pytest.mark.parametrize(
    ("table", "row", "not_itself"),
    [
        # `when`, `authors`, `former` and `members` are what the columns with their texts say.
        (
            "documents",
            filled(Document, id="d001", language="en", authors=("a",), former=("0",)),
            {"author", "former_ids"},
        ),
        ("entities", filled(Entity), {"class"}),
        ("identifiers", filled(Identifier, scheme="lei"), set()),
        ("aliases", filled(Alias, lang="en"), set()),
        ("not_same", filled(NotSame), set()),
        ("verdicts", filled(Verdict, members=("d001/1",)), {"claims"}),
    ],
)
def test_every_column_of_the_other_tables_arrives(table: str, row: Any, not_itself: set[str]) -> None:
    def said(one: Any) -> set[str]:
        tables = replace(Tables(), **{table: (one,)})  # type: ignore[arg-type]
        return triples("\n".join(register_lines(tables)))

    for column in set(COLUMNS[table]) - not_itself:
        assert said(replace(row, **{column: "zh" if column in ("lang", "language") else "x"})) != said(row), column
    for field, empty in (("authors", ()), ("former", ()), ("members", ()), ("cls", "Person")):
        if hasattr(row, field):
            assert said(replace(row, **{field: empty})) != said(row), field


@given(quantities())
def test_a_figure_has_a_value_or_its_bounds_and_the_interval_it_stands_for(text: str) -> None:
    figure = parse_quantity(text)
    said = {}
    for line in of_claim(replace(MEASURE, value=text)):
        _, predicate, object_ = line.split(" ", 2)
        said[local_name(predicate[1:-1])] = object_.removesuffix(" .")
    number = {
        name: Decimal(said[name].split('"')[1]) for name in ("value", "min", "max", "lowest", "highest") if name in said
    }
    assert said["bound"] == f"<{KG}{figure.bound}>"
    assert ("value" in number) == (figure.bound in ("exact", "about", "nearly"))
    if "value" in number:
        assert number["value"] == figure.value
        assert not {"min", "max"} & number.keys()
    else:
        assert (number.get("min"), number.get("max")) == (
            (None, None) if figure.bound == "vague" else (figure.low, figure.high)
        )
    assert (number.get("lowest"), number.get("highest")) == interval(figure)


@pytest.mark.parametrize("basis", sorted(ENUMS["basis"]))
def test_hearsay_makes_no_plain_triple(basis: str) -> None:
    assert (direct_line(RELATION, "relation", (), basis) is None) == (basis in HEARSAY)


@pytest.mark.parametrize(
    "claim",
    [
        replace(RELATION, polarity="denies"),
        replace(RELATION, rank="deprecated"),
        *(replace(RELATION, mode=mode) for mode in ENUMS["mode"] if mode != "actual"),
    ],
)
def test_what_is_denied_expected_or_taken_back_makes_no_plain_triple(claim: Claim) -> None:
    assert direct_line(claim, "relation", (), "press") is None


def test_a_relation_and_an_attribute_make_a_plain_triple_and_a_measure_none() -> None:
    assert direct_line(RELATION, "relation", (), "press") == f"<{ENT}gamma> <{KG}tests> <{ENT}alpha> ."
    assert direct_line(ATTRIBUTE, "attribute", ("date",), "press") == f'<{ENT}alpha> <{KG}established> "2018" .'
    assert direct_line(MEASURE, "measure", (), "press") is None


def test_a_claims_basis_is_its_own_else_its_documents_else_press() -> None:
    document = Document("d001", basis="filing")
    assert basis_of(replace(RELATION, basis="comment"), {"d001": document}) == "comment"
    assert basis_of(replace(RELATION, basis=""), {"d001": document}) == "filing"
    assert basis_of(replace(RELATION, basis=""), {}) == "press"


def test_the_origin_of_a_repost_is_the_document_at_the_end_of_the_chain() -> None:
    chain = {
        id: Document(id, repost_of=of)
        for id, of in [("c", "b"), ("b", "a"), ("a", ""), ("x", "y"), ("y", "x"), ("z", "gone")]
    }
    assert [origin(chain[id], chain) for id in "abcz"] == ["a", "a", "a", "z"]
    assert origin(chain["x"], chain) in ("x", "y"), "a circle, which the checks refuse, at least comes to an end"


def test_a_document_of_an_unknown_day_may_be_of_any_day(small: Tables) -> None:
    days = f"SELECT ?from ?to WHERE {{ <{DOCUMENT}d004> <{KG}publishedFrom> ?from ; <{KG}publishedTo> ?to }}"
    assert [str(day) for day in bare_store_of(small).select(days).rows[0]] == ["0001-01-01", "9999-12-31"]


def test_the_text_can_be_cut_at_any_line(small: Tables) -> None:
    lines = turtle(small, VOCABULARY).decode().splitlines()
    assert len(lines) > 100
    assert set().union(*map(triples, lines)) == triples("\n".join(lines))


def test_every_row_is_one_claim_and_nothing_is_anonymous(small: Tables) -> None:
    made = bare_store_of(small)
    found = made.select(f"SELECT ?claim WHERE {{ ?claim a <{KG}Claim> }}").rows
    assert {str(row[0])[len(CLAIM) :] for row in found} == {f"{d}/{c['id']}" for d, cs in CLAIMS.items() for c in cs}
    assert not any("_:" in line for line in made.triples())


# On the project's own data:


def test_plain_triples_are_exactly_the_stated_relations(graph: Graph) -> None:
    tables = read_tables(data_dir())
    documents = {document.id: document for document in tables.documents}
    plain = set()
    for claim in tables.claims:
        term = PROPERTIES[claim.property]
        line = direct_line(claim, term.kind, term.range, basis_of(claim, documents))
        if line is not None and term.kind == "relation":
            plain.add(line)
    stated = {
        f"<{ENT}{one.subject}> <{KG}{one.property}> <{ENT}{one.object}> ."
        for one in graph.ledger.claims
        if one.direct and one.kind == "relation"
    }
    assert len(plain) > 100
    assert plain == stated
    assert plain <= set(graph.store.triples())


def test_the_graph_holds_every_row_of_every_table(graph: Graph) -> None:
    tables = read_tables(data_dir())
    counts = {
        "Claim": len(tables.claims),
        "Document": len(tables.documents),
        "Alias": len(tables.aliases),
        "NonIdentity": len(tables.not_same),
        "Conflict": len(tables.verdicts),
    }
    for cls, count in counts.items():
        found = graph.store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a <{KG}{cls}> }}").rows
        assert found == [(count,)], cls
    found = graph.store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x <{KG}status> ?y }}").rows
    assert found == [(len(tables.entities),)]


def test_the_ontology_declares_every_word_the_rows_become(graph: Graph, small: Tables) -> None:
    used = {line.split(" ")[1][1:-1] for line in bare_store_of(small).triples()}
    declared = {
        str(row[0])
        for row in graph.store.select(
            "SELECT DISTINCT ?p WHERE { ?p <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> ?o }"
        ).rows
        if isinstance(row[0], Iri)
    }
    own = {word for word in used if word.startswith(KG)}
    assert len(own) > 30
    assert own <= declared
