"""A claim reads as a sentence in both languages: its mode, polarity, period and scope are in the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Graph
from kg.knowledge.claims import Claim
from kg.knowledge.sentence import edge_pattern, filled, genitive, in_mode, infinitive, pattern, sentence, value, when
from kg.words.vocab import PROPERTIES

NAMES = {
    "metax": ("MetaX", "沐曦"),
    "iluvatar": ("Iluvatar CoreX", "天数智芯"),
    "moore": ("Moore Threads", "摩尔线程"),
    "bytedance": ("ByteDance", "字节跳动"),
    "chip": ("ByteDance’s own chip", "字节自研芯片"),
    "hkex": ("Stock Exchange of Hong Kong", "香港交易所"),
    "he-hui": ("He Hui", "何晖"),
    "market": ("China’s GPU market", "中国GPU市场"),
    "latin": ("Latin", "Latin"),
    "power": ("Computing power", "算力"),
}


def made(subject: str, property: str, object: str = "", **more: str) -> Claim:
    """Return a claim made up for a test."""
    claim = Claim(id="1/1", document="1", origin="1", subject=subject, property=property, object=object)
    return replace(claim, **more)  # type: ignore[arg-type]


def said(claim: Claim, lang: str) -> str:
    return sentence(claim, lambda id, lang: NAMES[id][lang == "zh"], lang)


RELATIONS = [
    (
        made("iluvatar", "listedOn", "hkex", mode="plan", period="2026-01"),
        "Iluvatar CoreX is to be listed on Stock Exchange of Hong Kong in January 2026",
        "天数智芯计划2026年1月上市于香港交易所",
    ),
    (
        made("iluvatar", "listedOn", "hkex", period="2026-01-08"),
        "Iluvatar CoreX is listed on Stock Exchange of Hong Kong on 8 January 2026",
        "天数智芯2026年1月8日上市于香港交易所",
    ),
    (made("bytedance", "tests", "metax"), "ByteDance tests chips of MetaX", "字节跳动测试沐曦的芯片"),
    (
        made("bytedance", "develops", "chip", basis="anonymous", said_by="he-hui"),
        "Rumour: ByteDance is developing ByteDance’s own chip",
        "传闻：字节跳动正在研发字节自研芯片",
    ),
    (
        made("bytedance", "develops", "chip", polarity="denies", said_by="bytedance"),
        "ByteDance denies that it is developing ByteDance’s own chip",
        "字节跳动否认正在研发字节自研芯片",
    ),
    (
        made("bytedance", "develops", "chip", polarity="denies"),
        "It is denied that ByteDance is developing ByteDance’s own chip",
        "有否认：字节跳动正在研发字节自研芯片",
    ),
    (
        made("bytedance", "tests", "metax", mode="opinion", said_by="he-hui"),
        "In the view of He Hui, ByteDance tests chips of MetaX",
        "何晖认为，字节跳动测试沐曦的芯片",
    ),
    (
        made("bytedance", "tests", "metax", mode="opinion"),
        "ByteDance tests chips of MetaX (opinion)",
        "字节跳动测试沐曦的芯片（观点）",
    ),
    (
        made("bytedance", "tests", "metax", mode="forecast"),
        "ByteDance is expected to test chips of MetaX",
        "字节跳动预计测试沐曦的芯片",
    ),
    (
        made("metax", "memberOf", "market", mode="hypothetical"),
        "MetaX might be a member of China’s GPU market",
        "沐曦可能成为中国GPU市场的成员",
    ),
    (
        made("metax", "partnerOf", "market", mode="recommended", said_by="he-hui"),
        "He Hui says MetaX should work with China’s GPU market",
        "何晖主张，沐曦应与中国GPU市场合作",
    ),
    (
        made("metax", "partnerOf", "moore", mode="recommended"),
        "MetaX should work with Moore Threads",
        "沐曦应与摩尔线程合作",
    ),
    (
        made("metax", "exceeds", "moore", extent="some", respect="power"),
        "MetaX (some) is said to exceed Moore Threads in Computing power",
        "沐曦（部分）在算力上据称超过摩尔线程",
    ),
    (made("latin", "tests", "metax"), "Latin tests chips of MetaX", "Latin 测试沐曦的芯片"),
]
VALUES = [
    (
        made("iluvatar", "revenue", value="540e6", unit="CNY", period="2024"),
        "Iluvatar CoreX’s revenue in 2024: CNY 540 m",
        "天数智芯2024年营业收入：5.4亿元",
    ),
    (
        made("iluvatar", "revenue", value=">=300e6", unit="CNY", period="2025-H1"),
        "Iluvatar CoreX’s revenue in the first half of 2025: ≥ CNY 300 m",
        "天数智芯2025年上半年营业收入：不低于3亿元",
    ),
    (
        made("iluvatar", "revenue", value="~1e9", unit="CNY", period="2025", mode="forecast"),
        "Iluvatar CoreX’s revenue in 2025: about CNY 1 bn (forecast)",
        "天数智芯2025年营业收入：约10亿元（预测）",
    ),
    (
        made("metax", "marketShare", "market", value="<3", unit="PERCENT", period="2024"),
        "MetaX’s market share (China’s GPU market) in 2024: < 3 %",
        "沐曦2024年市场份额（中国GPU市场）：低于3%",
    ),
    (
        made("moore", "revenue", value="1", unit="CNY", polarity="denies"),
        "Denied: Moore Threads’ revenue: CNY 1",
        "有否认：摩尔线程营业收入：1元",
    ),
]


@pytest.mark.parametrize(("claim", "english", "chinese"), RELATIONS + VALUES)
def test_a_claim_reads_as_a_sentence(claim: Claim, english: str, chinese: str) -> None:
    assert (said(claim, "en"), said(claim, "zh")) == (english, chinese)


def test_texts_dates_and_truth_stand_after_a_colon() -> None:
    attribute = next(term.name for term in PROPERTIES.values() if term.kind == "attribute")
    assert [value(made("metax", attribute, value=text), "zh") for text in ("2020-10", "true", "a {subject} b")] == [
        "2020年10月",
        "是",
        "a {subject} b",
    ]
    assert said(made("moore", attribute, value="a {subject} b"), "en").endswith(": a {subject} b")
    assert value(made("metax", "tests", "moore"), "en") == ""


def test_no_sentence_of_the_ledger_is_empty_or_keeps_a_gap(graph: Graph) -> None:
    read = graph.ledger
    labels = {entity.id: entity.label for entity in read.names.entities.values()}
    for claim in read.claims:
        for lang in ("en", "zh"):
            text = sentence(claim, lambda id, lang: labels[id](lang), lang)
            core = text.replace(value(claim, lang) or "…", "…")
            assert not any(sign in core for sign in ("{", "}", "None", "  ")), text
            assert labels[claim.subject](lang) in text
            assert text == text.strip()


def test_an_edge_says_how_sure_it_is_and_no_period() -> None:
    names = {"subject": "ByteDance", "object": "MetaX"}
    looks = ("actual", "plan", "opinion", "rumour", "denied")
    assert [filled(edge_pattern("tests", look, "en"), names, "en") for look in looks] == [
        "ByteDance tests chips of MetaX",
        "ByteDance is to test chips of MetaX",
        "ByteDance tests chips of MetaX (opinion)",
        "Rumour: ByteDance tests chips of MetaX",
        "It is denied that ByteDance tests chips of MetaX",
    ]
    assert edge_pattern("tests", "denied", "zh") == "有否认：{subject}测试{object}的芯片"


def test_a_pattern_names_nobody() -> None:
    assert pattern(VALUES[0][0], "en") == "{subject’s} revenue in 2024: {value}"


@pytest.mark.parametrize(
    ("verb", "bare"),
    [
        ("tests chips of", "test chips of"),
        ("is listed on", "be listed on"),
        ("is developing", "develop"),
        ("has architecture", "have architecture"),
        ("is said to exceed", "exceed"),
        ("pursues", "pursue"),
        ("reached stage", "reach stage"),
        ("founded", "found"),
        ("was trained on", "be trained on"),
        ("carries", "carry"),
        ("reaches", "reach"),
        ("is a member of", "be a member of"),
        ("put forward", None),
    ],
)
def test_a_verb_has_its_infinitive_or_none(verb: str, bare: str | None) -> None:
    assert infinitive(verb) == bare


def test_a_verb_without_infinitive_needs_a_note() -> None:
    assert in_mode("put forward", "plan", "en") is None
    assert in_mode("是…的成员", "plan", "zh", "2026年") == "计划2026年成为…的成员"


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2025", "in 2025"),
        ("2025-12", "in December 2025"),
        ("2025-12-17", "on 17 December 2025"),
        ("2025-H1", "in the first half of 2025"),
        ("../2025-06-30", "until 30 June 2025"),
        ("2018/..", "since 2018"),
        ("2022/2024", "between 2022 and 2024"),
        ("2025-12~", "in about December 2025"),
        ("", ""),
    ],
)
def test_a_period_reads_as_part_of_a_sentence(period: str, shown: str) -> None:
    assert when(period, "en") == shown


def test_a_genitive_follows_the_last_letter() -> None:
    assert [genitive(name) for name in ("MetaX", "“Chinese Nvidias”")] == ["MetaX’s", "“Chinese Nvidias”’"]
