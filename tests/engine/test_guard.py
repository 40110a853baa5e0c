"""What may reach an engine and what may not, whatever it is wrapped in."""

from __future__ import annotations

import contextlib

import pyoxigraph
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.engine.guard import MAX_BYTES, MAX_NESTING, MAX_OPERATORS, MAX_OPTIONAL, MAX_STEPS, check_query, explain
from kg.engine.guard import undeclared_prefixes as undeclared
from kg.problem import KgError

PREFIXES = "PREFIX ex: <http://a/>\nPREFIX : <http://127.0.0.1:9/>\n"

HARMLESS = {
    "variables and names that look like keywords": "SELECT ?service ?from { ?s ex:service ?from ; ex:from ?service }",
    "a keyword in a comment": "SELECT * { ?s ?p ?o # SERVICE <http://x> {}\n}",
    "a keyword in a string": 'ASK { ?s ?p "SERVICE <x> {" , \'FROM <x>\', \'\'\'LOAD \' <x>\'\'\', """a "" DROP""" }',
    "a keyword in an IRI": "SELECT * { ?s <http://x/service#FROM> ?o FILTER(?o < 5 && ?o > 3) }",
    "a hash in an IRI is no comment": "SELECT * { ?s <http://x#SERVICE> ?o }",
    "an escaped hash in a name": r"SELECT * { ?s ex:a\#b ?o }",
    "an escaped quote in a name": r"SELECT * { ?s ex:a\'b ?o ; ex:c 'd' }",
    "an escaped quote in a string": r"SELECT * { ?s ?p '\' SERVICE <x> {} ' }",
    "IRIs with brackets in a block of values": "SELECT * { VALUES (?x ?y) { (ex:a <http://x#(b)>) } ?x ?y ?z }",
    "whole IRIs in expressions": "SELECT * { ?x (<http://x#p>|<http://y#q>)+ ?y FILTER(?x IN (<http://x#p>, ex:q)) }",
    "a typed literal": 'ASK { ?s ?p ?d FILTER(?d <= "2025-01-01"^^<http://www.w3.org/2001/XMLSchema#date>) }',
    "names that only contain the letters": "SELECT * { ?s ex:fromage ex:microservice . ?t ex:download ex:a.b }",
    "lower case": "base <http://x/> prefix foo: <a#> ask { <b> <c> <#d> }",
    "escapes that mean letters": r'SELECT * { ?s ?p "\u4e2d" }',
    "DESCRIBE": "DESCRIBE ex:a",
    "Chinese": "SELECT ?名 { ?s ex:名称 ?名 FILTER(CONTAINS(?名, '壁仞')) } # 注释",
}

