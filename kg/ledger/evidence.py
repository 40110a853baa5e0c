"""The place of a claim in its document: a span of characters, proved by a digest, with no word of the source kept.

Offsets count Unicode code points, from 0, over the file decoded as UTF-8 and otherwise untouched: line ends are not
translated (CR LF is two characters) and a byte order mark is one. A line ends with LF; lines count from 1. This module
reads documents and never returns their text except from `read_source`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Literal

from kg.problem import KgError, Problem, misuse

Status = Literal["ok", "moved", "missing"]


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a document: line and offset of its first character, length, first 16 hex digits of its SHA-256."""

    line: int
    start: int
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where a span stands. ok: at its recorded place; moved: at this line and start instead; missing: nowhere."""

    status: Status
    line: int | None = None
    start: int | None = None


def digest_of(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the text's UTF-8."""
    return sha256(text.encode()).hexdigest()[:16]


def line_of(text: str, start: int) -> int:
    """Return the 1-based line of the character at an offset."""
    return text.count("\n", 0, start) + 1


def span_of(text: str, start: int, length: int) -> Span:
    """Return the span at an offset; ValueError unless it lies inside the text."""
    if start < 0 or length < 1 or start + length > len(text):
        raise ValueError(f"no {length} characters from {start} in a text of {len(text)}; check start and length")
    return Span(line_of(text, start), start, length, digest_of(text[start : start + length]))


def find_source(sources: Path, document: str, *former: str) -> Path:
    """Return the file of a document, `<document>_….txt` or `<document>.….txt`; KgError unless there is exactly one.

    A file may also be named after a former id of the document.
    """
    begin = tuple(f"{id}{sign}" for id in (document, *former) for sign in "_.")
    if not sources.is_dir():
        raise misuse("no-folder", f"there is no folder {str(sources)!r}", "give the folder of the documents")
    paths = [
        path for path in sorted(sources.iterdir()) if path.suffix.lower() == ".txt" and path.name.startswith(begin)
    ]
    if len(paths) == 1:
        return paths[0]
    if paths:
        names = ", ".join(path.name for path in paths)
        raise KgError(Problem("source-twice", f"several files are document {document!r}: {names}", "keep one of them"))
    hint = f"put its text there as {document}.txt"
    raise KgError(Problem("no-source", f"no file of {str(sources)!r} is document {document!r}", hint))


def read_source(sources: Path, document: str, *former: str) -> str:
    """Return the text of a document, line ends untouched; KgError if there is none or it is not UTF-8."""
    path = find_source(sources, document, *former)
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path.name} is not UTF-8 (byte {error.start})"
        raise KgError(Problem("encoding", message, "use the text as it was when the claims were written")) from None
    except OSError as error:
        raise KgError(Problem("unreadable", f"{path.name} cannot be read ({error.strerror})")) from None


def checksum(sources: Path, document: str, *former: str) -> str:
    """Return the SHA-256 of a document's file, byte for byte, in 64 hexadecimal digits; KgError as `read_source`."""
    path = find_source(sources, document, *former)
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise KgError(Problem("unreadable", f"{path.name} cannot be read ({error.strerror})")) from None


def locate(text: str, line: int | None, start: int | None, length: int, digest: str) -> Location:
    """Find a span by its digest: at its place, else on its line, else the nearest anywhere.

    With neither line nor start (only an excerpt was seen) any place is ok.
    """
    if start is not None and 0 <= start <= len(text) - length and digest_of(text[start : start + length]) == digest:
        now = line_of(text, start)
        return Location("ok" if line in (None, now) else "moved", now, start)
    nearest = _nearest(text, line, start, length, digest)
    if nearest is None:
        return Location("missing")
    now = line_of(text, nearest)
    in_place = start is None and line in (None, now)
    return Location("ok" if in_place else "moved", now, nearest)


def anchor_span(text: str, anchor: str, near_line: int | None = None) -> Span:
    """Return the span of a short phrase that occurs once in the text, or once on the given line.

    Otherwise the ValueError names the lines where it occurs.
    """
    if not anchor:
        raise ValueError("the anchor is empty; type a few words as they stand in the document")
    places = [(match.start(), line_of(text, match.start())) for match in re.finditer(f"(?={re.escape(anchor)})", text)]
    if not places:
        raise ValueError(f"the anchor does not stand in the document; {_alike(text, anchor)}")
    here = [start for start, line in places if near_line in (None, line)]
    lines = ", ".join(str(line) for line in dict.fromkeys(line for _, line in places))
    if not here:
        raise ValueError(f"the anchor does not stand on line {near_line}; it stands on {lines}")
    if len(here) > 1:
        advice = "write a longer one" if near_line is not None else "write a longer one, or give the line"
        where = f"on line {near_line}" if near_line is not None else f"in the document (lines {lines})"
        raise ValueError(f"the anchor stands {len(here)} times {where}; {advice}")
    return span_of(text, here[0], len(anchor))


def _alike(text: str, anchor: str) -> str:
    """Return where the phrase occurs with other spaces, quotes or case, which typing changes."""
    loose = re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(anchor))
    loose = re.sub(r"['‘’`]", "['‘’`]", re.sub(r'["“”]', '["“”]', loose))
    match = re.search(loose, text, re.IGNORECASE)
    if match is None:
        return "copy it letter for letter, from one line"
    return f"on line {line_of(text, match.start())} it stands with other spaces, quotes or capitals"


def _nearest(text: str, line: int | None, start: int | None, length: int, digest: str) -> int | None:
    """Return the offset of the window with this digest: on its line if possible, else the nearest to its start."""
    last = len(text) - length
    if length < 1 or last < 0:
        return None
    raw, offsets = _encoded(text)
    wanted = bytes.fromhex(digest)

    def search(begin: int, end: int) -> list[int]:
        return [
            at
            for at in range(max(begin, 0), min(end, last + 1))
            if sha256(raw[offsets[at] : offsets[at + length]]).digest().startswith(wanted)
        ]

    begin, end = _bounds(text, line)
    # Its own line first: an edit earlier on that line is what mostly moves a span.
    matches = search(begin, end) or search(0, begin) + search(end, last + 1)
    near = begin if start is None else start
    return min(matches, key=lambda at: abs(at - near), default=None)


def _bounds(text: str, line: int | None) -> tuple[int, int]:
    """Return the offsets at which a line begins and ends; (0, 0) if there is no such line."""
    begin = 0
    for _ in range((line or 1) - 1):
        begin = text.find("\n", begin) + 1
        if not begin:
            return 0, 0
    if line is None:
        return 0, 0
    end = text.find("\n", begin)
    return begin, len(text) if end < 0 else end


@lru_cache(maxsize=4)
def _encoded(text: str) -> tuple[memoryview, list[int]]:
    """Return the text's UTF-8 and the byte offset of every character, so that windows are slices and not copies."""
    widths = (1 if c < "\x80" else 2 if c < "\u0800" else 3 if c < "\U00010000" else 4 for c in text)
    return memoryview(text.encode()), list(accumulate(widths, initial=0))
