"""The endpoint's door against servers that answer oddly: nothing broken is an answer, and no secret gets out."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pyoxigraph
import pytest

from kg.engine.remote import BATCH, open_remote
from kg.problem import KgError
from tests.support.fake import ROWS, Fake, Reply, Request, fake_server

SECRET = "s3cret/+"
ASKED = "SELECT ?n WHERE { ?n ?p ?o }"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_server() as made:
        yield made


def test_a_query_is_sent_as_a_form_with_its_graph(fake: Fake) -> None:
    held = open_remote(fake.url + "/sparql?key=1#https://example.org/g", {})
    assert held.select(ASKED).rows == [("x",)] * 3
    [asked] = fake.asked
    assert (asked.method, asked.path) == ("POST", "/sparql?key=1")
    assert asked.form == {"query": ASKED, "default-graph-uri": "https://example.org/g"}
    assert asked.headers["accept"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("location", "environment", "expected"),
    [
        ("http://h/query", {}, ("http://h/query", "", "", "", "", "")),
        ("https://u:p%40@h:1/q", {}, ("https://h:1/q", "", "", "u", "p@", "")),
        ("http://[::1]:7878/q#x:g", {"KG_STORE_GRAPH": "x:h"}, ("http://[::1]:7878/q", "x:g", "", "", "", "")),
        ("http://h", {"KG_STORE_GRAPH": "x:h", "KG_STORE_TOKEN": "t"}, ("http://h/", "x:h", "", "", "", "t")),
        (
            "http://h/q",
            {"KG_STORE_USER": "u", "KG_STORE_PASSWORD": "p", "KG_STORE_UPDATE_URL": "http://h/u"},
            ("http://h/q", "", "http://h/u", "u", "p", ""),
        ),
    ],
)
def test_location_and_environment_say_where_and_who(
    location: str, environment: dict[str, str], expected: tuple[str, ...]
) -> None:
    held = open_remote(location, environment)
    assert (held.url, held.graph, held.update_url, held.user, held.password, held.token) == expected


@pytest.mark.parametrize(
    ("location", "environment"),
    [
        ("ftp://u:s3cret@h/q", {}),
        ("http://", {}),
        ("http://u:s3cret@h:port/q", {}),
        ("http://u:s3/s3cret?#@h/q", {}),
        ("http://h/q#not an iri", {}),
        ("http://h/q", {"KG_STORE_UPDATE_URL": "u:s3cret@h"}),
    ],
)
def test_a_bad_address_is_refused_without_its_password(location: str, environment: dict[str, str]) -> None:
    with pytest.raises(KgError) as refused:
        open_remote(location, environment)
    assert "s3cret" not in str(refused.value)


def test_basic_login_is_sent_when_it_is_asked_for_and_then_always(fake: Fake) -> None:
    wanted = "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()
    fake.answer = lambda asked: (
        Reply()
        if asked.headers["authorization"] == wanted
        else Reply(401, headers={"WWW-Authenticate": "Basic realm=x"})
    )
    held = fake.store({"KG_STORE_USER": "me", "KG_STORE_PASSWORD": SECRET})
    for _ in range(3):
        assert len(held.select(ASKED).rows) == 3
    assert [asked.headers["authorization"] for asked in fake.asked] == [None] + [wanted] * 3


def test_a_token_is_sent_at_once(fake: Fake) -> None:
    assert len(fake.store({"KG_STORE_TOKEN": SECRET}).select(ASKED).rows) == 3
    assert [asked.headers["authorization"] for asked in fake.asked] == [f"Bearer {SECRET}"]


def test_a_token_that_no_header_may_hold_is_refused_without_being_shown(fake: Fake) -> None:
    assert len(fake.store({"KG_STORE_TOKEN": f"{SECRET}\n"}).select(ASKED).rows) == 3, (
        "the end of its file is none of it"
    )
    with pytest.raises(KgError, match="bad-token: KG_STORE_TOKEN") as refused:
        fake.store({"KG_STORE_TOKEN": f"{SECRET}\n{SECRET}"})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("status", [401, 403, 400, 500])
def test_no_secret_is_ever_shown(fake: Fake, status: int) -> None:
    fake.answer = lambda _: Reply(status, "no", {"WWW-Authenticate": "Basic"})
    quoted = "s3cret%2F%2B"
    for held in (fake.store(user=f"me:{quoted}"), fake.store({"KG_STORE_TOKEN": SECRET})):
        with pytest.raises(KgError) as refused:
            held.select(ASKED)
        shown = f"{refused.value} {refused.value!r} {held} {held!r} {refused.value.__cause__!r}"
        assert SECRET not in shown
        assert quoted not in shown


def test_nothing_is_sent_to_another_server(fake: Fake) -> None:
    fake.answer = lambda _: Reply(307, "", {"Location": "http://localhost:9/query"})
    with pytest.raises(KgError, match="redirected"):
        fake.store({"KG_STORE_TOKEN": SECRET}).select(ASKED)


def test_a_redirect_on_the_same_server_is_followed_and_a_circle_is_not(fake: Fake) -> None:
    fake.answer = lambda asked: Reply() if asked.path == "/new" else Reply(301, "", {"Location": "/new"})
    assert len(fake.store().select(ASKED).rows) == 3
    assert fake.asked[-1].form["query"] == ASKED
    fake.answer = lambda _: Reply(308, "", {"Location": "/new"})
    with pytest.raises(KgError, match="in a circle"):
        fake.store().select(ASKED)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(body=ROWS[:-5]), "broken-answer"),
        (Reply(body="<html>"), "broken-answer"),
        (Reply(body=ROWS, headers={"Content-Length": "9999"}), "broken-answer"),
        (Reply(body=b"\x1f\x8bxx", headers={"Content-Encoding": "gzip"}), "broken-answer"),
        (Reply(headers={"X-SPARQL-MaxRows": "3"}), "cut-rows"),
        (Reply(500, "Virtuoso 42000 Error: No permission to do that"), "not-allowed"),
        (Reply(204, ""), "server-refused"),
    ],
)
def test_whatever_is_no_whole_answer_is_an_error(fake: Fake, reply: Reply, code: str) -> None:
    fake.answer = lambda _: reply
    with pytest.raises(KgError) as refused:
        fake.store().select(ASKED)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems[0].hint


def test_the_servers_words_are_kept(fake: Fake) -> None:
    fake.answer = lambda _: Reply(400, "<p>line 1: <i>WERE</i> is no word</p>")
    with pytest.raises(KgError, match=r"server-refused: the server refused the query \(400\): line 1: WERE is no word"):
        fake.store().select(ASKED)


def test_a_compressed_answer_is_read(fake: Fake) -> None:
    fake.answer = lambda _: Reply(body=gzip.compress(ROWS.encode()), headers={"Content-Encoding": "gzip"})
    assert len(fake.store().select(ASKED).rows) == 3


def test_too_many_rows_are_an_error(fake: Fake) -> None:
    assert len(fake.store().select(ASKED, max_rows=3).rows) == 3
    with pytest.raises(KgError, match="more than 2 rows"):
        fake.store().select(ASKED, max_rows=2)


def test_an_answer_that_stops_halfway_is_stopped(fake: Fake) -> None:
    fake.answer = lambda _: Reply(pause=0.6)
    with pytest.raises(KgError, match=r"stopped after 0\.2 s"):
        fake.store().select(ASKED, timeout=0.2)


def test_nobody_there_is_told_apart() -> None:
    with pytest.raises(KgError, match=r"no-server: nothing answers at http://127\.0\.0\.1:1/query"):
        open_remote("http://me:s3cret@127.0.0.1:1/query?key=s3cret", {}).select(ASKED)


def update_only(fake: Fake, loses: int = 0) -> pyoxigraph.Store:
    """Make the server an engine that has queries and updates and no graph store, and loses some triples on the way."""
    engine = pyoxigraph.Store()

    def answer(asked: Request) -> Reply:
        if asked.method == "PUT" or urlsplit(asked.path).path not in ("/query", "/update"):
            return Reply(404, "")
        if asked.path == "/update":
            engine.update(asked.body.decode())
            for quad in list(engine)[:loses]:
                engine.remove(quad)
            return Reply(204, "")
        named = asked.form.get("default-graph-uri")
        found = engine.query(asked.form["query"], default_graph=pyoxigraph.NamedNode(named) if named else None)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return Reply(body=found.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")

    fake.answer = answer
    return engine


def lines(count: int) -> list[str]:
    """Return so many triples, sorted."""
    return sorted(f'<x:{n}> <x:p> "值 {n} \\"\\\\ {{ }} # _:x"@zh .' for n in range(count))


@pytest.mark.parametrize("graph", ["", "#https://example.org/g"])
def test_without_a_graph_store_triples_are_sent_in_parts_and_counted(fake: Fake, graph: str) -> None:
    engine = update_only(fake)
    held = open_remote(fake.url + "/query" + graph, {})
    assert held.push(lines(2 * BATCH + 1)) == 2 * BATCH + 1
    assert sorted(f"{quad.triple} ." for quad in engine) == lines(2 * BATCH + 1)
    assert {str(quad.graph_name) for quad in engine} == {f"<{graph[1:]}>" if graph else "DEFAULT"}
    updates = [asked for asked in fake.asked if asked.path == "/update"]
    assert len(updates) == 4
    assert held.push(lines(5), replace=True) == 5
    assert len(engine) == 5


def test_a_push_reports_triples_that_are_there(fake: Fake) -> None:
    engine = update_only(fake)
    told: list[tuple[int, int]] = []

    def report(done: int, steps: int, _next: str) -> None:
        assert len(engine) == done, "what is counted has arrived"
        told.append((done, steps))

    count = 2 * BATCH + 1
    fake.store().push(lines(count), report=report)
    assert sorted(set(told)) == [(0, count), (BATCH, count), (2 * BATCH, count), (count, count)]


def test_a_graph_that_holds_something_is_left_alone(fake: Fake) -> None:
    engine = update_only(fake)
    engine.update("INSERT DATA { <x:theirs> <x:p> 1 }")
    with pytest.raises(KgError, match="not-empty: the graph there holds 1 triples"):
        fake.store().push(lines(2))
    assert len(engine) == 1


def test_a_server_that_loses_triples_is_found_out(fake: Fake) -> None:
    update_only(fake, loses=1)
    with pytest.raises(KgError, match="count-differs: 9 triples were sent and the server now counts"):
        fake.store().push(lines(9))


def test_nodes_without_a_name_are_not_sent_in_parts(fake: Fake) -> None:
    update_only(fake)
    for line in ("_:a <x:p> 1 .", "<x:a> <x:p> _:b ."):
        with pytest.raises(KgError, match="blank-nodes"):
            fake.store().push([line])


def test_a_named_update_endpoint_is_used_and_nothing_else(fake: Fake) -> None:
    update_only(fake)
    held = fake.store({"KG_STORE_UPDATE_URL": fake.url + "/update"})
    assert held.push(lines(3)) == 3
    assert {asked.method for asked in fake.asked} == {"POST"}
