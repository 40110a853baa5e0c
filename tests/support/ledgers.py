"""Small graphs for the explorer's tests: one with one of each thing, and one with hostile text in every field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.build import cache as build
from kg.engine.store import new_store
from kg.files import ontology_dir
from kg.graph import Graph
from kg.ledger.rows import Claim, Tables
from kg.ledger.tables import load
from tests.support.folder import make
from tests.support.pictures import HOSTILE

Row = Mapping[str, str]

DOCUMENTS: Sequence[Row] = (
    {
        "id": "001",
        "title": "A title",
        "publisher": "china-daily",
        "author": "he-hui",
        "published": "2025-12-19/2026-01-07",
        "published_basis": "inferred",
        "language": "en",
        "translation": "machine",
        "kind": "article",
        "basis": "press",
        "sha256": "0" * 64,
        "note": "A note.",
    },
    {"id": "002", "title": "Another", "published": "2026-01-22", "language": "zh", "url": "https://example.com/2"},
    {"id": "003", "title": "A repost", "published": "2026-02-01", "repost_of": "001"},
    {"id": "004", "title": "Without a day", "basis": "comment"},
)
ENTITIES: Sequence[Row] = (
    {
        "id": "kunlunxin",
        "class": "ChipMaker",
        "label_en": "Kunlunxin",
        "label_zh": "昆仑芯",
        "identifiers": "wikidata=Q1",
    },
    {"id": "metax", "class": "ChipMaker", "label_en": "MetaX", "label_zh": "沐曦"},
    {
        "id": "bytedance",
        "class": "InternetCompany",
        "label_en": "ByteDance",
        "label_zh": "字节跳动",
        "note": "Its note.",
    },
    {"id": "baidu", "class": "InternetCompany", "label_en": "Baidu", "label_zh": "百度"},
    {"id": "hkex", "class": "Exchange", "label_en": "HKEX", "label_zh": "港交所"},
    {"id": "four-dragons", "class": "CompanyGroup", "label_en": "Four Dragons", "label_zh": "四小龙"},
    {"id": "self-reliance", "class": "Topic", "label_en": "Self-reliance", "label_zh": "自主可控"},
    {"id": "gpu-market", "class": "Market", "label_en": "GPU market", "label_zh": "GPU市场"},
    {"id": "he-hui", "class": "Person", "label_en": "He Hui", "label_zh": "何晖"},
    {"id": "china-daily", "class": "Publisher", "label_en": "China Daily", "label_zh": "中国日报"},
)
ALIASES: Sequence[Row] = (
    {"entity": "kunlunxin", "alias": "Kunlun Core", "lang": "en", "kind": "machine-translation", "document": "001"},
    {"entity": "metax", "alias": "Muxi", "lang": "en", "kind": "short"},
)
PLACE = {"line": "1", "start": "10", "length": "20", "digest": "0123456789abcdef"}
CLAIMS: Mapping[str, Sequence[Row]] = {
    "001": (
        {"id": "1a", "subject": "bytedance", "property": "tests", "object": "kunlunxin", "said_by": "he-hui", **PLACE},
        {"id": "1b", "subject": "kunlunxin", "property": "listedOn", "object": "hkex", "mode": "plan", **PLACE},
        {
            "id": "2a",
            "subject": "metax",
            "property": "revenue",
            "value": "<=1.98e9",
            "unit": "CNY",
            "as_published": "19.8亿",
            "period": "2025",
            "mode": "forecast",
            "note": "Why.",
            **PLACE,
        },
        {"id": "2b", "subject": "metax", "property": "memberOf", "object": "four-dragons", **PLACE},
        {"id": "2c", "subject": "kunlunxin", "property": "memberOf", "object": "four-dragons", **PLACE},
        {"id": "3a", "subject": "metax", "property": "pursues", "object": "self-reliance", "mode": "opinion"},
        {"id": "3b", "subject": "kunlunxin", "property": "pursues", "object": "self-reliance", "rank": "deprecated"},
    ),
    "002": (
        {
            "id": "1a",
            "subject": "kunlunxin",
            "property": "listedOn",
            "object": "hkex",
            "period": "2026-01-08",
            "period_basis": "inferred",
            "relation": "fulfils",
            "relates_to": "001/1b",
        },
        {
            "id": "1b",
            "subject": "bytedance",
            "property": "tests",
            "object": "kunlunxin",
            "polarity": "denies",
            "said_by": "bytedance",
            "relation": "contradicts",
            "relates_to": "001/1a",
        },
        {"id": "2a", "subject": "metax", "property": "revenue", "value": "2.5e9", "unit": "CNY", "period": "2025"},
        {"id": "2b", "subject": "kunlunxin", "property": "belongsToGroup", "object": "baidu"},
        {
            "id": "2c",
            "subject": "kunlunxin",
            "property": "marketShare",
            "object": "gpu-market",
            "value": "<3",
            "unit": "PERCENT",
            "period": "2024",
        },
    ),
    "003": ({"id": "1a", "subject": "bytedance", "property": "tests", "object": "kunlunxin", "said_by": "he-hui"},),
    "004": (
        {"id": "1a", "subject": "metax", "property": "tests", "object": "kunlunxin"},
        {"id": "1b", "subject": "metax", "property": "assessment", "value": "Promising"},
        {"id": "1c", "subject": "metax", "property": "established", "value": "2020-09"},
        {"id": "1d", "subject": "kunlunxin", "property": "disclosed", "value": "true"},
    ),
}
VERDICTS: Sequence[Row] = (
    {
        "id": "revenue-2025",
        "title_en": "Revenue of 2025",
        "title_zh": "2025年收入",
        "claims": "001/2a; 002/2a",
        "cause": "unresolved",
        "preferred": "002/2a",
        "status": "open",
        "note_en": "Two figures.",
        "note_zh": "两个数字。",
    },
)


def small_tables(parent: Path) -> Tables:
    """Return the tables of the small ledger, written below a folder and read back."""
    not_same = ({"a": "Muxi", "b": "Muxin", "reason": "Two companies."},)
    root = make(parent, CLAIMS, DOCUMENTS, ENTITIES, ALIASES, not_same, VERDICTS)
    tables, problems = load(root)
    assert not problems, problems
    return tables


def graph_of(tables: Tables) -> Graph:
    """Return the graph of tables, in memory."""
    store = new_store(None)
    build.fill(store, tables, ontology_dir())
    return Graph(store, digest="0123456789abcdef")


def hostile_tables(tables: Tables) -> Tables:
    """Return tables with hostile text in every field that may hold text. Ids and words of the model stay."""
    texts = [text for text in HOSTILE if text.isprintable() or "\n" in text or "\u202e" in text]
    number = iter(range(10_000))

    def bad() -> str:
        return texts[next(number) % len(texts)]

    def claim(one: Claim) -> Claim:
        words = one.value and not one.value[0].isdigit() and one.value[0] not in "<>~" and one.value != "true"
        return replace(one, as_published=bad(), note=bad(), value=bad() if words else one.value)

    return replace(
        tables,
        documents=tuple(
            replace(
                one, title=bad(), published_basis=bad(), kind=bad(), note=bad(), sha256=bad(), url="javascript:alert(1)"
            )
            for one in tables.documents
        ),
        entities=tuple(
            replace(one, label_en=bad(), label_zh=bad(), note=bad(), pairs=((bad(), bad()),)) for one in tables.entities
        ),
        aliases=tuple(replace(one, alias=bad(), kind=bad()) for one in tables.aliases),
        not_same=tuple(replace(one, a=bad(), b=bad(), reason=bad()) for one in tables.not_same),
        claims=tuple(map(claim, tables.claims)),
        verdicts=tuple(
            replace(one, title_en=bad(), title_zh=bad(), status=bad(), note_en=bad(), note_zh=bad())
            for one in tables.verdicts
        ),
    )
