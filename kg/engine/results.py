"""An engine's terms as values of ours, and answers as the standard has them: SPARQL results in JSON, CSV, TSV and XML.

The standard's formats keep IRIs, languages and datatypes whole. Every store gives its answer in the standard's JSON,
and the engine's own writer turns that into the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import cast

from kg.engine.answer import Iri, Text, Value
from kg.engine.wire import broken, literal_value, unsupported
from kg.problem import KgError, Problem

FORMATS = ("csv", "tsv", "json", "xml")
#: A term of an answer, as the standard's JSON has it.
Term = Mapping[str, str]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NOT_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


@cache
def as_value() -> Callable[[object], Value]:
    """Return the function that turns a term of the engine into a value of ours; KgError for a triple."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    def value(term: object) -> Value:
        if term is None:
            return None
        if isinstance(term, NamedNode):
            return Iri(term.value)
        if isinstance(term, Literal):
            lang = term.language
            return Text(term.value, lang.lower()) if lang else literal_value(term.value, term.datatype.value)
        if isinstance(term, BlankNode):
            return Iri(str(term))
        raise unsupported(type(term).__name__)

    return value


@cache
def as_term() -> Callable[[object], Term | None]:
    """Return the function that writes a term of the engine as the standard's JSON; KgError for a triple."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    def written(term: object) -> Term | None:
        if term is None:
            return None
        if isinstance(term, NamedNode):
            return {"type": "uri", "value": term.value}
        if isinstance(term, Literal):
            plain = {"type": "literal", "value": term.value}
            if term.language:
                return plain | {"xml:lang": term.language}
            kind = term.datatype.value
            return plain if kind == _STRING else plain | {"datatype": kind}
        if isinstance(term, BlankNode):
            return {"type": "bnode", "value": term.value}
        raise unsupported(type(term).__name__)

    return written


def table_json(columns: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """Return a table of terms as SPARQL JSON results."""
    bindings = [{name: term for name, term in zip(columns, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def boolean_json(truth: bool) -> bytes:
    """Return the answer to an ASK as SPARQL JSON results."""
    return json.dumps({"head": {}, "boolean": truth}).encode()


def in_format(results: bytes, form: str) -> bytes:
    """Return SPARQL JSON results in a format of `FORMATS`; KgError for what the format cannot hold."""
    import pyoxigraph

    forms = pyoxigraph.QueryResultsFormat
    chosen = dict(zip(FORMATS, (forms.CSV, forms.TSV, forms.JSON, forms.XML), strict=True))[form]
    try:
        written = cast(bytes, pyoxigraph.parse_query_results(results, forms.JSON).serialize(format=chosen))
    except SyntaxError as error:
        raise KgError(broken(str(error.msg))) from error
    if form == "xml":
        text = written.decode()
        if re.search(_NOT_XML, text):
            message = "the answer holds a control character, which XML has no way to write"
            raise KgError(Problem("not-xml", message, "choose --format json or tsv"))
        written = text.replace("\r", "&#13;").encode()  # a reader would take it for the end of a line
    return written if written.endswith(b"\n") else written + b"\n"
