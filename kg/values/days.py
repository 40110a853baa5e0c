"""Days as people write them: `2025-12-31`, `31/12/2025`, `20251231`, `Dec 31, 2025`, `2025年12月31日`.

A month, a half, a quarter or a year stands for its last day. `kg/explorer/src/ledger/days.ts` reads the same forms in
the page; `tests/values/days.json` holds what both must read and refuse.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SEP, _GAP, _TH = "[-/.]", "[-/., ]*", "(?:st|nd|rd|th)?"
_YEAR_FIRST = rf"([0-9]{{4}})(?:{_SEP}([0-9]{{1,2}})(?:{_SEP}([0-9]{{1,2}}))?)?"
_TOGETHER = "([0-9]{4})([0-9]{2})([0-9]{2})"
_YEAR_LAST = rf"([0-9]{{1,2}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{4}})"
_PART = "([0-9]{4})-?(?:h([12])|q([1-4]))"
_DAY_NAME_YEAR = rf"([0-9]{{1,2}}){_TH}{_GAP}([a-z]+){_GAP}([0-9]{{4}})"
_NAME_DAY_YEAR = rf"([a-z]+){_GAP}([0-9]{{1,2}}){_TH}[-/., ]+([0-9]{{4}})"
_YEAR_NAME_DAY = rf"([0-9]{{4}}){_GAP}([a-z]+){_GAP}([0-9]{{1,2}}){_TH}"
_NAME_YEAR = rf"([a-z]+){_GAP}([0-9]{{4}})"


def read_day(text: str) -> date:
    """Return the day that a text names, or the last day of its month, part of a year or year.

    ValueError if it names none, a day that the calendar lacks, or two days (`01/02/2026`).
    """
    shown = repr(text if len(text) <= 60 else text[:60] + "…")
    plain = _plain(text)
    if match := re.fullmatch(_YEAR_LAST, plain):
        first, second, year = map(int, match.groups())
        if first != second and max(first, second) <= 12:
            readings = _day(shown, year, second, first), _day(shown, year, first, second)
            raise ValueError(f"{shown} is {readings[0]} if the day comes first, and {readings[1]} if the month does")
        return _day(shown, year, first, second) if second > 12 else _day(shown, year, second, first)
    if match := re.fullmatch(_YEAR_FIRST, plain) or re.fullmatch(_TOGETHER, plain):
        year, month, day = (int(part) if part else 0 for part in match.groups())
        return _day(shown, year, month, day) if day or match[3] else _last(shown, year, month if match[2] else 12)
    if match := re.fullmatch(_PART, plain):
        return _last(shown, int(match[1]), 6 * int(match[2] or 0) + 3 * int(match[3] or 0))
    for form, order in ((_DAY_NAME_YEAR, (3, 2, 1)), (_NAME_DAY_YEAR, (3, 1, 2)), (_YEAR_NAME_DAY, (1, 2, 3))):
        if (match := re.fullmatch(form, plain)) and (month := _month(match[order[1]])):
            return _day(shown, int(match[order[0]]), month, int(match[order[2]]))
    if (match := re.fullmatch(_NAME_YEAR, plain)) and (month := _month(match[1])):
        return _last(shown, int(match[2]), month)
    raise ValueError(f"{shown} is not a day" if plain else "the day is empty")


def _plain(text: str) -> str:
    """Return a text in lower case and half width, with the Chinese marks of year, month and day as hyphens."""
    plain = " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", text)).lower().split())
    plain = re.sub(" ?[年月日号]$", "", plain)
    return re.sub(" ?([-/.年月]) ?", lambda mark: mark[1] if mark[1] in "-/." else "-", plain)


def _month(word: str) -> int:
    """Return the number of the month whose name begins like a word of three letters or more; 0 if there is none."""
    return next((n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), 0)


def _day(shown: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{shown} is not a day of the calendar") from None


def _last(shown: str, year: int, month: int) -> date:
    first = _day(shown, year, month, 1)
    return first.replace(month=12, day=31) if month == 12 else first.replace(month=month + 1) - timedelta(days=1)
