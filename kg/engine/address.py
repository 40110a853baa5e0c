"""Addresses of endpoints: taken apart, shown without secrets, and what stands beside them."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from kg.problem import KgError, Problem, misuse


def same_host(url: str, location: str) -> str:
    """Return where a redirect leads, on the same server only; KgError if elsewhere."""
    here, there = urlsplit(url), urlsplit(urljoin(url, location))
    upgraded = here.scheme == "http" and there.scheme == "https" and here.port is None and there.port is None
    if here.hostname != there.hostname or not (upgraded or (here.scheme, here.port) == (there.scheme, there.port)):
        target = f"{there.scheme}://{there.netloc.rpartition('@')[2]}"
        hint = "if that is right, give its address yourself"
        raise KgError(Problem("redirected", f"{here.hostname} redirects to another server, {target}", hint))
    return urlunsplit(there)


def split_address(location: str) -> tuple[str, str, str, str]:
    """Split an address: the URL without secrets, the user, the password, and the part behind #."""
    try:
        parts = urlsplit(location)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise misuse("bad-address", f"{shown(location)!r} is not an endpoint's address", "write https://host/query")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    url = urlunsplit((parts.scheme, host + port, parts.path or "/", parts.query, ""))
    return url, unquote(parts.username or ""), unquote(parts.password or ""), unquote(parts.fragment)


def shown(url: str) -> str:
    """Return an address that may be printed: nothing before the last @, nothing behind the question mark."""
    _, secret, rest = url.rpartition("@")
    scheme = url.partition("//")[0] + "//" if secret and "//" in url else ""
    return re.split("[?#]", scheme + rest)[0]


def sibling(url: str, name: str, *, below: bool = False) -> str:
    """Return the address of another name beside a URL's last, or below it."""
    parts = urlsplit(url)
    above = parts.path.rstrip("/") if below else parts.path.rpartition("/")[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{above}/{name}", "", ""))
