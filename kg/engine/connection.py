"""What the user's environment decides about a call: which proxy it goes through, which certificates it trusts.

A fault of the environment is never blamed on the server: its problem names the variable. Knows no HTTP library.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from kg.problem import Problem

#: Answers that a proxy gives itself when it cannot reach the server or wants to know who calls.
PROXY_STATUSES = (407, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy of a call to `host`: its address (which may hold a password), and the variable that names it."""

    address: str = field(repr=False)
    variable: str
    host: str

    def __str__(self) -> str:
        """Return the proxy as a message may show it: without name and password."""
        scheme, _, rest = self.address.partition("://")
        return f"the proxy {scheme}://{rest.rpartition('@')[2].rstrip('/')} from {self.variable}"

    @property
    def remedy(self) -> str:
        """What to do if it does not work."""
        return f"correct or unset {self.variable}, or add {self.host} to NO_PROXY"


def proxy_of(url: str) -> Proxy | None:
    """Return the proxy that the environment (or the system's settings) names for a URL; this machine needs none."""
    from urllib.request import getproxies

    parts = urlsplit(url)
    host = parts.hostname or ""
    proxies = getproxies()
    kind = parts.scheme if proxies.get(parts.scheme) else "all"
    address = proxies.get(kind, "")
    if not address or _direct(host, parts.port, proxies.get("no", "")):
        return None
    names = (name for name in os.environ if name.lower() == f"{kind}_proxy" and os.environ[name] == address)
    variable = next(names, "the system's settings")
    return Proxy(address=address if "://" in address else f"http://{address}", variable=variable, host=host)


def _direct(host: str, port: int | None, excepted: str) -> bool:
    """Say whether a host is called without a proxy: this machine, and whatever NO_PROXY names."""
    from urllib.request import proxy_bypass

    if host.rstrip(".") == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return bool(proxy_bypass(f"{host}:{port}" if port else host))
    if address.is_loopback or address.is_unspecified:
        return True
    return bool(proxy_bypass(host)) or any(address in network for network in _networks(excepted))


def _networks(excepted: str) -> Iterator[IPv4Network | IPv6Network]:
    for entry in excepted.split(","):
        try:
            yield ip_network(entry.strip().strip("[]"), strict=False)
        except ValueError:
            continue  # a name, which the standard library compares


def bad_proxy(proxy: Proxy) -> Problem:
    """Return the problem of a proxy that no call can be made through."""
    kind = proxy.address.partition("://")[0].lower()
    if kind in ("socks5", "socks5h"):
        hint = f"run `pip install 'httpx2[socks]'`; or name an http:// proxy in {proxy.variable}, or {_except(proxy)}"
        return Problem("bad-proxy", f"{proxy} needs a package that is not installed", hint)
    if kind not in ("http", "https"):
        hint = f"write http://, https:// or socks5:// in {proxy.variable}, or unset it, or {_except(proxy)}"
        return Problem("bad-proxy", f"{proxy} is of a kind that is not supported", hint)
    return Problem("bad-proxy", f"{proxy} has no valid address", proxy.remedy)


def _except(proxy: Proxy) -> str:
    return f"add {proxy.host} to NO_PROXY"


def no_proxy_answers(proxy: Proxy, why: str) -> Problem:
    """Return the problem of a proxy that does not answer, or refuses to pass the call on."""
    return Problem("no-proxy", f"{proxy} does not lead to {proxy.host}: {why}", proxy.remedy)


def bad_certificates(error: OSError) -> Problem:
    """Return the problem of certificates that the environment names and that cannot be read."""
    names = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE") if os.environ.get(name)]
    variable = next((name for name in names if os.environ[name] == error.filename), names[0] if names else "")
    if not variable:
        hint = "name a file of certificates (PEM) in SSL_CERT_FILE"
        return Problem("bad-certificates", f"the system's certificates cannot be read: {_why(error)}", hint)
    wanted = {"SSL_CERT_DIR": "a folder of certificates", "SSLKEYLOGFILE": "a file that can be written"}
    message = f"{variable} names {os.environ[variable]!r}, which cannot be used: {_why(error)}"
    return Problem(
        "bad-certificates", message, f"name {wanted.get(variable, 'a file of certificates (PEM)')}, or unset {variable}"
    )


def _why(error: OSError) -> str:
    return "it holds no certificate" if isinstance(error, ssl.SSLError) else error.strerror or str(error)


def check_certificates() -> None:
    """Raise NotADirectoryError or FileNotFoundError for a folder of certificates that is none; ssl itself is silent."""
    folder = os.environ.get("SSL_CERT_DIR")
    if folder and not os.environ.get("SSL_CERT_FILE"):
        for part in folder.split(os.pathsep):
            os.scandir(part).close()


def untrusted(error: BaseException, host: str) -> Problem | None:
    """Return the problem of a server's certificate if that is what broke off a call, else None."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return None
    variable = next((name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)), "")
    message = f"the certificate of {host} is not trusted: {cause.verify_message}"
    if variable:
        hint = f"{variable} says whom to trust: add the certificate of the server's authority there, or unset it"
        return Problem("not-trusted", f"{message} ({variable} is {os.environ[variable]!r})", hint)
    return Problem("not-trusted", message, "name a file with the certificate of its authority in SSL_CERT_FILE")
