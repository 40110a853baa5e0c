"""The same data and the same queries give the same answers on every engine that can be had.

These are the embedded one, an Oxigraph server, Virtuoso, Apache Jena Fuseki and Eclipse RDF4J; where a program is
missing its tests are skipped, loudly. `docs/portable-sparql.md` says how a query must be written so that this holds;
its important lines are the cases here.
`held` is a store of any engine with a little data; `open_engine` makes one with whatever data a test brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kg.engine.answer import Text, Value
from kg.engine.remote import RemoteStore, open_remote
from kg.engine.results import in_format
from kg.engine.store import Store, memory_store
from kg.problem import KgError
from tests.support.servers import (
    Server,
    find_program,
    fuseki_server,
    oxigraph_server,
    rdf4j_server,
    virtuoso_server,
)

SERVERS = {
    "oxigraph": oxigraph_server,
    "virtuoso": virtuoso_server,
    "fuseki": fuseki_server,
    "rdf4j": rdf4j_server,
}
ENGINES = ("embedded", *SERVERS)
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"PREFIX : <https://example.org/> PREFIX xsd: <{XSD}>\n"


def connect(server: Server, **environment: str) -> RemoteStore:
    """Open a server's endpoint as somebody who may write."""
    login = {"KG_STORE_USER": server.user, "KG_STORE_PASSWORD": server.password, "KG_STORE_GRAPH": server.graph}
    return open_remote(server.url, login | environment)


@contextmanager
def open_engine(engine: str, folder: Path, lines: Iterable[str]) -> Iterator[Store]:
    """Start an engine, give it these lines of N-Triples, and open it as a store."""
    if engine == "embedded":
        made = memory_store("\n".join(lines).encode())
        yield made
        made.close()
        return
    with SERVERS[engine](folder) as server:
        remote = connect(server)
        remote.push(lines)
        yield remote
        remote.close()


def triple(subject: str, predicate: str, value: str) -> str:
    """Return a line of N-Triples; a value that is no literal is a name too."""
    written = value if value.startswith('"') else f"<https://example.org/{value}>"
    return f"<https://example.org/{subject}> <https://example.org/{predicate}> {written} ."


LINES = [
    *(triple(a, "part", b) for a, b in ("ab", "bc", "cd", "xy", "yx")),
    *(triple(node, "kind", "Thing") for node in "abcd"),
    *(triple(node, "name", f'"{name}"@{lang}') for node, name, lang in (
        ("a", "Alpha", "en"), ("a", "甲公司", "zh"), ("b", "Beta", "en"), ("c", "丙科技", "zh-hans"),
        ("d", "丁（集团）", "zh"),
    )),
    triple("a", "alias", '"甲"'),
    triple("a", "note", '"\\"quoted\\" \\\\ two\\nlines\\t<b> 😀"'),
    *(line for node, whole, day, total in (
        ("m", "a", "2025-06-30", "0.1"), ("n", "a", "2025-12-19", "36774000000"),
        ("o", "b", "2024-01-01", "-763000000"),
    ) for line in (
        triple(node, "of", whole), triple(node, "day", f'"{day}"^^<{XSD}date>'),
        triple(node, "sum", f'"{total}"^^<{XSD}decimal>'),
    )),
    triple("m", "line", f'"7"^^<{XSD}integer>'), triple("n", "line", f'"46"^^<{XSD}integer>'),
    triple("m", "flag", f'"true"^^<{XSD}boolean>'), triple("n", "flag", f'"false"^^<{XSD}boolean>'),
]  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_engine(request.param, tmp_path_factory.mktemp(request.param), LINES) as store:
        yield store


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 19)

