"""Text made safe for the place it is written to: XML, a spreadsheet cell, JSON inside HTML, a link.

Names and notes come from people and from machine translations, so nothing here trusts them. Each function serves one
place and says what it drops. This module imports nothing from the package and does not decide what is shown.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

# Patterns are compiled on first use: most commands never need them, and wide character classes are slow to compile.
_compiled = cache(re.compile)

#: What XML 1.0 forbids even as a reference (`Char` in its grammar), and the C1 and DEL controls it discourages.
_NOT_XML = "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

#: XML 1.1 line ends too: xmldom (Gephi Lite's reader) treats XML 1.0 like it.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {end: f"&#{ord(end)};" for end in "\r\x85\u2028"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})

#: Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm.
_BIDI = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"

#: Invisible code points, which make two different names look alike: zero-width space, word joiner, BOM, soft hyphen.
_UNSEEN = "[\u00ad\u200b\u2060\ufeff]"

#: Most names and ids need no change: one search decides, and 100,000 edges are written three times as fast.
_MAYBE_UNCLEAN = "[^!-~ \u3001\u3002\u4e00-\u9fff\uff01-\uff5e]|^ | $|  "
_MAYBE_MARKUP = "[^ !#-%'-;=?-~\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]"

#: First characters that make a spreadsheet calculate, ASCII and full width (Excel in an East Asian locale takes both).
_FORMULA_STARTS = frozenset("=+-@|\t\r\n＝＋－＠")

#: A plain number, also a negative one, must stay a number in a spreadsheet.
_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"
_QUANTITY = rf"{_NUMBER}(\.\.{_NUMBER})?"

_LINK_FORBIDS = r"""[\s<>"'`{}|\\^\x00-\x1f\x7f-\x9f]"""

#: Excel refuses longer links, and browsers do not need them.
LONGEST_LINK = 2079


def without_bidi(text: str) -> str:
    """Return the text without the controls that reorder it on screen (U+202E shows `exe.gpj` as `jpg.exe`)."""
    return _compiled(_BIDI).sub("", text)


def xml_safe(text: str) -> str:
    """Drop the characters no XML 1.0 file may hold (controls, lone surrogates, U+FFFE); keep every other one."""
    return _compiled(_NOT_XML).sub("", text)


def clean_lines(text: str) -> list[str]:
    """Split text into lines, each cleaned as by `clean`; empty lines are dropped."""
    lines = [clean(line) for line in text.splitlines()]
    return [line for line in lines if line]


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Return text as one visible line: no controls, no bidi controls, nothing invisible, single spaces."""
    if not _compiled(_MAYBE_UNCLEAN).search(text):
        return text
    return " ".join(_compiled(_UNSEEN).sub("", without_bidi(xml_safe(" ".join(text.split())))).split())


def xml_text(text: str) -> str:
    """Escape text for the content of an XML element, with the line ends that a parser would turn into U+000A."""
    return xml_safe(text).translate(_IN_TEXT)


@lru_cache(maxsize=65536)
def xml_attribute(text: str) -> str:
    """Escape text for a double-quoted XML attribute; tabs and line ends survive as references."""
    return xml_id(text)


def xml_id(text: str) -> str:
    """Escape like `xml_attribute`, without a cache: for text that seldom occurs twice."""
    if not _compiled(_MAYBE_MARKUP).search(text):
        return text
    return xml_safe(text).translate(_IN_ATTRIBUTE)


def formula_safe(text: str) -> str:
    """Prefix an apostrophe where a spreadsheet would read the text as a formula (OWASP's list, and full width).

    Plain numbers such as `-763000000` and `-300e6..-200e6` stay numbers. Use it for CSV cells only: an xlsx cell
    has a type.
    """
    seen = _compiled(_UNSEEN).sub("", _compiled(_BIDI).sub("", text)).lstrip(" \u00a0\u3000\x00")
    if not seen or seen[0] not in _FORMULA_STARTS or _compiled(_QUANTITY).fullmatch(text):
        return text
    return f"'{text}"


def json_in_html(value: object) -> str:
    """Write JSON that may stand inside any HTML element: `<`, `>`, `&`, U+2028 and U+2029 are escaped.

    Lone surrogates become U+FFFD, because they cannot be written as UTF-8. NaN and infinity raise ValueError, what JSON
    has no word for (dates, Decimals) raises TypeError.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def web_link(text: str) -> str | None:
    """Return the text if it is an http(s) address that may become a link, else None (`javascript:`, spaces)."""
    from urllib.parse import urlsplit

    if len(text) > LONGEST_LINK or _compiled(_LINK_FORBIDS).search(text) or _compiled(_BIDI).search(text):
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:  # brackets of an IPv6 address that do not close
        return None
    return text if usable else None