FORBIDDEN = {
    "service": [
        "SELECT * { SERVICE <http://x> {} }",
        "select * { service silent ?x { } }",
        "SELECT * { SERVICE:x {} }",
        "SELECT * { ?s ?p ?o.SERVICE:x{} }",
        "SELECT * { ?s ?p ?o }\nLIMIT 1 service <http://x> {}",
        "SELECT * { # a comment ends with its line\r SERVICE:x {} }",
        r"SELECT * { \u0053ERVICE <http://x> {} }",
        r"SELECT * { SERV\U00000049CE <http://x> {} }",
        r'SELECT * { ?s ?p "\u0022 . SERVICE <http://x> {} #" }',
        "SELECT * { ?s ?p trueSERVICE:x {} }",
        "SELECT * { ?s ?p true.SERVICE:x {} }",
        "SELECT * { ?s ?p 1SERVICE:x {} }",
        "SELECT * { ?s ?p 1 SERVICESILENT:x {} }",
        "SELECT * { ?s ?p ex:a.SERVICE :x {} }",
        r"SELECT * { ?s ?p ex:a\#b SERVICE :x {} }",
        r"SELECT * { ?s ?p '\'' SERVICE :x {} }",
        "SELECT * { ?s <http://x#y> ?o SERVICE <http://x> {} }",
    ],
    "from": [
        "SELECT * FROM <http://x> {}",
        "ASK from named ex:g {}",
        "SELECT(1 as?c)FROM:x{}",
        "DESCRIBE <a:b>FROM<a:c>",
    ],
    "update": [
        "INSERT DATA { ex:a ex:b ex:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * {} ; DROP ALL",
        "LOAD <http://x>",
        "WITH ex:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
    "define": ['define input:grab-all "yes" SELECT * {}'],
    "not-a-query": ["", "hello", "# SELECT * {}", '"SELECT * {}"'],
    "unclosed-string": ['SELECT * { ?s ?p "abc }', "SELECT * { ?s ?p '''abc }"],
    "ambiguous-less-than": [
        "SELECT * { ?s ?p ?o FILTER(?o<1)SERVICE:x#>\n{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<2&&'x'!='>')SERVICE:x{ FILTER(?o='')} }",
        "SELECT * { ?s ?p ?o FILTER(?o<2#> '''\n)SERVICE:x{} } #'''",
        "SELECT(1<2as?c)FROM:x#>\n{}",
    ],
}


def codes(query: str) -> set[str]:
    with pytest.raises(KgError) as refused:
        check_query(query)
    assert all(problem.hint and problem.row for problem in refused.value.problems)
    return {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS)
def test_harmless_queries_pass(query: str) -> None:
    assert check_query(PREFIXES + query) in ("SELECT", "ASK", "DESCRIBE")


@pytest.mark.parametrize(("code", "query"), [(code, query) for code, all_ in FORBIDDEN.items() for query in all_])
def test_forbidden_queries_are_refused(code: str, query: str) -> None:
    assert code in codes(PREFIXES + query)


def test_the_form_is_that_of_the_outer_query() -> None:
    assert check_query("ASK { { SELECT * { ?s ?p ?o } } }") == "ASK"
    assert check_query("CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }") == "CONSTRUCT"


def test_a_problem_names_the_line() -> None:
    with pytest.raises(KgError) as refused:
        check_query("SELECT *\n{\n  SERVICE <http://x> {}\n}")
    assert refused.value.problems[0].row == 3


@pytest.mark.parametrize(
    ("code", "query", "most"),
    [
        ("nested-too-deep", lambda n: "ASK " + "{" * n + "}" * n, MAX_NESTING),
        ("nested-too-deep", lambda n: "ASK { FILTER" + "(" * (n - 1) + "1" + ")" * (n - 1) + " }", MAX_NESTING),
        ("too-many-steps", lambda n: "ASK { ?s " + "/".join(["ex:p"] * n) + " ?o }", MAX_STEPS),
        ("too-many-steps", lambda n: "ASK { " + " . ".join(["?s ?p ?o"] * n) + " }", MAX_STEPS),
        ("too-many-steps", lambda n: "ASK { ?s ?p " + ", ".join("1" * n) + " }", MAX_STEPS),
        ("too-many-steps", lambda n: "ASK { ?s ?p (" + " ".join("1" * n) + ") }", MAX_STEPS),
        ("too-many-optionals", lambda n: "ASK { " + "OPTIONAL {?s ?p ?o} " * n + " }", MAX_OPTIONAL),
        ("too-many-operators", lambda n: "ASK { FILTER(" + "+".join("1" * (n + 1)) + ") }", MAX_OPERATORS),
        ("query-too-long", lambda n: "ASK {} #" + "x" * (n - 8), MAX_BYTES),
    ],
)
def test_limits_hold_at_their_edge(code: str, query: object, most: int) -> None:
    assert callable(query)
    assert check_query(query(most)) == "ASK"
    assert code in codes(query(most + most // 50 + 2))


def test_bytes_are_counted_and_not_letters() -> None:
    assert codes("ASK {} #" + "中" * (MAX_BYTES // 3)) == {"query-too-long"}


def test_long_lists_of_values_are_fine() -> None:
    values = " ".join(f"(<http://x/{n}> {n})" for n in range(2000))
    assert check_query(f"SELECT * {{ VALUES (?x ?n) {{ {values} }} ?x ?p ?n }}") == "SELECT"


@given(st.text(max_size=40))
def test_whatever_stands_in_a_string_is_harmless(text: str) -> None:
    # An escape that decodes to a quotation mark is refused on purpose: engines disagree about it.
    assume("\\" not in text)
    written = "".join(rf"\{c}" if c in "\"'\\" else {"\n": r"\n", "\r": r"\r"}.get(c, c) for c in text)
    for mark in ('"', "'", '"""', "'''"):
        assert check_query(f"SELECT * {{ ?s ?p {mark}{written}{mark} }}") == "SELECT"


@given(st.text(max_size=40).map(lambda text: "".join(text.split("\\"))))
def test_whatever_stands_in_a_comment_is_harmless(text: str) -> None:
    assume(not {"\n", "\r"} & set(text))
    assert check_query(f"SELECT * {{ ?s ?p ?o # {text}\n}}") == "SELECT"


@given(st.text(st.characters(exclude_characters='<>"{}|^`\\', min_codepoint=0x21), max_size=40))
def test_whatever_stands_in_an_iri_is_harmless(text: str) -> None:
    assert check_query(f"SELECT * {{ ?s <http://x/{text}> ?o }}") == "SELECT"


@given(st.text(max_size=200))
def test_any_text_is_judged_without_falling_over(text: str) -> None:
    with contextlib.suppress(KgError):
        assert check_query(text) in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


GLUE = st.sampled_from(
    [" ", "\n", "", ".", " . ", "# x\n", "/**/", "'a'", '"b"', "<c:d>", "ex:e", "ex:f\\#", "1", "true", ";"]
)
KEYWORD = st.sampled_from(["SERVICE", "service", "SeRvIcE SILENT", "SERVICESILENT", r"\u0053ERVICE"])
TARGET = st.sampled_from([":x", " :x", "<http://127.0.0.1:9/x>", " <http://127.0.0.1:9/x>", " ex:x", ":x#>\n"])
BEFORE = st.sampled_from(
    ["", "?s ?p ?o", "?s ?p true", "?s ?p 1", "?s ?p ex:a", "?s ?p _:b", "FILTER(?o<1)", "FILTER(?o<1&&'>'='>')", "{}"]
)


class _Net:
    """A query reached for the network if the engine speaks of the port it was not allowed to use."""

    store = pyoxigraph.Store()
    store.update("INSERT DATA { <http://a/a> <http://a/p> 0 }")

    @classmethod
    def reached(cls, query: str) -> bool:
        """Run a query and return True if it tried to call port 9, which no HTTP client will."""
        try:
            list(cls.store.query(query))  # type: ignore[arg-type]
        except OSError as error:
            return "port 9" in str(error)
        except (SyntaxError, TypeError, RuntimeError):
            return False
        return False


@given(BEFORE, GLUE, GLUE, KEYWORD, TARGET)
def test_no_query_that_reaches_out_passes(before: str, glue: str, more: str, keyword: str, target: str) -> None:
    query = f"{PREFIXES}SELECT * {{ {before}{glue}{more}{keyword}{target}{{ ?s ?p ?o }} }}"
    try:
        check_query(query)
    except KgError:
        return
    assert not _Net.reached(query)


def test_the_net_of_the_test_above_catches() -> None:
    assert _Net.reached(PREFIXES + "SELECT * { SERVICE :x { ?s ?p ?o } }")
    assert _Net.reached(PREFIXES + "SELECT * { ?s ?p ?o FILTER(?o<1&&'>'='>')SERVICE:x{ ?s ?p ?o FILTER(''='')} }")


def test_prefixes_nobody_declared_are_found() -> None:
    query = "PREFIX a: <x#y>\nSELECT * { ?s a:b c:d . _:e f:g 'h:i' , <j:k> } # l:m"
    assert undeclared(query) == ["c", "f"]


@pytest.mark.parametrize(
    ("query", "row", "part", "hint"),
    [
        ("SELECT * {\n ?s ?p ?o FILTER(?o > }\n#", 2, "FILTER(?o > ⟪here⟫}", "no partner"),
        ("SELECT *\n{ ?s ?p '}'\n", 2, "⟪here⟫{ ?s", "no partner"),
        ("SELECT * {\n ?s ex:p ?o }", 2, "?s ex:p", "PREFIX ex: <…>"),
        ("SELECT * {\n ?s ?p '中文' x }", 2, "?s ?p", "word or a sign"),
        ("SELECT * {\r\n ?s ?p ?o } LIMIT x", 2, "LIMIT ⟪here⟫x", "the place marked"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, "a variable that is unbound", "the place marked"),
    ],
)
def test_a_syntax_error_shows_line_place_and_what_to_do(query: str, row: int, part: str, hint: str) -> None:
    with pytest.raises(SyntaxError) as wrong:
        pyoxigraph.Store().query(query)
    problem = explain(query, str(wrong.value.msg))
    assert (problem.code, problem.row) == ("bad-query", row)
    assert f"line {row}, column" in problem.message
    assert part in problem.message
    assert hint in problem.hint
    assert len(problem.message) < 300
