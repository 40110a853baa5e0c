"""Tables as text: aligned for a terminal (Chinese characters are two cells wide), CSV, JSON, Markdown."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal

from kg.values.text import clean, formula_safe

_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[|"} | {"<": "&lt;"})
#: No column is wider than _MOST, and none breaks a word shorter than _WORD.
_MOST = 46
_WORD = 24
#: Chinese breaks anywhere, but no column of it is narrower than this, six characters.
_PHRASE = 12
#: Whole sentences get at least this much if there is room.
_TEXT = 28
#: Punctuation that may not begin or end a line.
_NOT_FIRST = "，。、；：？！）」』】》〉”’％%:;,.!?)"
_NOT_LAST = "（「『【《〈“‘("


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
        while token and size > most:
            cut, token = token[0], token[1:]  # at least one, or a column too narrow for it would never end
            while token and width(cut) + width(token[0]) <= most:
                cut, token = cut + token[0], token[1:]
            lines.append(cut)
            size = width(token)
        line, used = line + token, used + size
    return [*lines, line.rstrip()] if line or not lines else lines


def _tokens(text: str) -> list[str]:
    """Split where a line may break: after spaces and around wide characters, except before or after punctuation."""
    tokens: list[str] = []
    for c in text:
        wide = unicodedata.east_asian_width(c) in "WF"
        last = tokens[-1][-1] if tokens else " "
        apart = last == " " or ((wide or unicodedata.east_asian_width(last) in "WF") and c != " ")
        if not tokens or (apart and (last == " " or (c not in _NOT_FIRST and last not in _NOT_LAST))):
            tokens.append(c)
        else:
            tokens[-1] += c
    return tokens


def aligned(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    title: str = "",
    emphasis: Callable[[str], str] = str,
) -> str:
    """Return a table no wider than the terminal, without its empty columns; `emphasis` styles title and headings.

    If it does not fit without breaking words, it becomes blocks: what adjacent rows share once, then the rest of them
    as a table or, if that is still too wide, a line per cell.
    """
    import shutil

    cells = [[_plain(value) for value in row] for row in rows]
    kept = [n for n in range(len(headings)) if any(row[n] for row in cells)] or list(range(len(headings)))
    heads = [headings[n] for n in kept]
    cells = [[row[n] for n in kept] for row in cells]
    room = shutil.get_terminal_size((120, 24)).columns
    lines = _table(heads, cells, room, emphasis)
    if not lines:
        lines = [*([""] if title else []), *(_grouped(heads, cells, room, emphasis) or _blocks(heads, cells, room))]
    return "\n".join([*([emphasis(title.rstrip())] if title else []), *map(str.rstrip, lines)]) + "\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int, emphasis: Callable[[str], str]) -> list[str]:
    """Return the lines of a table with a heading, or none if it does not fit."""
    columns = [[head, *(row[n] for row in rows)] for n, head in enumerate(heads)]
    wanted = [min(max(map(width, column)), _MOST) for column in columns]
    least = [
        min(most, _WORD, max(map(_narrowest, column), default=0)) for most, column in zip(wanted, columns, strict=True)
    ]
    roomy = [max(w, _TEXT) if most == _MOST else w for w, most in zip(least, wanted, strict=True)]
    widths = _shrunk(wanted, roomy, room) or _shrunk(wanted, least, room)
    if not widths:
        return []
    out = [*(emphasis(line.rstrip()) for line in _lines(heads, widths)), "  ".join("─" * w for w in widths)]
    for row in rows:
        out += _lines(row, widths)
    return out


def _narrowest(text: str) -> int:
    """Return the width below which a text is hard to read: its longest word, or a few characters of Chinese."""
    word = max((width(token.rstrip()) for token in _tokens(text)), default=0)
    return max(word, min(width(text), _PHRASE)) if width(text) > len(text) else word


def _shrunk(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fit, narrowing the widest columns first; none if the columns cannot be narrowed enough."""
    widths = list(wanted)
    while sum(widths) + 2 * (len(widths) - 1) > room:
        spare = [n for n, (w, limit) in enumerate(zip(widths, least, strict=True)) if w > limit]
        if not spare:
            return []
        widths[max(spare, key=lambda n: widths[n])] -= 1
    return widths


def _grouped(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: int, emphasis: Callable[[str], str]
) -> list[str]:
    """Return adjacent rows with the same first cell as groups, what they share once; none if there are no groups."""
    from itertools import groupby

    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[0])]
    if len(groups) == len(rows):
        return []
    shared = [n for n in range(len(heads)) if all(len({row[n] for row in group}) == 1 for group in groups)]
    rest = [n for n in range(len(heads)) if n not in shared]
    out: list[str] = []
    for group in groups:
        out += [""] if out else []
        out += _block([heads[n] for n in shared], [group[0][n] for n in shared], room)
        # A column may be empty in one group and filled in another.
        mine = [n for n in rest if any(row[n] for row in group)]
        parts = [[row[n] for n in mine] for row in group]
        names = [heads[n] for n in mine]
        inner = _table(names, parts, room - 2, emphasis) or _blocks(names, parts, room - 2)
        out += ["", *("  " + line for line in inner)] if mine else []
    return out


def _blocks(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[str]:
    out: list[str] = []
    for row in rows:
        out += ([""] if out else []) + _block(heads, row, room)
    return out or [", ".join(heads)]


def _block(heads: Sequence[str], row: Sequence[str], room: int) -> list[str]:
    """Return a line for each filled cell of a row: its heading, then its text wrapped beside it."""
    side = min(max(map(width, heads), default=0), room // 3)
    pairs = [(head, text) for head, text in zip(heads, row, strict=True) if text]
    return [line for pair in pairs for line in _lines(pair, (side, max(room - side - 2, 2)))]


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
    """Return CSV (comma, LF); a cell that a spreadsheet would run as a formula becomes text."""
    import csv
    import io

    def cell(value: object) -> object:
        number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        return value if number else formula_safe(_plain(value))

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[formula_safe(h) for h in headings], *(map(cell, r) for r in rows)])
    return out.getvalue()


def as_json(headings: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:  # noqa: ARG001  one signature for all four
    """Return a list of objects, one per row; numbers stay numbers."""

    def plain(value: object) -> object:
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return value if value is None or isinstance(value, (bool, int, float)) else str(value)

    objects = [dict(zip(headings, map(plain, row), strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def in_markdown(value: object) -> str:
    """Return a value as Markdown text, escaping whatever would end a cell or start markup."""
    return _plain(value).translate(_MARKUP)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:
    """Return a Markdown table."""
    lines = [f"**{in_markdown(title)}**", ""] if title else []
    lines.append("| " + " | ".join(map(in_markdown, headings)) + " |")
    lines.append("|" + " --- |" * len(headings))
    lines += ["| " + " | ".join(map(in_markdown, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"
