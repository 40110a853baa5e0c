"""The door to a SPARQL 1.1 Protocol endpoint over HTTP; the only module that imports httpx.

It sends queries, reads standard answers and can replace a graph. It never evaluates anything itself, and never accepts
a broken or shortened answer. Tested against Oxigraph and Virtuoso; other endpoints should work.

Addresses and credentials:

* The location is the query endpoint: `https://host/query`. Without a path, `/query` and `/sparql` are tried. A name
  and password may stand in it (`https://user:password@host/query`), and the IRI of a named graph behind `#`
  (`http://host:8890/sparql#https://example.org/graph`; Virtuoso needs one for writing).
* `KG_STORE_USER`, `KG_STORE_PASSWORD` (Basic or Digest, whichever the server asks for), `KG_STORE_TOKEN` (Bearer) and
  `KG_STORE_GRAPH` do the same from the environment. None of them is ever printed.
* Writing expects `/update` and `/store` beside `/query` (Oxigraph and others), and `/sparql-auth` and
  `/sparql-graph-crud-auth` beside the `/sparql` of a Virtuoso. `KG_STORE_UPDATE_URL` names another update endpoint.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from kg import files
from kg.engine.answer import Answer
from kg.engine.wire import broken, plain_words, read_answer, read_boolean, read_ntriples, stopped, too_many
from kg.problem import KgError, Problem, misuse

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 10.0
QUERY_SECONDS = 300.0  # unless the caller names a limit: over a network there must be one
WRITE_SECONDS = 1800.0
MAX_BODY = 1 << 30  # bytes of one answer
BATCH = 2_000  # triples in one update; Virtuoso runs out of memory at 5,000

_JSON = "application/sparql-results+json"
_NTRIPLES = "application/n-triples"
#: Where servers answer queries: tried in this order where an address has no path.
_USUAL = ("query", "sparql")
_BLANK = re.compile(r"_:|\S+ \S+ _:")


def open_remote(location: str, environment: Mapping[str, str] = os.environ) -> RemoteStore:
    """Return the store behind an endpoint's URL without contacting it; KgError for a bad address."""
    url, user, password, fragment = _address(location)
    update_url, update_user, update_password, _ = _address(environment.get("KG_STORE_UPDATE_URL", "") or location)
    graph = fragment or environment.get("KG_STORE_GRAPH", "")
    if graph and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*", graph):
        hint = "name the graph by an IRI: https://example.org/graph"
        raise KgError(Problem("bad-graph", f"{graph!r} is not an IRI", hint))
    return RemoteStore(
        url=url,
        graph=graph,
        update_url="" if update_url == url else update_url,
        user=user or update_user or environment.get("KG_STORE_USER", ""),
        password=password or update_password or environment.get("KG_STORE_PASSWORD", ""),
        token=environment.get("KG_STORE_TOKEN", ""),
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
    _client: httpx.Client | None = field(default=None, repr=False)
    _virtuoso: bool = field(default=False, repr=False)
    _uncut: int = field(default=0, repr=False)

    def select(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> Answer:
        """Return the rows of a SELECT; KgError on failure, at the time limit and above `max_rows`."""
        answer = read_answer(self._query(query, _JSON, timeout))
        if max_rows is not None and len(answer.rows) > max_rows:
            raise KgError(too_many(max_rows))
        return answer

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

    def push(self, lines: Iterable[str], replace: bool = False) -> int:
        """Make these lines of N-Triples the content of the graph and return how many triples the server then counts.

        A graph that is not empty is left alone unless `replace`. KgError if the server refuses, or counts something
        else than was sent.
        """
        wanted = sorted(set(lines))
        before = self.count()
        if self._virtuoso and not self.graph:
            hint = "add one behind # to the address, or set KG_STORE_GRAPH: https://example.org/graph"
            raise KgError(Problem("no-graph", "Virtuoso has no graph without a name to write to", hint))
        if before and not replace:
            hint = "name another graph behind # in the address, or replace it on purpose"
            raise KgError(Problem("not-empty", f"the graph there holds {before} triples already", hint))
        if self.update_url or not self._put(wanted):
            self._update(wanted)
        after = self.count()
        if after != len(wanted):
            message = f"{len(wanted)} triples were sent and the server now counts {after}"
            hint = "push again; if it happens again, the server merges or drops values that it cannot distinguish"
            raise KgError(Problem("count-differs", message, hint))
        return after

    @property
    def address(self) -> str:
        """Return the address of queries without secrets; where none was given, the one that has answered."""
        return _shown(self.url)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _query(self, query: str, accept: str, timeout: float | None) -> bytes:
        data = {"query": query}
        if self.graph:
            data["default-graph-uri"] = self.graph
        # Every engine understands a form; Virtuoso never answers a bare application/sparql-query.
        status, body = self._send("POST", self.url, timeout or QUERY_SECONDS, data=data, accept=accept)
        if urlsplit(self.url).path == "/" and (status != 200 or body.lstrip()[:1] == b"<"):
            return self._query_elsewhere(data, accept, timeout)
        if status != 200:
            raise KgError(_refused(status, body, "the query"))
        return body

    def _query_elsewhere(self, data: Mapping[str, str], accept: str, timeout: float | None) -> bytes:
        """Query the usual places of a server whose address has no path, and keep to the one that answers."""
        for name in _USUAL:
            url = _sibling(self.url, name)
            status, body = self._send("POST", url, timeout or QUERY_SECONDS, data=data, accept=accept)
            if status == 200:
                self.url = url
                return body
            if status not in (404, 405):
                raise KgError(_refused(status, body, f"the query at {_shown(url)}"))
        hint = "append the path of its queries, such as /DATASET/query (Fuseki) or /repositories/NAME (RDF4J, GraphDB)"
        tried = " or ".join(f"/{name}" for name in ("", *_USUAL))
        raise KgError(Problem("no-path", f"{_shown(self.url)} answers no query at {tried}", hint))

    def _put(self, lines: list[str]) -> bool:
        """Replace the graph in one request; return False if the server has no graph store at the usual place."""
        params = {"graph": self.graph} if self.graph else {"default": ""}
        content = "".join(line + "\n" for line in lines).encode()
        status, body = self._send("PUT", self._store_url(), WRITE_SECONDS, params=params, content=content)
        if status in (404, 405, 415, 501):
            return False
        if not 200 <= status < 300:
            raise KgError(_refused(status, body, "the new graph"))
        return True

    def _update(self, lines: list[str]) -> None:
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
            status, body = self._send("POST", self._update_url(), WRITE_SECONDS, data={"update": step})
            if not 200 <= status < 300:
                done = max(0, number - 1) * BATCH
                raise KgError(_refused(status, body, f"an update after {done} of {len(lines)} triples"))

    def _store_url(self) -> str:
        if self._virtuoso:
            return _sibling(self.url, "sparql-graph-crud-auth" if self.user else "sparql-graph-crud")
        return _sibling(self.url, "store")

    def _update_url(self) -> str:
        if self.update_url:
            return self.update_url
        if self._virtuoso:
            return _sibling(self.url, "sparql-auth" if self.user else "sparql")
        return _sibling(self.url, "update")

    def _send(
        self,
        method: str,
        url: str,
        seconds: float,
        *,
        data: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        accept: str = "*/*",
    ) -> tuple[int, bytes]:
        """Send one request, follow redirects on the same host, and return status and body within `seconds`."""
        import httpx

        headers = {"Accept": accept} | ({"Content-Type": _NTRIPLES} if content is not None else {})
        deadline = time.monotonic() + seconds
        try:
            for _ in range(4):
                limits = httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
                with self._open().stream(
                    method, url, data=data, params=params, content=content, headers=headers, timeout=limits
                ) as response:
                    if response.is_redirect:
                        url, params = _same_host(url, response.headers.get("location", "")), None
                        continue
                    self._virtuoso = self._virtuoso or response.headers.get("server", "").startswith("Virtuoso")
                    body = _read(response, deadline, seconds)
                    if response.status_code == 200 and (cut := response.headers.get("x-sparql-maxrows")):
                        hint = "ask for less with LIMIT and OFFSET, or have ResultSetMaxRows raised"
                        raise KgError(Problem("cut-rows", f"the server cuts answers at {cut} rows", hint))
                    return response.status_code, body
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout):
                raise KgError(_unreachable(url, "no answer to the call")) from error
            raise KgError(stopped(seconds)) from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise KgError(broken(f"the connection broke off ({error})")) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise KgError(_unreachable(url, str(error))) from error
        raise KgError(Problem("redirects", f"{_shown(url)} redirects in a circle", "write the address it leads to"))

    def _open(self) -> httpx.Client:
        import httpx

        if self._client is None:
            self._client = httpx.Client(auth=_login(self.user, self.password, self.token))
        return self._client


def _text(name: str) -> str:
    return (files.questions_dir() / "internal" / name).read_text(encoding="utf-8")


def _login(user: str, password: str, token: str) -> httpx.Auth | None:
    import httpx

    class Login(httpx.Auth):
        """Basic or Digest, as the server asks; without asking, the wrong or weaker one might be sent."""

        chosen: httpx.Auth | None = None

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if token:
                request.headers["Authorization"] = f"Bearer {token}"
            if self.chosen is not None:
                yield from self.chosen.auth_flow(request)
                return
            response = yield request
            if response.status_code != 401 or token:
                return
            if "digest" not in response.headers.get("www-authenticate", "").lower():
                self.chosen = httpx.BasicAuth(user, password)
                yield from self.chosen.auth_flow(request)
                return
            self.chosen = httpx.DigestAuth(user, password)
            answering = self.chosen.auth_flow(request)
            next(answering)
            yield answering.send(response)

    return Login() if user or token else None


def _read(response: httpx.Response, deadline: float, seconds: float) -> bytes:
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


def _same_host(url: str, location: str) -> str:
    here, there = urlsplit(url), urlsplit(urljoin(url, location))
    upgraded = here.scheme == "http" and there.scheme == "https" and here.port is None and there.port is None
    if here.hostname != there.hostname or not (upgraded or (here.scheme, here.port) == (there.scheme, there.port)):
        target = f"{there.scheme}://{there.netloc.rpartition('@')[2]}"
        hint = "if that is right, give its address yourself"
        raise KgError(Problem("redirected", f"{here.hostname} redirects to another server, {target}", hint))
    return urlunsplit(there)


def _address(location: str) -> tuple[str, str, str, str]:
    """Split an address: the URL without secrets, the user, the password, and the part behind #."""
    try:
        parts = urlsplit(location)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise misuse("bad-address", f"{_shown(location)!r} is not an endpoint's address", "write https://host/query")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    url = urlunsplit((parts.scheme, host + port, parts.path or "/", parts.query, ""))
    return url, unquote(parts.username or ""), unquote(parts.password or ""), unquote(parts.fragment)


def _shown(url: str) -> str:
    """Return an address that may be printed: nothing before the last @, nothing behind the question mark."""
    _, secret, rest = url.rpartition("@")
    scheme = url.partition("//")[0] + "//" if secret and "//" in url else ""
    return re.split("[?#]", scheme + rest)[0]


def _sibling(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rpartition("/")[0] + "/" + name, "", ""))


def _refused(status: int, body: bytes, what: str) -> Problem:
    reason = plain_words(body)
    if status in (401, 403) or (status == 500 and "permission" in reason.lower()):  # Virtuoso says 500
        hint = "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
        return Problem("not-allowed", f"the server denies access ({status}) {reason}".strip(), hint)
    hint = "check the query" if status == 400 else "check the address, and the server's log"
    return Problem("server-refused", f"the server refused {what} ({status}): {reason or 'it gives no reason'}", hint)


def _unreachable(url: str, why: str) -> Problem:
    return Problem(
        "no-server", f"nothing answers at {_shown(url)}: {why}", "check the address, and whether the server runs"
    )
