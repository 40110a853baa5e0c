"""SPARQL results are those of the standard: read by somebody else's reader, no term loses anything."""

from __future__ import annotations

import csv
import io
import json
from typing import cast

import pytest
import rdflib
from rdflib.query import Result
from rdflib.term import Identifier

from kg.engine.results import FORMATS, boolean_json, in_format, table_json
from kg.engine.store import NewStore, memory_store
from kg.engine.wire import standard
from kg.graph import Graph
from kg.problem import KgError

XSD = "http://www.w3.org/2001/XMLSchema#"
#: What a term may be, as N-Triples.
TERMS = {
    "iri": "<https://example.org/entity/products-32>",
    "iri of another namespace": "<https://example.com/other#products-32>",
    "iri in chinese": "<https://example.org/天数>",
    "text": '"plain"',
    "empty text": '""',
    "quotes": '"say \\"so\\", \'so\' \\\\ and <so> & so"',
    "lines": '"one\\ntwo\\r\\nthree\\rfour\\tfive"',
    "blanks": '"  two before, one behind "',
    "formula": '"=1+1"',
    "looks like a number": '"d007"',
    "looks like a blank node": '"_:b"',
    "language": '"天数智芯"@zh',
    "language with a region": '"colour"@en-gb',
    "integer": f'"42"^^<{XSD}integer>',
    "negative": f'"-7"^^<{XSD}integer>',
    "decimal": f'"1.5"^^<{XSD}decimal>',
    "double": f'"1.0E6"^^<{XSD}double>',
    "boolean": f'"true"^^<{XSD}boolean>',
    "date": f'"2025-12-31"^^<{XSD}date>',
    "month": f'"2025-12"^^<{XSD}gYearMonth>',
    "own datatype": '"v"^^<https://example.org/datatype>',
}
SELECT = "SELECT ?name ?term ?nothing WHERE { ?s <x:name> ?name ; <x:term> ?term } ORDER BY ?name"


@pytest.fixture(scope="module")
def held() -> NewStore:
    lines = [f'<x:{n}> <x:name> "{name}" .\n<x:{n}> <x:term> {term} .' for n, (name, term) in enumerate(TERMS.items())]
    return memory_store("\n".join(lines).encode())


def read(body: bytes, form: str) -> Result:
    """Read results with rdflib's reader of a format."""
    media = {"json": "json", "csv": "csv", "tsv": "tsv", "xml": "xml"}[form]
    return Result.parse(io.BytesIO(body), format=media)


def terms_of(result: Result) -> dict[str, Identifier | None]:
    rows = [{str(key): value for key, value in row.items()} for row in result.bindings]
    assert all("nothing" not in row for row in rows), "what is not bound is left out"
    return {str(row["name"]): row["term"] for row in rows}


def wanted() -> dict[str, Identifier]:
    graph = rdflib.Graph().parse(data="\n".join(f"<x:s> <x:{n}> {term} ." for n, term in enumerate(TERMS.values())))
    by_number = {str(p): o for _, p, o in graph}
    return {name: cast(Identifier, by_number[f"x:{n}"]) for n, name in enumerate(TERMS)}


def as_written(term: Identifier | None) -> str:
    """Return a term whole; numbers by their value, since an engine may spell them anew."""
    if isinstance(term, rdflib.Literal) and term.value is not None and not isinstance(term.value, str):
        return f"{term.toPython()!r} {term.datatype}"
    return term.n3() if term is not None else ""


@pytest.mark.parametrize("form", ["json", "tsv", "xml"])
@pytest.mark.parametrize("name", TERMS)
def test_every_term_comes_back_whole(held: NewStore, form: str, name: str) -> None:
    # Once an IRI was printed as its local name: two namespaces could not be told apart.
    made = in_format(held.results(SELECT), form)
    if form == "tsv":  # rdflib reads "\n" in TSV as two characters, and drops outer blanks: read the term as Turtle
        rows = dict(line.split("\t")[:2] for line in made.decode().split("\n")[1:-1])
        written = rows['"' + name + '"']
        (term,) = rdflib.Graph().parse(data=f"<x:s> <x:p> {written} .", format="turtle").objects()
        assert as_written(cast(Identifier, term)) == as_written(wanted()[name])
    else:
        assert as_written(terms_of(read(made, form))[name]) == as_written(wanted()[name])


