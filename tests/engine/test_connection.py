"""What the environment says about a call: a proxy or certificates that cannot be used are named by their variable."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from kg.engine.connection import proxy_of, untrusted
from kg.engine.remote import open_remote
from kg.problem import KgError
from tests.support.command import kg
from tests.support.fake import Fake, Reply, fake_server

ASKED = "SELECT ?n WHERE { ?n ?p ?o }"
ELSEWHERE = "http://kg.example/query"
DEAD = "127.0.0.1:1"
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every test in an environment that names no proxy and no certificates."""
    for name in (*VARIABLES, *map(str.lower, VARIABLES)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(cast("dict[str, object]", sys.modules), "socksio", None)  # an extra that may be installed


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_server() as made:
        yield made


def refused(url: str) -> str:
    """Ask a store that cannot be reached, and return what is said."""
    with pytest.raises(KgError) as error:
        open_remote(url, {}).select(ASKED, timeout=20)
    [problem] = error.value.problems
    assert problem.hint
    assert "s3cret" not in str(problem)
    return str(problem)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize(
    "proxy", [f"socks5://{DEAD}", f"socks5h://{DEAD}", f"socks://{DEAD}", f"http://{DEAD}", DEAD, "nonsense", "x://"]
)
@pytest.mark.parametrize("variable", ["ALL_PROXY", "http_proxy"])
def test_this_machine_is_never_called_through_a_proxy(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, host: str, proxy: str, variable: str
) -> None:
    monkeypatch.setenv(variable, proxy)
    url = fake.url.replace("127.0.0.1", host)
    assert len(open_remote(f"{url}/query", {}).select(ASKED).rows) == 3


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost", "LOCALHOST", "localhost.", "kg.localhost", "0.0.0.0"]
)
def test_every_name_of_this_machine_is_known(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("ALL_PROXY", f"http://{DEAD}")
    assert proxy_of(f"http://{host}:7878/query") is None


@pytest.mark.parametrize(
    ("excepted", "host", "through"),
    [
        ("", "kg.example", True),
        ("kg.example", "kg.example", False),
        (".example", "kg.example", False),
        ("*", "kg.example", False),
        ("other.example", "kg.example", True),
        ("10.0.0.0/8, fd00::/8", "10.1.2.3", False),
        ("10.0.0.0/8, fd00::/8", "[fd00::1]", False),
        ("10.0.0.0/8", "11.1.2.3", True),
        ("kg.example:81", "kg.example:81", False),
        ("kg.example:81", "kg.example", True),
    ],
)
def test_no_proxy_names_hosts_domains_networks_and_ports(
    monkeypatch: pytest.MonkeyPatch, excepted: str, host: str, through: bool
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{DEAD}")
    monkeypatch.setenv("NO_PROXY", excepted)
    assert (proxy_of(f"http://{host}/query") is not None) is through


@pytest.mark.parametrize(
    ("proxy", "words"),
    [
        ("socks5://u:s3cret@127.0.0.1:1", ("bad-proxy", "httpx2[socks]", "NO_PROXY")),
        ("socks5h://127.0.0.1:1", ("bad-proxy", "httpx2[socks]")),
        ("socks://127.0.0.1:1080", ("bad-proxy", "socks://127.0.0.1:1080", "socks5://")),
        ("nonsense://", ("bad-proxy", "http://")),
        ("http://127.0.0.1:port", ("bad-proxy", "no valid address")),
        ("http://", ("no-proxy",)),
        (f"http://u:s3cret@{DEAD}", ("no-proxy", f"http://{DEAD}", "kg.example", "refused")),
        (DEAD, ("no-proxy", f"http://{DEAD}")),
    ],
)
@pytest.mark.parametrize("variable", ["ALL_PROXY", "http_proxy"])
def test_a_proxy_that_cannot_be_used_is_named_by_its_variable_not_blamed_on_the_server(
    monkeypatch: pytest.MonkeyPatch, variable: str, proxy: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv(variable, proxy)
    said = refused(ELSEWHERE)
    assert all(word in said for word in (variable, *words)), said


@pytest.mark.parametrize("status", [407, 502, 503, 504])
def test_a_proxy_that_refuses_is_named(fake: Fake, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setenv("HTTP_PROXY", fake.url)
    fake.answer = lambda _: Reply(status, "no way through")
    said = refused(ELSEWHERE)
    assert all(word in said for word in ("no-proxy", "HTTP_PROXY", fake.url, str(status), "no way through")), said


def test_a_proxy_that_refuses_a_tunnel_is_named(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", fake.url)
    said = refused("https://kg.example/query")
    assert all(word in said for word in ("no-proxy", "HTTPS_PROXY", fake.url, "501")), said


def test_a_proxy_that_works_is_used_and_the_servers_own_words_come_through(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", fake.url)
    assert len(open_remote(ELSEWHERE, {}).select(ASKED).rows) == 3
    assert fake.asked[0].headers["host"] == "kg.example"
    fake.answer = lambda _: Reply(400, "no such word")
    assert "server-refused" in refused(ELSEWHERE)


def test_a_proxy_for_the_scheme_goes_before_one_for_everything(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:1080")
    monkeypatch.setenv("http_proxy", fake.url)
    assert len(open_remote(ELSEWHERE, {}).select(ASKED).rows) == 3


@pytest.mark.parametrize(
    ("variable", "names", "why"),
    [
        ("SSL_CERT_FILE", "nothing", "No such file"),
        ("SSL_CERT_FILE", ".", "directory"),
        ("SSL_CERT_FILE", "text", "holds no certificate"),
        ("SSL_CERT_DIR", "nothing", "No such file"),
        ("SSL_CERT_DIR", "text", "Not a directory"),
    ],
)
def test_certificates_that_are_not_there_are_named_by_their_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, names: str, why: str
) -> None:
    (tmp_path / "text").write_text("no certificate", encoding="utf-8")
    monkeypatch.setenv(variable, str(tmp_path / names))
    said = refused("https://kg.invalid/query")
    assert all(word in said for word in ("bad-certificates", variable, str(tmp_path / names), why)), said


def test_plain_http_needs_no_certificates(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nothing")
    monkeypatch.setenv("SSL_CERT_DIR", "/nothing")
    assert len(fake.store().select(ASKED).rows) == 3


@pytest.mark.parametrize("variable", ["", "SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_a_certificate_that_is_not_trusted_is_told_apart(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    if variable:
        monkeypatch.setenv(variable, "/my/authorities")
    cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
    cause.verify_message = "self-signed certificate"
    error = OSError("connection failed")
    error.__cause__ = cause
    problem = untrusted(error, "kg.example")
    assert problem is not None
    said = str(problem)
    expected = ("not-trusted", "kg.example", "self-signed certificate", variable or "SSL_CERT_FILE")
    assert all(word in said for word in expected), said
    assert ("'/my/authorities'" in said) is bool(variable)
    assert untrusted(OSError("connection failed"), "kg.example") is None


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "socks://127.0.0.1:1", f"http://{DEAD}"])
@pytest.mark.parametrize("command", [("push", ELSEWHERE), ("find", "kunlun", "--store", ELSEWHERE)])
def test_commands_say_so_in_one_line(command: tuple[str, ...], proxy: str) -> None:
    run = kg(*command, env={"ALL_PROXY": proxy})
    assert (run.code, run.out, run.err.count("\n")) == (1, "", 1)
    assert "ALL_PROXY" in run.err