# Name: the query, and its rows with nodes written as their last letter.
CASES: dict[str, tuple[str, list[tuple[Value, ...]]]] = {
    "values of an IRI": ("SELECT ?n { VALUES ?x { :a } ?x :name ?n } ORDER BY ?n", [("Alpha",), ("甲公司",)]),
    "values of two variables": (
        "SELECT ?x ?y { VALUES (?x ?y) { (:a :b) (:b :x) (:x UNDEF) } ?x :part ?y } ORDER BY ?x",
        [("a", "b"), ("x", "y")],
    ),
    "values of a day": (
        'SELECT ?c ?d { VALUES ?asOf { "2025-06-30"^^xsd:date } ?c :day ?d FILTER(!(?d > ?asOf)) } ORDER BY ?d',
        [("o", date(2024, 1, 1)), ("m", JUNE)],
    ),
    "a day bound by BIND": (
        'SELECT ?c { BIND("2025-12-31"^^xsd:date AS ?asOf) ?c :day ?d FILTER(?d > ?asOf) }', [],
    ),
    "values again inside an OPTIONAL": (
        """SELECT ?x ?c { ?x :kind :Thing OPTIONAL { VALUES ?asOf { "2025-06-30"^^xsd:date } ?c :of ?x ; :day ?d
           FILTER(!(?d > ?asOf)) } } ORDER BY ?x""",
        [("a", "m"), ("b", "o"), ("c", None), ("d", None)],
    ),
    "values again inside each branch of a UNION": (
        """SELECT ?c { { VALUES ?n { 7 } ?c :line ?m FILTER(?m > ?n) }
           UNION { VALUES ?n { 7 } ?c :line ?m FILTER(?m = ?n) } } ORDER BY ?c""",
        [("m",), ("n",)],
    ),
    "ancestors: one hop, then star": (
        "SELECT ?y { VALUES ?x { :a } ?x :part ?h . ?h :part* ?y } ORDER BY ?y", [("b",), ("c",), ("d",)],
    ),
    "descendants: one hop, then star": (
        "SELECT ?y { VALUES ?x { :d } ?h :part ?x . ?y :part* ?h } ORDER BY ?y", [("a",), ("b",), ("c",)],
    ),
    "a closure in a sub-select, joined": (
        """SELECT ?y ?n { { SELECT DISTINCT ?y { VALUES ?x { :a } ?x :part ?h . ?h :part* ?y } } ?y :name ?n }
           ORDER BY ?y""",
        [("b", "Beta"), ("c", "丙科技"), ("d", "丁（集团）")],
    ),
    "a closure over a circle includes the start": (
        "SELECT ?y { VALUES ?x { :x } ?x :part ?h . ?h :part* ?y } ORDER BY ?y", [("x",), ("y",)],
    ),
    "sequence, inverse and alternative": (
        "SELECT ?d { :a (^:of|:alias)/:day ?d } ORDER BY ?d", [(JUNE,), (DECEMBER,)],
    ),
    "a label with a fallback": (
        """SELECT ?x ?n { ?x :kind :Thing OPTIONAL { ?x :name ?zh FILTER(LANG(?zh) = "zh") }
           OPTIONAL { ?x :name ?en FILTER(LANG(?en) = "en") } BIND(COALESCE(STR(?zh), STR(?en), "–") AS ?n) }
           ORDER BY ?x""",
        [("a", "甲公司"), ("b", "Beta"), ("c", "–"), ("d", "丁（集团）")],
    ),
    "languages": (
        'SELECT ?x (LCASE(LANG(?n)) AS ?l) { ?x :name ?n FILTER(LANGMATCHES(LANG(?n), "zh")) } ORDER BY ?x',
        [("a", "zh"), ("c", "zh-hans"), ("d", "zh")],
    ),
    "Chinese in text functions": (
        """SELECT (REPLACE(STR(?n), "科技", "") AS ?r) (SUBSTR(STR(?n), 2) AS ?s) (STRLEN(STR(?n)) AS ?k)
           (STRAFTER(STR(?x), "org/") AS ?id) { ?x :name ?n FILTER(CONTAINS(LCASE(STR(?n)), "科技")) }""",
        [("丙", "科技", 3, "c")],
    ),
    "joined text": (
        """SELECT ?x (GROUP_CONCAT(DISTINCT ?n; SEPARATOR="; ") AS ?all) (COUNT(DISTINCT ?n) AS ?k)
           { { SELECT ?x (STR(?t) AS ?n) { ?x :name ?t } ORDER BY ?x ?n } }
           GROUP BY ?x HAVING(COUNT(DISTINCT ?n) > 1)""",
        [("a", "Alpha; 甲公司", 2)],
    ),
    "text put together": (
        """SELECT (CONCAT(STR(?n), " / ", ?s, " ", STR(?d)) AS ?t)
           { :a :name ?n ; :alias ?s . :m :day ?d FILTER(LANG(?n) = "zh") }""",
        [("甲公司 / 甲 2025-06-30",)],
    ),
    "nothing to join": (
        """SELECT ?x (COALESCE(GROUP_CONCAT(STR(?n); SEPARATOR=" "), "") AS ?t)
           { ?x :kind :Thing OPTIONAL { ?x :alias ?n } } GROUP BY ?x ORDER BY ?x LIMIT 2""",
        [("a", "甲"), ("b", "")],
    ),
    "text with everything in it": ("SELECT ?t { ?x :note ?t }", [('"quoted" \\ two\nlines\t<b> 😀',)]),
    "unbound comes first": (
        "SELECT ?x ?d { ?x :kind :Thing OPTIONAL { ?c :of ?x ; :day ?d } } ORDER BY ?d ?x",
        [("c", None), ("d", None), ("b", date(2024, 1, 1)), ("a", JUNE), ("a", DECEMBER)],
    ),
    "unbound comes last": (
        "SELECT DISTINCT ?x { ?x :kind :Thing OPTIONAL { ?c :of ?x } } ORDER BY (IF(BOUND(?c), 0, 1)) ?x",
        [("a",), ("b",), ("c",), ("d",)],
    ),
    "the latest, by a sub-select": (
        """SELECT ?x ?c { { SELECT ?x (MAX(?d) AS ?last) { ?e :of ?x ; :day ?d } GROUP BY ?x } ?c :of ?x ; :day ?last }
           ORDER BY ?x""",
        [("a", "n"), ("b", "o")],
    ),
    "EXISTS, NOT EXISTS and MINUS": (
        """SELECT ?x { ?x :kind :Thing FILTER EXISTS { ?x :name ?n } FILTER NOT EXISTS { ?x :alias ?t }
           MINUS { ?c :of ?x } } ORDER BY ?x""",
        [("c",), ("d",)],
    ),
    "truth as text": (
        'SELECT ?x (IF(EXISTS { ?x :alias ?n }, "yes", "no") AS ?has) { VALUES ?x { :a :b } ?x :kind ?k } ORDER BY ?x',
        [("a", "yes"), ("b", "no")],
    ),
    "truth of the data": ("SELECT ?c ?f { ?c :flag ?f } ORDER BY ?c", [("m", True), ("n", False)]),
    "sums and comparisons": (
        """SELECT (SUM(?s) AS ?all) (MIN(?s) AS ?low) (MAX(?s) AS ?high) (COUNT(?s) AS ?n)
           { ?c :sum ?s FILTER(?s < 36774000000.5) }""",
        [(Decimal("36011000000.1"), Decimal(-763000000), Decimal(36774000000), 3)],
    ),
    "division": ("SELECT (?n / 2.0 AS ?h) { ?c :line ?n } ORDER BY ?h", [(Decimal("3.5"),), (Decimal(23),)]),
    "an open parameter inside each branch of a UNION": (
        """SELECT ?x ?k { { VALUES ?x { UNDEF } ?x :alias ?n BIND("alias" AS ?k) }
           UNION { VALUES ?x { UNDEF } ?x :note ?n BIND("note" AS ?k) } } ORDER BY ?k""",
        [("a", "alias"), ("a", "note")],
    ),
    "an open parameter before a UNION whose branches have constants": (
        """SELECT ?x ?k { VALUES ?x { UNDEF } { ?x ?k ?n FILTER(?k = :alias) } UNION { ?x ?k ?n FILTER(?k = :note) } }
           ORDER BY ?k""",
        [("a", "alias"), ("a", "note")],
    ),
    "a class that is a parameter": (
        "SELECT ?c { VALUES ?class { :Other } ?c :of ?x . ?x :kind ?kind FILTER(?kind = ?class) } ORDER BY ?c", [],
    ),
    "a word that may be empty": (
        'SELECT ?t { VALUES ?w { "" } :a :alias ?t FILTER(?w = "" || CONTAINS(LCASE(?t), LCASE(?w))) }', [("甲",)],
    ),
    "existence beside another condition": (
        """SELECT ?x (IF(?x = :b || ?has = "yes", "yes", "no") AS ?k) { ?x :kind :Thing
           BIND(IF(EXISTS { ?x :alias ?n }, "yes", "no") AS ?has) } ORDER BY ?x""",
        [("a", "yes"), ("b", "yes"), ("c", "no"), ("d", "no")],
    ),
    "a sum of nothing": ("SELECT (COALESCE(SUM(?s), 0) AS ?n) { ?c :none ?s }", [(0,)]),
    "text compared": ("SELECT ?x ?y { ?x :part ?y FILTER(STR(?x) > STR(?y)) }", [("y", "x")]),
}  # fmt: skip