def test_csv_has_the_bare_values_and_whole_iris(held: NewStore) -> None:
    made = in_format(held.results(SELECT), "csv").decode()
    assert made.startswith("name,term,nothing\r\n")
    rows = {row["name"]: row["term"] for row in csv.DictReader(io.StringIO(made, newline=""))}
    assert rows == {name: "1000000" if name == "double" else str(term) for name, term in wanted().items()}
    assert {row["nothing"] for row in csv.DictReader(io.StringIO(made, newline=""))} == {""}


def test_tsv_is_read_by_rdflib(held: NewStore) -> None:
    simple = "SELECT ?term WHERE { ?s <x:term> ?term FILTER(isIRI(?term) || isNumeric(?term)) } ORDER BY ?term"
    result = read(in_format(held.results(simple), "tsv"), "tsv")
    assert len(result.bindings) == 7


@pytest.mark.parametrize("form", FORMATS)
def test_no_row_is_a_table_with_its_columns(held: NewStore, form: str) -> None:
    made = in_format(held.results("SELECT ?a ?b WHERE { ?a <x:none> ?b }"), form)
    result = read(made, form)
    assert [str(name) for name in result.vars or ()] == ["a", "b"]
    assert len(result.bindings) == 0


@pytest.mark.parametrize(("form", "truth"), [("json", True), ("json", False), ("xml", True), ("xml", False)])
def test_the_answer_to_an_ask_is_a_boolean(form: str, truth: bool) -> None:
    assert read(in_format(boolean_json(truth), form), form).askAnswer is truth


def test_a_blank_node_has_a_label_that_means_the_same_in_every_row(held: NewStore) -> None:
    query = "SELECT ?a ?b WHERE { BIND(BNODE() AS ?a) BIND(?a AS ?b) }"
    for form in ("json", "xml"):
        (row,) = read(in_format(held.results(query), form), form).bindings
        one, other = row.values()
        assert isinstance(one, rdflib.BNode)
        assert one == other
    line = in_format(held.results(query), "tsv").decode().splitlines()[1].split("\t")
    assert line[0] == line[1]
    assert line[0].startswith("_:")


def test_a_control_character_is_refused_by_xml_alone(held: NewStore) -> None:
    results = held.results('SELECT ("a\\u0008b" AS ?x) {}')
    with pytest.raises(KgError, match=r"not-xml.*json or tsv"):
        in_format(results, "xml")
    assert json.loads(in_format(results, "json"))["results"]["bindings"][0]["x"]["value"] == "a\bb"


@pytest.mark.parametrize("timeout", [None, 30.0], ids=["here", "in a process of its own"])
def test_results_keep_the_limits(small: Graph, timeout: float | None) -> None:
    every = "SELECT * WHERE { ?s ?p ?o }"
    with pytest.raises(KgError, match="too-many-rows"):
        small.store.results(every, timeout, max_rows=5)
    with pytest.raises(KgError, match="other-form"):
        small.store.results("ASK {}", timeout)
    with pytest.raises(KgError, match="unsupported-term"):
        small.store.results("SELECT ?t { BIND(TRIPLE(<x:a>, <x:a>, 1) AS ?t) }", timeout)
    assert len(json.loads(small.store.results(every, timeout))["results"]["bindings"]) == small.store.count()


def test_a_query_of_ones_own_is_checked_before_it_runs(small: Graph) -> None:
    with pytest.raises(KgError, match="service"):
        small.results("SELECT * WHERE { SERVICE <http://e.example/> { ?s ?p ?o } }")
    with pytest.raises(KgError, match="query-stopped"):
        small.results("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.5)


def test_what_another_server_writes_oddly_becomes_standard() -> None:
    integer = {"type": "typed-literal", "value": "1", "datatype": XSD + "integer"}
    node = {"type": "bnode", "value": "nodeID://b10"}
    body = {"head": {"vars": ["n", "b"]}, "results": {"bindings": [{"n": integer, "b": node}, {"b": node}]}}
    made = in_format(standard(json.dumps(body).encode()), "tsv").decode().splitlines()
    assert made == ["?n\t?b", "1\t_:b0", "\t_:b0"]
    with pytest.raises(KgError, match="too-many-rows"):
        standard(json.dumps(body).encode(), max_rows=1)


def test_a_table_of_terms_is_json_with_what_is_bound() -> None:
    made = json.loads(table_json(("a", "b"), [({"type": "uri", "value": "x:a"}, None)]))
    assert made == {"head": {"vars": ["a", "b"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "x:a"}}]}}
