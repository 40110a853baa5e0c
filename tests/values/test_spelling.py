"""Folding: what does not count in a name is left out, and nothing that does."""

from __future__ import annotations

import unicodedata

import pytest

from kg.values.spelling import LEGAL_FORMS, TRADE_WORDS, fold, same_characters, without, words


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("天數智芯", "天数智芯"),
        ("崑崙芯", "昆仑芯"),
        ("昇騰", "升腾"),
        ("香港衞視", "香港卫视"),
        ("四小⻰", "四小龙"),
        ("⻢⼒", "马力"),
        ("\uff2d\uff45\uff54\uff41\uff38", "metax"),
        ("Nvídia", "nvidia"),
        ("Großmann", "grossmann"),
        ("T-Head 平頭哥", "thead平头哥"),
    ],
)
def test_ways_of_writing_fold_to_one(text: str, same: str) -> None:
    assert fold(text) == fold(same)


def test_marks_that_tell_letters_apart_stay() -> None:
    assert fold("ガ") != fold("カ")


def test_characters_fold_once_and_one_for_one() -> None:
    table = same_characters()
    assert len(table) > 3000
    assert not set(table.values()) & table.keys()
    assert {other: fold(other) for other in table} == table
    assert max(*table, *table.values()) <= "\uffff"


def test_every_radical_folds_to_a_character() -> None:
    radicals = [chr(code) for code in range(0x2E80, 0x2FE0) if "RADICAL" in unicodedata.name(chr(code), "")]
    assert len(radicals) > 300
    # The rest stand for characters beyond U+FFFF, or for none.
    assert len([one for one in radicals if "\u2e80" <= fold(one) <= "\u2fdf"]) < 20


@pytest.mark.parametrize(
    ("text", "bare", "core"),
    [
        ("天数智芯股份有限公司", "天数智芯", "天数智芯"),
        ("阿里巴巴集团控股有限公司", "阿里巴巴", "阿里巴巴"),
        ("华为技术有限公司", "华为技术", "华为"),
        ("Cambricon Technologies Corporation Limited", "cambricontechnologies", "cambricon"),
        ("Tencent Holdings Ltd.", "tencent", "tencent"),
        ("Hong Kong", "hongkong", "hongkong"),
        ("Incorporated", "incorporated", "incorporated"),
        ("有限公司", "有限公司", "有限公司"),
        ("Meta Inc", "meta", "meta"),
    ],
)
def test_legal_forms_and_trade_words_are_taken_off_the_end_and_never_all_of_a_name(
    text: str, bare: str, core: str
) -> None:
    name = words(text)
    assert (without(LEGAL_FORMS, name), without((*LEGAL_FORMS, *TRADE_WORDS), name)) == (bare, core)


def test_forms_are_written_folded_and_the_longest_comes_first() -> None:
    forms = (*LEGAL_FORMS, *TRADE_WORDS)
    assert [form for form in forms if fold(form) != form] == []
    for some in (LEGAL_FORMS, TRADE_WORDS):
        shadowed = [b for n, a in enumerate(some) for b in some[n + 1 :] if b.endswith(a) and not a.isascii()]
        assert not shadowed, "a longer form is never reached"
