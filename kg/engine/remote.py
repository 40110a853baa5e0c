"""The door to a SPARQL 1.1 Protocol endpoint over HTTP; the only module that imports httpx2.

It sends queries, reads standard answers and can replace a graph. It never evaluates anything itself, and never accepts
a broken or shortened answer. Tested against Oxigraph, Virtuoso, Apache Jena Fuseki and Eclipse RDF4J; other endpoints
should work.

Addresses and credentials:

* The location is the query endpoint: `https://host/query`. Without a path, `/query` and `/sparql` are tried. A name
  and password may stand in it (`https://user:password@host/query`), and the IRI of a named graph behind `#`
  (`http://host:8890/sparql#https://example.org/graph`; Virtuoso needs one for writing).
* `KG_STORE_USER`, `KG_STORE_PASSWORD` (Basic or Digest, whichever the server asks for), `KG_STORE_TOKEN` (Bearer) and
  `KG_STORE_GRAPH` do the same from the environment. None of them is ever printed.
* Writing expects `/update` and `/store` beside `/query` (Oxigraph and others), `/data` for `/store` or the address
  itself (Fuseki), `/statements` and `/rdf-graphs/service` below `/repositories/NAME` (RDF4J, GraphDB), and
  `/sparql-auth` and `/sparql-graph-crud-auth` beside the `/sparql` of a Virtuoso. `KG_STORE_UPDATE_URL` names another
  update endpoint.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlsplit

from kg import files
from kg.engine import connection
from kg.engine.address import same_host, shown, sibling, split_address
from kg.engine.answer import Answer
from kg.engine.wire import broken, plain_words, read_answer, read_boolean, read_ntriples, standard, stopped, too_many
from kg.problem import KgError, Problem

if TYPE_CHECKING:
    import ssl

    import httpx2

CONNECT_SECONDS = 10.0
QUERY_SECONDS = 300.0  # unless the caller names a limit: over a network there must be one
WRITE_SECONDS = 1800.0
MAX_BODY = 1 << 30  # bytes of one answer
BATCH = 2_000  # triples in one update; Virtuoso runs out of memory at 5,000

_JSON = "application/sparql-results+json"
_NTRIPLES = "application/n-triples"
_UPDATE = "application/sparql-update; charset=utf-8"  # else RDF4J reads Latin-1
_REPOSITORY = re.compile(r"/repositories/[^/?]+/?(\?|$)")
#: Where servers answer queries: tried in this order where an address has no path.
_USUAL = ("query", "sparql")
_BLANK = re.compile(r"_:|\S+ \S+ _:")


def open_remote(location: str, environment: Mapping[str, str] = os.environ) -> RemoteStore:
    """Return the store behind an endpoint's URL without contacting it; KgError for a bad address."""
    url, user, password, fragment = split_address(location)
    update_url, update_user, update_password, _ = split_address(environment.get("KG_STORE_UPDATE_URL", "") or location)
    graph = fragment or environment.get("KG_STORE_GRAPH", "")
    if graph and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*", graph):
        hint = "name the graph by an IRI: https://example.org/graph"
        raise KgError(Problem("bad-graph", f"{graph!r} is not an IRI", hint))
    token = environment.get("KG_STORE_TOKEN", "").strip()
    if not token.isprintable():
        hint = "set it to one line, without quotation marks"
        raise KgError(Problem("bad-token", "KG_STORE_TOKEN holds a character that no token may hold", hint))
    return RemoteStore(
        url=url,
        graph=graph,
        update_url="" if update_url == url else update_url,
        user=user or update_user or environment.get("KG_STORE_USER", ""),
        password=password or update_password or environment.get("KG_STORE_PASSWORD", ""),
        token=token,
    )


