"""Standard answers are read strictly, and the same values come out whichever engine wrote them."""

from __future__ import annotations

import json
import string
from datetime import date
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.engine.answer import Iri, Text, Value
from kg.engine.wire import literal_value, plain_words, read_answer, read_boolean, read_ntriples
from kg.problem import KgError

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("540", "integer", 540),
        ("-007", "nonNegativeInteger", -7),
        ("1.50", "decimal", Decimal("1.5")),
        ("1e3", "double", Decimal(1000)),
        (".5", "float", Decimal("0.5")),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("2025-12-31", "date", date(2025, 12, 31)),
        ("x", "string", "x"),
        ("2025", "gYear", "2025"),
        # Neither engine checks what it loads, so what is no value of its type stays text.
        ("2024-13-45", "date", "2024-13-45"),
        ("2024-01-01Z", "date", "2024-01-01Z"),
        ("20240101", "date", "20240101"),
        ("abc", "integer", "abc"),
        ("1_000", "integer", "1_000"),
        ("１２", "integer", "１２"),
        ("9" * 5000, "integer", "9" * 5000),
        ("INF", "double", "INF"),
        ("NaN", "decimal", "NaN"),
        ("1e9999999", "double", "1e9999999"),
        ("maybe", "boolean", "maybe"),
    ],
)
def test_literals_become_python_values(text: str, datatype: str, value: Value) -> None:
    found = literal_value(text, XSD + datatype)
    assert (found, type(found)) == (value, type(value))


def body(**bindings: dict[str, str]) -> bytes:
    """Return the SPARQL JSON of one row."""
    return json.dumps({"head": {"vars": [*bindings, "empty"]}, "results": {"bindings": [bindings]}}).encode()


def test_a_table_becomes_an_answer() -> None:
    answer = read_answer(
        body(
            a={"type": "uri", "value": "http://a"},
            b={"type": "literal", "value": "沐曦", "xml:lang": "zh-Hans"},
            c={"type": "typed-literal", "value": "1", "datatype": XSD + "boolean"},
            d={"type": "bnode", "value": "n1"},
        )
    )
    assert answer.columns == ("a", "b", "c", "d", "empty")
    assert answer.rows == [(Iri("http://a"), "沐曦", True, Iri("_:n1"), None)]
    name, text = answer.rows[0][:2]
    assert isinstance(name, Iri)
    assert isinstance(text, Text)
    assert text.lang == "zh-hans", "in lower case"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"head":{"vars":["a"]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri"}}]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"thing","value":"x"}}]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[1]}}',
        b"[" * 100_000,
        b'{"boolean":true}',
    ],
)
def test_a_broken_table_is_an_error_and_never_empty(text: bytes) -> None:
    with pytest.raises(KgError, match="broken-answer"):
        read_answer(text)


def test_a_term_of_another_kind_is_refused() -> None:
    with pytest.raises(KgError, match="unsupported-term"):
        read_answer(body(a={"type": "triple", "value": "x"}))


def test_what_an_engine_says_at_the_end_of_a_broken_body_is_passed_on() -> None:
    with pytest.raises(KgError, match=r"broken-answer.*The disk is full"):
        read_answer(b'{"head":{"vars":["a"]},"results":{"bindings":[The disk is full')


@given(st.data())
def test_a_table_cut_short_is_never_taken_for_a_whole_one(data: st.DataObject) -> None:
    whole = body(a={"type": "uri", "value": "http://a"}, b={"type": "literal", "value": "中"})
    with pytest.raises(KgError):
        read_answer(whole[: data.draw(st.integers(0, len(whole) - 1))])


def test_an_ask_says_true_or_false() -> None:
    assert read_boolean(b'{"head":{},"boolean":true}') is True
    with pytest.raises(KgError, match="broken-answer"):
        read_boolean(b'{"head":{},"boolean":"true"}')


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "@zh", "@en-US", f"^^<{XSD}date>"]))
def test_triples_come_out_as_the_embedded_engine_writes_them(text: str, tail: str) -> None:
    # Whatever the server escapes: here everything that is no plain letter.
    escaped = "".join(c if c in string.ascii_letters else f"\\U{ord(c):08X}" for c in text)
    line = f'<http://a/\\u4e2d>\t<http://p>\t"{escaped}"{tail} .\n# a comment\n\n'
    [quad] = pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_TRIPLES)
    assert list(read_ntriples(line.encode())) == [f"{quad.triple} ."]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_triples_of_the_embedded_engine_stay_as_they_are(text: str) -> None:
    node = pyoxigraph.NamedNode("http://a")
    line = f"{pyoxigraph.Triple(node, node, pyoxigraph.Literal(text))} ."
    assert list(read_ntriples(line.encode())) == [line]


@pytest.mark.parametrize(
    "line",
    ["<a> <b>", "<a:a> <a:b> <a:c>", "oops", '<a:a> <a:b> "x .', '<a:a> <a:b> "\\q" .', '<a:a> <a:b> "\\uD800" .'],
)
def test_a_line_that_is_no_triple_is_an_error(line: str) -> None:
    with pytest.raises(KgError, match="broken-answer"):
        list(read_ntriples(b"<a:a> <a:b> <a:c> .\n" + line.encode()))


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(KgError, match="UTF-8"):
        list(read_ntriples(b'<a:a> <a:b> "\xff" .'))


def test_a_servers_message_is_short_and_without_markup_and_without_the_query() -> None:
    said = plain_words(b"<html><h1>Error 37000</h1>\nNo   such graph\x00\n\nSPARQL query:\nASK { secret }")
    assert said == "Error 37000 No such graph"
    assert len(plain_words(b"x" * 10_000)) == 300
