"""Figures and periods as readers see them: nothing lost, nothing invented, in both languages."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.period import parse as parse_period
from kg.values.quantity import parse
from kg.values.shown import show, show_period
from kg.words.vocab import UNITS
from tests.support.strategies import periods, quantities


@pytest.mark.parametrize(
    ("figure", "unit", "english", "chinese"),
    [
        ("540e6", "CNY", "CNY 540 m", "5.4亿元"),
        ("367.74e8", "HKD", "HKD 36.774 bn", "367.74亿港元"),
        ("<=1.98e9", "CNY", "≤ CNY 1.98 bn", "不超过19.8亿元"),
        (">=52000", "CHIP", "≥ 52,000 chips", "不低于5.2万片"),
        (">60", "PERCENT", "> 60 %", "超过60%"),
        ("<3", "TIMES", "< 3×", "低于3倍"),
        ("~2e9", "USD", "about USD 2 bn", "约20亿美元"),
        ("~<2e9", "CNY", "nearly CNY 2 bn", "近20亿元"),
        ("-763e6..-527e6", "CNY", "CNY −763 to −527 m", "−7.63亿至−5.27亿元"),
        ("900..1.5e9", "CNY", "CNY 900 to 1.5 bn", "900至15亿元"),
        ("527e6..1.2e9", "CNY", "CNY 527 m to 1.2 bn", "5.27亿至12亿元"),
        ("0..3", "EACH", "0 to 3", "0至3"),
        ("1.5e12", "CNY", "CNY 1.5 tn", "1.5万亿元"),
        ("67.0", "PERCENT", "67.0 %", "67.0%"),
        ("1200", "W", "1,200 W", "1,200瓦"),
        ("70e9", "PARAMETER", "70 bn parameters", "700亿参数"),
        ("vague", "CNY", "vague", "未给出具体数字"),
    ],
)
def test_a_figure_as_each_reader_writes_it(figure: str, unit: str, english: str, chinese: str) -> None:
    assert show(figure, UNITS[unit], "en") == english
    assert show(figure, UNITS[unit], "zh") == chinese


def test_a_vague_figure_shows_what_was_printed() -> None:
    assert show("vague", UNITS["CNY"], "en", "数十亿") == "vague (数十亿)"
    assert show("vague", UNITS["CNY"], "zh", "数十亿") == "未给出具体数字（原文“数十亿”）"


def test_what_is_no_figure_comes_back_as_it_is() -> None:
    assert show("2018-05 or so", None) == "2018-05 or so"


def test_a_figure_without_a_unit_is_a_number() -> None:
    assert show("12345", None) == "12,345"


_WORDS = {"tn": 12, "bn": 9, "m": 6, "万亿": 12, "亿": 8, "万": 4}


def read_back(text: str) -> list[Decimal]:
    """Read the numbers of a shown figure: digits with commas, and the word of their scale."""
    found = re.findall(r"(−?[\d,]+(?:\.\d+)?) ?(tn|bn|m|万亿|亿|万)?", text)
    last = found[-1][1]  # in English the word of both ends may stand at the second
    numbers = []
    with localcontext(prec=80):
        for digits, word in found:
            power = _WORDS.get(word or (last if " to " in text else ""), 0)
            numbers.append(Decimal(digits.replace(",", "").replace("−", "-")).scaleb(power))
    return numbers


@given(quantities(), st.sampled_from(["CNY", "EACH", "PERCENT", "CHIP"]), st.sampled_from(["en", "zh"]))
def test_a_shown_figure_can_be_read_back(text: str, unit: str, lang: str) -> None:
    figure = parse(text)
    shown = show(text, UNITS[unit], lang)
    if figure.bound == "vague":
        assert not re.search(r"\d", shown)
    elif figure.bound == "range":
        same_word = len(re.findall(r"tn|bn|m", shown)) == 1
        if lang == "zh" or same_word or not re.search(r"tn|bn|m", shown):
            assert read_back(shown)[1] == figure.high
        assert len(read_back(shown)) == 2
    else:
        assert read_back(shown) == [figure.value]


@given(quantities())
def test_the_bound_is_always_said(text: str) -> None:
    signs = {
        "about": "about ",
        "nearly": "nearly ",
        "atLeast": "≥ ",
        "moreThan": "> ",
        "atMost": "≤ ",
        "lessThan": "< ",
    }
    bound = parse(text).bound
    assert show(text, UNITS["CNY"]).startswith(signs.get(bound, ("vague", "CNY ")))


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_is_said_in_both_languages(unit: str) -> None:
    assert show("7", UNITS[unit], "en")
    assert show("7", UNITS[unit], "zh") != "7" or unit == "EACH"


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("", "", ""),
        ("2025", "2025", "2025年"),
        ("2025-H1", "2025-H1", "2025年上半年"),
        ("2025-H2", "2025-H2", "2025年下半年"),
        ("2024-Q3~", "about 2024-Q3", "约2024年第三季度"),
        ("2025-12", "2025-12", "2025年12月"),
        ("2026-01-08", "2026-01-08", "2026年1月8日"),
        ("2022/2024", "2022 to 2024", "2022年至2024年"),
        ("../2025-06-30", "until 2025-06-30", "截至2025年6月30日"),
        ("2018/..", "from 2018", "2018年起"),
        ("2025-Q4~/2026-01", "about 2025-Q4 to 2026-01", "约2025年第四季度至2026年1月"),
        ("../2025-12~", "until about 2025-12", "截至约2025年12月"),
        ("2025-06~/..", "from about 2025-06", "约2025年6月起"),
    ],
)
def test_a_period_as_each_reader_writes_it(period: str, english: str, chinese: str) -> None:
    assert show_period(period, "en") == english
    assert show_period(period, "zh") == chinese


@given(periods())
def test_any_period_can_be_shown_and_keeps_its_years(text: str) -> None:
    canonical = parse_period(text).text
    for lang in ("en", "zh"):
        shown = show_period(canonical, lang)
        assert re.findall(r"\d{4}", shown) == re.findall(r"\d{4}", canonical)
        assert not set(shown) & set("~?/")