def plain(value: Value) -> Value:
    """Return a value with nodes shortened to their last part."""
    return value.rpartition("/")[2] if isinstance(value, str) and value.startswith("https://example.org/") else value


@pytest.mark.parametrize("case", CASES)
def test_every_engine_gives_the_same_rows_in_the_same_order(held: Store, case: str) -> None:
    query, rows = CASES[case]
    found = held.select(PREFIXES + query)
    assert [tuple(map(plain, row)) for row in found.rows] == rows
    known = [(a, b) for row, expected in zip(found.rows, rows, strict=True) for a, b in zip(row, expected, strict=True)]
    assert all(isinstance(a, type(b)) for a, b in known), "of another type than elsewhere"


def test_text_comes_with_its_language(held: Store) -> None:
    [[name]] = held.select(PREFIXES + 'SELECT ?n { :c :name ?n }').rows  # fmt: skip
    assert isinstance(name, Text)
    assert name.lang == "zh-hans"


def test_every_triple_comes_back_as_it_went_in(held: Store) -> None:
    assert held.count() == len(LINES)
    assert sorted(held.triples()) == sorted(LINES)


def test_ask_and_construct(held: Store) -> None:
    assert held.ask(PREFIXES + "ASK { :a :part :b }") is True
    assert held.ask(PREFIXES + "ASK { :b :part :a }") is False
    made = held.construct(
        PREFIXES
        + 'CONSTRUCT { ?y :whole ?x ; :named "甲\\n" ; :day ?d } { ?x :part ?y . :m :day ?d . FILTER(?x = :a) }'
    )
    assert made == [
        f'<https://example.org/b> <https://example.org/day> "2025-06-30"^^<{XSD}date> .',
        '<https://example.org/b> <https://example.org/named> "甲\\n" .',
        "<https://example.org/b> <https://example.org/whole> <https://example.org/a> .",
    ]
    assert held.construct(PREFIXES + "CONSTRUCT { ?x :is ?y } { ?x :none ?y }") == []


