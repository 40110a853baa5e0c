"""Tables as text: aligned for a terminal (Chinese characters are two cells wide), CSV, JSON, Markdown."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from kg.text import clean, formula_safe

_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[|"} | {"<": "&lt;"})
_LEAST = 6
_MOST = 46


def width(text: str) -> int:
    """Return the number of terminal cells of a text."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value))


def _wrapped(text: str, most: int) -> list[str]:
    lines, line, used = [], "", 0
    for token in _tokens(text):
        size = width(token)
        if used and used + size > most:
            lines.append(line.rstrip())
            line, used = "", 0
            token = token.lstrip()
            size = width(token)
        while size > most:
            cut = ""
            while token and width(cut) + width(token[0]) <= most:
                cut, token = cut + token[0], token[1:]
            lines.append(cut)
            size = width(token)
        line, used = line + token, used + size
    return [*lines, line.rstrip()] if line or not lines else lines


def _tokens(text: str) -> list[str]:
    """Split where a line may break: after spaces, and around wide characters."""
    tokens: list[str] = []
    for c in text:
        wide = unicodedata.east_asian_width(c) in "WF"
        if not tokens or wide or tokens[-1].endswith(" ") or unicodedata.east_asian_width(tokens[-1][-1]) in "WF":
            tokens.append(c)
        else:
            tokens[-1] += c
    return tokens


def aligned(headings: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:
    """Return an aligned table no wider than the terminal; columns that are empty throughout are left out."""
    cells = [[_plain(value) for value in row] for row in rows]
    kept = [n for n in range(len(headings)) if not rows or any(row[n] for row in cells)]
    heads = [headings[n] for n in kept]
    cells = [[row[n] for n in kept] for row in cells]
    import shutil

    room = shutil.get_terminal_size((120, 24)).columns
    wanted = [max([width(head), *(width(row[n]) for row in cells)], default=0) for n, head in enumerate(heads)]
    widths = [min(w, _MOST) for w in wanted]
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths, default=0) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    out = [title] if title else []
    out += _lines(heads, widths)
    out.append("  ".join("─" * w for w in widths))
    for row in cells:
        out += _lines(row, widths)
    return "\n".join(line.rstrip() for line in out) + "\n"


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [_wrapped(text, w) for text, w in zip(row, widths, strict=True)]
    height = max((len(p) for p in parts), default=0)
    return [
        "  ".join(
            (p[n] if n < len(p) else "") + " " * (w - width(p[n] if n < len(p) else ""))
            for p, w in zip(parts, widths, strict=True)
        )
        for n in range(height)
    ]


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:  # noqa: ARG001  one signature for all four
    """Return CSV (comma, LF); a cell that a spreadsheet would run as a formula is made text."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([formula_safe(heading) for heading in headings])
    for row in rows:
        writer.writerow(
            [
                value
                if isinstance(value, (int, Decimal)) and not isinstance(value, bool)
                else formula_safe(_plain(value))
                for value in row
            ]
        )
    return out.getvalue()


def as_json(headings: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:  # noqa: ARG001  one signature for all four
    """Return a list of objects, one a row; figures stay figures."""

    def plain(value: object) -> object:
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return value if value is None or isinstance(value, (bool, int, float)) else str(value)

    objects = [dict(zip(headings, map(plain, row), strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def in_markdown(value: object) -> str:
    """Return a value as text of Markdown; what would end a cell or start markup is escaped."""
    return _plain(value).translate(_MARKUP)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:
    """Return a Markdown table."""
    lines = [f"**{in_markdown(title)}**", ""] if title else []
    lines.append("| " + " | ".join(map(in_markdown, headings)) + " |")
    lines.append("|" + " --- |" * len(headings))
    lines += ["| " + " | ".join(map(in_markdown, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"
