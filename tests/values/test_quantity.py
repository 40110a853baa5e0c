"""Figures: what is read, what is refused and why, and when two figures agree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from kg.values import quantity
from kg.values.quantity import parse
from tests.support.strategies import numbers, quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("540e6", "540e6", "540e6", "exact"),
        (">=52000", "52000", None, "atLeast"),
        ("<=1.98e9", None, "1.98e9", "atMost"),
        (">60", "60", None, "moreThan"),
        ("<3", None, "3", "lessThan"),
        ("~2e9", "2e9", "2e9", "about"),
        ("~<2e9", "2e9", "2e9", "nearly"),
        ("-763e6..-527e6", "-763e6", "-527e6", "range"),
        ("vague", None, None, "vague"),
    ],
)
def test_every_bound_is_read(text: str, low: str | None, high: str | None, bound: str) -> None:
    read = parse(text)
    assert (read.low, read.high, read.bound) == (low and Decimal(low), high and Decimal(high), bound)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("1.5.2", "decimal point"),
        ("2e", "unfinished"),
        (">=", "sign without a number"),
        ("3..1", "upside down.*1..3"),
        ("1e3..1000", "equal ends"),
        ("~200e6..300e6", "already approximate"),
        ("1..", "low..high"),
        ("367.74亿", "367.74e8"),
        ("5万", "e4"),
        ("540m", "540e6"),
        ("2bn", "2e9"),
        ("1,000", "commas"),
        ("1，000", "commas"),
        ("68.8%", "PERCENT"),
        ("nan", "vague"),
        ("-inf", "vague"),
        ("Infinity", "vague"),
        ("1" * 31, "30 digits"),
        ("1e31", "±30"),
        ("1e-31", "±30"),
        ("0.01e-30", "±30"),
        ("1e999999999", "out of range"),
        ("1e-0000000000000999", "±30"),
        ("0" * 200, "out of range"),
        (" 5", "spaces around"),
        ("5\n", "spaces around"),
        (">= 5", "spaces"),
        ("≥5", "ASCII"),
        ("−5", "ASCII"),
        ("\uff15", "0-9"),
        (".5", "0.5"),
        ("5.", "0.5"),
        ("about five", "write"),
        ("=5", "write e.g."),
    ],
)
def test_a_bad_figure_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse(text)


@given(quantities())
def test_the_canonical_spelling_reads_back_the_same(text: str) -> None:
    spelled = quantity.canonical(text)
    assert parse(spelled) == parse(text)
    assert quantity.canonical(spelled) == spelled


@given(numbers())
def test_the_canonical_spelling_keeps_every_printed_digit(text: str) -> None:
    before, after = Decimal(text), Decimal(quantity.canonical(text))
    assert before == after
    assert before.as_tuple().exponent == after.as_tuple().exponent


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("540E+6", "540e6"),
        ("5.4e8", "5.4e8"),
        ("54e7", "5.4e8"),
        ("540000000", "540000000"),
        ("1980e6", "1.980e9"),
        ("367.74e8", "36.774e9"),
        ("+05.50", "5.50"),
        ("-0", "0"),
        ("-0.0e3..1", "0e2..1"),
        (">=52e3", ">=52e3"),
        ("0e6", "0e6"),
        ("1e-9", "1e-9"),
    ],
)
def test_the_canonical_spelling_is_the_one_people_read(text: str, spelled: str) -> None:
    assert quantity.canonical(text) == spelled


def test_the_longest_figure_can_be_spelled_again() -> None:
    for text in ("9" * 30, "0." + "9" * 30, "9" * 30 + "e1", "1e30", "1e-30", "0e30"):
        try:
            spelled = quantity.canonical(text)
        except ValueError:
            continue
        assert parse(spelled) == parse(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("540e6", "539.5e6", "540.5e6"),
        ("290", "289.5", "290.5"),
        ("139.2", "139.15", "139.25"),
        (">=52000", "51999.5", None),
        (">60", "59.5", None),
        ("<3", None, "3.5"),
        ("~290", "275.5", "304.5"),
        ("~2e9", "1.5e9", "2.5e9"),
        ("~<2e9", "1.9e9", "2e9"),
        ("~<-300e6", "-300e6", "-285e6"),
        ("-763e6..-527e6", "-763.5e6", "-526.5e6"),
        ("vague", None, None),
    ],
)
def test_an_interval_is_as_wide_as_the_figure_was_printed(text: str, low: str | None, high: str | None) -> None:
    assert quantity.interval(parse(text)) == (low and Decimal(low), high and Decimal(high))


@given(quantities())
def test_an_interval_holds_its_figure(text: str) -> None:
    low, high = quantity.interval(parse(text))
    value = parse(text).value
    assert value is None or ((low is None or low <= value) and (high is None or value <= high))