def test_a_wrong_query_is_an_error_with_the_engines_reason(held: Store) -> None:
    with pytest.raises(KgError, match=r"bad-query|server refused the query \(400\): \w+"):
        held.select("SELECT ?x WERE { ?x ?y ?z }")


def test_too_many_rows_are_an_error(held: Store) -> None:
    with pytest.raises(KgError, match="more than 3 rows"):
        held.select("SELECT ?x { ?x ?y ?z }", max_rows=3)


def test_a_slow_query_is_stopped(held: Store) -> None:
    crossed = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(7))
    with pytest.raises(KgError, match="query-stopped"):
        held.select(
            f"SELECT (COUNT(*) AS ?n) {{ {crossed} FILTER(?c0 != ?c1 && ?c2 != ?c3 && ?c4 != ?c5) }}", timeout=1
        )


def test_a_graph_is_replaced_only_on_purpose(server: Server) -> None:
    held = connect(server)
    many = [triple(f"s{n}", "p", f'"值 {n}"@zh') for n in range(5000)]
    assert held.push(many, replace=True) == 5000
    with pytest.raises(KgError, match="holds 5000 triples already"):
        held.push(LINES)
    assert held.push([*LINES, "_:one <https://example.org/p> _:two ."], replace=True) == len(LINES) + 1
    held.close()


