"""Read what an engine sends, SPARQL JSON results and N-Triples, strictly into our own values.

Every answer comes through here, so that the same data gives the same values in every engine. A body that is cut short
or something else is an error, never an empty answer. Knows no engine and no network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from kg.engine.answer import Answer, Iri, Text, Value
from kg.problem import KgError, Problem, misuse

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = (
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedInt unsignedLong unsignedShort unsignedByte"
)
_KINDS = {_XSD + name: "integer" for name in _INTEGERS.split()} | {
    _XSD + name: kind
    for name, kind in (("decimal", "decimal"), ("double", "decimal"), ("float", "decimal"), ("boolean", "boolean"))
}
_KINDS[_XSD + "date"] = "date"
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def literal_value(text: str, datatype: str = "", lang: str = "") -> Value:
    """Return a literal as Python has it: int, Decimal, bool, date, Text (with a language) or str.

    A malformed number, boolean or date (`2024-13-45`, `INF`, a date with a time zone) stays a str.
    """
    if lang:
        return Text(text, lang.lower())
    kind = _KINDS.get(datatype)
    if kind is None:
        return text
    if kind == "integer":
        return int(text) if _INTEGER.fullmatch(text) else text
    if kind == "decimal":
        return Decimal(text) if _DECIMAL.fullmatch(text) else text
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else text
    except ValueError:
        return text


def read_boolean(body: bytes) -> bool:
    """Return the answer to an ASK; KgError if it is neither true nor false."""
    truth = _object(body).get("boolean")
    if not isinstance(truth, bool):
        raise KgError(broken("it has no boolean"))
    return truth


def _object(body: bytes) -> dict[str, object]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError) as error:
        # An engine that streams sends status 200 before it fails: the reason is at the end of the body.
        raise KgError(broken(f"it is not JSON and ends in: {plain_words(body[-300:])}")) from error
    if not isinstance(read, dict):
        raise KgError(broken("it is not an object"))
    return read


def read_answer(body: bytes) -> Answer:
    """Return a table in the SPARQL JSON format as an answer; KgError if it is cut short or not a table."""
    read = cast("dict[str, dict[str, list[dict[str, dict[str, str]]]]]", _object(body))
    try:
        columns = tuple(str(name) for name in read["head"]["vars"])
        rows = [
            tuple(_value(binding[name]) if name in binding else None for name in columns)
            for binding in read["results"]["bindings"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise KgError(broken("it is not a table of results")) from error
    return Answer(columns, rows)


def standard(body: bytes, max_rows: int | None = None) -> bytes:
    """Return a server's table as SPARQL 1.1 has it; KgError if it is none, and above `max_rows`.

    Virtuoso writes `typed-literal`, and labels of blank nodes that are none (`nodeID://b1`).
    """
    answer = read_answer(body)
    if max_rows is not None and len(answer.rows) > max_rows:
        raise KgError(too_many(max_rows))
    read = cast("dict[str, dict[str, list[dict[str, dict[str, str]]]]]", _object(body))
    labels: dict[str, str] = {}
    for binding in read["results"]["bindings"]:
        for term in binding.values():
            if term["type"] == "bnode":
                term["value"] = labels.setdefault(term["value"], f"b{len(labels)}")
            elif term["type"] == "typed-literal":
                term["type"] = "literal"
    made = {"head": {"vars": answer.columns}, "results": {"bindings": read["results"]["bindings"]}}
    return json.dumps(made, ensure_ascii=False).encode()


def _value(term: Mapping[str, str]) -> Value:
    kind = term["type"]
    if kind == "uri":
        return Iri(term["value"])
    if kind == "bnode":
        return Iri("_:" + term["value"])
    if kind == "triple":
        raise unsupported(kind)
    if kind not in ("literal", "typed-literal"):
        raise KeyError(kind)
    return literal_value(term["value"], term.get("datatype", ""), term.get("xml:lang", ""))


# Compiled on first use: only answers from elsewhere need them.
_TRIPLE = (
    r'[ \t]*(<[^<>"\s]*>|_:[^\s<>"]+)[ \t]*(<[^<>"\s]*>)[ \t]*'
    r'(?:(<[^<>"\s]*>|_:[^\s<>"]+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^(<[^<>"\s]*>))?)[ \t]*\.[ \t]*'
)
_ESCAPED = r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))"
_CONTROL = r'[\x00-\x1f"\\\x7f]'
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_LONG = {value: "\\" + key for key, value in _SHORT.items() if key != "'"}


def read_ntriples(body: bytes) -> Iterator[str]:
    """Yield canonical N-Triples, as the embedded engine writes them; engines differ in blanks and escapes.

    KgError at the first line that is not a triple.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise KgError(broken("it is not UTF-8")) from error
    triple = re.compile(_TRIPLE).fullmatch
    for line in text.split("\n"):
        line = line.rstrip("\r")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = triple(line)
        if match is None:
            raise KgError(broken(f"this is not a triple: {plain_words(line.encode())}"))
        subject, predicate, node, written, lang, datatype = match.groups()
        if node is None:
            value = re.sub(_CONTROL, lambda c: _LONG.get(c.group(), f"\\u{ord(c.group()):04X}"), _unescape(written))
            plain = datatype is None or datatype == f"<{_XSD}string>"
            node = f'"{value}"' + (f"@{lang.lower()}" if lang else "" if plain else f"^^{_unescape(datatype)}")
        yield f"{_unescape(subject)} {_unescape(predicate)} {_unescape(node) if node[0] == '<' else node} ."


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return re.sub(_ESCAPED, _character, text)
    except (KeyError, ValueError, OverflowError) as error:
        raise KgError(broken(f"it has an escape that does not exist, in {plain_words(text.encode())}")) from error


def _character(escape: re.Match[str]) -> str:
    if escape[3]:
        return _SHORT[escape[3]]
    made = chr(int(escape[1] or escape[2], 16))
    made.encode()  # raises for half of a surrogate pair
    return made


def broken(why: str) -> Problem:
    """Return the problem of an answer that cannot be read."""
    return Problem(
        "broken-answer", f"the server's answer cannot be read: {why}", "ask again, or check the server's log"
    )


def stopped(seconds: float) -> Problem:
    """Return the problem of a query that took too long."""
    hint = "narrow it down (name an entity, a period, a LIMIT), or allow it more time"
    return Problem("query-stopped", f"the query was stopped after {seconds:g} s", hint)


def too_many(max_rows: int) -> Problem:
    """Return the problem of an answer with more rows than allowed."""
    return Problem("too-many-rows", f"the answer has more than {max_rows} rows", "add LIMIT to the query, or narrow it")


def unsupported(kind: str) -> KgError:
    """Return the error for a query that asks for a term that is not an IRI, a literal or a blank node."""
    hint = "select its parts instead, with SUBJECT(), PREDICATE() and OBJECT()"
    return misuse("unsupported-term", f"the answer holds a term of the kind {kind.lower()}", hint)


def plain_words(body: bytes) -> str:
    """Return the first words of a server's message, without markup and the query it repeats."""
    text = re.sub(r"<[^<>]*>", " ", body[:4000].decode("utf-8", "replace")).partition("SPARQL query:")[0]
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= 300 else words[:299] + "…"
