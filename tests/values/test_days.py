"""Days as people write them: what is read and what is refused, from the table that the page's tests read too."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg.values.days import read_day

DAYS = json.loads((Path(__file__).parent / "days.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "day"), DAYS["read"].items())
def test_a_day_is_read_as_people_write_it(text: str, day: str) -> None:
    assert read_day(text) == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "readings"), DAYS["ambiguous"].items())
def test_an_ambiguous_day_is_refused_with_both_readings(text: str, readings: list[str]) -> None:
    with pytest.raises(ValueError, match=f"{readings[0]}.*{readings[1]}"):
        read_day(text)


@pytest.mark.parametrize("text", DAYS["not in the calendar"])
def test_a_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        read_day(text)


@pytest.mark.parametrize("text", DAYS["no day"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day$|is empty"):
        read_day(text)
