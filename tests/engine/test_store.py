"""The embedded engine behind its door: values, errors that help, limits that hold, folders that are judged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.engine import store
from kg.engine.answer import Iri, Text
from kg.engine.remote import RemoteStore
from kg.engine.store import NewStore, Store, memory_store, new_store, open_store, read_turtle, serialize
from kg.problem import KgError
from tests.support.command import python

XSD = "http://www.w3.org/2001/XMLSchema#"
LINES = [
    "<x:a> <x:p> <x:b> .",
    '<x:a> <x:q> "沐曦"@zh .',
    f'<x:a> <x:r> "1.5"^^<{XSD}decimal> .',
    f'<x:a> <x:s> "2025-12-31"^^<{XSD}date> .',
    f'<x:a> <x:t> "true"^^<{XSD}boolean> .',
    f'<x:a> <x:u> "7"^^<{XSD}integer> .',
    '<x:a> <x:v> "two\\nlines" .',
]
NTRIPLES = "\n".join(LINES).encode()
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?p"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f && ?i != ?l) }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = new_store(tmp_path / "store")
    made.load(NTRIPLES)
    made.finish()
    return tmp_path / "store"


@pytest.fixture(params=["memory", "folder"])
def held(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    made = memory_store(NTRIPLES) if request.param == "memory" else open_store(folder)
    yield made
    made.close()


def many(count: int) -> NewStore:
    """Return a store in memory with so many triples."""
    made = new_store(None)
    made.load("\n".join(f'<x:{n}> <x:p> "{n}" .' for n in range(count)).encode())
    return made


@pytest.mark.parametrize("timeout", [None, 30])
def test_rows_are_python_values_here_and_from_another_process(held: Store, timeout: float | None) -> None:
    answer = held.select(ALL, timeout=timeout)
    assert answer.columns == ("s", "p", "o")
    values = [row[2] for row in answer.rows]
    assert values == [Iri("x:b"), Text("沐曦", "zh"), Decimal("1.5"), date(2025, 12, 31), True, 7, "two\nlines"]
    assert [type(value) for value in values] == [Iri, Text, Decimal, date, bool, int, str]
    assert isinstance(values[1], Text)
    assert values[1].lang == "zh"
    assert all(isinstance(row[0], Iri) for row in answer.rows)


@pytest.mark.parametrize("timeout", [None, 30])
def test_the_other_forms_are_answered(held: Store, timeout: float | None) -> None:
    assert held.ask("ASK { <x:a> ?p 7 }", timeout) is True
    assert held.ask("ASK { <x:a> ?p 8 }", timeout) is False
    made = held.construct("CONSTRUCT { ?o <x:of> ?s . ?s <x:is> 'a' } WHERE { ?s <x:p> ?o }", timeout)
    assert made == ['<x:a> <x:is> "a" .', "<x:b> <x:of> <x:a> ."]
    assert held.construct("DESCRIBE <x:a>", timeout) == sorted(LINES)
    assert held.select("SELECT ?s WHERE { ?s <x:none> ?o }", timeout).rows == []


@pytest.mark.parametrize("timeout", [None, 30])
def test_a_blank_node_of_an_answer_is_its_label(held: Store, timeout: float | None) -> None:
    ((node, same),) = held.select("SELECT ?a ?b { BIND(BNODE() AS ?a) BIND(?a AS ?b) }", timeout).rows
    assert isinstance(node, Iri)
    assert node == same
    assert node.startswith("_:")


@pytest.mark.parametrize("timeout", [None, 30])
def test_a_term_of_another_kind_is_refused(held: Store, timeout: float | None) -> None:
    with pytest.raises(KgError, match=r"unsupported-term: .* kind triple  → select its parts"):
        held.select("SELECT ?t { BIND(<<( <x:a> <x:p> <x:b> )>> AS ?t) }", timeout)


@pytest.mark.parametrize("timeout", [None, 30])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT *\nWHERE { ?s ?p }", r"query:2 bad-query: line 2, column \d+: WHERE"),
        ("SELECT * WHERE { ?s ex:p ?o }", "PREFIX ex: <…>"),
        ("ASK {}", "of the form ASK, not SELECT"),
        ("INSERT DATA { <x:a> <x:p> 1 }", "bad-query"),
    ],
)
def test_a_wrong_query_is_explained(held: Store, query: str, said: str, timeout: float | None) -> None:
    with pytest.raises(KgError, match=said):
        held.select(query, timeout)


@pytest.mark.parametrize("timeout", [None, 30])
def test_more_rows_than_allowed_are_an_error_and_as_many_are_fine(timeout: float | None) -> None:
    held = many(2500)
    assert len(held.select(ALL, timeout, max_rows=2500).rows) == 2500
    assert len(held.construct("CONSTRUCT WHERE { ?s ?p ?o }", timeout, max_rows=2500)) == 2500
    for most in (2499, 1000, 0):
        with pytest.raises(KgError, match=f"more than {most} rows"):
            held.select(ALL, timeout, max_rows=most)
        with pytest.raises(KgError, match=f"more than {most} rows"):
            held.construct("CONSTRUCT WHERE { ?s ?p ?o }", timeout, max_rows=most)
    held.close()


def test_a_query_that_takes_too_long_is_really_stopped_and_the_store_goes_on() -> None:
    held = many(2000)
    with pytest.raises(KgError, match=r"query-stopped: the query was stopped after 0\.5 s"):
        held.select(SLOW, timeout=0.5)
    assert held.ask("ASK { <x:1> ?p ?o }", timeout=30)
    held.close()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_query_that_wants_all_memory_ends_its_own_process_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_QUERY_MEMORY", str(200 << 20))
    held = many(3000)
    with pytest.raises(KgError, match="query-died"):
        held.select("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f", timeout=120)
    assert held.count() == 3000
    held.close()


def test_a_query_that_overflows_the_engines_stack_ends_its_own_process_only(held: Store) -> None:
    with pytest.raises(KgError, match="query-died"):
        held.ask("ASK " + "{" * 5000 + "}" * 5000, timeout=60)
    assert held.ask("ASK {}", timeout=30)


def test_a_store_that_has_changed_answers_with_the_change_at_once() -> None:
    held = memory_store(NTRIPLES)
    assert not held.ask("ASK { <x:new> ?p ?o }", timeout=30)
    assert held.add(["<x:new> <x:p> <x:o> .", *LINES]) == ["<x:new> <x:p> <x:o> ."]
    assert held.ask("ASK { <x:new> ?p ?o }", timeout=30)
    assert held.add(["<x:new> <x:p> <x:o> ."]) == []
    held.close()


def test_nothing_is_added_where_one_line_is_wrong() -> None:
    held = memory_store(NTRIPLES)
    with pytest.raises(KgError, match="data:2 bad-rdf"):
        held.add(["<x:new> <x:p> <x:o> .", "<x:new> <x:p> <x y> ."])
    assert held.count() == len(LINES)


def test_broken_turtle_names_its_line() -> None:
    with pytest.raises(KgError, match="data:2 bad-rdf"):
        new_store(None).load(b"<x:a> <x:b> <x:c> .\n<x:a> <x:b> <x y> .")


def test_named_graphs_are_merged_into_the_one_graph_there_is() -> None:
    held = memory_store(b"<x:a> <x:p> <x:b> <x:graph> .\n<x:a> <x:p> <x:c> .")
    assert len(held.select(ALL).rows) == 2


def test_a_closed_store_says_so(held: Store) -> None:
    held.close()
    with pytest.raises(KgError, match="closed"):
        held.count()


def test_many_may_read_a_folder_at_once(folder: Path) -> None:
    held = [open_store(folder) for _ in range(3)]
    assert [one.count() for one in held] == [len(LINES)] * 3


@pytest.mark.parametrize(
    ("harmed", "text", "code"),
    [
        ("format", "oxigraph-0\n", "other-format"),
        ("format", "", "not-a-store"),
        ("data/CURRENT", "nonsense", "damaged"),
        ("data/MANIFEST-*", "", "damaged"),
        ("../store", "", "no-store"),
    ],
)
def test_a_folder_that_cannot_be_used_is_told_apart(folder: Path, harmed: str, text: str, code: str) -> None:
    for path in folder.glob(harmed):
        path.write_text(text) if text else path.rename(folder.with_name("elsewhere"))
    with pytest.raises(KgError) as refused:
        open_store(folder)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems[0].hint


@pytest.mark.skipif(os.name == "nt", reason="there the files themselves cannot be opened")
def test_a_folder_that_another_program_writes_to_is_left_alone(tmp_path: Path) -> None:
    script = "import pyoxigraph, sys; kept = pyoxigraph.Store(sys.argv[1]); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(tmp_path / "theirs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(KgError, match="locked"):
            open_store(tmp_path / "theirs")
        writer.communicate()
    assert open_store(tmp_path / "theirs").count() == 0  # a folder of Oxigraph's own is as good


def test_a_new_store_wants_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(KgError, match="not-empty"):
        new_store(tmp_path)


def test_an_address_opens_an_endpoint() -> None:
    assert isinstance(open_store("http://127.0.0.1:1/query"), RemoteStore)


TURTLE = b"@prefix x: <x:> . x:a x:p [ x:q ( 1 2 ) ] , _:n . _:n x:r x:a ."


def test_nodes_without_a_name_get_the_same_one_every_time_and_another_in_every_file() -> None:
    lines = read_turtle(TURTLE, "one", "one.ttl")
    assert lines == read_turtle(TURTLE, "one", "one.ttl")
    assert {word for line in lines for word in line.split() if word.startswith("_:")} == {
        f"_:one-{n}" for n in range(1, 5)
    }
    held = memory_store("\n".join(lines).encode())
    held.add(read_turtle(TURTLE, "two", "two.ttl"))
    assert held.count() == 2 * len(lines)
    assert set(lines) < set(held.triples())
    assert any("_:one-1" in str(value) for row in held.select(ALL, timeout=30).rows for value in row)
    held.close()


PREFIXES = {"z": "http://z/", "a": "http://a/", "m": "http://m/", "xsd": XSD}
RDF = [f"<http://{n}/{k}> <http://m/p> <http://z/{n}> ." for n in "az" for k in "12"] + [
    f'<http://a/3> <http://m/q> "1.50"^^<{XSD}decimal> .',
    '<http://a/3> <http://m/q> "a\\"b\\n"@zh .',
]


@pytest.mark.parametrize("form", store.FORMATS)
def test_every_format_can_be_read_again(form: str) -> None:
    formats = pyoxigraph.RdfFormat
    read = {"turtle": formats.TURTLE, "trig": formats.TRIG, "ntriples": formats.N_TRIPLES, "nquads": formats.N_QUADS}
    read |= {"rdfxml": formats.RDF_XML, "jsonld": formats.JSON_LD}
    back = [f"{quad.triple} ." for quad in pyoxigraph.parse(serialize(RDF, form, PREFIXES), read[form])]
    assert sorted(back) == sorted(RDF)


def test_the_same_lines_give_the_same_bytes_in_every_process() -> None:
    script = f"""
import sys
from kg.engine.store import FORMATS, serialize
for form in FORMATS:
    sys.stdout.buffer.write(serialize({RDF!r}, form, {PREFIXES!r}))
"""
    first, *others = (python(script) for _ in range(4))
    assert set(others) == {first}
    assert "@prefix a: <http://a/> .\n@prefix m: <http://m/> .\n" in first


WORD = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs"]), max_size=10)


@given(st.lists(WORD))
def test_what_goes_in_as_lines_comes_out_as_lines(words: list[str]) -> None:
    node = pyoxigraph.NamedNode("x:a")
    lines = sorted({f"{pyoxigraph.Triple(node, node, pyoxigraph.Literal(word))} ." for word in words})
    held = new_store(None)
    assert held.add(lines) == lines
    assert sorted(held.triples()) == lines
    assert held.construct("CONSTRUCT WHERE { ?s ?p ?o }") == lines
    assert {row[0] for row in held.select("SELECT ?o { ?s ?p ?o }").rows} == set(words)
