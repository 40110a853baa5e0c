"""`kg push` and `--store URL`: the same answers from an engine elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.support.command import kg
from tests.support.servers import oxigraph_server


@pytest.fixture(scope="module")
def url(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an engine of this test's own that the graph was pushed to."""
    with oxigraph_server(tmp_path_factory.mktemp("server")) as server:
        run = kg("push", server.url)
        assert run.code == 0, run.err
        assert run.out == f"{graph.store.count():,} triples\n"
        yield server.url


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "who-tests", "maker=kunlunxin"),
        ("find", "kunlun"),
        ("show", "metax", "--section", "figures"),
        ("compare", "metax", "moore-threads"),
        ("path", "ByteDance", "iluvatar-corex"),
        ("timeline", "metax", "--as-of", "2025-12-31", "--possible"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_engine_elsewhere_gives_the_same_answers(url: str, arguments: tuple[str, ...]) -> None:
    assert kg(*arguments, "--store", url).out == kg(*arguments).out


def test_the_address_of_queries_is_found_where_none_is_given(url: str) -> None:
    bare = url.removesuffix("/query")
    assert bare != url
    for address in (bare, bare + "/"):
        assert kg("find", "kunlun", "--store", address).out == kg("find", "kunlun").out
        run = kg("push", address, "--replace")
        assert (run.code, run.err) == (0, f"kg: it answers queries at {url}\n")


def test_a_server_without_queries_at_the_usual_places_says_what_to_append(httpserver_url: str) -> None:
    run = kg("push", httpserver_url)
    assert run.code == 1
    assert "/DATASET/query" in run.err


@pytest.fixture
def httpserver_url() -> Iterator[str]:
    """Return the address of a server that knows no page."""
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Nothing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Nothing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_store_of_the_environment_is_asked(url: str) -> None:
    assert kg("find", "kunlun", env={"KG_STORE": url}).out == kg("find", "kunlun").out


def test_what_a_server_holds_is_not_overwritten_unless_asked(url: str) -> None:
    refused = kg("push", url)
    assert refused.code != 0
    assert "--replace" in refused.err
    assert kg("push", url, "--replace").code == 0


@pytest.mark.parametrize("name", ["xlsx", "rdf", "all"])
def test_what_is_made_from_the_tables_is_not_made_of_another_graph(url: str, name: str, tmp_path: Path) -> None:
    run = kg("export", name, "--store", url, "--out", str(tmp_path))
    assert run.code == 2
    assert "other-data" in run.err


def test_what_is_made_from_the_graph_is_the_same_from_elsewhere(url: str, exported: Path, tmp_path: Path) -> None:
    assert kg("export", "gexf", "--store", url, "--out", str(tmp_path)).code == 0
    for name in ("graph.gexf", "claims.gexf"):
        assert (tmp_path / name).read_bytes() == (exported / name).read_bytes()
