"""The grammar of periods: `2025`, `2025-H1`, `2025-Q3`, `2025-12`, `2025-12-17`, `2022/2024`, `../2025-06-30`.

EDTF where EDTF has a form; halves and quarters are spelled as people spell them. A period is the days it covers, both
ends included. This module does not know tables, languages or today's date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_SPREADSHEET_DAY = re.compile(
    r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}|([0-9]{1,2}-)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(-[0-9]{2,4})?"
).fullmatch
_POINT = r"([0-9]{4})(?:-(?:[hH]([0-9])|[qQ]([0-9])|([0-9]{2})(?:-([0-9]{2}))?))?([~?]?)"


class Period(NamedTuple):
    """A stretch of days, both ends included, None = open. `text` is the canonical spelling, with qualifiers."""

    start: date | None
    end: date | None
    text: str


@lru_cache(maxsize=16384)
def parse(text: str) -> Period:
    """Parse a period; the ValueError says what to write instead."""
    if "/" not in text:
        return _point(text)
    if is_spreadsheet_day(text):
        raise ValueError(_explain(text))
    left, slash, right = text.partition("/")
    if left == right == "..":
        raise ValueError("'../..' is open on both sides, so it says nothing; leave the period empty")
    if not left or not right:
        raise ValueError(f"the period {_shown(text)} lacks a side; write two dots for an open one, e.g. 2018/..")
    first = Period(None, None, left) if left == ".." else _point(left)
    last = Period(None, None, right) if right == ".." else _point(right)
    if first.start is not None and last.end is not None and first.start > last.end:
        raise ValueError(f"the period {_shown(text)} runs backwards; write the earlier side first: {right}/{left}")
    spelled = first.text if first.text == last.text else first.text + slash + last.text
    return Period(first.start, last.end, spelled)


def canonical(text: str) -> str:
    """Return the canonical spelling (`2025-h1` → `2025-H1`, `2025/2025` → `2025`); ValueError like `parse`."""
    return parse(text).text


def is_spreadsheet_day(text: str) -> bool:
    """Return True for a day as spreadsheets write it when they change one: 1/22/2026, 22-Jan, Jan-26."""
    return _SPREADSHEET_DAY(text) is not None


def _point(text: str) -> Period:
    match = re.fullmatch(_POINT, text)
    if match is None:
        raise ValueError(_explain(text))
    year, half, quarter, month, day, mark = match.groups()
    if half is not None or quarter is not None:
        part, parts, letter = (int(half), 2, "H") if half is not None else (int(quarter), 4, "Q")
        if not 1 <= part <= parts:
            raise ValueError(f"the period {_shown(text)} has no such part of a year; {letter}1 to {letter}{parts}")
        length = 12 // parts
        start, end = _months(text, int(year), (part - 1) * length + 1, part * length)
        return Period(start, end, f"{year}-{letter}{part}{mark}")
    if day is not None:
        try:
            only = date(int(year), int(month), int(day))
        except ValueError:
            raise ValueError(f"the period {_shown(text)} is not a day of the calendar") from None
        return Period(only, only, text)
    if month is not None and not 1 <= int(month) <= 12:
        raise ValueError(f"the period {_shown(text)} has no such month; 01 to 12, or H1, H2, Q1 to Q4")
    start, end = _months(text, int(year), int(month or 1), int(month or 12))
    return Period(start, end, text)


def _months(text: str, year: int, first: int, last: int) -> tuple[date, date]:
    if year == 0:
        raise ValueError(f"the period {_shown(text)} has no such year; 0001 to 9999")
    start = date(year, first, 1)
    if last == 12:
        return start, date(year, 12, 31)
    return start, date(year, last + 1, 1) - timedelta(days=1)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "…")


def _explain(text: str) -> str:
    shown = _shown(text)
    bare = text.strip()
    if not bare:
        return "the period is empty"
    if bare != text:
        return f"the period {shown} has spaces around it; write {bare!r}"
    if is_spreadsheet_day(text):
        return (
            f"{shown} is not a period but a day as spreadsheets write it; write the year first, 2025-12-17, and import"
            " every column as text"
        )
    if text == "..":
        return "'..' is one side of a period; write e.g. ../2025-06-30 or 2018/.."
    if "/" in text:
        return f"the period {shown} has more than one slash; write from/to, year first: 2025-12-17, not 17/12/2025"
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?[~?]?", text):
        return f"the period {shown} needs two digits for month and day, e.g. 2025-06-07"
    if re.search("[年月日]", text):
        return f"the period {shown} is in words; write 2025, 2025-12, 2025-12-17 or 2025-H1"
    if re.search(r"[.\-–—]{2}|[–—]", text):
        return f"the period {shown} is not a stretch of time; write from/to, e.g. 2022/2024 or ../2025-06-30"
    return f"{shown} is not a period; write e.g. 2025, 2025-H1, 2025-Q3, 2025-12, 2025-12-17, 2022/2024, ../2025-06-30"
