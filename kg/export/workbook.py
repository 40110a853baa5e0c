"""The ledger as an Excel workbook: claims in words, entities, names, documents, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.mapping import basis_of
from kg.engine.answer import Value
from kg.export.xlsx import write_workbook
from kg.ledger.rows import COLUMNS
from kg.values.shown import show
from kg.words.vocab import PROPERTIES, UNITS
from kg.words.wording import word

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ledger.rows import Tables

_CLAIMS = (
    *("claim 陈述", "subject", "主体", "property", "属性", "object", "客体", "value 值", "low 下限", "high 上限"),
    *("unit 单位", "as published 原文", "period 期间", "polarity", "mode", "extent 范围", "respect 方面", "basis"),
    *("said by 发言者", "said on 发言时间"),
    *("publisher 发布方", "line 行", "rank", "note"),
)
#: The table on each other sheet.
_TABLES = {
    "Entities 实体": "entities",
    "Identifiers 标识": "identifiers",
    "Names 名称": "aliases",
    "Documents 文件": "documents",
    "Conflicts 冲突": "verdicts",
    "Not the same 勿混淆": "not_same",
}


def write_ledger(graph: Graph, tables: Tables, path: Path) -> None:
    """Write the workbook: one sheet per table, in the order an analyst reads them."""
    held = graph.ledger.coverage
    sheets: dict[str, tuple[Sequence[str], list[list[Value]]]] = {"Claims 陈述": (_CLAIMS, _claims(graph, tables))}
    for sheet, table in _TABLES.items():
        fields = ["cls" if column == "class" else column for column in COLUMNS[table]]
        sheets[sheet] = (COLUMNS[table], [[getattr(row, field) for field in fields] for row in getattr(tables, table)])
    write_workbook(
        sheets,
        path,
        title="Domestic GPU ledger",
        title_zh="国产GPU台账",
        notes=[
            (held.line("en"), held.line("zh")),
            (
                "A claim is what a document says, not what is true: mind mode, polarity and basis before you quote.",
                "陈述是文件的说法，不等于事实：引用数字前请看情态、肯定或否认、依据。",
            ),
            ("Figures are in base units (yuan, not 亿).", "数字以基本单位计（元，而非亿元）。"),
        ],
    )


def _claims(graph: Graph, tables: Tables) -> list[list[Value]]:
    documents = {document.id: document for document in tables.documents}

    def label(entity: str, lang: str = "en") -> str | None:
        return graph.names.label(entity, lang) if entity else None

    rows: list[list[Value]] = []
    for claim in tables.claims:
        term = PROPERTIES[claim.property]
        quantity = claim.quantity if term.kind == "measure" else None
        value: Value = claim.value
        if quantity is not None:
            plain = quantity.bound in ("exact", "about", "nearly")
            value = quantity.value if plain else show(claim.value, UNITS.get(claim.unit), "en", claim.as_published)
        rows.append(
            [
                claim.key,
                *(label(claim.subject), label(claim.subject, "zh"), term.label_en, term.label_zh),
                *(label(claim.object), label(claim.object, "zh")),
                *(value, quantity.low if quantity else None, quantity.high if quantity else None),
                *(claim.unit or None, claim.as_published or None, claim.period or None),
                *(word(claim.polarity, "en"), word(claim.mode, "en"), claim.extent or None, label(claim.respect)),
                *(basis_of(claim, documents), label(claim.said_by), claim.said_on or None),
                label(documents[claim.document].publisher) if claim.document in documents else None,
                *(claim.line, claim.rank, claim.note or None),
            ]
        )
    return rows
