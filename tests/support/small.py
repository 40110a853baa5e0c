"""A small ledger about companies that do not exist: every state and kind of claim, and its graph.

The project's own ontology accepts it, so that the tests see what a curator could write; only its documents say less of
themselves than they must, because readers of a graph have to cope with that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

from kg.build import cache, mapping
from kg.check.tables import check_tables
from kg.engine import store
from kg.files import ontology_dir
from kg.graph import Graph
from kg.ledger.rows import Claim, Tables
from kg.ledger.tables import load
from kg.words.vocab import VOCABULARY
from tests.support.folder import Row, make
from tests.support.pictures import HOSTILE

#: d002 repeats d001; of d004 nobody knows the day. d001 came out some time in the second half of December.
DOCUMENTS: Sequence[Row] = [
    {"id": "d001", "title": "First", "publisher": "paper", "basis": "press", "published": "2025-12-19/2025-12-31"}
    | {"author": "someone", "language": "en", "translation": "machine", "kind": "article", "note": "A note."}
    | {"published_basis": "inferred", "sha256": "0" * 64},
    {"id": "d002", "title": "The same again", "basis": "press", "published": "2026-01-05", "repost_of": "d001"}
    | {"url": "https://example.com/2"},
    {"id": "d003", "title": "Third", "publisher": "paper", "basis": "filing", "published": "2026-01-10"},
    {"id": "d004", "title": "论坛", "basis": "comment", "language": "zh"},
]
ENTITIES: Sequence[Row] = [
    {"id": "alpha", "class": "ChipMaker", "label_en": "Alpha Chips", "label_zh": "阿尔法芯片"},
    {"id": "alpha-old", "class": "ChipMaker", "label_en": "Old Alpha", "status": "deprecated", "replaced_by": "alpha"},
    {"id": "beta", "class": "ChipMaker", "label_en": "Beta", "label_zh": "贝塔"},
    {"id": "board", "class": "Board", "label_en": "The Board", "label_zh": "板块"},
    {"id": "fund", "class": "VentureInvestor", "label_en": "Fund", "label_zh": "基金"},
    {"id": "gamma", "class": "InternetCompany", "label_en": "Gamma", "label_zh": "伽马", "note": "Its note."},
    {"id": "lonely", "class": "ChipMaker", "label_en": "Lonely"},
    {"id": "market", "class": "Market", "label_en": "Market for chips", "label_zh": "芯片市场"},
    {"id": "offer", "class": "Listing", "label_en": "The offer", "label_zh": "发行"},
    {"id": "paper", "class": "Publisher", "label_en": "The Paper", "label_zh": "日报"},
    {"id": "someone", "class": "AnonymousSource", "label_en": "somebody", "label_zh": "某人"},
    {"id": "topic", "class": "Topic", "label_en": "A topic", "label_zh": "议题"},
]
ALIASES: Sequence[Row] = [
    {"entity": "alpha", "alias": "Alfa", "lang": "en", "kind": "machine-translation", "document": "d001"},
    {"entity": "alpha", "alias": "阿尔法", "lang": "zh", "kind": "short"},
    {"entity": "beta", "alias": "The Second", "lang": "en", "kind": "nickname"},
    {"entity": "gamma", "alias": "the  SECOND", "lang": "und", "kind": "typo", "document": "d004"},
]
IDENTIFIERS: Sequence[Row] = [
    {"entity": "alpha", "scheme": "ticker", "value": "688001.SH", "source": "https://example.com/board"},
    {"entity": "alpha", "scheme": "wikidata", "value": "Q1", "source": "https://example.com/wiki", "note": "A note."},
]
NOT_SAME: Sequence[Row] = [
    {"a": "Alfa", "b": "Alfalfa", "reason": "a plant"},
    {"a": "alpha", "b": "beta", "reason": "two"},
    {"a": "The Second", "b": "the first", "reason": "a nickname of two companies"},
]
VERDICTS: Sequence[Row] = [
    {"id": "revenue-twice", "title_en": "Two revenues", "title_zh": "两个营收", "claims": "d001/5; d003/5"}
    | {"cause": "definition-differs", "preferred": "d003/5", "status": "open"}
    | {"note_en": "one is net", "note_zh": "其一为净额"}
]


def claim(id: str, subject: str, property: str, object: str = "", **more: str) -> dict[str, str]:
    """Return the row of a claim; its evidence is a window that no document has."""
    row = {"id": id, "subject": subject, "property": property, "object": object, "length": "1", "digest": "0" * 16}
    return row | more


CLAIMS: Mapping[str, Sequence[Row]] = {
    "d001": [
        claim("1", "gamma", "tests", "alpha", line="1", start="0", said_by="someone"),
        claim("2", "gamma", "uses", "beta", mode="plan", period="2026"),
        claim("3", "fund", "investsIn", "alpha", period="2024/2025"),
        claim("4", "gamma", "tests", "beta", polarity="denies", relation="contradicts", relates_to="2"),
        claim("5", "alpha", "revenue", value="540e6", unit="CNY", period="2025", as_published="5.40亿元")
        | {"line": "1", "start": "10", "length": "20", "digest": "0123456789abcdef", "note": "Why."},
        claim("6", "alpha", "marketShare", "market", value="~3", unit="PERCENT", period="2025"),
        claim("7", "offer", "disclosed", value="true", mode="plan"),
    ],
    "d002": [claim("1", "gamma", "tests", "alpha"), claim("2", "fund", "investsIn", "alpha", basis="anonymous")],
    "d003": [
        claim("1", "gamma", "tests", "alpha", period="2025-12"),
        claim("2", "alpha", "listedOn", "board", period="2026-01-08/.."),
        claim("3", "alpha", "established", value="2018-05"),
        claim("4", "fund", "investsIn", "beta", rank="deprecated", note="taken back"),
        claim("5", "alpha", "revenue", value=">=600e6", unit="CNY", period="2025"),
        claim("6", "alpha", "assessment", value='says "so"\\', mode="opinion"),
        claim("7", "beta", "pursues", "topic"),
        claim("8", "alpha", "pursues", "topic"),
        claim("9", "offer", "disclosed", value="true", relation="fulfils", relates_to="d001/7"),
    ],
    "d004": [
        claim("1", "beta", "listedOn", "board", line="3", start="9"),
        claim("2", "beta", "revenue", value="vague", unit="CNY", period="2023~", mode="forecast", as_published="不少"),
    ],
}


#: The claims of relations; d001/6, a share in a market, is a measure with an object.
RELATIONS = {f"d00{id}" for id in "1/1 1/2 1/3 1/4 2/1 2/2 3/1 3/2 3/4 3/7 3/8 4/1".split()}


def tables_of(parent: Path, **more: Any) -> Tables:
    """Load the ledger from a new folder below the parent; `more` replaces tables (rows by name of table)."""
    rows = {"claims": CLAIMS, "documents": DOCUMENTS, "entities": ENTITIES, "aliases": ALIASES}
    read, problems = load(
        make(parent, **(rows | {"identifiers": IDENTIFIERS, "not_same": NOT_SAME, "verdicts": VERDICTS} | more))
    )
    found = problems + [p for p in check_tables(read, VOCABULARY) if p.code not in ("missing-cell", "reason-missing")]
    errors = [problem for problem in found if problem.severity == "error"]
    assert not errors, "\n".join(map(str, errors))
    return read


def labelled(**labels: str) -> list[Row]:
    """Return the rows of the entities, some of them with another English label."""
    return [{**row, "label_en": labels.get(row["id"], row["label_en"])} for row in ENTITIES]


def bare_store_of(tables: Tables) -> store.NewStore:
    """Return a store in memory with what the tables say: neither the ontology nor what follows from its rules."""
    made = store.new_store(None)
    made.load(mapping.turtle(tables, VOCABULARY))
    return made


def graph_of(tables: Tables) -> Graph:
    """Return the graph of the tables in memory, with the ontology and what follows, as a build makes it."""
    made = store.new_store(None)
    cache.fill(made, tables, ontology_dir())
    return Graph(made)


def hostile_tables(tables: Tables) -> Tables:
    """Return tables with hostile text in every field that may hold text; ids and the model's words stay."""
    texts = cycle([text for text in HOSTILE if text.isprintable() or "\n" in text or "\u202e" in text])

    def spoil(row: Any, *columns: str, **more: Any) -> Any:
        return replace(row, **({column: next(texts) for column in columns} | more))

    def spoilt_claim(row: Claim) -> Any:
        return spoil(row, "as_published", "note", *(["value"] if row.property == "assessment" else []))

    def spoilt_entity(row: Any) -> Any:
        return spoil(row, "label_en", "label_zh", "note")

    document = ("title", "published_basis", "kind", "note", "sha256")
    verdict = ("title_en", "title_zh", "status", "note_en", "note_zh")
    return replace(
        tables,
        documents=tuple(spoil(row, *document, url="javascript:alert(1)") for row in tables.documents),
        entities=tuple(map(spoilt_entity, tables.entities)),
        identifiers=tuple(spoil(row, "scheme", "value", "note") for row in tables.identifiers),
        aliases=tuple(spoil(row, "alias", "kind") for row in tables.aliases),
        not_same=tuple(spoil(row, "a", "b", "reason") for row in tables.not_same),
        claims=tuple(map(spoilt_claim, tables.claims)),
        verdicts=tuple(spoil(row, *verdict) for row in tables.verdicts),
    )
