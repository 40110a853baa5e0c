"""Periods: what is read, what is refused and why, and how stretches of days lie to each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given

from kg.values import period
from kg.values.period import parse
from tests.support.strategies import periods


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12-17", "2025-12-17", "2025-12-17"),
        ("2022/2024", "2022-01-01", "2024-12-31"),
        ("2025-Q1/2025-Q3", "2025-01-01", "2025-09-30"),
        ("../2025-06-30", None, "2025-06-30"),
        ("2018/..", "2018-01-01", None),
        ("2025~", "2025-01-01", "2025-12-31"),
        ("2018?/2020-Q1~", "2018-01-01", "2020-03-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_every_form_is_read(text: str, start: str | None, end: str | None) -> None:
    read = parse(text)
    assert read.start == (start and date.fromisoformat(start))
    assert read.end == (end and date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("2025-13", "month"),
        ("2025-00", "month"),
        ("2025-H3", "H1 to H2"),
        ("2025-Q0", "Q1 to Q4"),
        ("2025-02-30", "calendar"),
        ("0000", "year"),
        ("2024/2022", "backwards.*2022/2024"),
        ("2025-Q3/2025-H1", "backwards"),
        ("../..", "says nothing"),
        ("..", "2018/.."),
        ("2018/", "lacks a side"),
        ("/2018", "lacks a side"),
        ("2018/2019/2020", "more than one slash"),
        ("17/12/2025", "not a period"),
        ("2025-6-7", "two digits"),
        ("2025年", "in words"),
        ("2022-2024", "from/to|not a period"),
        ("2022..2024", "from/to"),
        (" 2025", "write '2025'"),
        ("2025\n", "spaces"),
        ("\uff12\uff10\uff12\uff15", "not a period"),
        ("25", "not a period"),
        ("..~/2025", "not a period|from/to"),
    ],
)
def test_a_bad_period_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse(text)


@given(periods())
def test_the_canonical_spelling_reads_back_the_same(text: str) -> None:
    try:
        read = parse(text)
    except ValueError:
        assume(False)
    assert parse(read.text) == read
    assert period.canonical(read.text) == read.text


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("2025-h1", "2025-H1"), ("2025-q3~", "2025-Q3~"), ("2025/2025", "2025"), ("2025-01/2025-12", "2025-01/2025-12")],
)
def test_the_canonical_spelling_mends_case_and_repetition_only(text: str, spelled: str) -> None:
    assert period.canonical(text) == spelled
