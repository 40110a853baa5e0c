"""A small data folder made for one test (rows as dictionaries, every other cell empty), and a disk that fails."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kg.ledger.rows import COLUMNS

Row = Mapping[str, str]

#: What a document says of itself beside id and title.
PARTS: dict[str, str] = {
    "publisher": "baidu",
    "language": "en",
    "translation": "original",
    "kind": "article",
    "basis": "press",
}
DOCUMENTS: Sequence[Row] = [{"id": "d001", "title": "A title", **PARTS}]
ENTITIES: Sequence[Row] = [
    {"id": "baidu", "class": "Company", "label_en": "Baidu", "label_zh": "百度"},
    {"id": "metax", "class": "Company", "label_en": "MetaX", "label_zh": "沐曦"},
]
CLAIM: dict[str, str] = {
    "id": "46a",
    "subject": "metax",
    "property": "revenue",
    "value": "<=1.98e9",
    "unit": "CNY",
    "period": "2025",
}


def make(
    parent: Path,
    claims: Mapping[str, Sequence[Row]] | None = None,
    documents: Sequence[Row] = DOCUMENTS,
    entities: Sequence[Row] = ENTITIES,
    aliases: Sequence[Row] = (),
    not_same: Sequence[Row] = (),
    identifiers: Sequence[Row] = (),
    verdicts: Sequence[Row] = (),
) -> Path:
    """Write the folder `data` under the parent and return it."""
    root = parent / "data"
    (root / "claims").mkdir(parents=True)
    write(root / "documents.csv", "documents", documents)
    write(root / "entities.csv", "entities", entities)
    write(root / "aliases.csv", "aliases", aliases)
    write(root / "identifiers.csv", "identifiers", identifiers)
    write(root / "not_same.csv", "not_same", not_same)
    write(root / "verdicts.csv", "verdicts", verdicts)
    for document, rows in ({"d001": [CLAIM]} if claims is None else claims).items():
        write(root / "claims" / f"{document}.csv", "claims", rows)
    return root


def write(path: Path, table: str, rows: Sequence[Row]) -> None:
    """Write one table, in the order of its columns, with further columns (an anchor) after them."""
    more = [column for row in rows for column in row if column not in COLUMNS[table]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*COLUMNS[table], *dict.fromkeys(more)], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def refuse(number: int) -> Callable[..., None]:
    """Return a stand-in for a call of the system that fails with an error of this number."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refused
