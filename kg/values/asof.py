"""The day a view is asked as of: what was published by then, certainly or possibly.

A document's publication is an interval, because pages may carry no date. This is the only module that compares it with
a day; the queries that do the same take the day from here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, cast, get_args

from kg.problem import misuse
from kg.values.days import read_day

#: certain: surely published by the day; possible: may have been published by then.
Reading = Literal["certain", "possible"]
READINGS: tuple[str, ...] = get_args(Reading)


class AsOf(NamedTuple):
    """A day and how to read it; without a day everything is known."""

    day: date | None = None
    reading: Reading = "certain"

    def knows(self, earliest: date | None, latest: date | None) -> bool:
        """Return True if what was published between these days (None = unknown) was published by the day."""
        if self.day is None:
            return True
        if self.reading == "possible":
            return earliest is None or earliest <= self.day
        return latest is not None and latest <= self.day

    def may_know(self, earliest: date | None, latest: date | None) -> bool:
        """Return True if it may have been published by the day, but not certainly."""
        return AsOf(self.day, "possible").knows(earliest, latest) and not AsOf(self.day).knows(earliest, latest)


#: Everything, whenever it was published.
ALWAYS = AsOf()


#: What to write instead of a text that is not a day.
DAY_HINT = "write a day such as 2025-12-31"


def as_of(day: str | date | None, reading: str = "certain") -> AsOf:
    """Read a day as people write it (of a longer period, its last day) and a reading; KgError if either is wrong."""
    if reading not in READINGS:
        raise misuse("bad-reading", f"{reading!r} is not a reading", f"write {' or '.join(READINGS)}")
    try:
        return AsOf(read_day(day) if isinstance(day, str) else day, cast(Reading, reading))
    except ValueError as error:
        raise misuse("bad-date", str(error), DAY_HINT) from error
