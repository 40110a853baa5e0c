"""Printed figures: what is read, what is not, and that what the program prints reads as what it was."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values import printed, quantity
from kg.values.printed import NotReadError, read, restored
from kg.values.shown import show
from kg.words.vocab import VOCABULARY


@pytest.mark.parametrize(
    ("text", "meant", "units"),
    [
        ("367.74亿港元", "36.774e9", "HKD"),
        ("３６７.７４億港元", "36.774e9", "HKD"),
        ("一百二十万元", "1.2e6", "CNY"),
        ("两千三百万", "23e6", ""),
        ("两万五千片", "25e3", "CHIP WAFER"),
        ("三点五亿美元", "350e6", "USD"),
        ("壹佰萬圓", "1e6", "CNY"),
        ("1亿2000万元", "120.00e6", "CNY"),
        ("4.57万亿美元", "4.57e12", "USD"),
        ("千亿人民币规模", "~100e9", "CNY"),
        ("三成", "30", "PERCENT"),
        ("2.5倍", "2.5", "TIMES"),
        ("三倍以上", ">=3", "TIMES"),
        ("1个百分点", "1", "POINT"),
        ("第五", "5", ""),
        ("半年", "0.5", "YEAR"),
        ("一个半月", "1.5", "MONTH"),
        ("两年半", "2.5", "YEAR"),
        ("5-7 year", "5..7", "YEAR"),
        ("nearly two decades", "~<20", "YEAR"),
        ("189 million yuan", "189e6", "CNY"),
        ("RMB3.2bn", "3.2e9", "CNY"),
        ("$16 billion", "16e9", "HKD USD"),
        ("HK$3.48bn", "3.48e9", "HKD"),
        ("US$5tn", "5e12", "USD"),
        ("2 trillion-dollar", "2e12", "HKD USD"),
        ("¥300 million", "300e6", "CNY other"),
        ("3亿日元", "300e6", "other"),
        ("NT$3 million", "3e6", "other"),
        ("7.8 thousand units", "7.8e3", "CHIP EACH PARAMETER SERVER SHARE WAFER"),
        ("52,000 AI chips", "52e3", "CHIP"),
        ("1,234,567 shares", "1234567", "SHARE"),
        ("six months", "6", "MONTH"),
        ("over six times", ">6", "TIMES"),
        ("more than double", ">2", ""),
        ("three-fold", "3", "TIMES"),
        ("50,000 yuan per GPU", "50e3", "CNY"),
        ("700GB/s", "700", "GB-PER-S"),
        ("about 62 percent", "~62", "PERCENT"),
        ("50bps", "0.5", "POINT"),
        ("no more than 7.5 billion yuan", "<=7.5e9", "CNY"),
        ("up to 3亿元", "<=300e6", "CNY"),
        ("0.6%以内", "<=0.6", "PERCENT"),
        ("at least nine", ">=9", ""),
        ("不低于3亿元", ">=300e6", "CNY"),
        ("逾10万片", ">100e3", "CHIP WAFER"),
        ("100多家", ">100", "EACH"),
        ("不足3亿元", "<300e6", "CNY"),
        ("近23亿元", "~<2.3e9", "CNY"),
        ("约700亿", "~70.0e9", ""),
        ("3亿元左右", "~300e6", "CNY"),
        ("-763 million yuan to -527 million yuan", "-763e6..-527e6", "CNY"),
        ("loss of 200-300 million yuan", "-300e6..-200e6", "CNY"),
        ("亏损超过3亿元", "<-300e6", "CNY"),
        ("负3亿元", "-300e6", "CNY"),
        ("2至3亿元", "200e6..300e6", "CNY"),
        ("3～5亿元", "300e6..500e6", "CNY"),
        ("between 200 and 300 million yuan", "200e6..300e6", "CNY"),
        ("30%-50%", "30..50", "PERCENT"),
        ("tens of billions of US dollars", "vague", "USD"),
        ("数百亿美金", "vague", "USD"),
        ("十几亿", "vague", ""),
        ("several hundred thousand", "vague", ""),
    ],
)
def test_a_figure_is_read_with_its_value_its_bound_its_sign_and_its_unit(text: str, meant: str, units: str) -> None:
    one, other = read(text), quantity.parse(meant)
    assert (one.quantity(other.bound).ends, other.bound in one.bounds) == (other.ends, True)
    assert one.units == frozenset(units.split())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("300 and 500 million", "no range"),
        ("300 million, 500 million yuan", "no range"),
        ("从3亿增至5亿", "no range"),
        ("1亿、2亿和3亿", "several"),
        ("HK$36.774 billion (RMB 33.127 billion)", "two units"),
        ("similarly long", "no figure"),
        ("", "no figure"),
    ],
)
def test_what_could_be_several_figures_is_not_read(text: str, why: str) -> None:
    with pytest.raises(NotReadError, match=why):
        read(text)


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [("超三分之一", "PERCENT", "33.3"), ("nearly half", "PERCENT", "50"), ("1/3000", "PERCENT", "0.0333")],
)
def test_a_part_of_a_whole_is_a_percentage_where_one_is_expected(text: str, unit: str, meant: str) -> None:
    low = read(text, unit).low
    assert low is not None
    assert printed.holds([low], Decimal(meant))


_NUMBERS = st.builds(lambda digits, power: f"{digits}e{power}", st.integers(1, 9999), st.integers(0, 9))
_SIGNED = st.builds(
    "".join, st.tuples(st.sampled_from(["", "~", "~<", ">", ">=", "<", "<="]), st.sampled_from(["", "-"]), _NUMBERS)
)
_RANGES = st.tuples(st.integers(1000, 4999), st.integers(5000, 9999), st.integers(0, 9)).map(
    lambda ends: f"{ends[0]}e{ends[2]}..{ends[1]}e{ends[2]}"
)


@given(
    _SIGNED | _RANGES, st.sampled_from(["CNY", "HKD", "USD", "PERCENT", "CHIP", "TIMES"]), st.sampled_from(["en", "zh"])
)
def test_what_the_program_prints_reads_as_what_it_was(text: str, unit: str, lang: str) -> None:
    meant = quantity.parse(text)
    one = read(show(text, VOCABULARY.units[unit], lang))
    assert one.quantity(meant.bound).ends == meant.ends
    assert meant.bound in one.bounds
    assert unit in one.units


@pytest.mark.parametrize(
    ("value", "as_published", "meant"),
    [
        ("300000000", "300 million yuan", "300e6"),
        ("36774000000", "367.74亿港元", "36.774e9"),
        ("3.68E+10", "367.74亿港元", "36.774e9"),
        ("-763000000..-527000000", "-763 million yuan to -527 million yuan", "-763e6..-527e6"),
        ("52000", "52,000 units", "52e3"),
        # What says something else, or more than a spreadsheet could have made of it, is for people.
        ("3.69E+10", "367.74亿港元", "3.69E+10"),
        ("36.8e9", "367.74亿港元", "36.8e9"),
        ("300000000", "more than 300 million", "300000000"),
        ("35.3", "35.30%", "35.3"),
        ("300000000", "a third", "300000000"),
        ("300000000", "", "300000000"),
    ],
)
def test_the_printed_digits_are_restored_and_nothing_is_invented(value: str, as_published: str, meant: str) -> None:
    assert restored(value, as_published) == meant


@given(
    st.text(max_size=30) | st.text(st.sampled_from("0123456789.,亿万千百十两半约超至-~%成元 million$to"), max_size=20)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotReadError):
        read(text)
    printed.figures_of(text)
