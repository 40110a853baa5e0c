"""A server on this machine that answers as a test says: an odd endpoint, or a proxy in front of one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qs

from kg.engine.remote import RemoteStore, open_remote

ROWS = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "x"}}] * 3}})


@dataclass(frozen=True, slots=True)
class Request:
    """What a server was sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    form: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Reply:
    """What it answers: status, body and headers; `pause` seconds between the two halves of the body."""

    status: int = 200
    body: str | bytes = ROWS
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0


@dataclass(slots=True)
class Fake:
    """A server that answers as a test says, and remembers what it was asked."""

    url: str
    answer: Callable[[Request], Reply] = lambda _: Reply()
    asked: list[Request] = field(default_factory=list)

    def store(self, environment: Mapping[str, str] | None = None, user: str = "") -> RemoteStore:
        """Open the server's endpoint."""
        return open_remote(self.url.replace("//", f"//{user}@" if user else "//") + "/query", environment or {})


@contextmanager
def fake_server() -> Iterator[Fake]:
    """Run a server on this machine that answers as its `answer` says."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            form = parse_qs(body.decode("latin-1" if "form" not in self.headers["content-type"] else "utf-8"))
            asked = Request(
                self.command,
                self.path,
                cast("Mapping[str, str]", self.headers),
                {k: v[0] for k, v in form.items()},
                body,
            )
            made.asked.append(asked)
            reply = made.answer(asked)
            sent = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(sent)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent[: len(sent) // 2])
            self.wfile.flush()
            time.sleep(reply.pause)
            self.wfile.write(sent[len(sent) // 2 :])

        do_GET = do_PUT = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Fake(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield made
        server.shutdown()
        thread.join()