@dataclass(slots=True)
class RemoteStore:
    """A graph behind an endpoint; see `Store`. `graph` is the named graph to use, empty for the endpoint's default."""

    url: str = field(repr=False)  # its query string may hold a key
    graph: str = ""
    update_url: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    _clients: dict[str, httpx2.Client] = field(default_factory=dict, repr=False)
    _virtuoso: bool = field(default=False, repr=False)
    _uncut: int = field(default=0, repr=False)

    def select(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> Answer:
        """Return the rows of a SELECT; KgError on failure, at the time limit and above `max_rows`."""
        answer = read_answer(self._query(query, _JSON, timeout))
        if max_rows is not None and len(answer.rows) > max_rows:
            raise KgError(too_many(max_rows))
        return answer

    def results(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> bytes:
        """Return the rows of a SELECT as the standard's JSON, every term whole; KgError as for `select`."""
        return standard(self._query(query, _JSON, timeout), max_rows)

    def ask(self, query: str, timeout: float | None = None) -> bool:
        """Return the answer to an ASK."""
        return read_boolean(self._query(query, _JSON, timeout))

    def construct(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> list[str]:
        """Return the triples of a CONSTRUCT or DESCRIBE as sorted lines of N-Triples, each once."""
        triples = list(read_ntriples(self._query(query, _NTRIPLES, timeout)))
        if self._virtuoso and len(triples) - 1 > self._uncut:
            # Virtuoso silently cuts triples at one above its limit of rows, but reports cut rows. So ask for as many
            # rows as these triples, less one: they come whole or are refused.
            self.select(_text("rows.rq").replace("LIMIT 1", f"LIMIT {len(triples) - 1}"), timeout)
            self._uncut = len(triples) - 1
        lines = sorted(set(triples))
        if max_rows is not None and len(lines) > max_rows:
            raise KgError(too_many(max_rows))
        return lines

    def count(self) -> int:
        """Count the triples."""
        counted = self.select(_text("count.rq")).rows
        return cast(int, counted[0][0])

    def triples(self) -> Iterator[str]:
        """Yield every triple as a line of N-Triples, in no particular order."""
        lines = self.construct(_text("all.rq"))
        if len(lines) != (count := self.count()):
            raise KgError(broken(f"it has {len(lines)} of {count} triples"))
        yield from lines

    def push(
        self, lines: Iterable[str], replace: bool = False, report: Callable[[int, int, str], None] = lambda *_: None
    ) -> int:
        """Make these lines of N-Triples the content of the graph and return how many triples the server then counts.

        A graph that is not empty is left alone unless `replace`. `report` gets triples sent, all of them, and what
        comes next. KgError if the server refuses, or counts something else than was sent.
        """
        wanted = sorted(set(lines))
        before = self.count()
        if self._virtuoso and not self.graph:
            hint = "add one behind # to the address, or set KG_STORE_GRAPH: https://example.org/graph"
            raise KgError(Problem("no-graph", "Virtuoso has no graph without a name to write to", hint))
        if before and not replace:
            hint = "name another graph behind # in the address, or replace it on purpose"
            raise KgError(Problem("not-empty", f"the graph there holds {before} triples already", hint))
        report(0, len(wanted), "send")
        if self.update_url or not self._put(wanted):
            self._update(wanted, report)
        report(len(wanted), len(wanted), "count")
        after = self.count()
        if after != len(wanted):
            message = f"{len(wanted)} triples were sent and the server now counts {after}"
            hint = "push again; if it happens again, the server merges or drops values that it cannot distinguish"
            raise KgError(Problem("count-differs", message, hint))
        return after

    @property
    def address(self) -> str:
        """Return the address of queries without secrets; where none was given, the one that has answered."""
        return shown(self.url)

    def close(self) -> None:
        """Close the connections."""
        while self._clients:
            self._clients.popitem()[1].close()

    def _query(self, query: str, accept: str, timeout: float | None) -> bytes:
        data = {"query": query}
        if self.graph:
            data["default-graph-uri"] = self.graph
        # Every engine understands a form; Virtuoso never answers a bare application/sparql-query.
        status, body = self._send("POST", self.url, timeout or QUERY_SECONDS, data=data, accept=accept)
        if urlsplit(self.url).path == "/" and (status != 200 or body.lstrip()[:1] == b"<"):
            return self._query_elsewhere(data, accept, timeout)
        if status != 200:
            raise KgError(_refused(status, body, "the query", self.url))
        return body

    def _query_elsewhere(self, data: Mapping[str, str], accept: str, timeout: float | None) -> bytes:
        """Query the usual places of a server whose address has no path, and keep to the one that answers."""
        for name in _USUAL:
            url = sibling(self.url, name)
            status, body = self._send("POST", url, timeout or QUERY_SECONDS, data=data, accept=accept)
            if status == 200:
                self.url = url
                return body
            if status not in (404, 405):
                raise KgError(_refused(status, body, f"the query at {shown(url)}", url))
        hint = "append the path of its queries, such as /DATASET/query (Fuseki) or /repositories/NAME (RDF4J, GraphDB)"
        tried = " or ".join(f"/{name}" for name in ("", *_USUAL))
        raise KgError(Problem("no-path", f"{shown(self.url)} answers no query at {tried}", hint))

    def _put(self, lines: list[str]) -> bool:
        """Replace the graph in one request; return False if the server has no graph store at a usual place."""
        # RDF4J takes the standard's `?default`, but no `?default=`.
        wanted = f"graph={quote(self.graph, safe='')}" if self.graph else "default"
        content = "".join(line + "\n" for line in lines).encode()
        for url in self._store_urls():
            status, body = self._send("PUT", f"{url}?{wanted}", WRITE_SECONDS, content=content, sent=_NTRIPLES)
            if 200 <= status < 300:
                return True
            if status not in (404, 405, 415, 501):
                raise KgError(_refused(status, body, "the new graph", self.url))
        return False

    def _update(self, lines: list[str], report: Callable[[int, int, str], None]) -> None:
        """Empty the graph and fill it a few thousand triples at a time, because no server takes all at once."""
        if any(_BLANK.match(line) for line in lines):
            hint = "this needs a server with a graph store endpoint; unset KG_STORE_UPDATE_URL if it is set"
            raise KgError(Problem("blank-nodes", "blank nodes cannot be sent in parts", hint))
        insert = _text("insert.ru")
        steps = [f"CLEAR SILENT GRAPH <{self.graph}>" if self.graph else "CLEAR SILENT DEFAULT"]
        for start in range(0, len(lines), BATCH):
            part = "\n".join(lines[start : start + BATCH])
            steps.append(insert.replace("# triples", f"GRAPH <{self.graph}> {{\n{part}\n}}" if self.graph else part))
        for number, step in enumerate(steps):
            report(max(0, number - 1) * BATCH, len(lines), "send")
            if self._virtuoso:  # it knows no other way; RDF4J takes no long form
                status, body = self._send("POST", self._update_url(), WRITE_SECONDS, data={"update": step})
            else:
                content = step.encode()
                status, body = self._send("POST", self._update_url(), WRITE_SECONDS, content=content, sent=_UPDATE)
            if not 200 <= status < 300:
                done = max(0, number - 1) * BATCH
                raise KgError(
                    _refused(status, body, f"an update after {done} of {len(lines)} triples", self._update_url())
                )

    def _store_urls(self) -> list[str]:
        if self._virtuoso:
            return [sibling(self.url, "sparql-graph-crud-auth" if self.user else "sparql-graph-crud")]
        if _REPOSITORY.search(self.url):  # beside it, a PUT would make a new repository
            return [sibling(self.url, "rdf-graphs/service", below=True)]
        return [sibling(self.url, "store"), sibling(self.url, "data"), self.url.partition("?")[0]]

    def _update_url(self) -> str:
        if self.update_url:
            return self.update_url
        if self._virtuoso:
            return sibling(self.url, "sparql-auth" if self.user else "sparql")
        if _REPOSITORY.search(self.url):
            return sibling(self.url, "statements", below=True)
        return sibling(self.url, "update")

    def _send(
        self,
        method: str,
        url: str,
        seconds: float,
        *,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        sent: str = "",
        accept: str = "*/*",
    ) -> tuple[int, bytes]:
        """Send one request, follow redirects on the same host, and return status and body within `seconds`."""
        import httpx2

        headers = {"Accept": accept} | ({"Content-Type": sent} if sent else {})
        deadline = time.monotonic() + seconds
        try:
            for _ in range(4):
                limits = httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
                with self._client(url).stream(
                    method, url, data=data, content=content, headers=headers, timeout=limits
                ) as response:
                    if response.is_redirect:
                        url = same_host(url, response.headers.get("location", ""))
                        continue
                    self._virtuoso = self._virtuoso or response.headers.get("server", "").startswith("Virtuoso")
                    body = _read(response, deadline, seconds)
                    if response.status_code == 200 and (cut := response.headers.get("x-sparql-maxrows")):
                        hint = "ask for less with LIMIT and OFFSET, or have ResultSetMaxRows raised"
                        raise KgError(Problem("cut-rows", f"the server cuts answers at {cut} rows", hint))
                    return response.status_code, body
        except httpx2.TimeoutException as error:
            if isinstance(error, httpx2.ConnectTimeout):
                raise KgError(_unreachable(url, error)) from error
            raise KgError(stopped(seconds)) from error
        except (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.DecodingError) as error:
            raise KgError(broken(f"the connection broke off ({error})")) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise KgError(_unreachable(url, error)) from error
        raise KgError(Problem("redirects", f"{shown(url)} redirects in a circle", "write the address it leads to"))

    def _client(self, url: str) -> httpx2.Client:
        """Return the client for a URL; KgError if the environment names a proxy or certificates that cannot be used."""
        import httpx2

        server = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if server not in self._clients:
            proxy = connection.proxy_of(url)
            try:
                # Plain HTTP needs no certificates, so theirs may be missing.
                safe = proxy is not None and proxy.address.startswith("https:")
                trusted = _certificates() if safe or url.startswith("https:") else None
                through = httpx2.Proxy(proxy.address, ssl_context=trusted if safe else None) if proxy else None
                login = _login(self.user, self.password, self.token)
                made = httpx2.Client(auth=login, verify=trusted or False, proxy=through, trust_env=False)
            except (ValueError, ImportError, httpx2.InvalidURL) as error:
                if proxy is None:
                    raise
                raise KgError(connection.bad_proxy(proxy)) from error
            self._clients[server] = made
        return self._clients[server]


def _certificates() -> ssl.SSLContext:
    import httpx2

    try:
        connection.check_certificates()
        return httpx2.create_ssl_context()
    except OSError as error:
        raise KgError(connection.bad_certificates(error)) from error


def _text(name: str) -> str:
    return (files.questions_dir() / "internal" / name).read_text(encoding="utf-8")


def _login(user: str, password: str, token: str) -> httpx2.Auth | None:
    import httpx2

    class Login(httpx2.Auth):
        """Basic or Digest, as the server asks; without asking, the wrong or weaker one might be sent."""

        chosen: httpx2.Auth | None = None

        def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
            if token:
                request.headers["Authorization"] = f"Bearer {token}"
            if self.chosen is not None:
                yield from self.chosen.auth_flow(request)
                return
            response = yield request
            if response.status_code != 401 or token:
                return
            if "digest" not in response.headers.get("www-authenticate", "").lower():
                self.chosen = httpx2.BasicAuth(user, password)
                yield from self.chosen.auth_flow(request)
                return
            self.chosen = httpx2.DigestAuth(user, password)
            answering = self.chosen.auth_flow(request)
            next(answering)
            yield answering.send(response)

    return Login() if user or token else None


def _read(response: httpx2.Response, deadline: float, seconds: float) -> bytes:
    # A server that sends a little at a time never reaches the time limit of a single read.
    parts, size = [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > MAX_BODY:
            raise KgError(Problem("answer-too-long", f"the answer is longer than {MAX_BODY} bytes", "add LIMIT"))
        if time.monotonic() > deadline:
            raise KgError(stopped(seconds))
    return b"".join(parts)


def _refused(status: int, body: bytes, what: str, url: str) -> Problem:
    reason = plain_words(body)
    if status in connection.PROXY_STATUSES and (proxy := connection.proxy_of(url)):
        return connection.no_proxy_answers(proxy, f"{what} is refused ({status}): {reason or 'no reason is given'}")
    if status in (401, 403) or (status == 500 and "permission" in reason.lower()):  # Virtuoso says 500
        hint = "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
        return Problem("not-allowed", f"the server denies access ({status}) {reason}".strip(), hint)
    hint = "check the query" if status == 400 else "check the address, and the server's log"
    return Problem("server-refused", f"the server refused {what} ({status}): {reason or 'it gives no reason'}", hint)


def _unreachable(url: str, error: Exception) -> Problem:
    proxy, host = connection.proxy_of(url), urlsplit(url).hostname or ""
    if problem := connection.untrusted(error, host):
        return problem
    why = str(error) or "no answer to the call"
    if proxy is not None:
        return connection.no_proxy_answers(proxy, why)
    return Problem(
        "no-server", f"nothing answers at {shown(url)}: {why}", "check the address, and whether the server runs"
    )
