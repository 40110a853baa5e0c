"""Damaged text: every way of reading Chinese wrongly is told, and no sound text is."""

from __future__ import annotations

import pytest

from kg.files import data_dir
from kg.values.damage import damage

NAMES = [
    "天数智芯",
    "壁仞科技",
    "沐曦",
    "摩尔线程",
    "昆仑芯",
    "百度",
    "寒武纪",
    "华为",
    "上海天数智芯半导体股份有限公司",
    "中国",
    "Zhōng",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "wrong", ["gb18030", "shift_jis", "cp1252", "latin-1", "cp1251", "cp437", "mac_roman", "big5", "euc_kr"]
)
def test_utf8_that_was_read_as_something_else_is_told(name: str, wrong: str) -> None:
    read = name.encode().decode(wrong, "replace")
    assert damage(read) or (name, wrong) in [("Zhōng", "gb18030"), ("Zhōng", "shift_jis")], "one character may be right"


def test_gbk_that_was_read_as_latin_is_told_with_what_it_was() -> None:
    assert "'天数智芯'" in damage("天数智芯".encode("gb18030").decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    [
        "????",
        "壁仞??",
        "锟斤拷锟斤拷",
        "天数\ufffd芯",
        "天\ue15e数",
        "中文澹佷粸绉戞妧",
        "å£ä»žç§‘æŠ€",
        "Biren 澹佷粸绉戞妧 (2025)",
    ],
)
def test_what_is_left_of_lost_characters_is_told(text: str) -> None:
    assert damage(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What now?",
        "然后呢？",
        "然后呢?",
        "天数智芯",
        "摩爾線程",
        "联通",
        "雲天勵飛",
        "Müller",
        "Ångström",
        "naïve café",
        "© 2025",
        "½ 价",
        "£5–£6",
        "«café»…",
        "𠮷野家",
        "「ほげ」",
    ],
)
def test_sound_text_is_not_damaged(text: str) -> None:
    assert damage(text) == ""


def test_no_text_of_the_ledger_is_damaged() -> None:
    for path in data_dir().rglob("*.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert damage(line) == ""