def test_updates_do_what_the_graph_store_does(server: Server) -> None:
    place = {"virtuoso": ("/sparql", "/sparql-auth"), "rdf4j": ("/kg", "/kg/statements")}
    held = connect(server, KG_STORE_UPDATE_URL=server.url.replace(*place.get(server.name, ("/query", "/update"))))
    many = LINES + [triple(f"s{n}", "p", f'"值 {n}"@zh') for n in range(4500)]
    assert held.push(many, replace=True) == len(many)
    assert held.construct(PREFIXES + "CONSTRUCT { ?s :note ?t } { ?s :note ?t }") == [
        one for one in LINES if "quoted" in one
    ]
    held.close()


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso"), max_rows=50) as running:
        connect(running).push(triple(f"s{n}", "p", f'"{n}"') for n in range(60))
        yield running


def test_rows_that_virtuoso_cuts_off_are_an_error(virtuoso: Server) -> None:
    held = connect(virtuoso)
    with pytest.raises(KgError, match="cuts answers at 50 rows"):
        held.select("SELECT ?s { ?s ?p ?o }")
    assert len(held.select("SELECT ?s { ?s ?p ?o } LIMIT 49").rows) == 49


def test_triples_that_virtuoso_cuts_off_without_a_word_are_an_error(virtuoso: Server) -> None:
    held = connect(virtuoso)
    twice = "CONSTRUCT { ?s ?p ?o . ?s <x:twice> ?o } WHERE { ?s ?p ?o }"
    for query in ("CONSTRUCT WHERE { ?s ?p ?o }", twice, "DESCRIBE ?s WHERE { ?s ?p ?o }"):
        with pytest.raises(KgError, match="cuts answers at 50 rows"):
            held.construct(query)
    with pytest.raises(KgError, match="cuts answers at 50 rows"):
        list(held.triples())
    assert len(held.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 49")) == 49


def test_virtuoso_wants_a_graph_with_a_name(virtuoso: Server) -> None:
    with pytest.raises(KgError, match="no-graph"):
        connect(virtuoso, KG_STORE_GRAPH="").push(LINES, replace=True)


@pytest.mark.parametrize("login", [{"KG_STORE_USER": ""}, {"KG_STORE_PASSWORD": "s3cret"}])
def test_whoever_may_not_write_is_told_so(virtuoso: Server, login: dict[str, str]) -> None:
    held = connect(virtuoso, **login)
    with pytest.raises(KgError, match="not-allowed") as refused:
        held.push(LINES, replace=True)
    assert "s3cret" not in str(refused.value)
    assert held.count() == 60


def test_a_missing_engine_is_skipped_by_name_and_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_REQUIRE_ENGINES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-engine is not installed"):
        find_program("no-such-engine")
    monkeypatch.setenv("KG_REQUIRE_ENGINES", "1")
    with pytest.raises(pytest.fail.Exception, match="NOT tested"):
        find_program("no-such-engine")


def test_results_of_the_standard_keep_language_and_datatype_on_every_engine(held: Store) -> None:
    query = PREFIXES + "SELECT ?p ?v ?none WHERE { ?s ?p ?v FILTER(?s IN (:a, :m)) } ORDER BY ?p ?v"
    lines = in_format(held.results(query), "tsv").decode().splitlines()
    assert lines[0] == "?p\t?v\t?none"
    assert '<https://example.org/day>\t"2025-06-30"^^<http://www.w3.org/2001/XMLSchema#date>\t' in lines
    assert {'<https://example.org/name>\t"甲公司"@zh\t', "<https://example.org/line>\t7\t"} <= set(lines)
    assert "<https://example.org/part>\t<https://example.org/b>\t" in lines
